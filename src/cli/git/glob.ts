/** The name of a file or folder as a glob that matches nothing else. */
export function escapeGlob(name: string): string {
  return name.replace(/[\\*?[\]]/g, "\\$&");
}
