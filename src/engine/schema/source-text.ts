import type { FileNode } from "./ast.js";

/** A `.proto` file as it was found. */
export interface SourceText {
  path: string;
  text: string;
  /** What it says, where a compiler has read it: then the text only holds the places, and there is nothing to edit. */
  file?: FileNode;
}
