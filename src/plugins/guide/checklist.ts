import { type ChecklistItem, checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { changeKinds, reviewSteps } from "@grpc-evolution/engine/rules/review.js";
import { type TopicId, topicPath, topics } from "@grpc-evolution/engine/rules/topics.js";
import type { ChecklistContent, StepEntry } from "../../content/content.js";
import type { LinkTo } from "../../content/link.js";

/** The checklist for its page. */
export function checklistContent(): ChecklistContent {
  const steps = reviewSteps.map((step, index) => ({
    ...step,
    guide: `/review#${anchorOf(`${index + 1} ${step.title}`)}`,
    items: checklist
      .filter((item) => item.step === step.id)
      .map((item) => ({ ...item, pages: pagesOn(item) })),
  }));
  return { steps, kinds: [...changeKinds] };
}

/** The items of a step for the review guide. */
export function stepEntries({ items }: ChecklistContent["steps"][number]): StepEntry[] {
  return items.map(({ id, holds }) => ({ id, holds }));
}

function pagesOn({ id, topics: told = [] }: ChecklistItem): LinkTo[] {
  const rule = rules.find(({ review }) => review.some((item) => item.id === id));
  const ofRule = rule ? [{ label: rule.id, path: `/${pagePath(rule)}` }] : [];
  const ofTopics = topics
    .filter((topic) => told.includes(topic.id))
    .map((topic) => ({ label: topic.title, path: `/${topicPath(topic.id)}` }));
  return [...ofRule, ...ofTopics];
}

/** The items that the page of a topic explains. */
export function itemsOf(topic: TopicId): ChecklistItem[] {
  return checklist.filter(({ topics }) => topics?.includes(topic));
}

/** The anchor that Docusaurus gives to a heading of words. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(" ", "-");
}
