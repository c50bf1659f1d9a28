/**
 * Strings of `.proto` files are bytes, and escapes may give any bytes. Here they are text, in which a byte that is not
 * part of UTF-8 stands as one lone surrogate, U+DC00 plus the byte, as in Python's "surrogateescape".
 */
const bytesFrom = 0xdc00;

const loneBytes = /[\udc80-\udcff]+/gu;

/** One byte as text; from 0x80 on it is not a character yet. */
export function textOfByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : bytesFrom + byte);
}

/** The same text, in which bytes that stood alone and are UTF-8 together have become characters. */
export function bytesToText(text: string): string {
  return text.replace(loneBytes, (run) => {
    let decoded = "";
    for (let at = 0; at < run.length; ) {
      const [character, size] = decodeAt(run, at);
      decoded += character;
      at += size;
    }
    return decoded;
  });
}

/** The text without what is no UTF-8: lone surrogates become U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The bytes of a text; lone surrogates that stand for no byte become U+FFFD. */
export function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code >= bytesFrom + 0x80 && code <= bytesFrom + 0xff) bytes.push(code - bytesFrom);
    else pushEncoded(bytes, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
  }
  return bytes;
}

function pushEncoded(bytes: number[], code: number): void {
  const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  const marks = [0, 0xc0, 0xe0, 0xf0][more] as number;
  bytes.push(marks | (code >> (6 * more)));
  for (let left = more - 1; left >= 0; left -= 1) bytes.push(0x80 | ((code >> (6 * left)) & 0x3f));
}

/** The character that begins at `at`, and how many bytes it takes; a byte that begins none stays what it is. */
function decodeAt(run: string, at: number): [character: string, size: number] {
  const lead = run.charCodeAt(at) - bytesFrom;
  const more =
    lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
  let code = lead & (0x3f >> more);
  for (let next = at + 1; next <= at + more; next += 1) {
    const byte = run.charCodeAt(next) - bytesFrom;
    if (!(byte >= 0x80 && byte < 0xc0)) return [run.charAt(at), 1];
    code = (code << 6) | (byte & 0x3f);
  }
  const smallest = [0x80, 0x80, 0x800, 0x10000][more] as number;
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  if (more === 0 || code < smallest || code > 0x10ffff || surrogate) return [run.charAt(at), 1];
  return [String.fromCodePoint(code), more + 1];
}
