import type { SidebarsConfig } from "@docusaurus/plugin-content-docs";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { topicPath, topics } from "@grpc-evolution/engine/rules/topics.js";

const pagesOf = (kind: "rule" | "guideline") =>
  rules
    .filter((rule) => rule.kind === kind)
    .map((rule) => ({
      type: "doc" as const,
      id: `${pagePath(rule)}/index`,
      label: `${rule.id} ${rule.title}`,
    }));

const section = (label: string, index: string, items: SidebarsConfig[string]) => ({
  type: "category" as const,
  label,
  link: { type: "doc" as const, id: index },
  items,
  collapsed: false,
});

const sidebars: SidebarsConfig = {
  guide: [
    "start",
    { type: "doc" as const, id: "changes/index", label: "Changes" },
    section("Rules and guidelines", "rules/index", [...pagesOf("rule"), ...pagesOf("guideline")]),
    section(
      "What no schema shows",
      "beyond/index",
      topics.map(({ id, title }) => ({ type: "doc" as const, id: `${topicPath(id)}/index`, label: title })),
    ),
    section("Review", "review/index", ["review/checklist", "review/analysis"]),
    section("Policy", "policy/index", [
      "policy/four-releases",
      "policy/matrix",
      "policy/releases-and-semver",
      "policy/persisted-state",
      "policy/live-upgrade",
    ]),
    "libraries/index",
    section("Which types read each other", "types/index", ["types/in-a-program"]),
    section("The command", "tool/index", [
      "tool/compared",
      "tool/commands",
      "tool/configuration",
      "tool/output-formats",
      "tool/ci",
      "tool/with-buf",
    ]),
    "adopt",
    section("In Kata Containers", "kata/index", ["kata/history", "kata/advice"]),
    section("Contributing", "contributing/index", [
      "contributing/adding-a-rule",
      "contributing/writing-an-example",
      "contributing/adding-a-library",
      "contributing/hosting",
    ]),
    "glossary",
  ],
};

export default sidebars;
