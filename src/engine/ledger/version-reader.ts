import type { Declarations } from "../identity/declaration.js";
import { declarationsOfFile, declaredNames } from "../identity/of-file.js";
import type { FileNode, MessageNode } from "../schema/ast.js";
import { parseProto } from "../schema/parse.js";
import type { Interner } from "./interner.js";

/**
 * Reads the versions of files. Most of the text of a version is that of the one before: a piece that was read not long ago, in a
 * file that declares the same names, is not read again.
 */
export class VersionReader {
  readonly #pieces = new RecentPieces();

  constructor(readonly interner: Interner) {}

  /** What a version declares; null where it cannot be read. Equal declarations are the same object. */
  read(text: string): Declarations | null {
    return this.#readInPieces(text) ?? this.#readWhole(text);
  }

  #readWhole(text: string): Declarations | null {
    const { file, problems } = parseProto(text);
    return problems.length > 0 ? null : this.interner.intern(declarationsOfFile(file));
  }

  /**
   * A text of which each piece can be read as a file of its own declares what these declare: no comment, string or block goes
   * beyond a piece. Null where a piece cannot, or needs more of the file than its head.
   */
  #readInPieces(text: string): Declarations | null {
    const [start = "", ...others] = piecesOf(text);
    const first = this.#piece("", start);
    if (!first) return null;
    const pieces = [first];
    for (const other of others) {
      const piece = this.#piece(first.head, other);
      if (piece?.head !== first.head) return null;
      pieces.push(piece);
    }
    const names = pieces.map((piece) => piece.names).join("");
    const declared = pieces.map((piece) => this.#declarations(piece, names));
    return {
      types: declared.flatMap(({ types }) => types),
      methods: declared.flatMap(({ methods }) => methods),
    };
  }

  #piece(head: string, text: string): Piece | null {
    const earlier = this.#pieces.get(head, text);
    if (earlier !== undefined) return earlier;
    const whole = `${head}\n${text}`;
    const { file, problems } = parseProto(whole);
    const piece = problems.length > 0 || isExtending(file) ? null : pieceOf(file, whole);
    // The joined text became a text of its own when it was read: a part of it does not keep the version alive.
    this.#pieces.add(head, whole.slice(head.length + 1), piece);
    return piece;
  }

  /** Which message a type is depends on all names that the file declares. */
  #declarations(piece: Piece, names: string): Declarations {
    if (piece.declarations === null || piece.namesInFile !== names) {
      const file = piece.file ?? parseProto(piece.text).file;
      piece.declarations = this.interner.intern(declarationsOfFile(file, new Set(names.split("\n"))));
      piece.namesInFile = names;
      piece.file = null;
    }
    return piece.declarations;
  }
}

/** A part of a file that can be read as a file of its own. */
interface Piece {
  /** With the head of the file before it. */
  text: string;
  /** The same as it was read; null once nobody needs it, as it is large. */
  file: FileNode | null;
  /** What its other pieces need of the file: its syntax and its package, as text. */
  head: string;
  /** The full names that the piece declares, a line each. */
  names: string;
  /** What it declares in a file with the names `namesInFile`; null where nobody has asked. */
  declarations: Declarations | null;
  namesInFile: string;
}

function pieceOf(file: FileNode, text: string): Piece {
  const names = [...declaredNames(file)].map((name) => `${name}\n`).join("");
  return { text, file, head: headOf(file), names, declarations: null, namesInFile: "" };
}

function headOf({ syntax, edition, package: name }: FileNode): string {
  const first = syntax === "editions" ? `edition = "${edition}";` : `syntax = "${syntax}";`;
  return name === "" ? first : `${first} package ${name};`;
}

/** What a piece extends may be declared in another one. */
function isExtending({ messages, extends: blocks }: Pick<MessageNode, "messages" | "extends">): boolean {
  return blocks.length > 0 || messages.some(isExtending);
}

/** The text cut behind each brace at the start of a line, which most often ends a message, an enum or a service. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf("\n}"); at !== -1; at = text.indexOf("\n}", from)) {
    pieces.push(text.slice(from, at + 2));
    from = at + 2;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** How many characters of pieces are kept at least; at most twice as many. */
const keptCharacters = 16_000_000;

type PiecesByText = Map<string, Map<string, Piece | null>>;

/** The pieces that were used last, by the head of the file and their text; null is one that cannot be read alone. */
class RecentPieces {
  #recent: PiecesByText = new Map();
  #older: PiecesByText = new Map();
  #characters = 0;

  get(head: string, text: string): Piece | null | undefined {
    const recent = this.#recent.get(head)?.get(text);
    if (recent !== undefined) return recent;
    const older = this.#older.get(head)?.get(text);
    if (older !== undefined) this.add(head, text, older);
    return older;
  }

  add(head: string, text: string, piece: Piece | null): void {
    if (this.#characters > keptCharacters) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#characters = 0;
    }
    const pieces = this.#recent.get(head) ?? new Map<string, Piece | null>();
    this.#recent.set(head, pieces.set(text, piece));
    this.#characters += text.length;
  }
}
