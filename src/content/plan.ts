import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { capitalized } from "@grpc-evolution/engine/rules/words.js";
import {
  type Delay,
  delayToEnable,
  delayToRefuse,
  delayToRemoveField,
  delayToRemoveMethod,
  longer,
} from "@grpc-evolution/engine/window/delay.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import type { StepCell, Steps, StepsInWindow, WriterAge } from "./steps.js";

interface OnlyOld {
  old: string;
}

interface OnlyNew {
  new: string;
}

/** How a change goes over releases, with the names of its forms. */
export type Plan =
  /** Read first, written later; `ignorable` where older readers lose nothing by what they do not read. */
  | ({ kind: "introduce"; ignorable: boolean } & OnlyNew)
  /** Written in both forms until no reader needs the old one. */
  | ({ kind: "replace" } & OnlyOld & OnlyNew)
  /** Written until no reader relies on it. */
  | ({ kind: "remove" } & OnlyOld)
  /** Read until no writer writes it. */
  | ({ kind: "withdraw" } & OnlyOld)
  /** The same, of what a reader refuses in the end: what writers do instead is a sentence, what is refused has a name. */
  | ({ kind: "tighten"; instead: string; refused: string } & OnlyOld)
  /** Written out until no message lacks it, then it may mean another thing where it is absent. */
  | ({ kind: "default" } & OnlyOld & OnlyNew)
  /** Both forms are read, and one of them is written. */
  | ({ kind: "read-then-write" } & OnlyOld & OnlyNew)
  /** Served first, called later. */
  | ({ kind: "serve" } & OnlyNew)
  /** Served until nobody calls it. */
  | ({ kind: "retire" } & OnlyOld)
  /** Both are served, and one of them is called. */
  | ({ kind: "move-calls" } & OnlyOld & OnlyNew)
  /** One release, since both forms are the same to every reader. */
  | ({ kind: "at-once"; instruction: string } & OnlyOld & OnlyNew);

/** What the steps of a plan do, in the kinds of the checklist: a replacement is added, and what it replaces goes. */
export const kindsOfPlan: Record<Plan["kind"], readonly ChangeKind[]> = {
  introduce: [],
  replace: ["adds", "removes"],
  remove: ["removes"],
  withdraw: [],
  tighten: ["meaning"],
  default: ["default"],
  "read-then-write": [],
  serve: ["method"],
  retire: ["method"],
  "move-calls": ["method"],
  "at-once": [],
};

/** What reviewers ask of the steps of a plan, whatever it changes. */
export const itemsOfPlan: Partial<Record<Plan["kind"], readonly string[]>> = {
  replace: ["GL3-2", "GL3-3", "GL3-4"],
  retire: ["GL2-1", "GL3-3", "REVIEW-14"],
  "move-calls": ["R2-1", "R2-5", "GL2-1", "GL3-3", "GL3-4", "REVIEW-14"],
};

/** What carries a change: where a message travels decides who reads whom. Methods are called as requests are sent. */
export const carriers = ["request", "response"] as const;

export type Carrier = (typeof carriers)[number];

/** What one release does with a form: a method is read where it is served, and written where it is called. */
export interface Use {
  writes: boolean;
  reads: boolean;
  /** How its schema declares the form. */
  declared: "plain" | "deprecated" | "gone";
}

/** What a stage may wait for, beside the next release. */
interface Waits {
  /** Every reader in the window knows the new form, or where some never leave it, every release that one may roll back to. */
  readers: Delay;
  /** No writer in the window sends the old form. */
  writers: Delay;
  /** Nobody in the window reads or writes the old form alone. */
  peers: Delay;
  /** Every server that a client may meet serves the method. */
  servers: Delay;
  /** No client in the window calls the method. */
  callers: Delay;
}

function waitsIn(window: Window, carrier: Carrier): Waits {
  const direction = { request: carrier === "request", response: carrier === "response" };
  const call = { request: true, response: false };
  return {
    readers: delayToEnable(direction, window),
    writers: delayToRefuse(direction, window),
    peers: delayToRemoveField(window),
    servers: delayToEnable(call, window),
    callers: delayToRemoveMethod(window),
  };
}

/** What is to be said of a stage where some peers never leave the window. */
interface Remark {
  /** Said where this takes for ever. */
  wait: keyof Waits;
  carrier: Carrier;
  /** Whether the stage never comes then; otherwise it comes, and asks for care. */
  isNever: boolean;
  text: string;
}

/** A stage of a plan: what the old and the new form are in it, and what it takes to get there. */
interface Stage {
  /** What it waits for after the stage before; the next release is enough for `release`. */
  after: keyof Waits | "release";
  old?: Use & StepCell;
  new?: Use & StepCell;
  /** What has to be true, in the words of who waits for it. */
  when?: string;
  /** The same where that never comes true of all of them, since the window has no limit. */
  whenEndless?: string;
  /** What to do: a sentence, or its end behind `when`. */
  instruction: string;
  remarks?: readonly Remark[];
}

const firstRelease = 3;

/** The name of a release of a plan; the first one is the release before the change. */
export function releaseName(index: number): string {
  return `2.${firstRelease + index}`;
}

/** The release that begins a change, and the one after that. */
const [second, third] = [releaseName(1), releaseName(2)];

/** What stands for the name of a release where a stage never comes. */
const noRelease = "no release";

/**
 * The steps of a plan in a window, for what requests or responses carry, or both: apart where the window lets a step never
 * come in one of the two alone.
 */
export function stepsOf(plan: Plan, window: Window, carried: readonly Carrier[] = carriers): Steps[] {
  const endings = carried.map((carrier) =>
    JSON.stringify(timeline(plan, window, [carrier]).map(({ isNever }) => isNever)),
  );
  if (isOfCalls(plan) || new Set(endings).size === 1) return [stepsFor(plan, window, carried)];
  return carried.map((carrier) => ({
    ...stepsFor(plan, window, [carrier]),
    label: labelOf[carrier],
  }));
}

/** A plan with what carries its messages. A case of its own says for whom it is, and what to do first. */
export interface Course {
  where: string;
  way: string;
  plan: Plan;
  carried: readonly Carrier[];
}

/** The steps of a change, the first of the courses, and of its cases, which are for whoever they say. */
export function stepsInWindow(
  [own, ...cases]: readonly [Course, ...Course[]],
  window: Window,
): StepsInWindow {
  const steps = stepsOf(own.plan, window, own.carried);
  return {
    steps: [...steps, ...cases.flatMap((each) => stepsOfCase(each, window))],
    enabled: enabledIn(steps),
    enabledApart: enabledApart(steps),
  };
}

function enabledApart(steps: readonly Steps[]): StepsInWindow["enabledApart"] {
  const apart = steps.map((each) => ({ label: each.label, enabled: enabledIn([each]) }));
  return new Set(apart.map(({ enabled }) => enabled)).size > 1 ? apart : [];
}

/** The release that begins to use the new form: the last one where requests and responses differ. */
function enabledIn(steps: readonly Steps[]): string | null {
  const indices = steps.flatMap(({ forms, releases }) => {
    const cells = forms.find(({ side }) => side === "new")?.cells ?? [];
    const index = cells.findIndex(({ state }) => state === "used");
    return releases[index]?.isNever === false ? [index] : [];
  });
  return indices.length === 0 ? null : releaseName(Math.max(...indices));
}

/** The steps of a case of its own: they are for whoever it says. */
export function stepsOfCase({ where, way, plan, carried }: Course, window: Window): Steps[] {
  return stepsOf(plan, window, carried).map((steps, index) => ({
    ...steps,
    label: steps.label === "" ? where : `${where}: ${steps.label.toLowerCase()}`,
    way: index === 0 ? way : "",
  }));
}

function stepsFor(plan: Plan, window: Window, carried: readonly Carrier[]): Steps {
  const releases = timeline(plan, window, carried);
  const names = releases.map(({ isNever }, index) => (isNever ? noRelease : releaseName(index)));
  const nameOf = (side: WriterAge) =>
    side === "old" ? "old" in plan && plan.old : "new" in plan && plan.new;
  const forms = (["old", "new"] as const).flatMap((side) => {
    const name = nameOf(side);
    return name ? [{ name, side, cells: releases.map((stage) => cellOf(stage[side])) }] : [];
  });
  return {
    label: "",
    way: "",
    releases: releases.map(({ isNever }, index) => ({ name: names[index] as string, isNever })),
    forms,
    instructions: releases.flatMap((stage, index) =>
      stage.isNew && stage.instruction !== ""
        ? [
            {
              release: names[index] as string,
              text: textOf(stage, remarksIn(stage, window, carried).length > 0),
              remarks: [
                ...remarksOf(plan, stage, window, carried),
                ...(stage.isNever && isWarnedOf(plan) ? [warned] : []),
              ],
            },
          ]
        : [],
    ),
    alternative: forms.map(
      ({ name, cells }) =>
        `${name}: ${cells.map(({ text, state }, index) => `${state === "absent" ? "not there" : text} in ${names[index]}`).join(", ")}.`,
    ),
  };
}

/** Said of what goes although peers that need it never leave the window. */
const warned = "If it goes all the same, `check` warns, and `bump` asks for a major release.";

/** Whether what never comes is a removal that a schema shows. */
function isWarnedOf({ kind }: Plan): boolean {
  return kind === "replace" || kind === "remove" || kind === "withdraw";
}

/** What never comes is what no release should do. The word is that of a warning. */
function textOf(stage: PlannedRelease, isEndless: boolean): string {
  const { when, whenEndless, instruction, isNever } = stage;
  if (isNever) return `should ${instruction}`;
  const reason = isEndless ? (whenEndless ?? when) : when;
  return reason === undefined ? instruction : `${reason}: ${instruction}`;
}

function cellOf(form: StepCell | undefined): StepCell {
  return form ? { text: form.text, state: form.state } : { text: "", state: "absent" };
}

const labelOf: Record<Carrier, string> = { request: "In a request", response: "In a response" };

/** What the window makes of a stage; it says of which message where the entry is about both. */
function remarksOf(plan: Plan, stage: Stage, window: Window, carried: readonly Carrier[]): string[] {
  const isOfBoth = carried.length > 1 && !isOfCalls(plan);
  return remarksIn(stage, window, carried).map(({ carrier, text }) =>
    isOfBoth ? `${labelOf[carrier]}: ${text}` : capitalized(text),
  );
}

function remarksIn({ remarks = [] }: Stage, window: Window, carried: readonly Carrier[]): Remark[] {
  return remarks.filter(
    ({ carrier, wait }) => carried.includes(carrier) && waitsIn(window, carrier)[wait].forever,
  );
}

/** Whether a plan is about who is called. */
export function isOfCalls({ kind }: Plan): boolean {
  return kind === "serve" || kind === "retire" || kind === "move-calls";
}

/** A release of a plan. */
export type PlannedRelease = Stage & {
  /** Whether it begins a stage. */
  isNew: boolean;
  /** Whether the window lets it never come. */
  isNever: boolean;
};

/** What every release does, from the one before the change to the one that is done with it. */
export function timeline(
  plan: Plan,
  window: Window,
  ofMessages: readonly Carrier[] = carriers,
): PlannedRelease[] {
  const carried = isOfCalls(plan) ? (["request"] as const) : ofMessages;
  const stages = stagesOf(plan);
  return stages.flatMap((stage, index) => {
    const next = stages[index + 1];
    const length = next ? releasesUntil(next, window, carried) : 1;
    const isNever = carried.every((carrier) =>
      stages
        .slice(0, index + 1)
        .some((each) => remarksIn(each, window, [carrier]).some((remark) => remark.isNever)),
    );
    return Array.from({ length }, (_, at) => ({ ...stage, isNew: at === 0, isNever }));
  });
}

function releasesUntil({ after }: Stage, window: Window, carried: readonly Carrier[]): number {
  if (after === "release") return 1;
  const delay = carried.map((carrier) => waitsIn(window, carrier)[after]).reduce(longer);
  return Math.max(1, delay.releases ?? 1);
}

const written = { writes: true, reads: true, state: "used", declared: "plain" } as const;
const idle = { writes: false, reads: true, state: "unused", declared: "plain" } as const;
const marked = { ...written, declared: "deprecated" } as const;
const kept = { ...marked, reads: false } as const;
const idleAndMarked = { ...idle, declared: "deprecated" } as const;
const gone = { writes: false, reads: false, state: "unused", declared: "gone" } as const;

const rollbackHasIt = "Every release that a rollback leads to has it";

/** The beginning of every remark: whoever never leaves is a server, since only clients may run ahead without a limit. */
const endless = (release = second) => `servers before ${release} never leave the window`;

const remark = (carrier: Carrier, wait: keyof Waits, isNever: boolean, text: string): Remark => ({
  carrier,
  wait,
  isNever,
  text,
});

function stagesOf(plan: Plan): Stage[] {
  const start = { after: "release", instruction: "" } as const;
  switch (plan.kind) {
    case "introduce":
      return [
        start,
        {
          after: "release",
          new: { ...idle, text: plan.ignorable ? "read" : "read only" },
          instruction: plan.ignorable
            ? `Add \`${plan.new}\`. Readers handle it, and nobody depends on it. A field that only repeats an older one may be written at once.`
            : `Add \`${plan.new}\`. Readers handle it, and nobody depends on it.`,
        },
        {
          after: "readers",
          new: { ...written, text: "written" },
          when: "No reader without it is left in the window",
          whenEndless: rollbackHasIt,
          instruction:
            "write it. If it leaves state behind, wait also until no rollback reaches a release without it.",
          remarks: [
            remark(
              "request",
              "readers",
              false,
              `${endless()}. Ask the server first, or write it only where such a server may ignore it.`,
            ),
          ],
        },
      ];
    case "replace":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: "release",
          old: { ...marked, text: "written too" },
          new: { ...written, text: "written" },
          instruction: `Add \`${plan.new}\`, and write both at once: older readers ignore the new form, which says again what they have. Read the new form, and \`${plan.old}\` where it is absent. Mark \`${plan.old}\` as deprecated: readers of this release do without it where a writer has the new form.`,
        },
        {
          after: "peers",
          old: { ...gone, text: "reserved" },
          new: { ...written, text: "written" },
          when: `No release without \`${plan.new}\` is left in the window`,
          instruction: `stop writing \`${plan.old}\`, remove it and reserve it.`,
          remarks: [
            remark(
              "request",
              "peers",
              true,
              `${endless()} and read only \`${plan.old}\`. The client goes on writing both.`,
            ),
            remark(
              "response",
              "peers",
              true,
              `${endless()} and write only \`${plan.old}\`. The client goes on reading both.`,
            ),
          ],
        },
      ];
    case "remove":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: "release",
          old: { ...kept, text: "written, not read" },
          instruction: `Mark \`${plan.old}\` as deprecated. Readers do without it, and writers go on writing it.`,
        },
        {
          after: "peers",
          old: { ...gone, text: "reserved" },
          when: "No reader in the window relies on it",
          instruction: "stop writing it, remove it, and reserve number and name.",
          remarks: [
            remark(
              "request",
              "peers",
              true,
              `${endless()} and rely on it. The client keeps the field, deprecated, and goes on writing it.`,
            ),
            remark(
              "response",
              "peers",
              true,
              `${endless()} and go on writing it. The client keeps the field, deprecated: what it does not declare, it cannot read.`,
            ),
          ],
        },
      ];
    case "withdraw":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: "release",
          old: { ...idleAndMarked, text: "not written" },
          instruction: `Mark \`${plan.old}\` as deprecated and write it no more. Readers keep their branch for it.`,
        },
        {
          after: "writers",
          old: { ...gone, text: "reserved" },
          when: "No writer in the window sends it",
          instruction: "remove it, and reserve number and name.",
          remarks: [
            remark(
              "response",
              "writers",
              true,
              `${endless()} and may send it. The client keeps the value, deprecated, and its branch.`,
            ),
          ],
        },
      ];
    case "tighten":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: "release",
          old: { ...idle, text: "not written" },
          instruction: `${plan.instead} Readers accept ${plan.refused}, and log that they did.`,
        },
        {
          after: "writers",
          old: { ...gone, text: "refused" },
          when: `No writer in the window sends ${plan.refused}`,
          instruction: `refuse ${plan.refused}, with an error that says why.`,
          remarks: [
            remark(
              "response",
              "writers",
              true,
              `${endless()} and may send ${plan.refused}. The client goes on accepting it.`,
            ),
          ],
        },
      ];
    case "default":
      return [
        { ...start, old: { ...written, text: "in force" } },
        {
          after: "release",
          old: { ...idle, text: "written out" },
          new: { ...idle, text: "written out" },
          instruction:
            "Write the value out in every message, whatever it is. Nobody relies on a default. A field of proto3 without `optional` gets that word in this release: without presence a zero has no bytes, and cannot be written out.",
        },
        {
          after: "peers",
          old: { ...gone, text: "gone" },
          new: { ...written, text: "in force" },
          when: "No message in the window lacks the value",
          instruction:
            "change the default, declare it as a feature that this release enables, and keep a switch that turns it off for one release.",
          remarks: [
            remark(
              "request",
              "peers",
              false,
              `${endless(third)} and take an absent value for the old default. The client goes on writing it out.`,
            ),
            remark(
              "response",
              "peers",
              true,
              `${endless()} and leave the value out. The client goes on taking that for the old default.`,
            ),
          ],
        },
      ];
    case "read-then-write":
      return [
        { ...start, old: { ...written, text: "written" } },
        {
          after: "release",
          old: { ...written, text: "written" },
          new: { ...idle, text: "read only" },
          instruction: `Teach readers \`${plan.new}\`, and go on writing \`${plan.old}\`.`,
        },
        {
          after: "readers",
          old: { ...idle, text: "read only" },
          new: { ...written, text: "written" },
          when: `Every reader in the window knows \`${plan.new}\``,
          instruction: `write \`${plan.new}\`.`,
          remarks: [
            remark("request", "readers", true, `${endless()}. The client goes on writing \`${plan.old}\`.`),
          ],
        },
        {
          after: "writers",
          old: { ...gone, text: "gone" },
          new: { ...written, text: "written" },
          when: `No writer in the window writes \`${plan.old}\``,
          instruction: `drop \`${plan.old}\`.`,
          remarks: [
            remark(
              "response",
              "writers",
              true,
              `${endless(third)} and write \`${plan.old}\`. The client goes on reading it.`,
            ),
          ],
        },
      ];
    case "serve":
      return [
        start,
        {
          after: "release",
          new: { ...idle, text: "served" },
          instruction: `Serve \`${plan.new}\`. No client calls it without a fallback.`,
        },
        {
          after: "servers",
          new: { ...written, text: "served, called" },
          when: "Every server in the window has it",
          whenEndless: rollbackHasIt,
          instruction: "call it.",
          remarks: [
            remark(
              "request",
              "servers",
              false,
              `${endless()}. Keep the fallback for a server that answers UNIMPLEMENTED.`,
            ),
          ],
        },
      ];
    case "retire":
      return [
        { ...start, old: { ...written, text: "served, called" } },
        {
          after: "release",
          old: { ...idleAndMarked, text: "served" },
          instruction: `Mark \`${plan.old}\` as deprecated. Clients stop calling it, and servers go on serving it.`,
        },
        {
          after: "callers",
          old: { ...gone, text: "gone" },
          when: "No client in the window calls it",
          instruction: "remove it.",
        },
      ];
    case "move-calls":
      return [
        { ...start, old: { ...written, text: "served, called" } },
        {
          after: "release",
          old: { ...written, text: "served, called" },
          new: { ...idle, text: "served" },
          instruction: `Serve \`${plan.new}\` beside \`${plan.old}\`. Clients call the old one.`,
        },
        {
          after: "servers",
          old: { ...idleAndMarked, text: "served" },
          new: { ...written, text: "served, called" },
          when: `Every server in the window has \`${plan.new}\``,
          whenEndless: rollbackHasIt,
          instruction: `clients call it, and \`${plan.old}\` is marked as deprecated.`,
          remarks: [
            remark(
              "request",
              "servers",
              false,
              `${endless()}. Clients call \`${plan.new}\` first, and \`${plan.old}\` where the answer is UNIMPLEMENTED.`,
            ),
          ],
        },
        {
          after: "callers",
          old: { ...gone, text: "gone" },
          new: { ...written, text: "served, called" },
          when: `No client in the window calls \`${plan.old}\` on a server as new as this release`,
          instruction: "remove it.",
          remarks: [
            remark(
              "request",
              "servers",
              false,
              `${endless()} and serve only \`${plan.old}\`. The schema says what servers of its release serve: the client keeps the code that was generated from an earlier one, and calls it there.`,
            ),
          ],
        },
      ];
    case "at-once":
      return [
        { ...start, old: { ...written, text: "in use" } },
        {
          after: "release",
          old: { ...gone, text: "gone" },
          new: { ...written, text: "in use" },
          instruction: plan.instruction,
        },
      ];
  }
}
