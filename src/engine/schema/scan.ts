/** What a token is; punctuation is one character each. */
export enum Kind {
  End = 0,
  Name = 1,
  Number = 2,
  String = 3,
  Punctuation = 4,
}

/** Text that is wrong at a place. The scanner stands behind it, so that reading can go on. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const marker = "grpc-evolution:";

/**
 * Cuts `.proto` text into tokens, one ahead. Comments are passed over, except those that address the command.
 * Source: https://protobuf.com/docs/language-spec#lexical-elements
 */
export class Scanner {
  kind = Kind.End;
  /** Offsets of the current token. */
  start = 0;
  end = 0;
  /** End of the token before it. */
  lastEnd = 0;
  readonly remarks: { text: string; at: number; end: number }[] = [];

  constructor(readonly text: string) {
    this.end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The current token as it stands in the text. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Whether the current token is this single character. */
  is(punctuation: string): boolean {
    return this.kind === Kind.Punctuation && this.text[this.start] === punctuation;
  }

  /** Whether the current token is this name. */
  isName(name: string): boolean {
    return (
      this.kind === Kind.Name &&
      this.end - this.start === name.length &&
      this.text.startsWith(name, this.start)
    );
  }

  /** Moves to the next token. */
  advance(): void {
    this.lastEnd = this.end;
    const { text } = this;
    let at = this.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || (code >= 9 && code <= 13)) at += 1;
      else if (code === 47) at = this.#comment(at);
      else {
        this.start = at;
        if (isNameStart(code)) this.#name(at + 1);
        else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(at + 1)))) this.#number(at);
        else if (code === 34 || code === 39) this.#string(at, code);
        else if (Number.isNaN(code)) this.#set(Kind.End, at);
        else if (code > 32 && code < 127) this.#set(Kind.Punctuation, at + 1);
        else this.#refuse(`unexpected character ${describe(text, at)}`, at, at + 1);
        return;
      }
    }
  }

  #refuse(message: string, at: number, end: number): never {
    this.start = end;
    this.#set(Kind.Punctuation, end);
    throw new SyntaxProblem(message, at);
  }

  #set(kind: Kind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  #comment(at: number): number {
    const next = this.text.charCodeAt(at + 1);
    let end: number;
    if (next === 47) {
      end = this.text.indexOf("\n", at + 2);
      if (end === -1) end = this.text.length;
    } else if (next === 42) {
      const close = this.text.indexOf("*/", at + 2);
      if (close === -1) this.#refuse("this comment is never closed; add */", at, this.text.length);
      end = close + 2;
    } else {
      this.#refuse('unexpected "/"; a comment starts with // or /*', at, at + 1);
    }
    const body = at + (this.text.charCodeAt(at + 2) === 32 ? 3 : 2);
    if (this.text.startsWith(marker, body)) {
      const text = this.text.slice(body + marker.length, next === 42 ? end - 2 : end);
      this.remarks.push({ text: text.trim(), at, end });
    }
    return end;
  }

  #name(from: number): void {
    const { text } = this;
    let at = from;
    while (isNamePart(text.charCodeAt(at))) at += 1;
    this.#set(Kind.Name, at);
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
      if (Number.isNaN(code) || code === 10) this.#refuse("this string is never closed", from, at);
      if (code === 0) this.#refuse("unexpected character NUL in a string", at, at + 1);
      at += code === 92 ? 2 : 1;
    }
    this.#set(Kind.String, at + 1);
  }
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
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
