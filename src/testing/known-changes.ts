import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import { readEntries } from "../evidence/changes/entries.js";
import { topics } from "../evidence/comparison/cases.js";
import { findExamples, readExampleFile } from "../evidence/examples/example.js";
import { filesOf } from "./changes-between.js";

/** Two states of a protocol, the later one with a name for messages. */
export interface KnownChange {
  name: string;
  before: readonly SourceText[];
  after: readonly SourceText[];
}

/**
 * All changes that the site knows: those of its examples and of its catalogue, those that are compared with buf, and some that
 * none of these has. They are of every kind.
 */
export function knownChanges(): KnownChange[] {
  return [...exampleChanges(), ...catalogueChanges(), ...comparedChanges(), ...rareChanges()];
}

function exampleChanges(): KnownChange[] {
  return findExamples().flatMap((example) => {
    const states = example.protos
      .map((proto) => [{ path: "schema.proto", text: readExampleFile(example, proto) }])
      .filter((files) => readSchema(files).problems.length === 0);
    return states
      .slice(1)
      .map((after, index) => ({ name: example.id, before: states[index] ?? after, after }));
  });
}

function catalogueChanges(): KnownChange[] {
  return readEntries().map(({ slug, before, after }) => ({ name: slug, before: [before], after: [after] }));
}

function comparedChanges(): KnownChange[] {
  return topics.flatMap(({ cases }) =>
    cases.map(({ what, before, after }) => ({
      name: what,
      before: filesOf(before),
      after: filesOf(after),
    })),
  );
}

function rareChanges(): KnownChange[] {
  const required = (body: string) => `syntax = "proto2"; message M { ${body} }`;
  const aliases = (values: string) => `enum E { option allow_alias = true; A = 0; X = 5; Y = 5; ${values} }`;
  const service = (name: string) => `message Q {} service ${name} { rpc One(Q) returns (Q); }`;
  const one = "message One { string a = 1; string b = 2; }";
  const texts: [before: string, after: string][] = [
    ["message Old { string a = 1; string b = 2; }", `${one} ${one.replace("One", "Two")}`],
    [required("required string a = 1;"), required("")],
    [required("extensions 100 to 199;"), required("extensions 100 to 149; optional string a = 150;")],
    [aliases("B = 1;"), aliases("B = 1; C = 1;")],
    [aliases("B = 1; C = 1;"), aliases("B = 1;")],
    [aliases("B = 1; C = 1;"), aliases("C = 1; B = 1;")],
    ["enum E { E_UNSPECIFIED = 0; E_A = 1; }", "enum F { E_UNSPECIFIED = 0; E_A = 1; }"],
    [service("S"), service("T")],
    ["message Q {}", service("S")],
  ];
  return texts.map(([before, after]) => ({
    name: `${before} → ${after}`,
    before: filesOf(before),
    after: filesOf(after),
  }));
}
