/** How far a comment reaches that allows a finding. */
import { git } from "../../testing/git.js";
import {
  checkEach,
  id,
  label,
  labelRemoved,
  type RepositoryCase,
  schemaText,
} from "../../testing/repository-cases.js";

const comment = "// grpc-evolution: allow R1/removed-without-reserved -- nobody wrote it";
const all = `${label} bool first = 3;`;

/** The message with these fields on lines of its own, behind a comment on it. */
function commented(fields: string, written = comment): string {
  return schemaText(fields).replace("message Probe", `\n${written}\nmessage Probe`);
}

/** The comment is written as `first` goes; what happens then lets `label` go. */
function laterRemoval(last: Record<string, string | null>): RepositoryCase["steps"] {
  return [
    {
      files: { "a.proto": schemaText(all), "b.proto": 'syntax = "proto3"; package other;' },
      tags: ["v1.0.0"],
    },
    { files: { "a.proto": commented(label) } },
    { files: last },
  ];
}

checkEach([
  {
    title: "a comment on a message covers what went as it was written",
    steps: laterRemoval({}),
    status: 0,
    hasNot: /removed-without-reserved/,
  },
  ...Object.entries({
    "stayed as it is": commented(id),
    "was indented": commented(id, `    ${comment}`),
    "got other line ends": commented(id).replaceAll("\n", "\r\n"),
    "moved within the file": commented(id).replace("package lab;", "package lab; message Other {} \n\n"),
  }).map(
    ([change, text]): RepositoryCase => ({
      title: `it covers nothing that goes later, also where it ${change}`,
      steps: laterRemoval({ "a.proto": text }),
      status: 1,
      has: [labelRemoved],
    }),
  ),
  {
    title: "it covers nothing that goes later, also where the message moved to another file",
    steps: laterRemoval({
      "a.proto": 'syntax = "proto3"; package lab; message Other {}',
      "b.proto": commented(id),
    }),
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "where nothing tells when it was written, nothing is allowed",
    steps: laterRemoval({ "a.proto": commented(id) }),
    edit: (folder) => void git(folder, "config", "blame.ignoreRevsFile", ".gone"),
    status: 2,
    stderr: /git blame failed: .*\.gone/,
  },
  {
    title: "at the end of a file it allows nothing",
    steps: [
      { files: { "a.proto": schemaText(id) }, tags: ["v1.0.0"] },
      {
        files: {
          "a.proto": `syntax = "proto3"; package lab; message Probe { ${id} }
// grpc-evolution: allow GL2/service-removed -- nobody called it`,
        },
      },
    ],
    status: 1,
    has: ["error GL2/service-removed lab.Bench"],
  },
]);
