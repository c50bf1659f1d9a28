/** The name of a field in JSON where none is declared: `_` is dropped and the letter after it becomes a capital. */
export function jsonNameOf(name: string): string {
  return name.replace(/_+(.)?/g, (_all, letter: string | undefined) => letter?.toUpperCase() ?? "");
}
