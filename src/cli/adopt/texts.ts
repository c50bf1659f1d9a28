import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { blanks, codeOwners, githubWorkflow, gitlabJob, preCommit } from "./ci-texts.js";
import { changeTemplate, contributorGuide, reviewGuide } from "./guide-texts.js";
import type { Origin } from "./origin.js";
import { pairScript, pairsWorkflow, releaseWorkflow, supportPolicy } from "./release-texts.js";
import { firstPairs } from "./window-text.js";

/** Who runs the CI of a repository and shows its changes. */
export type Host = "github" | "gitlab";

/** A text that a project takes over, and where it belongs. */
export interface AdoptText {
  name: string;
  /** The file that it makes up where there is none, from the top of the repository, for each host that reads it. */
  files: Partial<Record<Host, string>>;
  /** Other files, in lower case, of which each already does what this one is for. */
  sameAs: readonly string[];
  /** The language that it is highlighted in. */
  language: "markdown" | "yaml" | "bash" | "text";
  text: string;
  /** Set where the file is a program. */
  isProgram?: true;
}

/**
 * All texts that a project takes over, in the order in which they are told. The configuration is made for each project and
 * not among them; `pairs` are who talks to whom by it.
 */
export function adoptTexts(
  origin: Origin,
  pairs: readonly ComponentPair[] = firstPairs,
): readonly AdoptText[] {
  return [
    {
      name: "contributor-guide",
      files: onBoth("CONTRIBUTING.md"),
      sameAs: anywhere("contributing.md"),
      language: "markdown",
      text: contributorGuide(origin),
    },
    {
      name: "review-guide",
      files: onBoth("REVIEWING.md"),
      sameAs: anywhere("reviewing.md"),
      language: "markdown",
      text: reviewGuide(origin),
    },
    {
      name: "change-template",
      files: {
        github: ".github/pull_request_template.md",
        gitlab: ".gitlab/merge_request_templates/Default.md",
      },
      sameAs: [
        ...anywhere("pull_request_template.md"),
        ...anywhere("pull_request_template"),
        ".gitlab/merge_request_templates/default.md",
      ],
      language: "markdown",
      text: changeTemplate(origin),
    },
    {
      name: "code-owners",
      files: { github: ".github/CODEOWNERS", gitlab: ".gitlab/CODEOWNERS" },
      sameAs: anywhere("codeowners"),
      language: "text",
      text: codeOwners(),
    },
    {
      name: "workflow",
      files: { github: ".github/workflows/protocol.yml" },
      sameAs: [".github/workflows/protocol.yml", ".github/workflows/protocol.yaml"],
      language: "yaml",
      text: githubWorkflow(origin),
    },
    {
      name: "gitlab-job",
      files: { gitlab: ".gitlab-ci.yml" },
      sameAs: [".gitlab-ci.yml"],
      language: "yaml",
      text: gitlabJob(origin),
    },
    {
      name: "pre-commit",
      files: onBoth(".pre-commit-config.yaml"),
      sameAs: [".pre-commit-config.yaml"],
      language: "yaml",
      text: preCommit(origin),
    },
    {
      name: "support-policy",
      files: onBoth("COMPATIBILITY.md"),
      sameAs: anywhere("compatibility.md"),
      language: "markdown",
      text: supportPolicy(origin, pairs),
    },
    {
      name: "release-workflow",
      files: { github: ".github/workflows/release.yml" },
      sameAs: [".github/workflows/release.yml", ".github/workflows/release.yaml"],
      language: "yaml",
      text: releaseWorkflow(origin),
    },
    {
      name: "pairs-workflow",
      files: { github: ".github/workflows/mixed-versions.yml" },
      sameAs: [".github/workflows/mixed-versions.yml", ".github/workflows/mixed-versions.yaml"],
      language: "yaml",
      text: pairsWorkflow(origin),
    },
    {
      name: "pair-script",
      files: onBoth("test/pair.sh"),
      sameAs: ["test/pair.sh"],
      language: "bash",
      text: pairScript(),
      isProgram: true,
    },
  ];
}

/** What is left to be filled in by hand in a text. */
export function blanksOf(text: string): string[] {
  const words = text.split(/[\s=@]+/);
  return blanks.filter((blank) => words.includes(blank));
}

function onBoth(file: string): Record<Host, string> {
  return { github: file, gitlab: file };
}

/** A file at the top or in a folder where a host looks for it, too. */
function anywhere(file: string): string[] {
  return ["", "docs/", ".github/", ".gitlab/"].map((folder) => folder + file);
}
