/** What becomes of a message or a method: changed, moved, or gone for another one. */
import { expect } from "vitest";
import { checkEach, id, type RepositoryCase, schema, schemaText } from "../../testing/repository-cases.js";

const otherMessage = "message Other { int64 id = 1; }";
/** A window of this many releases, and a method that takes another message since the release. */
function retyped(window: string): RepositoryCase["steps"] {
  return [
    {
      files: { "grpc-evolution.yaml": `window: ${window}\n`, "a.proto": schemaText(id, otherMessage) },
      tags: ["v1.0.0"],
    },
    { files: { "a.proto": schemaText(id, otherMessage, "rpc Run(Other) returns (Other);") } },
  ];
}
const methodChanged = "error GL2/method-changed lab.Bench.Run";

const box = (pkg: string, fields: string) => `syntax = "proto3"; package ${pkg}; message Box { ${fields} }`;
/** A first version of a protocol, and a second one beside it that gives number 2 to something else. */
const version = (pkg: string, field: string) =>
  `syntax = "proto3"; package lab.${pkg}; message Probe { string id = 1; ${field} } service Bench { rpc Run(Probe) returns (Probe); }`;

checkEach([
  {
    title: "a method with another type breaks new clients, too",
    steps: [
      {
        files: { "grpc-evolution.yaml": "window: { upgrade: 0, downgrade: 1 }\n", ...schema(id) },
        tags: ["v1.0.0"],
      },
      {
        files: {
          "a.proto": schemaText(id, "message Other { bytes id = 1; }", "rpc Run(Other) returns (Probe);"),
        },
      },
    ],
    status: 1,
    has: ["error GL2/method-changed lab.Bench.Run"],
  },
  {
    title: "a new client sends the new message to an old server, which decodes it as the old one",
    steps: retyped("{ upgrade: unbounded, downgrade: 1 }"),
    status: 1,
    has: [methodChanged],
    also: ({ reported }) => {
      const [changed] = reported.filter(({ check }) => check === "GL2/method-changed");
      const fromNew = changed?.breaks.filter(({ reader }) => reader === "server v1.0.0") ?? [];
      expect(fromNew.map(({ outcome }) => outcome)).toEqual([expect.not.stringMatching("unimplemented")]);
    },
  },
  {
    title: "a method that another message goes into where only clients run ahead",
    steps: retyped("{ upgrade: 1, downgrade: 0 }"),
    status: 1,
    has: [methodChanged],
  },
  {
    title: "a method that streams now is another one",
    steps: [
      {
        files: { "grpc-evolution.yaml": "window: { upgrade: 1, downgrade: 1 }\n", ...schema(id) },
        tags: ["v1.0.0"],
      },
      { files: { "a.proto": schemaText(id, "", "rpc Run(Probe) returns (stream Probe);") } },
    ],
    status: 1,
    has: [methodChanged],
  },
  {
    title: "a message that comes as another one goes has numbers of its own",
    steps: [
      {
        files: { "a.proto": 'syntax = "proto3"; message OpenDoor { string id = 1; } message Stays {}' },
        tags: ["v1.0.0"],
      },
      { files: { "a.proto": 'syntax = "proto3"; message CloseTap { int64 id = 1; } message Stays {}' } },
    ],
    status: 0,
    hasNot: /CloseTap/,
  },
  {
    title: "a message that was copied, and whose original goes later, did not move there",
    steps: [
      { files: { "one.proto": box("one", "string a = 1; string b = 2;") }, tags: ["v1.0.0"] },
      { files: { "one.proto": box("one", "string a = 1;") } },
      { files: { "two.proto": box("two", "string a = 1;") } },
      { files: { "one.proto": null }, tags: ["v2.0.0"] },
      { files: { "two.proto": box("two", "string a = 1; int32 z = 2;") } },
    ],
    status: 0,
    hasNot: /number-reused/,
  },
  {
    title: "a number that was reserved before a move, and given away after it",
    steps: [
      { files: { "one.proto": box("one", "string a = 1; string b = 2;") }, tags: ["v1.0.0"] },
      { files: { "one.proto": box("one", "string a = 1; reserved 2;") } },
      {
        files: {
          "one.proto": null,
          "two.proto": box("two", "string a = 1; reserved 2; string c = 3; string d = 4;"),
        },
      },
      { files: { "two.proto": box("two", "string a = 1; string c = 3; string d = 4;") } },
      { files: { "two.proto": box("two", "string a = 1; int32 z = 2; string c = 3; string d = 4;") } },
    ],
    status: 1,
    has: ["error R1/number-reused two.Box.z"],
  },
  ...["1", "unbounded"].map(
    (upgrade): RepositoryCase => ({
      title: `nothing is said of a second version of the protocol when the first one goes: upgrade ${upgrade}`,
      steps: [
        {
          files: {
            "grpc-evolution.yaml": `window: { upgrade: ${upgrade}, downgrade: 1 }\n`,
            "one.proto": version("v1", "int64 amount = 2;"),
          },
          tags: ["v1.0.0"],
        },
        { files: { "two.proto": version("v2", "string currency = 2;") }, tags: ["v2.0.0"] },
        { files: { "one.proto": null } },
      ],
      status: 1,
      has: ["error GL2/service-removed lab.v1.Bench"],
      hasNot: /R\d|lab\.v2/,
    }),
  ),
]);
