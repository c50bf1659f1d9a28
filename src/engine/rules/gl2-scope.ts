import type { Change, Comparison } from "../diff/change.js";
import type { Method, Schema, SchemaFile } from "../schema/schema.js";
import { elementOf, placeOfName } from "./describe.js";
import { repackage, restoreMethod, restoreService, restoreSignature } from "./repair.js";
import type { Remedy, Rule, Verdict } from "./violation.js";

export const gl2: Rule = {
  id: "GL2",
  kind: "guideline",
  slug: "gl2-scope",
  title: "Limit compatibility to releases that may mix",
  sentence:
    "Compatibility **must** be kept between releases that may mix, and **may** be dropped between releases that never do.",
  because: "A peer inside the window still calls what was removed, and gets UNIMPLEMENTED.",
  checks: [
    {
      id: "GL2/method-removed",
      severity: "error",
      waitsFor: "callers",
      sees: "A method is gone that a peer inside the window still calls",
    },
    {
      id: "GL2/method-changed",
      severity: "error",
      sees: "A method changed its request, its response or its streaming while a peer inside the window calls it",
    },
    {
      id: "GL2/service-removed",
      severity: "error",
      waitsFor: "callers",
      sees: "A service is gone that a peer inside the window still calls",
    },
    {
      id: "GL2/package-changed",
      severity: "error",
      waitsFor: "callers",
      sees: "A package was renamed: the path of every method in it changed",
    },
  ],
  review: [
    {
      id: "GL2-1",
      holds: "No method, service or package was removed or renamed while a peer inside the window calls it.",
      verify: "Search the oldest supported client for the path `/package.Service/Method`.",
    },
    {
      id: "GL2-2",
      holds: "No method changed its request type, its response type or its streaming.",
      verify: "Compare the `rpc` lines; another shape is another method.",
    },
    {
      id: "GL2-3",
      holds: "Every copy of the protocol changes together, or the change says in which order they do.",
      verify:
        "List the repositories and folders that hold a copy or generated code; compare numbers and packages.",
    },
  ],
  compare: ({ changes, after }: Comparison) => changes.flatMap((change) => judge(change, after)),
};

function judge(change: Change, head: Schema): Verdict[] {
  switch (change.kind) {
    case "method-removed":
      return change.before.deprecated ? [] : [methodRemoved(change)];
    case "method-changed":
      return [methodChanged(change)];
    case "service-removed":
      return change.before.deprecated ? [] : [serviceRemoved(change, head)];
    case "package-changed":
      return [packageChanged(change)];
    default:
      return [];
  }
}

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

function methodRemoved({ service, before }: Of<"method-removed">): Verdict {
  return {
    check: "GL2/method-removed",
    tier: "unsafe",
    element: elementOf("method", before),
    place: placeOfName(service.after.file, service.after),
    message: `Method "${before.name}" is gone from ${service.after.fullName}: who still calls it gets UNIMPLEMENTED.`,
    before: describeMethod(before),
    after: null,
    harm: { kind: "call", service: service.before.fullName },
    fix: {
      title: "Keep the method, marked as deprecated, while a supported peer calls it",
      repair: restoreMethod(service.after, before),
    },
  };
}

function methodChanged({ service, before, after }: Of<"method-changed">): Verdict {
  return {
    check: "GL2/method-changed",
    tier: "unsafe",
    element: elementOf("method", after),
    place: placeOfName(after.file, after),
    message: `${after.fullName} is ${shape(after)}, and ${shape(before)} in the older release.`,
    before: describeMethod(before),
    after: describeMethod(after),
    harm: { kind: "call", service: service.before.fullName },
    fix: {
      title: "Keep the method as it is and add one of the new shape",
      repair: restoreSignature(before, after),
    },
  };
}

/** Where its file is still there, nothing of the service is: the place is that of the package, or the beginning. */
function serviceRemoved({ before }: Of<"service-removed">, { files }: Schema): Verdict {
  const file = files.find(({ path }) => path === before.file);
  const title = "Keep the service while a supported peer calls it";
  return {
    check: "GL2/service-removed",
    tier: "unsafe",
    element: elementOf("service", before),
    place: file
      ? { file: file.path, from: file.packageAt, to: file.packageEnd }
      : placeOfName(before.file, before),
    message: `Service ${before.fullName} is gone: who still calls it gets UNIMPLEMENTED.`,
    before: { methods: before.methods.map(describeMethod) },
    after: null,
    harm: { kind: "call", service: before.fullName },
    fix: file
      ? { title, repair: restoreService(file.path, before) }
      : { title, advice: `service ${before.name} { … }` },
  };
}

function packageChanged({ before, after }: Of<"package-changed">): Verdict {
  return {
    check: "GL2/package-changed",
    tier: "unsafe",
    element: { kind: "package", fullName: after.package, owner: null },
    place: { file: after.path, from: after.packageAt, to: after.packageEnd },
    message: `The package is "${after.package}", and "${before.package}" in the older release: the path of every method in it is another one.`,
    before: { package: before.package },
    after: { package: after.package },
    harm: { kind: "call", service: "" },
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

function shape({ input, output, clientStreaming, serverStreaming }: Method): string {
  const side = (streaming: boolean, type: string) => (streaming ? `stream of ${type}` : type);
  return `${side(clientStreaming, input)} → ${side(serverStreaming, output)}`;
}
