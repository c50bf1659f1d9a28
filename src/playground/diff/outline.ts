/** What the lines of a `.proto` file open and close, as far as a part of a file shows it. */

/** The lines without comments and what stands in quotes. */
export function codeLines(lines: readonly string[]): string[] {
  let isInComment = startsInComment(lines);
  return lines.map((line) => {
    let code = "";
    for (let at = 0; at < line.length; ) {
      const rest = line.slice(at, at + 2);
      if (isInComment) {
        isInComment = rest !== "*/";
        at += isInComment ? 1 : 2;
      } else if (rest === "//") break;
      else if (rest === "/*") {
        isInComment = true;
        at += 2;
      } else if (line[at] === '"' || line[at] === "'") {
        at = endOfString(line, at);
        code += '""';
      } else {
        code += line[at];
        at += 1;
      }
    }
    return code;
  });
}

/** Whether the end of a comment comes before any beginning of one. */
export function startsInComment(lines: readonly string[]): boolean {
  for (const line of lines) {
    const bare = line.replace(/\/\/.*/, "");
    const [begin, end] = [bare.indexOf("/*"), bare.indexOf("*/")];
    if (end >= 0 && (begin < 0 || end < begin)) return true;
    if (begin >= 0) return false;
  }
  return false;
}

function endOfString(line: string, start: number): number {
  const quote = line[start];
  let at = start + 1;
  while (at < line.length && line[at] !== quote) at += line[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** What lines leave open, and how many blocks they close that others opened. */
export interface Outline {
  /** What stands before each brace that stays open, from the outermost. */
  open: string[];
  closed: number;
}

/** Follows the braces of lines without comments. */
export function outlineOf(code: readonly string[]): Outline {
  const open: string[] = [];
  let closed = 0;
  let heading = "";
  for (const character of code.join("\n")) {
    if (character === "{") open.push(heading.trim().replace(/\s+/g, " "));
    else if (character === "}") {
      if (open.length > 0) open.pop();
      else closed += 1;
    }
    heading = /[{};]/.test(character) ? "" : heading + character;
  }
  return { open, closed };
}

/** The declaration that a line begins: `message Disk`; empty where it begins none that contains others. */
export function headingIn(line: string): string {
  const match = /^\s*(message|enum|service|extend)\s+([\w.]+)/.exec(line);
  return match ? `${match[1]} ${match[2]}` : "";
}

/** Whether a statement can begin so. */
export function isStatementStart(code: string): boolean {
  const words =
    /^\s*(?:syntax|edition|package|import|option|message|enum|service|extend|oneof|rpc|reserved|extensions|export|local)\b/;
  const field =
    /^\s*(?:(?:optional|required|repeated)\s+)?(?:map\s*<[^>]*>|(?:group\s+)?\.?[A-Za-z_][\w.]*)\s+\w+\s*(?:=|$)/;
  const value = /^\s*[A-Za-z_]\w*\s*=\s*(?:-?\s*\d|$)/;
  return (
    /^\s*[};]/.test(code) || words.test(code) || field.test(code) || value.test(code) || isOptionValue(code)
  );
}

/** Whether a statement ends with the line. */
export function endsStatement(code: string): boolean {
  return /[;{}]\s*$/.test(code);
}

/** Whether a line stands in the value of an option: `get: "/v1/disks"`. */
export function isOptionValue(code: string): boolean {
  return /^\s*(?:[\w.]+|\[[\w./]+\])\s*(?::|\{\s*$)/.test(code) && !/^\s*[\w.]+\s*:\s*$/.test(code);
}
