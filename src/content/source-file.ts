/** A file of a program or of a comparison: `example.ts`, `before.proto`. */
export interface SourceFile {
  name: string;
  text: string;
}

/** The files with another text in one of them. */
export function withText(files: readonly SourceFile[], name: string, text: string): SourceFile[] {
  return files.map((file) => (file.name === name ? { name, text } : file));
}
