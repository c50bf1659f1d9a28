import {
  type Delay,
  delayToEnable,
  delayToRemoveField,
  delayToRemoveMethod,
  delayToWrite,
  longer,
} from "@grpc-evolution/engine/window/delay.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import * as z from "zod";
import type { StepCell, Steps, WriterAge } from "../../content/changes.js";

const onlyOld = { old: z.string() };
const onlyNew = { new: z.string() };
const both = { ...onlyOld, ...onlyNew };

/** How a change goes over releases, with the names of its forms. */
export const planSchema = z.discriminatedUnion("kind", [
  /** Read first, written later. */
  z.strictObject({ kind: z.literal("introduce"), ...onlyNew }),
  /** Written in both forms until no reader needs the old one. */
  z.strictObject({ kind: z.literal("replace"), ...both }),
  /** Written until no reader relies on it. */
  z.strictObject({ kind: z.literal("remove"), ...onlyOld }),
  /** Read until no writer writes it. */
  z.strictObject({ kind: z.literal("withdraw"), ...onlyOld }),
  /** The same, of what a server refuses in the end. */
  z.strictObject({ kind: z.literal("tighten"), ...onlyOld }),
  /** Written out until no message lacks it, then it may mean another thing where it is absent. */
  z.strictObject({ kind: z.literal("default"), ...both }),
  /** Both forms are read, and one of them is written. */
  z.strictObject({ kind: z.literal("read-then-write"), ...both }),
  /** Served first, called later. */
  z.strictObject({ kind: z.literal("serve"), ...onlyNew }),
  /** Served until nobody calls it. */
  z.strictObject({ kind: z.literal("retire"), ...onlyOld }),
  /** Both are served, and one of them is called. */
  z.strictObject({ kind: z.literal("move-calls"), ...both }),
  /** One release, since both forms are the same to every reader. */
  z.strictObject({ kind: z.literal("at-once"), ...both, instruction: z.string() }),
]);

export type Plan = z.infer<typeof planSchema>;

/** What one release does with a form: a method is read where it is served, and written where it is called. */
export interface Use {
  writes: boolean;
  reads: boolean;
}

/** A stage of a plan: what the old and the new form are in it, and what it takes to get there. */
interface Stage {
  /** How many releases after the stage before; none for the state that a plan begins with. */
  after: Delay;
  old?: Use & StepCell;
  new?: Use & StepCell;
  instruction: string;
}

const one: Delay = { releases: 1, forever: false };

/** The window in which pictures are drawn. */
export const pictureWindow: Window = { upgrade: 1, downgrade: 1 };

const firstRelease = 3;

/** The steps of a plan in the window of the pictures, with what an unbounded window changes. */
export function stepsOf(plan: Plan): Steps {
  const releases = timeline(plan, pictureWindow);
  const names = releases.map((_, index) => `2.${firstRelease + index}`);
  const nameOf = (side: WriterAge) =>
    side === "old" ? "old" in plan && plan.old : "new" in plan && plan.new;
  const forms = (["old", "new"] as const).flatMap((side) => {
    const name = nameOf(side);
    return name ? [{ name, side, cells: releases.map((stage) => cellOf(stage[side])) }] : [];
  });
  return {
    releases: names,
    forms,
    instructions: releases.flatMap(({ instruction, isNew }, index) =>
      isNew && instruction !== "" ? [{ release: names[index] as string, text: instruction }] : [],
    ),
    alternative: forms.map(
      ({ name, cells }) =>
        `${name}: ${cells.map(({ text, state }, index) => `${state === "absent" ? "not there" : text} in ${names[index]}`).join(", ")}.`,
    ),
    unbounded: unboundedNote(plan),
  };
}

function cellOf(form: StepCell | undefined): StepCell {
  return form ? { text: form.text, state: form.state } : { text: "", state: "absent" };
}

/** What every release does, from the one before the change to the one that is done with it. */
export function timeline(plan: Plan, window: Window): (Stage & { isNew: boolean })[] {
  return stagesOf(plan, window).flatMap((stage, index, stages) => {
    const next = stages[index + 1];
    const length = next ? (next.after.releases ?? 1) : 1;
    return Array.from({ length }, (_, at) => ({ ...stage, isNew: at === 0 }));
  });
}

/** Whether some stage is never reached where clients may run ahead without a limit. */
function unboundedNote(plan: Plan): string {
  const waits = stagesOf(plan, { upgrade: "unbounded", downgrade: 1 }).find(({ after }) => after.forever);
  if (!waits) return "";
  return plan.kind === "introduce" || plan.kind === "serve"
    ? "Where clients may run ahead of servers without a limit, some server never learns of it: ask the server, or have a fallback."
    : "Where clients may run ahead of servers without a limit, the last step never comes: some server has only the old form.";
}

const written = { writes: true, reads: true, state: "used" } as const;
const idle = { writes: false, reads: true, state: "unused" } as const;
const kept = { writes: true, reads: false, state: "used" } as const;
const gone = { writes: false, reads: false, state: "unused" } as const;

function stagesOf(plan: Plan, window: Window): Stage[] {
  const start = { after: one, instruction: "" };
  const removal = delayToRemoveField(window);
  const use = longer(delayToWrite(undefined, window), delayToEnable(window));
  switch (plan.kind) {
    case "introduce":
      return [
        start,
        {
          after: one,
          new: { ...idle, text: "read only" },
          instruction: `Add \`${plan.new}\`. Readers handle it, and nobody depends on it.`,
        },
        {
          after: use,
          new: { ...written, text: "written" },
          instruction: "No release without it is left in the window: write it.",
        },
      ];
    case "replace":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: one,
          old: { ...written, text: "written too" },
          new: { ...written, text: "written" },
          instruction: `Add \`${plan.new}\` and write both. Read the new form, and \`${plan.old}\` where it is absent.`,
        },
        {
          after: removal,
          old: { ...gone, text: "reserved" },
          new: { ...written, text: "written" },
          instruction: `No release without the new form is left in the window: stop writing \`${plan.old}\`, remove it and reserve it.`,
        },
      ];
    case "remove":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: one,
          old: { ...kept, text: "written, not read" },
          instruction: `Mark \`${plan.old}\` as deprecated. Readers do without it, and writers go on writing it.`,
        },
        {
          after: removal,
          old: { ...gone, text: "reserved" },
          instruction: "No reader in the window relies on it: remove it, and reserve number and name.",
        },
      ];
    case "withdraw":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: one,
          old: { ...idle, text: "not written" },
          instruction: `Mark \`${plan.old}\` as deprecated and write it no more. Readers keep their branch for it.`,
        },
        {
          after: removal,
          old: { ...gone, text: "reserved" },
          instruction: "No writer in the window sends it: remove it, and reserve number and name.",
        },
      ];
    case "tighten":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: one,
          old: { ...idle, text: "not written" },
          instruction: "No writer of this release sends it. Readers accept it, and log that they did.",
        },
        {
          after: removal,
          old: { ...gone, text: "refused" },
          instruction: "No writer in the window sends it: refuse it, with an error that names the field.",
        },
      ];
    case "default":
      return [
        { ...start, old: { ...written, text: "in force" } },
        {
          after: one,
          old: { ...idle, text: "written out" },
          new: { ...idle, text: "written out" },
          instruction: "Write the value out in every message, whatever it is. Nobody relies on a default.",
        },
        {
          after: removal,
          old: { ...gone, text: "gone" },
          new: { ...written, text: "in force" },
          instruction: "No message in the window lacks the value: change the default.",
        },
      ];
    case "read-then-write":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: one,
          old: { ...written, text: "written" },
          new: { ...idle, text: "read only" },
          instruction: `Teach readers \`${plan.new}\`, and go on writing \`${plan.old}\`.`,
        },
        {
          after: use,
          old: { ...idle, text: "read only" },
          new: { ...written, text: "written" },
          instruction: `Every reader in the window knows \`${plan.new}\`: write it.`,
        },
        {
          after: removal,
          old: { ...gone, text: "gone" },
          new: { ...written, text: "written" },
          instruction: `No writer in the window writes \`${plan.old}\`: drop it.`,
        },
      ];
    case "serve":
      return [
        start,
        {
          after: one,
          new: { ...idle, text: "served" },
          instruction: `Serve \`${plan.new}\`. No client calls it without a fallback.`,
        },
        {
          after: delayToCall(window),
          new: { ...written, text: "served, called" },
          instruction: "Every server in the window has it: call it.",
        },
      ];
    case "retire":
      return [
        { ...start, old: { ...written, text: "served, called" } },
        {
          after: one,
          old: { ...idle, text: "served" },
          instruction: `Mark \`${plan.old}\` as deprecated. Clients stop calling it, and servers go on serving it.`,
        },
        {
          after: delayToRemoveMethod(window),
          old: { ...gone, text: "gone" },
          instruction: "No client in the window calls it: remove it.",
        },
      ];
    case "move-calls":
      return [
        { ...start, old: { ...written, text: "served, called" } },
        {
          after: one,
          old: { ...written, text: "served, called" },
          new: { ...idle, text: "served" },
          instruction: `Serve \`${plan.new}\` beside \`${plan.old}\`. Clients call the old one.`,
        },
        {
          after: delayToCall(window),
          old: { ...idle, text: "served" },
          new: { ...written, text: "served, called" },
          instruction: `Every server in the window has \`${plan.new}\`: clients call it.`,
        },
        {
          after: delayToRemoveMethod(window),
          old: { ...gone, text: "gone" },
          new: { ...written, text: "served, called" },
          instruction: `No client in the window calls \`${plan.old}\`: remove it.`,
        },
      ];
    case "at-once":
      return [
        { ...start, old: { ...written, text: "in use" } },
        {
          after: one,
          old: { ...gone, text: "gone" },
          new: { ...written, text: "in use" },
          instruction: plan.instruction,
        },
      ];
  }
}

/** Before a client calls what a server may lack: every server that it may meet, in both directions, serves it. */
function delayToCall(window: Window): Delay {
  return longer(delayToWrite({ request: true, response: false }, window), delayToEnable(window));
}
