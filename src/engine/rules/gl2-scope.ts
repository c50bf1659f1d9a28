import type { Change, Comparison, InBoth } from "../diff/change.js";
import type { Method, Schema, SchemaFile, Service } from "../schema/schema.js";
import { elementOf, placeOfName } from "./describe.js";
import { changedNames, nameChecks } from "./gl2-names-that-travel.js";
import { oncePer } from "./once-per.js";
import { type Marks, repackage, restoreMethod, restoreService, restoreSignature } from "./repair.js";
import { schemaKinds } from "./review.js";
import type { Check, Tier } from "./rule.js";
import { messageTier } from "./tiers.js";
import type { AnsweredCalls, CarriedMessages, Remedy, Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "GL2/method-removed",
    severity: "error",
    tier: "unsafe",
    waitsFor: "callers",
    needsMark: true,
    forever: "keep it for them, or end their support with a new major release",
    bump: "call",
    buf: { method: ["RPC_NO_DELETE"] },
    sees: "A method was removed while a peer inside the window still calls it",
    answers: ["GL2-1"],
  },
  {
    id: "GL2/method-changed",
    severity: "error",
    tier: "unsafe",
    bump: "call",
    sees: "A method changed its request, its response or its streaming while a peer inside the window calls it",
    answers: ["GL2-2"],
  },
  {
    id: "GL2/service-removed",
    severity: "error",
    tier: "unsafe",
    waitsFor: "callers",
    needsMark: true,
    forever: "keep it for them, or end their support with a new major release",
    bump: "call",
    buf: { service: ["SERVICE_NO_DELETE", "PACKAGE_SERVICE_NO_DELETE"] },
    sees: "A service was removed while a peer inside the window still calls it",
    answers: ["GL2-1"],
  },
  {
    id: "GL2/package-changed",
    severity: "error",
    tier: "unsafe",
    waitsFor: "callers",
    countedFrom: "whose clients call it by the new name, which servers serve beside the old one before that",
    forever: "keep it for them, or end their support with a new major release",
    bump: "call",
    buf: { package: ["FILE_SAME_PACKAGE", "PACKAGE_NO_DELETE"] },
    sees: "A package was renamed: the path of every method in it changed",
    answers: ["GL2-1"],
  },
  ...nameChecks,
] as const satisfies readonly Check[];

type GL2Violation = Violation<(typeof checks)[number]["id"]>;

export const gl2 = {
  id: "GL2",
  kind: "guideline",
  slug: "gl2-scope",
  title: "Limit compatibility to releases that may mix",
  sentence:
    "Compatibility **must** be kept between releases that may mix, and **may** be dropped between releases that never do.",
  because: "A peer inside the window still calls what was removed, and gets UNIMPLEMENTED.",
  checks,
  review: [
    {
      id: "GL2-1",
      holds: "No method, service or package was removed or renamed while a peer inside the window calls it.",
      verify: "Search the oldest supported client for the path `/package.Service/Method`.",
      step: "window",
      // A service or package with another name has other paths.
      kinds: ["renames", "method"],
      topics: ["v1-beside-v2", "deprecation"],
    },
    {
      id: "GL2-2",
      holds: "No method changed its request type, its response type or its streaming.",
      verify: "Compare the `rpc` lines; another shape is another method.",
      step: "diff",
      kinds: ["method"],
      topics: ["streams"],
      settledBy: "schemas",
    },
    {
      id: "GL2-3",
      holds: "Every copy of the protocol changes together, or the change says in which order they do.",
      verify:
        "List the repositories and folders that hold a copy or generated code; compare numbers and packages.",
      step: "window",
      kinds: schemaKinds,
    },
    {
      id: "GL2-4",
      holds:
        "No message that an `Any` may hold was renamed, moved or removed while a peer inside the window sends it.",
      verify:
        "Search the schema for `google.protobuf.Any`, and the programs for what they pack into it and register for it.",
      step: "window",
      kinds: ["removes", "renames"],
      topics: ["names"],
    },
    {
      id: "GL2-5",
      holds: "A stricter check refuses nothing that a supported release may send.",
      verify:
        "List the checks that the change adds or tightens, in code, in comments and in constraints such as those of `buf.validate`; give each what the oldest supported peer sends.",
      step: "direction",
      kinds: ["meaning", "retypes"],
      topics: ["validation"],
    },
    {
      id: "GL2-6",
      holds: "A call that fails returns a status that supported clients still handle as they should.",
      verify:
        "Compare the codes that the change returns with the branches of the oldest supported client: which ones it retries, and which ones make it fall back.",
      step: "direction",
      kinds: ["method", "meaning"],
      topics: ["errors"],
    },
  ],
  compare: (comparison: Comparison) => [
    ...comparison.changes.flatMap((change) => evaluate(change, comparison)),
    ...changedNames(comparison),
  ],
} satisfies Rule;

function evaluate(change: Change, comparison: Comparison): GL2Violation[] {
  switch (change.kind) {
    case "method-removed":
      return isGivenUp(change) ? [] : [methodRemoved(change)];
    case "method-changed":
      return isAtOtherPath(change.service) && isGivenUp(change) ? [] : [methodChanged(change, comparison)];
    case "service-removed":
      return change.before.deprecated ? [] : [serviceRemoved(change, comparison.after)];
    case "service-moved":
      return change.before.deprecated ? [] : [serviceMoved(change)];
    case "package-changed":
      return change.services.every(({ before }) => before.deprecated) ? [] : [packageChanged(change)];
    default:
      return [];
  }
}

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** Whether the older release says that nobody should call it any more: the method, or the whole path that is gone. */
function isGivenUp({ service, before }: Of<"method-removed" | "method-changed">): boolean {
  return before.deprecated || (isAtOtherPath(service) && service.before.deprecated);
}

/** Whether a service has another full name: what calls the older path gets no answer then, whatever else changed. */
function isAtOtherPath({ before, after }: InBoth<Service>): boolean {
  return before.fullName !== after.fullName;
}

/** Whether a service has a method more: it may take the place of one that is gone. */
const gainsMethod = oncePer(({ before, after }: InBoth<Service>) => {
  const older = new Set(before.methods.map(({ name }) => name));
  return after.methods.some(({ name }) => !older.has(name));
});

function methodRemoved({ service, before }: Of<"method-removed">): GL2Violation {
  const keepMarked: Remedy = {
    title: "Keep the method, marked as deprecated, while a supported peer calls it",
    repair: restoreMethod(service.after, before, "deprecated"),
  };
  return {
    check: "GL2/method-removed",
    element: elementOf("method", before),
    place: placeOfName(service.after.file, service.after),
    message: `Method "${before.name}" is gone from ${service.after.fullName}: its callers get UNIMPLEMENTED.`,
    before: describeMethod(before),
    after: null,
    impact: { kind: "call", service: service.before.fullName },
    fix: gainsMethod(service)
      ? {
          title: "Keep the method as it was, and mark it as deprecated once a release has what replaces it",
          repair: restoreMethod(service.after, before, "as it was"),
        }
      : keepMarked,
    markedFix: keepMarked,
  };
}

function methodChanged(change: Of<"method-changed">, comparison: Comparison): GL2Violation {
  const { service, before, after } = change;
  const messages = change.hasSameTypes ? null : carriedMessages(change);
  const answered = answeredCalls(change);
  const isUnsafe = answered !== null || messages === null || tierOf(messages, comparison) === "unsafe";
  return {
    check: "GL2/method-changed",
    ...(isUnsafe ? {} : { tier: "conditional" }),
    element: elementOf("method", after),
    place: placeOfName(after.file, after),
    message: `${[`${after.fullName} is ${shape(after)}, and ${shape(before)} in the older release`, ...(isUnsafe ? miscounts(change) : [readAlike])].join(": ")}.`,
    before: describeMethod(before),
    after: describeMethod(after),
    impact: {
      kind: "call",
      service: service.before.fullName,
      ...(isAtOtherPath(service) ? {} : { ...(answered && { answered }), ...(messages && { messages }) }),
    },
    fix: {
      title: "Keep the method as it is and add one of the new shape",
      repair: restoreSignature(before, after),
    },
    buf: bufRules(before, after),
  };
}

const readAlike =
  "the fields that both messages have are read alike, and callers compile against another type, which has another name in an Any";

/**
 * Who sends any number of messages to a side that takes one; null where neither side streams in another way. Whoever sends
 * one message is understood, as every pair of clients and servers showed that was run over gRPC.
 */
function answeredCalls({ before, after }: InBoth<Method>): AnsweredCalls | null {
  const requests = Number(after.clientStreaming) - Number(before.clientStreaming);
  const responses = Number(after.serverStreaming) - Number(before.serverStreaming);
  if (requests === 0 && responses === 0) return null;
  return {
    newClient: requests > 0 || responses < 0 ? "miscounted" : null,
    oldClient: requests < 0 || responses > 0 ? "miscounted" : null,
  };
}

/** What comes of another number of messages, which the same runs showed. */
function miscounts({ service, before, after }: Of<"method-changed">): string[] {
  if (isAtOtherPath(service)) return [];
  const texts = [
    ...(before.serverStreaming === after.serverStreaming
      ? []
      : [
          "a client without the stream works where exactly one message comes, and else fails, waits for its deadline or reports success, by its library; one with it gets the one message of a server without it",
        ]),
    ...(before.clientStreaming === after.clientStreaming
      ? []
      : [
          "a server without the stream of requests works where exactly one comes, and else refuses the call or reports success, by its library; one with it takes the one message of a client without it",
        ]),
  ];
  return texts.length > 0 ? [texts.join("; ")] : [];
}

function carriedMessages({ before, after }: Of<"method-changed">): CarriedMessages {
  const pair = (one: string, other: string) => (one === other ? null : { before: one, after: other });
  return { request: pair(before.input, after.input), response: pair(before.output, after.output) };
}

/** Unsafe where one of the messages is misread. */
function tierOf({ request, response }: CarriedMessages, comparison: Comparison): Tier {
  const tiers = [request, response].map((pair) =>
    pair ? messageTier(pair.before, pair.after, comparison) : "safe",
  );
  return tiers.includes("unsafe") ? "unsafe" : "conditional";
}

/** Where its file is still there, nothing of the service is: the place is that of the package, or the beginning. */
function serviceRemoved({ before }: Of<"service-removed">, { files }: Schema): GL2Violation {
  const file = files.find(({ path }) => path === before.file);
  const title = "Keep the service while a supported peer calls it";
  const kept = (marks: Marks): Remedy =>
    file
      ? { title, repair: restoreService(file.path, before, marks) }
      : { title, advice: `service ${before.name} { … }` };
  return {
    check: "GL2/service-removed",
    element: elementOf("service", before),
    place: file
      ? { file: file.path, from: file.packageAt, to: file.packageEnd }
      : placeOfName(before.file, before),
    message: `Service ${before.fullName} is gone: its callers get UNIMPLEMENTED.`,
    before: { methods: before.methods.map(describeMethod) },
    after: null,
    impact: { kind: "call", service: before.fullName },
    fix: kept("as it was"),
    markedFix: kept("deprecated"),
  };
}

/** What the older name stood for can be served beside the newer one, where the types have kept their package. */
function serviceMoved({ before, after }: Of<"service-moved">): GL2Violation {
  const title = "Serve it under both names while a supported peer calls the older one";
  const scope = ({ fullName, name }: Service) => fullName.slice(0, -name.length);
  const kept = (marks: Marks): Remedy =>
    scope(before) === scope(after)
      ? { title, repair: restoreService(after.file, before, marks) }
      : { title, advice: `service ${before.name} { … }` };
  return {
    check: "GL2/service-removed",
    element: elementOf("service", before),
    place: placeOfName(after.file, after),
    message: `Service ${before.fullName} is called ${after.fullName} now: callers of the older name get UNIMPLEMENTED.`,
    before: { methods: before.methods.map(describeMethod) },
    after: { service: after.fullName, methods: after.methods.map(describeMethod) },
    impact: { kind: "call", service: before.fullName, isMoved: true },
    fix: kept("as it was"),
    markedFix: kept("deprecated"),
  };
}

function packageChanged({ before, after }: Of<"package-changed">): GL2Violation {
  return {
    check: "GL2/package-changed",
    element: { kind: "package", fullName: after.package, owner: null },
    place: { file: after.path, from: after.packageAt, to: after.packageEnd },
    message: `The package is "${after.package}", and "${before.package}" in the older release: the path of every method in it is another one.`,
    before: { package: before.package },
    after: { package: after.package },
    impact: { kind: "call", service: "", isMoved: true },
    fix: packageRemedy(before, after),
  };
}

function describeMethod(method: Method): Record<string, unknown> {
  const { name, input, output, clientStreaming, serverStreaming } = method;
  return { name, input, output, clientStreaming, serverStreaming };
}

/** Where only one of the two files declares a package, a statement would have to come or go. */
function packageRemedy(before: SchemaFile, after: SchemaFile): Remedy {
  const title = "Keep the package, or serve both for the length of the window";
  if (before.package === "" || after.package === "") return { title, advice: `package ${before.package};` };
  return { title, repair: repackage(before, after) };
}

/** What stands in the package of the service is told without it. */
function shape({ owner, input, output, clientStreaming, serverStreaming }: Method): string {
  const scope = owner.slice(0, owner.lastIndexOf(".") + 1);
  const side = (streaming: boolean, type: string) => {
    const name = type.startsWith(scope) ? type.slice(scope.length) : type;
    return streaming ? `stream of ${name}` : name;
  };
  return `${side(clientStreaming, input)} → ${side(serverStreaming, output)}`;
}

/** The rule of buf for each part that differs. */
function bufRules(before: Method, after: Method): string[] {
  return [
    ...(before.input === after.input ? [] : ["RPC_SAME_REQUEST_TYPE"]),
    ...(before.output === after.output ? [] : ["RPC_SAME_RESPONSE_TYPE"]),
    ...(before.clientStreaming === after.clientStreaming ? [] : ["RPC_SAME_CLIENT_STREAMING"]),
    ...(before.serverStreaming === after.serverStreaming ? [] : ["RPC_SAME_SERVER_STREAMING"]),
  ];
}
