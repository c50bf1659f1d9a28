import { closeSync, existsSync, lstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { placeText } from "@grpc-evolution/engine/report/sentences.js";
import { type Place, placeIn } from "@grpc-evolution/engine/source/source.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import type { Feature } from "@grpc-evolution/engine/window/features.js";
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import type { z } from "zod";
import { didYouMean } from "../terminal/did-you-mean.js";
import { UserError } from "../terminal/user-error.js";
import { type ConfigurationFile, configurationSchema, knownKeys } from "./configuration-schema.js";

export const configurationName = "grpc-evolution.yaml";

/** The settings of a run, all of them decided. */
export interface Configuration {
  /** Where they were found, absolute; null where the defaults are used. */
  file: string | null;
  /** Globs are relative to it: where the file is, or the working directory. */
  folder: string;
  protos: string[];
  /** The branch that changes are for, null where the file does not say. */
  defaultBranch: string | null;
  /** Who talks to whom; one pair at least. */
  components: ComponentPair[];
  releases: { tags: string } | string[];
  /** Whether the file says which tags are releases; otherwise that is the default. */
  saysReleases: boolean;
  features: Feature[];
  allow: { fingerprint: string; reason: string }[];
  /** Absolute names of exported ledgers. */
  include: string[];
  /** Where a setting stands in the file, `["features", 0, "enabled"]`; of one that is not there the one around it. */
  placeOf(setting: Setting): Place;
}

/** The way to a setting: keys, and positions in lists. */
export type Setting = readonly (string | number)[];

/** Largest configuration that is read, in bytes. */
const sizeLimit = 1_000_000;

/** How often aliases may repeat what they stand for; a few bytes of YAML can otherwise fill the memory. */
const aliasLimit = 100;

/** How deep YAML may be nested: settings are a few levels deep, and every level takes room on the stack. */
const depthLimit = 50;

/**
 * The library's own remarks would go to standard error. It compares each key with all others of its mapping; here
 * `firstRepeatedKey` does that.
 */
const parseOptions = { prettyErrors: false, logLevel: "error", uniqueKeys: false } as const;

/**
 * The configuration for a working directory: `file` where it is given, otherwise the nearest `grpc-evolution.yaml`
 * from there up to the root of the repository, otherwise the defaults.
 * Throws a UserError with line and column of what is wrong.
 */
export function loadConfiguration(workingDirectory: string, file: string | undefined): Configuration {
  const place =
    file === undefined ? findConfiguration(workingDirectory) : path.resolve(workingDirectory, file);
  if (place === null) {
    const nowhere = placeIn({ path: configurationName, text: "" }, 0, 0);
    return complete({}, null, repositoryRoot(workingDirectory) ?? workingDirectory, () => nowhere);
  }
  const shown = path.relative(workingDirectory, place) || place;
  const text = readText(place, shown, file !== undefined);
  const written = parseConfiguration(text, shown);
  return complete(written, place, path.dirname(place), placesIn(text, shown));
}

function complete(
  written: ConfigurationFile,
  file: string | null,
  folder: string,
  placeOf: Configuration["placeOf"],
): Configuration {
  return {
    file,
    folder,
    protos: written.protos ?? ["**/*.proto"],
    defaultBranch: written.defaultBranch ?? null,
    components: componentPairs(written),
    releases: written.releases ?? { tags: "v*" },
    saysReleases: written.releases !== undefined,
    features: written.features ?? [],
    allow: written.allow ?? [],
    include: (written.history?.include ?? []).map((each) => path.resolve(folder, each)),
    placeOf,
  };
}

/** Who talks to whom, and in which window, by what a file says. */
export function componentPairs({ components, window }: ConfigurationFile): ComponentPair[] {
  const written = components ?? { client: "client", server: "server" };
  const pairs = Array.isArray(written) ? written : [written];
  return pairs.map((pair) => ({
    client: pair.client,
    server: pair.server,
    window: pair.window ?? window ?? null,
    services: pair.services ?? [],
  }));
}

/** Finds settings in a text that was read as a configuration. */
export function placesIn(text: string, file: string): Configuration["placeOf"] {
  const source = { path: file, text };
  const document = parseDocument(text, parseOptions);
  return (setting) => {
    const depth = setting.findLastIndex((_, end) => document.hasIn(setting.slice(0, end + 1)));
    const [from, to] = boundsOf(document, setting.slice(0, depth + 1));
    return placeIn(source, from, to);
  };
}

/** A UserError about a setting: `grpc-evolution.yaml:3:5: message`. */
export function wrongSetting(
  { placeOf }: Configuration,
  setting: Setting,
  message: string,
  hint: string,
): UserError {
  return new UserError(`${printable(placeText(placeOf(setting)))}: ${printable(message)}`, printable(hint));
}

/** Looks in the working directory and above it, but not above the repository, and outside of one not above. */
function findConfiguration(workingDirectory: string): string | null {
  const top = repositoryRoot(workingDirectory) ?? workingDirectory;
  for (const folder of foldersUpTo(workingDirectory, top)) {
    const file = path.join(folder, configurationName);
    if (isThere(file)) return file;
  }
  return null;
}

/** A link counts, even one that leads to nothing: somebody meant it to be a configuration. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${printable(file)} cannot be looked for (${code}).`, "Check its permissions.");
  }
}

/** The nearest folder that holds `.git`: a folder, or a file in a worktree or submodule. */
function repositoryRoot(workingDirectory: string): string | null {
  const { root } = path.parse(workingDirectory);
  return foldersUpTo(workingDirectory, root).find((folder) => existsSync(path.join(folder, ".git"))) ?? null;
}

function foldersUpTo(from: string, top: string): string[] {
  const folders = [from];
  for (let folder = from; folder !== top; ) {
    folder = path.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

function readText(file: string, shown: string, isNamed: boolean): string {
  try {
    const stats = statSync(file);
    // A device may have no end. What a shell puts together for one call is a pipe; one that was found may have no writer.
    if (!stats.isFile() && !(isNamed && stats.isFIFO())) {
      throw new UserError(`${printable(shown)} is not a file.`, "Name the configuration.");
    }
    const bytes = readUpTo(sizeLimit + 1, file);
    if (bytes.length <= sizeLimit) return bytes.toString();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && isNamed)
      throw new UserError(`There is no configuration ${printable(shown)}.`, "Check --config.");
    if (code === "ENOENT")
      throw new UserError(`${printable(shown)} is a link to nothing.`, "Correct or remove it.");
    throw new UserError(`${printable(shown)} cannot be read (${code}).`, "Check its permissions.");
  }
  throw new UserError(`${printable(shown)} is larger than 1 MB.`, "Is it the configuration?");
}

/** The first bytes of a file, or all where there are not so many; a pipe does not say its size. */
function readUpTo(limit: number, name: string): Buffer {
  const bytes = Buffer.alloc(limit);
  const file = openSync(name, "r");
  try {
    let length = 0;
    for (let count = -1; count !== 0 && length < limit; length += count) {
      count = readSync(file, bytes, length, limit - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Reads and validates the text of a configuration. `name` is the file as messages call it. */
export function parseConfiguration(text: string, name: string): ConfigurationFile {
  const lines = new LineCounter();
  const fail = ({ at, message, hint }: Wrong): never => {
    const { line, col } = lines.linePos(at);
    throw new UserError(
      `${printable(name)}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${printable(message)}`,
      printable(hint),
    );
  };
  const read = readYaml(text, lines);
  if ("wrong" in read) return fail(read.wrong);
  const result = configurationSchema.safeParse(read.value ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.map(innermost);
  // A misspelled key is also missing under its right name. The misspelling is what to say.
  const misspelled = issues.filter(({ code }) => code === "unrecognized_keys");
  return fail(explain(firstOf(misspelled.length > 0 ? misspelled : issues, read.document), read.document));
}

/** The issue that stands before all others. There may be thousands: only one is explained. */
function firstOf(issues: readonly Issue[], document: Document): Issue {
  const places = issues.map((issue) => ({ issue, at: offsetOfIssue(issue, document) }));
  return places.reduce((first, each) => (each.at < first.at ? each : first)).issue;
}

/** Something wrong at an offset of the text, and what to do. */
interface Wrong {
  at: number;
  message: string;
  hint: string;
}

function readYaml(
  text: string,
  lines: LineCounter,
): { document: Document; value: unknown } | { wrong: Wrong } {
  const wrong = (at: number, message: string, hint: string) => ({ wrong: { at, message, hint } });
  const tooDeep = offsetTooDeep(text, lines);
  if (tooDeep !== null)
    return wrong(tooDeep, "this is nested too deep.", "No setting is: close what is open.");
  const document = parseDocument(text, parseOptions);
  const [broken] = [...document.errors, ...document.warnings];
  if (broken?.code === "MULTIPLE_DOCS")
    return wrong(broken.pos[0], "a second document begins here.", "Remove the one or the other.");
  if (broken) return wrong(broken.pos[0], `this is not YAML: ${broken.message}.`, "Correct it.");
  const repeated = firstRepeatedKey(document);
  if (repeated) {
    return wrong(repeated.range?.[0] ?? 0, `"${repeated.value}" stands here twice.`, "Keep one of them.");
  }
  const unknown = firstUnknownAlias(document);
  if (unknown) {
    const message = `"*${unknown.source}" is an alias of nothing.`;
    return wrong(unknown.range?.[0] ?? 0, message, "Put a text that begins with * in quotes.");
  }
  try {
    return { document, value: document.toJS({ maxAliasCount: aliasLimit }) };
  } catch (error) {
    const { message } = error as Error;
    return wrong(0, `this is no reasonable YAML: ${message}.`, "Use no aliases.");
  }
}

/**
 * Where the nesting exceeds its limit, null where it does not; counts the lines as it goes. What makes a document of
 * the tokens calls itself for each level, the parser alone keeps a stack.
 */
function offsetTooDeep(text: string, lines: LineCounter): number | null {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > depthLimit) return parser.offset - lexeme.length;
  }
  return null;
}

/** The first key that its mapping has before. */
function firstRepeatedKey(document: Document): Scalar | null {
  let repeated: Scalar | null = null;
  visit(document, {
    Map: (_, { items }) => {
      const keys = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (keys.has(name)) {
          repeated = key;
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return repeated;
}

/** The first alias whose anchor does not stand before it. */
function firstUnknownAlias(document: Document): Alias | null {
  const anchors = new Set<string>();
  let unknown: Alias | null = null;
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
      } else if (!anchors.has(node.source)) {
        unknown = node;
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return unknown;
}

type Issue = z.core.$ZodIssue;

/** Of alternatives, such as a mapping or a list, what is wrong with the one that was meant. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const meant = issue.errors.find((issues) => issues.every(({ path: place }) => place.length > 0));
  const telling = issue.errors.flat().find(({ code }) => code === "unrecognized_keys" || code === "too_big");
  const inner = telling ?? meant?.[0];
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}

function explain(issue: Issue, document: Document): Wrong {
  const place = issue.path.map(String).join(".");
  const at = offsetOfIssue(issue, document);
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const keys = knownKeys(issue.path);
    const where = place === "" ? "" : ` in "${place}"`;
    const message = `there is no setting "${key}"${where}.`;
    return { at, message, hint: `${didYouMean(key, keys)}Known are ${keys.join(", ")}.` };
  }
  const hint = `Write ${issue.message}.`;
  if (place === "") return { at, message: "this is not a configuration.", hint };
  if (document.hasIn(issue.path)) return { at, message: `"${place}" has a value that does not fit.`, hint };
  return { at, message: `"${place}" is missing.`, hint };
}

/** Of a key that is not known, of a value, or of what lacks one. */
function offsetOfIssue(issue: Issue, document: Document): number {
  if (issue.code === "unrecognized_keys") return offsetOfKey(document, issue.path, issue.keys[0] ?? "");
  const isThere = issue.path.length === 0 || document.hasIn(issue.path);
  return offsetOf(document, isThere ? issue.path : issue.path.slice(0, -1));
}

function offsetOf(document: Document, place: readonly PropertyKey[]): number {
  return boundsOf(document, place)[0];
}

/** Where the value of a setting begins and ends. */
function boundsOf(document: Document, place: readonly PropertyKey[]): [from: number, to: number] {
  const node = place.length === 0 ? document.contents : document.getIn(place, true);
  const [from, to] = (isNode(node) && node.range) || [0, 0];
  return [from, to];
}

function offsetOfKey(document: Document, place: readonly PropertyKey[], name: string): number {
  const owner = place.length === 0 ? document.contents : document.getIn(place, true);
  const keys = isMap(owner) ? owner.items.map(({ key }) => key) : [];
  const key = keys.filter(isScalar).find(({ value }) => String(value) === name);
  return key?.range?.[0] ?? offsetOf(document, place);
}
