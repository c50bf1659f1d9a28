/** A file of a program or of a comparison: `example.ts`, `before.proto`. */
export interface SourceFile {
  name: string;
  text: string;
}
