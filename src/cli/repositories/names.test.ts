/** What belongs to the protocol: names decide, not paths. */
import {
  checkEach,
  configured,
  count,
  countReused,
  id,
  label,
  labelChanged,
  labelRemoved,
  policy,
  type RepositoryCase,
  schema,
} from "../../testing/repository-cases.js";

/** A file with one message, whose only field has this type. */
const part = (type: string, more = "") =>
  `syntax = "proto3"; package lab; message Part { ${type} label = 1; ${more} }`;

checkEach([
  {
    title: "a folder that moved together with the globs",
    steps: [
      { files: { ...policy, ...schema(label, "proto/a.proto") }, tags: ["v1.0.0"] },
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["api/**/*.proto"]\n`,
          "proto/a.proto": null,
          ...schema("int64 id = 1;", "api/v1/a.proto"),
        },
      },
    ],
    status: 1,
    has: ["error R4/type-changed lab.Probe.id", labelRemoved],
  },
  {
    title: "a number that was spent where the protocol once lay",
    steps: [
      { files: { "grpc-evolution.yaml": 'protos: ["api/*.proto"]\n', ...schema(label, "old/a.proto") } },
      { files: schema(id, "old/a.proto") },
      { files: { "old/a.proto": null, ...schema(id, "api/a.proto") }, tags: ["v1.0.0"] },
      { files: schema(count, "api/a.proto") },
    ],
    status: 1,
    has: [countReused],
  },
  ...["common/part.proto", "common/part.protodevel"].map(
    (part): RepositoryCase => ({
      title: `a file outside of the globs that a chosen one imports: ${part}`,
      steps: [
        {
          files: {
            "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["api/*.proto"]\n`,
            ...schema("Part part = 1;", "api/a.proto", `import "${part}";`),
            [part]: 'syntax = "proto3"; package lab; message Part { string label = 1; }',
          },
          tags: ["v1.0.0"],
        },
        { files: { [part]: 'syntax = "proto3"; package lab; message Part { int64 label = 1; }' } },
      ],
      status: 1,
      has: ["error R4/type-changed lab.Part.label"],
    }),
  ),
  {
    title: "what a glob with ! leaves out resolves, and is not judged",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["**/*.proto", "!vendor/**"]\n`,
          ...schema("Part part = 1;", "api/a.proto", 'import "vendor/part.proto";'),
          "vendor/part.proto": 'syntax = "proto3"; package lab; message Part { string label = 1; }',
        },
        tags: ["v1.0.0"],
      },
      { files: { "vendor/part.proto": 'syntax = "proto3"; package lab; message Part { int64 label = 1; }' } },
    ],
    status: 0,
    hasNot: /Part/,
  },
  ...["aaa/m.proto", "zzz/m.proto"].map(
    (copy): RepositoryCase => ({
      title: `the head's own file counts in a release with two declarations: ${copy}`,
      steps: [
        {
          files: {
            ...policy,
            ...schema("string id = 1; int64 label = 2;", "proto/m.proto"),
            ...schema(label, copy),
          },
          tags: ["v1.0.0"],
        },
        { files: { [copy]: null, ...schema(label, "proto/m.proto") } },
      ],
      status: 1,
      has: [labelChanged],
    }),
  ),
  {
    title: "two files that declare one name in the head, and nothing decides",
    steps: [{ files: { ...schema(label, "x/m.proto"), ...schema(id, "y/m.proto") } }],
    status: 2,
    stderr: /lab\.Probe is declared in x\/m\.proto and in y\/m\.proto/,
  },
  {
    title: "of two files in the head that inside of the globs counts",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["api/*.proto"]\n',
          ...schema(label, "api/a.proto", 'import "copy/b.proto";'),
          "copy/b.proto":
            'syntax = "proto3"; package lab; message Probe { int64 label = 2; } message Other {}',
        },
      },
      { files: { other: "" } },
    ],
    status: 0,
    hasNot: /error/,
  },
  {
    title: "a folder that moved before the globs were written",
    steps: [
      { files: schema(label, "old/a.proto"), tags: ["v1.0.0"] },
      { files: { ...configured(["api/**"]), "old/a.proto": null, ...schema(label, "api/a.proto") } },
      { files: schema(id, "api/a.proto") },
    ],
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "an enum of an imported file outside of the globs is an enum",
    steps: [
      {
        files: {
          ...configured(["api/*.proto"]),
          ...schema("Mode mode = 1;", "api/a.proto", 'import "common/mode.proto";'),
          "common/mode.proto":
            'syntax = "proto3"; package lab; enum Mode { MODE_UNSPECIFIED = 0; MODE_FAST = 1; }',
        },
        tags: ["v1.0.0"],
      },
      {
        files: {
          "common/mode.proto":
            'syntax = "proto3"; package lab; enum Mode { MODE_UNSPECIFIED = 0; MODE_FAST = 2; }',
        },
      },
    ],
    status: 1,
    has: ["error R3/value-renumbered lab.Mode.MODE_FAST"],
  },
  {
    title: "numbers of an imported file are spent, whatever its suffix",
    steps: [
      {
        files: {
          ...schema("Part part = 1;", "a.proto", 'import "part.inc";'),
          "part.inc": part("string", "string old = 2;"),
        },
        tags: ["v1.0.0"],
      },
      { files: { "part.inc": part("string") }, tags: ["v1.1.0"] },
      { files: { "part.inc": part("string", "int32 fresh = 2;") } },
    ],
    status: 1,
    has: ["error R1/number-reused lab.Part.fresh"],
  },
  ...["part.proto", "else/part.inc"].map(
    (place): RepositoryCase => ({
      title: `an imported file of another suffix that becomes ${place}`,
      steps: [
        {
          files: {
            ...configured(["api/*"]),
            ...schema("Part part = 1;", "api/a.proto", 'import "part.inc";'),
            "part.inc": part("string"),
          },
          tags: ["v1.0.0"],
        },
        {
          files: {
            "part.inc": null,
            ...schema("Part part = 1;", "api/a.proto", `import "${place}";`),
            [place]: part("fixed64"),
          },
        },
      ],
      status: 1,
      has: ["error R4/type-changed lab.Part.label"],
    }),
  ),
  {
    title: "of two files that declare a message the one that stays is compared with itself",
    steps: [
      {
        files: { ...policy, ...schema(id, "aaa/m.proto"), ...schema(label, "zzz/m.proto") },
        tags: ["v1.0.0"],
      },
      { files: { "aaa/m.proto": null, ...schema(id, "zzz/m.proto") } },
    ],
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "two files that declare a message in the same way are no conflict",
    steps: [
      {
        files: { ...policy, ...schema(label, "x/m.proto"), ...schema(label, "y/m.proto") },
        tags: ["v1.0.0"],
      },
      { files: { "x/m.proto": `// Words.\n${schema(label)["a.proto"]}` } },
    ],
    status: 0,
    hasNot: /./,
  },
  ...["\ufeff", "\r\n"].map(
    (odd): RepositoryCase => ({
      title: `a revision that has ${JSON.stringify(odd)} in it spends its numbers`,
      steps: [
        {
          files: {
            "a.proto":
              odd === "\ufeff"
                ? `${odd}${schema(label)["a.proto"]}`
                : `${schema(label)["a.proto"]}`.replaceAll("; ", `;${odd}`),
          },
        },
        { files: schema(id) },
        { files: schema(count) },
      ],
      status: 1,
      has: [countReused],
    }),
  ),
  {
    title: "a revision that cannot be read hides no other one",
    steps: [
      { files: schema(id) },
      { files: schema(label) },
      { files: { "a.proto": `${schema(label)["a.proto"]}\n<<<<<<< mine` } },
      { files: schema(id) },
      { files: schema(count) },
    ],
    status: 1,
    has: [countReused],
  },
]);
