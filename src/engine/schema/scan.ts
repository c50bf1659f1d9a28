import { keepName } from "./kept-names.js";

/** What a token is. Punctuation is one character each; its kind is the number of that character. */
export enum Kind {
  End = 0,
  Name = 1,
  Number = 2,
  String = 3,
  /** Text that is no token; `wrong` says why. */
  Wrong = 4,
}

const marker = "grpc-evolution:";

/**
 * Cuts `.proto` text into tokens, one ahead. Comments are passed over, except those that address the command.
 * Never throws: who meets a token of kind `Wrong` decides what it means.
 * Source: https://protobuf.com/docs/language-spec#lexical-elements
 */
export class Scanner {
  /** A `Kind`, or the number of a punctuation character. */
  kind: number = Kind.End;
  /** Offsets of the current token. */
  start = 0;
  end = 0;
  /** End of the token before it. */
  lastEnd = 0;
  /** How many braces are open before the current token. */
  braces = 0;
  /** The current token where it is a name, else empty. */
  name = "";
  /** Why the current token is wrong, and where; of an earlier one where it is not. */
  wrong = { message: "", at: 0 };
  readonly remarks: { text: string; at: number; end: number }[] = [];

  /**
   * @param from where to begin: between two statements, at the beginning where left out
   * @param comments gets the offsets of all comments, in order, for those who read them
   */
  constructor(
    readonly text: string,
    from = text.charCodeAt(0) === 0xfeff ? 1 : 0,
    readonly comments: { at: number; end: number }[] | null = null,
  ) {
    this.end = from;
  }

  /** The current token as it stands in the text. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the current token is this single character. */
  is(punctuation: string): boolean {
    return this.kind === punctuation.charCodeAt(0);
  }

  /** Whether the current token is this name. */
  isName(name: string): boolean {
    return this.name === name;
  }

  /** Whether a new line begins between the token before and the current one. */
  get startsLine(): boolean {
    return this.text.slice(this.lastEnd, this.start).includes("\n");
  }

  /** Another scanner that stands on the token after the current one, for a look ahead. */
  ahead(): Scanner {
    const scout = new Scanner(this.text, this.end);
    scout.advance();
    return scout;
  }

  /** Moves to the next token. */
  advance(): void {
    if (this.kind === openBrace) this.braces += 1;
    else if (this.kind === closeBrace && this.braces > 0) this.braces -= 1;
    this.lastEnd = this.end;
    const { text } = this;
    let at = this.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || (code >= 9 && code <= 13)) at += 1;
      else if (code === 47 && isCommentStart(text.charCodeAt(at + 1))) {
        const end = this.#comment(at);
        if (end === -1) {
          this.#refuse("this comment is never closed; add */", at, text.length);
          return;
        }
        at = end;
      } else {
        this.#token(code, at);
        return;
      }
    }
  }

  #token(code: number, at: number): void {
    this.start = at;
    if (isNameStart(code)) this.#name(at);
    else if (isDigit(code) || (code === 46 && isDigit(this.text.charCodeAt(at + 1)))) this.#number(at);
    else if (code === 34 || code === 39) this.#string(at, code);
    else if (Number.isNaN(code)) this.#set(Kind.End, at);
    else if (code > 32 && code < 127) this.#set(code, at + 1);
    else this.#refuse(`unexpected character ${describe(this.text, at)}`, at, at + 1);
  }

  /** Leaves the rest of the text unread. */
  stop(): void {
    this.start = this.text.length;
    this.#set(Kind.End, this.text.length);
  }

  #refuse(message: string, at: number, end: number): void {
    this.start = at;
    this.wrong = { message, at };
    this.#set(Kind.Wrong, end);
  }

  #set(kind: number, end: number, name = ""): void {
    this.kind = kind;
    this.end = end;
    this.name = name;
  }

  /** Notes what addresses the command; returns the end of the comment, -1 where it has none. */
  #comment(at: number): number {
    const isLine = this.text.charCodeAt(at + 1) === 47;
    const close = this.text.indexOf(isLine ? "\n" : "*/", at + 2);
    if (close === -1 && !isLine) return -1;
    const bodyEnd = close === -1 ? this.text.length : close;
    const end = isLine ? bodyEnd : bodyEnd + 2;
    this.comments?.push({ at, end });
    const body = at + (this.text.charCodeAt(at + 2) === 32 ? 3 : 2);
    if (this.text.startsWith(marker, body)) {
      const text = this.text.slice(body + marker.length, bodyEnd);
      this.remarks.push({ text: text.trim(), at, end });
    }
    return end;
  }

  #name(from: number): void {
    const { text } = this;
    let hash = 0;
    let at = from;
    for (let code = text.charCodeAt(at); isNamePart(code); code = text.charCodeAt(at)) {
      hash = (Math.imul(hash, 31) + code) | 0;
      at += 1;
    }
    this.#set(Kind.Name, at, keepName(text, from, at, hash));
  }

  /** Takes letters along, so that `1x` is one wrong number and not a number and a name. */
  #number(from: number): void {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      const sign = (code === 43 || code === 45) && isExponent(text, from, at - 1);
      if (!isNamePart(code) && code !== 46 && !sign) break;
      at += 1;
    }
    this.#set(Kind.Number, at);
  }

  #string(from: number, quote: number): void {
    const { text } = this;
    let at = from + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (Number.isNaN(code) || code === 10) {
        this.#refuse("this string is never closed on its line", from, at);
        return;
      }
      if (code === 0) {
        this.#refuse("unexpected character NUL in a string", at, at + 1);
        return;
      }
      const escaped = code === 92 && at + 1 < text.length && text.charCodeAt(at + 1) !== 10;
      at += escaped ? 2 : 1;
    }
    this.#set(Kind.String, at + 1);
  }
}

const openBrace = 123;
const closeBrace = 125;

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a `/` with this character after it begins a comment. */
function isCommentStart(next: number): boolean {
  return next === 47 || next === 42;
}

/** The characters that a name consists of, by their number: a look-up is quicker than four comparisons. */
const nameParts = new Uint8Array(2 ** 16);
for (let code = 0; code < 128; code += 1) {
  if (isNameStart(code) || isDigit(code)) nameParts[code] = 1;
}

function isNamePart(code: number): boolean {
  return nameParts[code] === 1;
}

/** Whether the character at `at` is the `e` of a decimal number that began at `from`. */
function isExponent(text: string, from: number, at: number): boolean {
  const letter = text.charCodeAt(at) | 32;
  return letter === 101 && at > from && (text.charCodeAt(from + 1) | 32) !== 120;
}

function describe(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  if (code === 0) return "NUL";
  if (code === 0xfffd) return "U+FFFD: the file is not valid UTF-8";
  const shown = code > 32 && code !== 127 ? ` "${String.fromCodePoint(code)}"` : "";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}${shown}`;
}
