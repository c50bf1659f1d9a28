import * as z from "zod";
import type { Plan } from "../../content/plan.js";

const onlyOld = { old: z.string() };
const onlyNew = { new: z.string() };
const both = { ...onlyOld, ...onlyNew };

/** A plan as `entry.yaml` has it. */
export const planSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("introduce"), ...onlyNew, ignorable: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("replace"), ...both }),
  z.strictObject({ kind: z.literal("remove"), ...onlyOld }),
  z.strictObject({ kind: z.literal("withdraw"), ...onlyOld }),
  z.strictObject({ kind: z.literal("tighten"), ...onlyOld, instead: z.string(), refused: z.string() }),
  z.strictObject({ kind: z.literal("default"), ...both }),
  z.strictObject({ kind: z.literal("read-then-write"), ...both }),
  z.strictObject({ kind: z.literal("serve"), ...onlyNew }),
  z.strictObject({ kind: z.literal("retire"), ...onlyOld }),
  z.strictObject({ kind: z.literal("move-calls"), ...both }),
  z.strictObject({ kind: z.literal("at-once"), ...both, instruction: z.string() }),
]) satisfies z.ZodType<Plan>;
