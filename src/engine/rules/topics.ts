/** The pages of `docs/beyond`, in their order: what breaks peers although no schema shows it. */
export const topics = [
  { id: "errors", title: "Errors are protocol" },
  { id: "validation", title: "Tighten and loosen what is accepted" },
  { id: "behavior", title: "The same schema with another behavior" },
  { id: "names", title: "Names that travel" },
  { id: "v1-beside-v2", title: "v1 beside v2" },
  { id: "streams", title: "Streams" },
  { id: "metadata", title: "Metadata, deadlines and sizes" },
  { id: "presence", title: "Presence and syntax" },
  { id: "generated-code", title: "Generated code" },
  { id: "deprecation", title: "Deprecate, measure, remove" },
  { id: "many-readers", title: "State, events and many readers" },
  { id: "before-stable", title: "Before a protocol is stable" },
] as const;

/** A topic: the name of its folder below `docs/beyond`. */
export type TopicId = (typeof topics)[number]["id"];

/** Where the page of a topic lives: below `docs` as a folder, below the site's root as an address. */
export function topicPath(topic: TopicId): string {
  return `beyond/${topic}`;
}
