/** `v1`, `v2beta1`: a part of a package's name that is a version. */
const version = /^v\d+(p\d+)?((alpha|beta)\d*|test.*)?$/;

/**
 * The versions in the name of a package, empty where it has none: `v1` of `pay.v1` and of `pay.v1.types`. Packages of
 * different versions are different protocols, and nothing of the one is where something of the other went.
 */
export function protocolVersionOf(packageName: string): string {
  return packageName
    .split(".")
    .filter((part) => version.test(part))
    .join(".");
}

/** What versions of a package have in common: `pay.types` of `pay.v1.types`. */
export function protocolStemOf(packageName: string): string {
  return packageName
    .split(".")
    .filter((part) => !version.test(part))
    .join(".");
}

/** Whether what is in the one package may have moved to the other. A package that gets its first version stays itself. */
export function isSameProtocol(before: string, after: string): boolean {
  const old = protocolVersionOf(before);
  return old === "" || old === protocolVersionOf(after);
}
