import fc from "fast-check";
import { expect, test } from "vitest";
import { keepsMemberNames } from "../../testing/changes-between.js";
import { ledgerOfTold, withSyntax } from "../../testing/ledger-of-commits.js";
import { someRuns } from "../../testing/thorough.js";
import type { Said } from "../rules/finding.js";
import { isGraver, type Severity } from "../rules/rule.js";
import type { SourceText } from "../schema/read.js";
import { check, subjectOf } from "./check.js";
import type { Evaluated } from "./evaluate.js";
import { Evaluations } from "./evaluations.js";
import { type CheckRequest, requestFor, type State } from "./request.js";

/** A protocol of six files; most states have some of them in common. */
type Texts = Record<string, string>;

interface History {
  releases: Texts[];
  reference: Texts;
  head: Texts;
  window: NonNullable<CheckRequest["components"][number]["window"]> | null;
  hasLedger: boolean;
  hasFeature: boolean;
}

const number = fc.integer({ min: 1, max: 4 });

const fields = fc.uniqueArray(
  fc.record({
    number,
    name: fc.constantFrom("a", "b", "c", "d"),
    type: fc.constantFrom("string", "int32", "int64", "p.E", "repeated int32", "p.Part", "p.Piece"),
    allow: fc.constantFrom("", "", "// grpc-evolution: allow R4/type-changed -- tried\n"),
  }),
  { maxLength: 4, selector: ({ number }) => number },
);

/** Fields of a message, with each name once, and reservations of numbers that none of them has. */
const body = fc.tuple(fields, fc.option(number)).map(([declared, reserved]) => {
  const names = new Set<string>();
  const own = declared.filter(({ name }) => !names.has(name) && names.add(name));
  const isFree = reserved !== null && !own.some((each) => each.number === reserved);
  return [
    ...own.map(({ type, name, number, allow }) => `${allow}${type} ${name} = ${number};`),
    ...(isFree ? [`reserved ${reserved};`] : []),
  ].join("\n");
});

/** Few versions of each file, so that they come again; the message of the second one may have another name. */
function versions(isRenamed: boolean): fc.Arbitrary<fc.Arbitrary<Texts>> {
  const name = isRenamed ? fc.constantFrom("Part", "Part", "Piece") : fc.constant("Part");
  const scope = isRenamed ? fc.constantFrom("s", "s", "t") : fc.constant("s");
  const ofPart = fc
    .record({ inner: body, name })
    .map(({ inner, name }) => `package p; message ${name} { ${inner.replaceAll("p.Part", `p.${name}`)} }`);
  const ofEnum = fc.constantFrom("Z = 0;", "Z = 0; Y = 1;", "Z = 0; X = 1;", "Z = 0; reserved 1;");
  const ofService = fc
    .record({ inner: body, scope, answer: fc.constantFrom("M", "stream M", "p.Part") })
    .map(
      ({ inner, scope, answer }) =>
        `package ${scope}; import "part.proto"; import "e.proto"; message M { ${inner} } service S { rpc Call(M) returns (${answer}); }`,
    );
  const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 2, maxLength: 3 });
  return fc
    .tuple(some(ofPart), some(ofEnum), some(ofService), some(extension))
    .map(([parts, enums, services, extensions]) =>
      fc.record({
        "part.proto": fc.constantFrom(...parts),
        "e.proto": fc.constantFrom(...enums.map((values) => `package p; enum E { ${values} }`)),
        "service.proto": fc.constantFrom(...services),
        "kind.proto": kinds,
        "host.proto": hosts,
        "extension.proto": fc.constantFrom(...extensions),
      }),
    );
}

/** The first value is the default of the fields in other files, or the one that they name. */
const kinds = fc
  .constantFrom("A = 1; B = 2;", "A = 1; B = 2;", "B = 2; A = 1;", "A = 1; B = 3;")
  .map((values) => `syntax = "proto2"; package h; enum Kind { ${values} }`);

const hosts = fc
  .constantFrom("", "optional Kind kind = 1;", "optional Kind kind = 1 [default = B];")
  .map(
    (inner) =>
      `syntax = "proto2"; package h; import "kind.proto"; message Host { ${inner} extensions 100 to 199; }`,
  );

const extension = fc
  .record({
    extendee: fc.constantFrom("h.Host", "h.Host", "google.protobuf.FieldOptions", "Missing"),
    type: fc.constantFrom("string", "int32", "h.Kind"),
    more: fc.constantFrom("", "optional bytes b = 101;"),
  })
  .map(
    ({ extendee, type, more }) =>
      `syntax = "proto2"; package x; import "host.proto"; import "kind.proto"; import "missing.proto"; extend ${extendee} { optional ${type} a = 100; ${more} }`,
  );

const limit = fc.constantFrom<number | "unbounded">(0, 1, 2, "unbounded", "unbounded");

function histories(isRenamed: boolean): fc.Arbitrary<History> {
  return versions(isRenamed).chain((texts) =>
    fc.record({
      releases: fc.array(texts, { minLength: 1, maxLength: 4 }),
      reference: texts,
      head: texts,
      window: fc.option(fc.record({ upgrade: limit, downgrade: limit })),
      hasLedger: fc.boolean(),
      hasFeature: fc.boolean(),
    }),
  );
}

/** What `sources` makes of a file: the same object each time for the same text, or another one each time. */
type Sources = (path: string, text: string) => SourceText;

const apart: Sources = (path, text) => ({ path, text: withSyntax(text) });

function shared(): Sources {
  const sources = new Map<string, SourceText>();
  return (path, text) => {
    const source = sources.get(`${path} ${text}`) ?? apart(path, text);
    sources.set(`${path} ${text}`, source);
    return source;
  };
}

function requestOf(history: History, sources: Sources): CheckRequest {
  const { releases, window, hasLedger, hasFeature } = history;
  const state = (label: string, texts: Texts): State => ({
    label,
    files: Object.entries(texts).map(([path, text]) => sources(path, text)),
  });
  const names = releases.map((_, at) => `1.${at}`);
  const newest = releases.length - 1;
  const commits = releases.map((files, at) => ({ files, release: `1.${at}` }));
  return {
    ...requestFor(state("", {}), state("the working tree", history.head)),
    baselines: releases.map((texts, at) => ({
      ...state(`1.${at}`, texts),
      releaseIndex: at,
      precedesReference: true,
    })),
    reference: state("start", history.reference),
    newest: { ...state(`1.${newest}`, releases[newest] as Texts), releaseIndex: newest },
    components: [{ client: "client", server: "server", window, services: [] }],
    releases: { names, head: releases.length },
    released: releases.map((texts, at) => state(`1.${at}`, texts)),
    features: hasFeature ? [{ name: "part", elements: ["p.Part", "p.E"], enabled: "1.2" }] : [],
    ledger: hasLedger ? ledgerOfTold([...commits, { files: history.reference }]) : null,
  };
}

test("states that share files say the same as states that share none", () => {
  const seen = { findings: 0, known: 0, published: 0, witnesses: 0 };
  fc.assert(
    fc.property(histories(true), (history) => {
      const result = check(requestOf(history, shared()));
      expect(result).toEqual(check(requestOf(history, apart)));
      for (const { status, published, witness } of result.findings) {
        seen.findings += 1;
        if (status === "known") seen.known += 1;
        if (published !== null) seen.published += 1;
        if (witness !== null) seen.witnesses += 1;
      }
    }),
    { numRuns: someRuns(250, 10), seed: 11 },
  );
  // All of it happens often enough to mean something.
  expect(Math.min(seen.findings - seen.known, seen.known, seen.published, seen.witnesses)).toBeGreaterThan(
    someRuns(100, 10),
  );
}, 120_000);

/** What is said of one state of a history against its releases, where nothing is looked at twice. */
function saidOf(history: History, which: "head" | "reference"): Said[] {
  const evaluated = [null, ...history.releases.keys()].flatMap((at): readonly Evaluated[] => {
    const request = requestOf(history, apart);
    const evaluation = new Evaluations(request).of(request[which] as State);
    const baseline = at === null ? undefined : request.baselines[at];
    return baseline ? evaluation.against(baseline) : evaluation.byHistory();
  });
  return evaluated.filter(({ isSuppressed }) => !isSuppressed).map(({ said }) => said);
}

/** Apart from where something stands, and from how its number is dated. */
function keyOf({ check: id, element, before, after }: Said): string {
  const judged = (described: Said["before"]) =>
    described && { ...described, file: "", last: "", first: "", evidence: "" };
  return JSON.stringify([id, element.fullName, judged(before), judged(after)]);
}

test("known is what is true of the reference, as grave, against the releases before it", () => {
  const seen = { new: 0, known: 0 };
  fc.assert(
    fc.property(histories(false), fc.boolean(), (drawn, isUnchanged) => {
      const withoutComments = (texts: Texts): Texts =>
        Object.fromEntries(
          Object.entries(texts).map(([path, text]) => [path, text.replaceAll(/\/\/.*\n/g, "")]),
        );
      const history = {
        ...drawn,
        releases: drawn.releases.map(withoutComments),
        reference: withoutComments(drawn.reference),
        head: withoutComments(isUnchanged ? drawn.reference : drawn.head),
      };
      // What has another name is followed, and `keyOf` tells by the name: that has tests of its own.
      fc.pre(keepsMemberNames(history.reference, history.head));
      const gravest = new Map<string, Severity>();
      for (const said of saidOf(history, "reference")) {
        const other = gravest.get(keyOf(said));
        if (other === undefined || isGraver(said.severity, other)) gravest.set(keyOf(said), said.severity);
      }
      const isNew = (said: Said) => {
        const severity = gravest.get(keyOf(said));
        return severity === undefined || isGraver(said.severity, severity);
      };
      const fresh = new Set(saidOf(history, "head").filter(isNew).map(subjectOf));
      for (const finding of check(requestOf(history, shared())).findings) {
        if (finding.rule === "R2" || finding.rule === "GL1") continue;
        const expected = fresh.has(subjectOf(finding)) ? "new" : "known";
        expect(`${finding.status} ${subjectOf(finding)}`).toBe(`${expected} ${subjectOf(finding)}`);
        seen[expected] += 1;
      }
    }),
    { numRuns: someRuns(250, 10), seed: 12 },
  );
  expect(Math.min(seen.new, seen.known)).toBeGreaterThan(someRuns(100, 10));
}, 120_000);
