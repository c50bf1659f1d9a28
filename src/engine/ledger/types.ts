/** `repeated acme.Syscall` and `map<string, acme.Syscall>`, cut before and behind the name of the type. */
const parts = /^(repeated |map<\w+, )?(.*?)>?$/;

/**
 * Whether two types, written as text, are the same. A name as a file wrote it may be the tail of the full name;
 * `newNames` says where types went to that were renamed or moved in between.
 */
export function sameType(before: string, after: string, newNames: ReadonlyMap<string, string>): boolean {
  if (before === after) return true;
  const [beforeShape, beforeName] = cut(before);
  const [afterShape, afterName] = cut(after);
  if (beforeShape !== afterShape) return false;
  const expected = newNames.get(beforeName) ?? beforeName;
  return expected === afterName || expected.endsWith(`.${afterName}`) || afterName.endsWith(`.${expected}`);
}

/** The type without the package and the messages around it: what stays when everything is moved. */
export function withoutScope(type: string): string {
  const [shape, name] = cut(type);
  return shape + name.slice(name.lastIndexOf(".") + 1);
}

function cut(type: string): [shape: string, name: string] {
  const [, shape = "", name = ""] = parts.exec(type) ?? [];
  return [shape, name];
}
