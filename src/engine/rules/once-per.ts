/** Finds something out about an object only once: many changes of one element ask for it. */
export function oncePer<K extends object, V>(find: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, { value: V }>();
  return (key) => {
    const known = results.get(key) ?? { value: find(key) };
    results.set(key, known);
    return known.value;
  };
}
