import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepsMemberNames } from "../../testing/changes-between.js";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { someRuns } from "../../testing/thorough.js";
import type { Finding } from "../rules/finding.js";
import { isGraver } from "../rules/rule.js";
import { check } from "./check.js";
import { type CheckRequest, requestFor, type State } from "./request.js";

function state(label: string, text: string): State {
  return { label, files: [{ path: "a.proto", text }] };
}

/** A schema in which a client and a server exchange message `M` with this body. */
function message(body: string, rest = ""): string {
  return `syntax = "proto3"; package p; service S { rpc Call(M) returns (M); } message M { ${body} } ${rest}`;
}

interface Texts {
  /** The releases, oldest first. */
  releases: string[];
  /** What the change starts from; the newest release where left out. */
  reference?: string | null;
  head: string;
}

/** The head against all releases, without a window, where the change starts from the reference. */
function requestOf({ releases, reference, head }: Texts): CheckRequest {
  const states = releases.map((text, at) => state(`v1.${at}`, text));
  const newest = states.at(-1);
  const last = releases.length - 1;
  const start = reference === undefined ? newest : reference === null ? null : state("start", reference);
  const isNewest = start === newest;
  return {
    ...requestFor(state("before", ""), state("the working tree", head)),
    baselines: states.map((each, at) => ({
      ...each,
      releaseIndex: at,
      precedesReference: start !== null && !(isNewest && at === last),
    })),
    reference: start ?? null,
    newest: newest ? { ...newest, releaseIndex: last } : null,
    components: [{ client: "client", server: "server", window: null, services: [] }],
  };
}

function findings(texts: Texts, more: Partial<CheckRequest> = {}): Finding[] {
  return check({ ...requestOf(texts), ...more }).findings;
}

const lines = (list: readonly Finding[]) =>
  list.map(({ status, check: id, severity, element }) => `${status} ${id} ${severity} ${element.fullName}`);

describe("a finding is known where it was true of the state that the change starts from", () => {
  const base = message("string a = 1; string b = 2;");
  const broken = message("string a = 1; int64 b = 2;");

  test("and new where it was not", () => {
    expect(lines(findings({ releases: [base], head: broken }))).toEqual(["new R4/type-changed error p.M.b"]);
    expect(lines(findings({ releases: [base], reference: broken, head: broken }))).toEqual([
      "known R4/type-changed error p.M.b",
    ]);
    expect(lines(findings({ releases: [base], reference: null, head: broken }))).toEqual([
      "new R4/type-changed error p.M.b",
    ]);
  });

  test("and what is known is counted apart", () => {
    const head = message("int64 a = 1; int64 b = 2;");
    const { summary, findings: list } = check(requestOf({ releases: [base], reference: broken, head }));
    expect(lines(list)).toEqual(["new R4/type-changed error p.M.a", "known R4/type-changed error p.M.b"]);
    expect(summary).toMatchObject({ errors: 1, warnings: 0, infos: 0, known: 1 });
  });

  test("also when comments, places and other elements changed since", () => {
    const head = `// A comment.\n\n${message("string c = 3; string a = 1; /* b */ int64 b = 2;")}`;
    expect(lines(findings({ releases: [base], reference: broken, head }))).toEqual([
      "known R4/type-changed error p.M.b",
    ]);
  });

  test("but not when it changed again, to something else", () => {
    const head = message("string a = 1; bool b = 2;");
    expect(lines(findings({ releases: [base], reference: broken, head }))).toEqual([
      "new R4/type-changed error p.M.b",
    ]);
  });

  describe("of a field that an older release relies on, once its number is free again", () => {
    const window = { upgrade: "unbounded", downgrade: "unbounded" } as const;
    const older = message("string a = 1; string b = 2;");
    const relied = (start: string, head: string) => {
      const components = [{ client: "client", server: "server", window, services: [] }];
      const releases = { names: ["1.0", "1.1"], head: 2 };
      const list = findings({ releases: [older, start], reference: start, head }, { components, releases });
      return lines(list.filter(({ rule }) => rule === "GL3"));
    };

    test("where another field had it since", () => {
      const head = message("string a = 1;");
      expect(relied(message("string a = 1; string b = 2;"), head)).toEqual([
        "new GL3/removed-inside-window error p.M.b",
      ]);
      expect(relied(message("string a = 1; int32 c = 2;"), head)).toEqual([
        "known GL3/removed-inside-window error p.M.b",
        "new GL3/removed-inside-window error p.M.c",
      ]);
    });

    test("where it got another number since, as far as that is not relied on as well", () => {
      const renumbered = message("string a = 1; string b = 3;");
      expect(relied(renumbered, message("string a = 1;"))).toEqual([
        "new GL3/removed-inside-window error p.M.b",
      ]);
      expect(relied(renumbered, message("string a = 1; int32 c = 3;"))).toEqual([
        "known GL3/removed-inside-window error p.M.b",
      ]);
    });

    test("and nothing is said of it while the other field has the number", () => {
      expect(relied(older, message("string a = 1; int32 c = 2;"))).toEqual([]);
      expect(relied(older, message("string a = 1; string b = 3;"))).toEqual([]);
    });
  });

  test("of an element that is gone, too", () => {
    const gone = message("string a = 1;");
    expect(lines(findings({ releases: [base], reference: gone, head: `${gone} message Other {}` }))).toEqual([
      "known R1/removed-without-reserved error p.M.b",
    ]);
  });

  test("but not when it was less grave there", () => {
    const mild = message("string a = 1; reserved 2;");
    const grave = message("string a = 1;");
    expect(lines(findings({ releases: [base], reference: mild, head: mild }))).toEqual([
      "known R1/name-not-reserved warning p.M.b",
    ]);
    expect(lines(findings({ releases: [base], reference: mild, head: grave }))).toEqual([
      "new R1/removed-without-reserved error p.M.b",
    ]);
  });

  test("or graver", () => {
    const reference = message("string a = 1;");
    const head = message("string a = 1; reserved 2;");
    const statuses = findings({ releases: [base], reference, head }).map(({ severity }) => severity);
    expect(statuses).toEqual(["warning"]);
  });

  test("also of a message that has another name or package now", () => {
    const old = message("string a = 1; string b = 2; string c = 3;");
    const debt = message("string a = 1; int64 b = 2; string c = 3;");
    const renamed = debt.replaceAll("M)", "New)").replace("message M", "message New");
    expect(lines(findings({ releases: [old], reference: debt, head: renamed })).sort()).toEqual([
      "known R4/type-changed error p.New.b",
      "new GL2/message-moved info p.New",
    ]);
    const nested = (name: string, type: string) =>
      `syntax = "proto3"; package p; message ${name} { string a = 1; string b = 2; Part part = 3; message Part { ${type} x = 1; string y = 2; string z = 3; } } service S { rpc Call(${name}) returns (${name}); }`;
    const found = findings({
      releases: [nested("Old", "string")],
      reference: nested("Old", "int64"),
      head: nested("Next", "int64"),
    });
    expect(lines(found).sort()).toEqual([
      "known R4/type-changed error p.Next.Part.x",
      "new GL2/message-moved info p.Next",
    ]);
  });

  test("and not of a baseline that came after it", () => {
    const request = requestOf({ releases: [base, broken], reference: base, head: base });
    const [first, second] = request.baselines;
    const baselines = [first, second].flatMap((each, at) =>
      each ? [{ ...each, precedesReference: at === 0 }] : [],
    );
    expect(lines(check({ ...request, baselines }).findings)).toEqual(["new R4/type-changed error p.M.b"]);
  });

  test("and not of what a later baseline had in another way", () => {
    const other = message("string a = 1; bool b = 2;");
    const request = requestOf({ releases: [base, other], reference: broken, head: broken });
    const baselines = request.baselines.map((each, at) => ({ ...each, precedesReference: at === 0 }));
    const [finding, ...others] = check({ ...request, baselines }).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ status: "new", element: { fullName: "p.M.b" } });
    expect(lines(check(request).findings)).toEqual(["known R4/type-changed error p.M.b"]);
  });
});

describe("what is known by the history", () => {
  const texts = [
    message("string a = 1; string b = 2;"),
    message('string a = 1; reserved 2; reserved "b";'),
    message("string a = 1; int32 c = 2;"),
  ] as const;
  const [, second, third] = texts;

  test("was true of the reference, or is new", () => {
    const ledger = ledgerOfTexts(...texts.map((text) => text.replace('syntax = "proto3"; ', "")));
    const head = `${third} message More {}`;
    expect(lines(findings({ releases: [second], reference: third, head }, { ledger }))).toContain(
      "known R1/number-reused error p.M.c",
    );
    expect(lines(findings({ releases: [second], reference: second, head }, { ledger }))).toContain(
      "new R1/number-reused error p.M.c",
    );
  });
});

describe("comments that allow", () => {
  const base = message("string a = 1; string b = 2;");
  const allowed = message(
    "string a = 1;\n// grpc-evolution: allow R4/type-changed -- nobody reads it\nint64 b = 2;",
  );

  test("what loses its comment is new", () => {
    const bare = message("string a = 1;\nint64 b = 2;");
    expect(lines(findings({ releases: [base], reference: allowed, head: bare }))).toEqual([
      "new R4/type-changed error p.M.b",
    ]);
    expect(findings({ releases: [base], reference: bare, head: allowed })).toEqual([]);
  });

  test("what was wrong with a comment before is known", () => {
    const stale = message(
      "string a = 1;\n// grpc-evolution: allow R4/type-changed -- nobody reads it\nstring b = 2;",
    );
    const fresh = findings({ releases: [base], reference: base, head: stale });
    expect(fresh.map(({ rule, status }) => `${status} ${rule}`)).toEqual(["new allow"]);
    const old = findings({ releases: [base], reference: stale, head: `${stale} message More {}` });
    expect(old.map(({ rule, status }) => `${status} ${rule}`)).toEqual(["known allow"]);
  });
});

describe("a release in the window that cannot be read", () => {
  const base = message("string a = 1;");
  const unreadable = `${base} message {`;

  test("is an error of its own, and never known", () => {
    const found = findings({ releases: [unreadable], reference: unreadable, head: base });
    expect(lines(found)).toEqual(["new GL1/release-unreadable error v1.0"]);
    expect(found[0]?.message).toMatch(/^v1\.0 cannot be read in full, .*: a\.proto:1:\d+: /);
  });

  test("is not known either where it comes before the reference", () => {
    const found = findings({ releases: [unreadable, base], reference: base, head: base });
    expect(lines(found)).toContain("new GL1/release-unreadable error v1.0");
  });

  test("is silenced by an entry with a reason only", () => {
    const texts = { releases: [unreadable], head: base };
    const [finding] = findings(texts);
    const allow = [{ fingerprint: finding?.fingerprint ?? "", reason: "looked at by hand" }];
    expect(finding?.fix?.advice).toContain(finding?.fingerprint);
    expect(findings(texts, { allow })).toEqual([]);
  });
});

describe("what a release has published", () => {
  const base = message("string a = 1; string b = 2;");
  const changed = message("string a = 1; int64 b = 2;");

  test("is not advised to be taken back", () => {
    const [fresh] = findings({ releases: [base], head: changed });
    expect(fresh).toMatchObject({ published: null });
    expect(fresh?.fix?.title).not.toContain("published");
    const [finding, ...others] = findings({ releases: [base, changed], head: changed });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      status: "known",
      published: "v1.1",
      fix: {
        title: "Allow it with a reason, or live with it",
        advice: "// grpc-evolution: allow R4/type-changed -- why it is fine here",
        edits: [],
      },
    });
  });

  test("names the release in which it first appeared", () => {
    const releases = [base, changed, changed, changed];
    const named = { names: ["1.0", "1.1", "1.2", "1.3"], head: 4 };
    const [finding] = findings({ releases, head: changed }, { releases: named });
    expect(finding).toMatchObject({ check: "R4/type-changed", published: "1.1" });
  });

  test("names the newest release where those before it are not compared", () => {
    const names = ["1.0", "1.1", "1.2", "1.3"];
    const texts = { releases: [base, base, changed, changed], head: changed };
    const request = { ...requestOf(texts), releases: { names, head: 4 } };
    const oldest = { ...request, baselines: request.baselines.slice(0, 1) };
    const published = [request, oldest].map((each) => check(each).findings[0]?.published);
    expect(published).toEqual(["1.2", "v1.3"]);
  });

  test("keeps a fix that suits what is published, a reservation", () => {
    const gone = message("string a = 1;");
    const [finding] = findings({ releases: [base, gone], head: gone });
    expect(finding).toMatchObject({
      check: "R1/removed-without-reserved",
      published: "v1.1",
      fix: { advice: 'reserved 2; reserved "b";' },
    });
  });

  test("is not what only the head has", () => {
    const [finding] = findings({ releases: [base, base], reference: changed, head: changed });
    expect(finding).toMatchObject({ status: "known", published: null });
  });
});

/** A message of up to four fields, reservations and a comment; names and numbers meet often. */
const bodies = fc
  .record({
    fields: fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 4 }),
        name: fc.constantFrom("a", "b", "c", "d"),
        type: fc.constantFrom("string", "int32", "int64", "bytes", "E", "repeated int32"),
      }),
      { maxLength: 4, selector: ({ number }) => number },
    ),
    reserved: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  })
  .map(({ fields, reserved }) => {
    const names = new Set<string>();
    const declared = fields.filter(({ name }) => !names.has(name) && names.add(name));
    const taken = new Set(declared.map(({ number }) => number));
    const free = reserved.filter((number) => !taken.has(number));
    return [
      ...declared.map(({ type, name, number }) => `${type} ${name} = ${number};`),
      ...(free.length > 0 ? [`reserved ${free.join(", ")};`] : []),
    ].join("\n");
  });

const schemas = fc
  .record({
    body: bodies,
    other: bodies,
    name: fc.constantFrom("N", "N", "O"),
    values: fc.constantFrom("Z = 0;", "Z = 0; Y = 1;", "Z = 0; X = 1;"),
    method: fc.constantFrom("", "rpc More(M) returns (M);", "rpc More(M) returns (stream M);"),
  })
  .map(({ body, other, name, values, method }) =>
    `syntax = "proto3"; package p; enum E { ${values} } message M { ${body} N n = 9; } message N { ${other} } service S { rpc Call(M) returns (M); ${method} }`.replaceAll(
      /\bN\b/g,
      name,
    ),
  );

/** What a finding says, apart from where, and from what each baseline adds to it. */
const keyOf = ({ check: id, element, before, after, message: said, rule }: Finding) =>
  JSON.stringify([id, element.fullName, before, after, rule === "allow" ? said : ""]);

const components: CheckRequest["components"] = [
  {
    client: "client",
    server: "server",
    window: { upgrade: "unbounded", downgrade: "unbounded" },
    services: [],
  },
];

const releases = { names: ["1.0"], head: 1 };

/** That a field is gone is told of its number, too, where that went to another field, or the field got another one. */
const movedFrom = ({ element, before }: Pick<Finding, "element" | "before">) =>
  JSON.stringify([element.owner, before?.name, before?.number]);

test("a finding is known exactly where checking the reference alone finds it, as grave, with the same releases", () => {
  let known = 0;
  let fresh = 0;
  fc.assert(
    fc.property(schemas, schemas, schemas, fc.boolean(), (release, reference, changed, isUnchanged) => {
      // Elements keep their names from the reference to the head here: what a move renames has tests of its own.
      const sameName = (text: string) => text.replaceAll(/\bO\b/g, "N");
      const [start, head] = [sameName(reference), isUnchanged ? sameName(reference) : sameName(changed)];
      fc.pre(keepsMemberNames(start, head));
      const before = findings(
        { releases: [release], reference: null, head: start },
        { components, releases },
      );
      const severities = new Map(before.map((finding) => [keyOf(finding), finding.severity]));
      const moved = new Set(
        before
          .filter(({ check: id }) => id === "R1/number-reused" || id === "R1/number-changed")
          .map(movedFrom),
      );
      for (const finding of findings(
        { releases: [release], reference: start, head },
        { components, releases },
      )) {
        const severity = severities.get(keyOf(finding));
        const isTold = severity !== undefined && !isGraver(finding.severity, severity);
        const isGone = finding.rule === "GL3" && moved.has(movedFrom(finding));
        const expected = isTold || isGone ? "known" : "new";
        expect(`${finding.status} ${keyOf(finding)}`).toBe(`${expected} ${keyOf(finding)}`);
        if (expected === "known") known += 1;
        else fresh += 1;
      }
    }),
    { numRuns: someRuns(100, 5), seed: 7 },
  );
  // Both happen often enough to mean something.
  expect(Math.min(known, fresh)).toBeGreaterThan(someRuns(50, 5));
});
