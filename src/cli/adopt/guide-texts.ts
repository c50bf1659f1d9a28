import { generalReview } from "@grpc-evolution/engine/rules/general.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { type Origin, sharedLine } from "./origin.js";

/** The section of a contributor guide: what the project asks of a change to its protocol. */
export function contributorGuide(origin: Origin): string {
  const { homepage } = origin;
  return `## Changes to the protocol

Old and new releases of both sides talk to each other. A change to a \`.proto\` file, to what a field means, or to the
values that select behavior follows ${named(origin, "these rules", "rules")}:

${rules.map(({ id, kind, slug, sentence }) => `- ${ruleLink(homepage, id, pagePath({ kind, slug }))}: ${sentence}`).join("\n")}

${homepage === "" ? "`grpc-evolution explain R1` says more about the first one, and so on.\n\n" : ""}Before you open a pull request, check the change against the history and the releases:

\`\`\`bash
${sharedLine(origin, "check")}
\`\`\`

A finding that is wanted gets a comment with its reason on the element.
Then write ${named(origin, "the compatibility analysis", "review/analysis")} into the description. This command begins it:

\`\`\`bash
${sharedLine(origin, "analysis")}
\`\`\`

Two people beyond the usual ones acknowledge the change: one for the client, one for the server.
`;
}

/** The section of a guide for reviewers: when it applies, what has to hold, and what to write down. */
export function reviewGuide(origin: Origin): string {
  return `## Reviewing a change to the protocol

A pull request changes the protocol when it changes a \`.proto\` file, what an existing field means, the values that select
behavior, a default on either side, which methods are called, or bytes on disk that another release reads.

1. Read the compatibility analysis. Without one the review does not begin.
2. Run \`${sharedLine(origin, "check --verbose")}\`, or read what the CI printed.
3. Go through ${checklist(origin)}. These items concern every change:

${generalReview.map(({ id, holds }) => `   - ${itemLink(origin.homepage, id)}: ${holds}`).join("\n")}

4. Write down what you looked at. An acknowledgement without this comment does not count:

   \`\`\`markdown
   Protocol change acknowledged.

   - Future releases, when the field is absent: what they do, and where I saw it
   - Past releases, blind to the field: what they do, and where I saw it
   - Pairs that I considered: client … with server …
   - Checklist: all items are met, except … because …
   \`\`\`

${named(origin, "The PR review guide", "review")} says in which order to look, and what to answer when a finding is disputed.
`;
}

/** The section of a template for the description of a pull request. */
export function changeTemplate(origin: Origin): string {
  return `## Protocol

<!-- Remove this section if nothing between client and server changes: no schema, no meaning, no default, no new value. -->

- [ ] \`grpc-evolution check\` reports nothing new, or the reason stands on the element.
- [ ] No number and no name is used again; what was removed is reserved.
- [ ] Introduced in release …, enabled in release …
- [ ] The release notes say who has to upgrade first.

### Compatibility analysis

<!-- "grpc-evolution analysis" begins it.${origin.homepage === "" ? "" : ` How to write one: ${origin.homepage}/review/analysis`} -->

#### Future releases, when the field is absent

- …

#### Past releases, blind to the field

- …
`;
}

/** A page of the guide under a name; the bare name where the guide has no address. */
function named({ homepage }: Origin, text: string, page: string): string {
  return homepage === "" ? text : `[${text}](${homepage}/${page})`;
}

function ruleLink(homepage: string, id: string, page: string): string {
  return homepage === "" ? id : `[${id}](${homepage}/${page})`;
}

function itemLink(homepage: string, id: string): string {
  return homepage === "" ? id : `[${id}](${homepage}/review/checklist#${id.toLowerCase()})`;
}

function checklist({ homepage }: Origin): string {
  return homepage === ""
    ? "the items that `grpc-evolution explain` lists for the rules that the change touches"
    : `[the checklist](${homepage}/review/checklist)`;
}
