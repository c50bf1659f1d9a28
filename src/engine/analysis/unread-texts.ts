import type { EnumNode, ExtendNode, FileNode, MessageNode, OptionNode, Statement } from "../schema/ast.js";
import { isDescribed, parseSource } from "../schema/parse-source.js";
import type { SourceText } from "../source/source.js";
import { type Comment, commentsAt, commentsIn } from "./comments.js";
import { unitChange } from "./units.js";

/** A comment at an element, or an option of it, that no check reads and that is another one now. */
export interface UnreadText {
  kind: "comment" | "option";
  element: { kind: ElementKind; fullName: string };
  /** Empty where there was none; of an option its name and its value. */
  before: string;
  /** Empty where there is none any more. */
  after: string;
  /** What a reader has where a field is absent, and cannot tell from a value that was set; empty where it can, or is none. */
  absentAs: string;
}

/** The unit that a comment named and the one that it names now; null where no other one takes its place. */
export function unitChangeOf({ kind, before, after }: UnreadText): [was: string, now: string] | null {
  return kind === "comment" ? unitChange(before, after) : null;
}

type ElementKind = "field" | "value" | "message" | "enum" | "service" | "method";

/**
 * What differs in the comments and the options beside elements that both states declare under one name. Null where a state
 * has no text, since a compiler has read it.
 */
export function unreadTexts(
  before: readonly SourceText[],
  after: readonly SourceText[],
): UnreadText[] | null {
  if ([...before, ...after].some(isDescribed)) return null;
  const older = textsIn(changedFiles(before, after));
  return [...textsIn(changedFiles(after, before))].flatMap(([key, now]) => {
    const was = older.get(key);
    return was ? [...differences(was, now)] : [];
  });
}

/** The texts that the other state does not have, in whatever file. */
function changedFiles(files: readonly SourceText[], others: readonly SourceText[]): SourceText[] {
  const known = new Set(others.map(({ text }) => text));
  return files.filter(({ text }) => !known.has(text));
}

/** What stands at an element. */
interface Texts {
  element: UnreadText["element"];
  comment: string;
  /** Values by name. */
  options: ReadonlyMap<string, string>;
}

function differences(was: Texts, { element, comment, options }: Texts): UnreadText[] {
  const names = [...new Set([...was.options.keys(), ...options.keys()])];
  const optionText = (of: ReadonlyMap<string, string>, name: string) =>
    of.has(name) ? `${name} = ${of.get(name)}` : "";
  const pairs = [
    { kind: "comment" as const, before: was.comment, after: comment },
    ...names.map((name) => ({
      kind: "option" as const,
      before: optionText(was.options, name),
      after: optionText(options, name),
    })),
  ];
  return pairs
    .filter((pair) => pair.before !== pair.after)
    .map(({ kind, ...texts }) => ({ kind, element, ...texts, absentAs: "" }));
}

/** The texts at every element of some files, by kind and full name. */
function textsIn(files: readonly SourceText[]): Map<string, Texts> {
  const texts = new Map<string, Texts>();
  for (const source of files) {
    const comments = commentsIn(source.text);
    for (const node of nodesOf(parseSource(source).file)) {
      const { kind, fullName, options } = node;
      texts.set(`${kind} ${fullName}`, {
        element: { kind, fullName },
        comment: commentText(commentsAt(node, comments, source.text)),
        options: unknownOptions(options, source.text),
      });
    }
  }
  return texts;
}

/** What stands for the lines that a diff leaves out ends so, whatever else it says. */
const leftOut = /\bnot in the diff\.$/i;

/** Whether a line of a comment says nothing of an element: the command reads it, or a rebuilt text has it for a gap. */
export function saysNothing(line: string): boolean {
  return line.startsWith("grpc-evolution:") || leftOut.test(line);
}

function commentText(comments: readonly Comment[]): string {
  return comments
    .flatMap(({ lines }) => lines)
    .filter((line) => !saysNothing(line))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Options that the schema or a check reads. */
const readOptions =
  /^(?:deprecated|json_name|default|packed|allow_alias|message_set_wire_format|map_entry|features\..*|\(\.?(?:buf\.)?validate\..*)$/;

function unknownOptions(options: readonly OptionNode[], text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, valueAt, valueEnd } of options) {
    if (readOptions.test(name)) continue;
    const value = text.slice(valueAt, valueEnd).replace(/\s+/g, " ");
    values.set(name, values.has(name) ? `${values.get(name)}, ${value}` : value);
  }
  return values;
}

/** Something with a name, as far as texts stand at it. */
interface Node extends Statement {
  kind: ElementKind;
  fullName: string;
  /** Behind its opening brace; -1 where no others stand in it. */
  bodyAt: number;
  options: readonly OptionNode[];
}

function nodesOf(file: FileNode): Node[] {
  const scope = file.package === "" ? "" : `${file.package}.`;
  const services = file.services.flatMap((service): Node[] => {
    const fullName = scope + service.name;
    return [
      { ...service, kind: "service", fullName },
      ...service.methods.map(
        (method): Node => ({ ...method, kind: "method", fullName: `${fullName}.${method.name}`, bodyAt: -1 }),
      ),
    ];
  });
  return [
    ...file.messages.flatMap((message) => messageNodes(message, scope)),
    ...file.enums.flatMap((node) => enumNodes(node, scope)),
    ...file.extends.flatMap((node) => extensionNodes(node, scope)),
    ...services,
  ];
}

function messageNodes(message: MessageNode, scope: string): Node[] {
  const fullName = scope + message.name;
  const inside = `${fullName}.`;
  return [
    { ...message, kind: "message", fullName },
    ...message.fields.map(
      (field): Node => ({ ...field, kind: "field", fullName: inside + field.name, bodyAt: -1 }),
    ),
    ...message.messages.flatMap((each) => messageNodes(each, inside)),
    ...message.enums.flatMap((each) => enumNodes(each, inside)),
    ...message.extends.flatMap((each) => extensionNodes(each, inside)),
  ];
}

function enumNodes(node: EnumNode, scope: string): Node[] {
  const fullName = scope + node.name;
  return [
    { ...node, kind: "enum", fullName },
    ...node.values.map(
      (value): Node => ({ ...value, kind: "value", fullName: `${fullName}.${value.name}`, bodyAt: -1 }),
    ),
  ];
}

function extensionNodes({ fields }: ExtendNode, scope: string): Node[] {
  return fields.map((field) => ({ ...field, kind: "field", fullName: scope + field.name, bodyAt: -1 }));
}
