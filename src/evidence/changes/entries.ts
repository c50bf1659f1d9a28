import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { changeKinds } from "@grpc-evolution/engine/rules/review.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import { parse } from "yaml";
import * as z from "zod";
import { carriers } from "../../content/plan.js";
import { root } from "../../root.js";
import { planSchema } from "./plan-schema.js";

/** Below the root: a folder for each change, with its two schemas and `entry.yaml`. */
const folder = "docs/changes";

const samples = z.array(z.record(z.string(), z.json())).min(1);

const entrySchema = z.strictObject({
  verb: z.string(),
  object: z.string(),
  words: z.string(),
  /** Whether it is among those that people look for first. */
  frequent: z.boolean().default(false),
  advice: z.string(),
  /** Why no comparison of schemas shows what it does. */
  unseen: z.string().default(""),
  /** What the verdicts do not count: the exchange is of this one message. */
  caveat: z.string().default(""),
  /** What explains a difference between the exchange and the check. */
  note: z.string().default(""),
  /** The message that is exchanged, by its full name; one for each side where a method takes another one. */
  message: z.union([z.string(), z.strictObject({ old: z.string(), new: z.string() })]).optional(),
  /** What the older and the newer release write of it. */
  old: samples.optional(),
  new: samples.optional(),
  /** The methods that the older and the newer client call, `package.Service/Method`. */
  calls: z.strictObject({ old: z.array(z.string()), new: z.array(z.string()) }).optional(),
  /** A user of the older generated code. */
  caller: z.string(),
  plan: planSchema,
  /** What carries the message: it decides which side waits for which. Methods need none. */
  carried: z
    .array(z.enum(carriers))
    .min(1)
    .default([...carriers]),
  /** What else can be done, and where; with a plan where that takes more than one release. */
  cases: z
    .array(
      z.strictObject({
        where: z.string(),
        way: z.string(),
        plan: planSchema.optional(),
        carried: z
          .array(z.enum(carriers))
          .min(1)
          .default([...carriers]),
      }),
    )
    .default([]),
  /** What goes into `grpc-evolution.yaml`. */
  setting: z.string().optional(),
  /** The element in the `.proto` file with the comment that allows what is reported of the steps. */
  allowed: z.string().optional(),
  /** The example that shows the steps, by its id. */
  example: z.string().optional(),
  /** The one that shows what becomes of the change in place. */
  broken: z.string().optional(),
  /** Where more is told, below the site's root. */
  see: z.array(z.strictObject({ label: z.string(), path: z.string().startsWith("/") })).default([]),
  /** What it does beside what a schema shows, in the kinds of the checklist. */
  does: z.array(z.enum(changeKinds.map(({ id }) => id))).default([]),
  /** What reviewers ask, beside what the reported checks answer. */
  items: z.array(z.string()).min(1),
});

/** A change of the catalogue, as its folder describes it. */
export interface ChangeEntry extends z.infer<typeof entrySchema> {
  slug: string;
  /** Its folder below the root. */
  folder: string;
  before: SourceText;
  after: SourceText;
}

/** The verbs in the order in which the catalogue shows them. */
export const verbs: readonly string[] = [
  "Add",
  "Remove",
  "Rename",
  "Change",
  "Make",
  "Move",
  "Replace",
  "Renumber",
  "Re-use",
  "Turn",
  "Let",
  "Deprecate",
  "Promote",
];

/** All changes, by verb; with one verb those first that people look for first, then in the order of their names. */
export function readEntries(): ChangeEntry[] {
  const slugs = readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name)
    .sort();
  const placeOf = ({ verb, frequent }: ChangeEntry) => 2 * verbs.indexOf(verb) + (frequent ? 0 : 1);
  return slugs.map(readEntry).sort((one, other) => placeOf(one) - placeOf(other));
}

function readEntry(slug: string): ChangeEntry {
  const own = `${folder}/${slug}`;
  const read = (file: string) => readFileSync(path.join(root, own, file), "utf8");
  const { error, data } = entrySchema.safeParse(parse(read("entry.yaml")));
  if (error) throw new Error(`${own}/entry.yaml: ${z.prettifyError(error)}`);
  const source = (name: string) => ({ path: name, text: read(name) });
  return { ...data, slug, folder: own, before: source("before.proto"), after: source("after.proto") };
}
