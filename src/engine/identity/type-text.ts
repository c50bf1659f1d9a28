/** `repeated acme.Syscall` and `map<string, acme.Syscall>`, cut before and behind the name of the type. */
const parts = /^(repeated |map<\w+, )?(.*?)>?$/;

/**
 * Whether two types, written as text, are the same. A name without a leading dot may be the tail of the full name;
 * `newNames` says where types went to that were renamed or moved in between.
 */
export function sameType(before: string, after: string, newNames: ReadonlyMap<string, string>): boolean {
  if (before === after) return true;
  const [beforeShape, beforeWritten] = cutType(before);
  const [afterShape, afterWritten] = cutType(after);
  if (beforeShape !== afterShape) return false;
  const beforeName = withoutDot(beforeWritten);
  const newName = newNames.get(beforeName);
  const expected = newName ?? beforeName;
  const afterName = withoutDot(afterWritten);
  if (expected === afterName) return true;
  const isExpectedFull = newName !== undefined || isFull(beforeWritten);
  return (
    (!isFull(afterWritten) && expected.endsWith(`.${afterName}`)) ||
    (!isExpectedFull && afterName.endsWith(`.${expected}`))
  );
}

/** The type without the package and the messages around it: what stays when everything is moved. */
export function withoutScope(type: string): string {
  const [shape, name] = cutType(type);
  return shape + name.slice(name.lastIndexOf(".") + 1);
}

/** The type under the new name of what it names, by names without scopes; the scope around it is left out there. */
export function renamedType(type: string, newNames: ReadonlyMap<string, string>): string {
  const [shape, name] = cutType(type);
  const newName = newNames.get(name.slice(name.lastIndexOf(".") + 1));
  return newName === undefined ? type : `${shape}${newName}${type.endsWith(">") ? ">" : ""}`;
}

/** The name of the type alone, as written. */
export function typeNameIn(type: string): string {
  return cutType(type)[1];
}

/** The shape of a type, such as `repeated `, and the name of the type alone. */
export function cutType(type: string): [shape: string, name: string] {
  const [, shape = "", name = ""] = parts.exec(type) ?? [];
  return [shape, name];
}

function isFull(name: string): boolean {
  return name.startsWith(".");
}

function withoutDot(name: string): string {
  return isFull(name) ? name.slice(1) : name;
}
