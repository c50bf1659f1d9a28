import type { OptionNode, OptionValue } from "./ast.js";

/**
 * Options of protovalidate: what a message, a field or a oneof accepts beyond its type.
 * Source: https://github.com/bufbuild/protovalidate/blob/main/proto/protovalidate/buf/validate/validate.proto
 */

/** What the options extend, each with the names of the extensions there and their numbers. */
export const ruleExtensions = {
  message: [{ name: "buf.validate.message", number: 1159 }],
  oneof: [{ name: "buf.validate.oneof", number: 1159 }],
  field: [
    { name: "buf.validate.field", number: 1159 },
    { name: "buf.validate.predefined", number: 1160 },
  ],
} as const;

/** What most elements have; never changed, so that two elements without rules are the same at a glance. */
export const noRules: readonly OptionNode[] = [];

/**
 * The options of protovalidate among those of an element, each named in full: `(buf.validate.field).string.max_len`. A
 * package below `buf` may shorten the name.
 */
export function ruleOptions(
  of: keyof typeof ruleExtensions,
  options: readonly OptionNode[],
  packageName: string,
): readonly OptionNode[] {
  if (options.length === 0) return noRules;
  const rules = options.flatMap((option) => {
    const written = /^\(\.?([\w.]+)\)/.exec(option.name);
    if (!written) return [];
    const [start, name = ""] = written;
    const meant = ruleExtensions[of].find((each) => isNameOf(each.name, name, packageName));
    return meant ? [{ ...option, name: `(${meant.name})${option.name.slice(start.length)}` }] : [];
  });
  return rules.length === 0 ? noRules : rules;
}

function isNameOf(fullName: string, written: string, packageName: string): boolean {
  if (written === fullName) return true;
  return /^buf(\.|$)/.test(packageName) && fullName.endsWith(`.${written}`);
}

/** Whether two elements have the same rules in the same words, wherever these stand. */
export function haveSameRules(some: readonly OptionNode[], others: readonly OptionNode[]): boolean {
  return some === others || (some.length === others.length && textOf(some) === textOf(others));
}

function textOf(options: readonly OptionNode[]): string {
  return JSON.stringify(options.map(({ name, value }) => [name, plain(value)]));
}

function plain(value: OptionValue): unknown {
  return value.kind === "encoded" ? [...value.bytes] : value;
}
