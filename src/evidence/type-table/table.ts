/** The table of types, computed from what the runtimes answered. */
import type { Tier } from "@grpc-evolution/engine/rules/rule.js";
import type { Value } from "../peers/protocol.js";
import type { Printed } from "../peers/questions/question.js";
import type { Kind } from "../peers/questions/types/kinds.js";
import { valuesOf, type Written } from "../peers/questions/types/values.js";
import { type Format, idOf, inputOf, readersOf } from "../peers/questions/types.js";
import { holdsMore, type Meaning, meaningOf, meansSame } from "./meaning.js";

/** A runtime whose answers are recorded. */
export interface Runtime {
  id: string;
  /** What it answered to one request; null where it lacks what was asked of it. */
  answer(id: string, at: number): Printed | null;
}

/** What a reader got, and which runtimes got it. */
export interface Got {
  /** Null where the message was refused; undefined where the field is absent. */
  value: Value | undefined | null;
  /** Whether it means what was written. */
  isSame: boolean;
  /** Whether these runtimes read the value right where the type stays: only then they show what the change does. */
  isCounted: boolean;
  runtimes: readonly string[];
}

/** A value that was written, and what became of it. */
export interface Tried {
  written: Written;
  input: string;
  /** Whether there is more in it than defaults: only then its arrival says something. */
  holdsMore: boolean;
  /** What most runtimes got comes first. */
  got: readonly Got[];
}

/** What one kind reads of what another one writes. */
export interface Cell {
  format: Format;
  writer: Kind;
  reader: Kind;
  tried: readonly Tried[];
}

/** Whether a value arrived in every runtime that counts. */
export function survives({ got }: Tried): boolean {
  const counted = got.filter(({ isCounted }) => isCounted);
  return counted.length > 0 && counted.every(({ isSame }) => isSame);
}

/** Whether a value arrived in more than half of the runtimes that count. */
export function arrives({ got }: Tried): boolean {
  const counted = got.filter(({ isCounted }) => isCounted);
  const count = (groups: readonly Got[]) => groups.reduce((sum, { runtimes }) => sum + runtimes.length, 0);
  return count(counted.filter(({ isSame }) => isSame)) * 2 > count(counted);
}

/**
 * How safe a change between two kinds is, in both directions:
 *
 * - safe: every value that was tried means the same to the reader, in every runtime;
 * - conditional: some do, so that a roll-out can be managed by writing only those. Defaults do not count, since a reader
 *   that finds no field has them too; nor do numbers for which the writer's enum has no name;
 * - unsafe: there is no such value in at least one direction.
 */
export function tierOf(there: Cell, back: Cell): Tier {
  const directions = [there, back];
  if (directions.every(({ tried }) => tried.every(survives))) return "safe";
  return directions.every(({ tried }) => tried.some(isWorthWriting)) ? "conditional" : "unsafe";
}

/** Whether a value can carry a roll-out: a program sets it on purpose, and it arrives. */
export function isWorthWriting(tried: Tried): boolean {
  return tried.holdsMore && tried.written.isDeclared && survives(tried);
}

/** A value of a kind, and the runtimes that read something else even where the type stays. */
interface Own {
  written: Written;
  input: string;
  meaning: Meaning;
  misreadBy: ReadonlySet<string>;
}

/** The table of a format: what each kind reads of what each kind writes. */
export class TypeTable {
  readonly format: Format;
  readonly kinds: readonly Kind[];
  readonly #runtimes: readonly Runtime[];
  readonly #own: ReadonlyMap<Kind, readonly Own[]>;

  constructor(format: Format, runtimes: readonly Runtime[]) {
    this.format = format;
    this.kinds = readersOf[format];
    this.#runtimes = runtimes;
    this.#own = new Map(this.kinds.map((kind) => [kind, this.#valuesOf(kind)]));
  }

  /** What a reader of a kind gets of all that a writer of another kind sets. */
  cell(writer: Kind, reader: Kind): Cell {
    const tried = this.#ownOf(writer).map((own) => this.#try(own, reader));
    return { format: this.format, writer, reader, tried };
  }

  tier(one: Kind, other: Kind): Tier {
    return tierOf(this.cell(one, other), this.cell(other, one));
  }

  #ownOf(kind: Kind): readonly Own[] {
    return this.#own.get(kind) as readonly Own[];
  }

  #valuesOf(kind: Kind): Own[] {
    return valuesOf(kind).flatMap((written) => {
      const input = inputOf(this.format, kind, written.value);
      if (input === null) return [];
      const meaning = meaningOf(kind, written.value);
      const readings = this.#readingsOf(input, kind);
      const wrong = readings.filter(({ value }) => !isRead(meaning, kind, value));
      return [{ written, input, meaning, misreadBy: new Set(wrong.map(({ runtime }) => runtime)) }];
    });
  }

  #try({ written, input, meaning, misreadBy }: Own, reader: Kind): Tried {
    const groups = new Map<string, Got & { runtimes: string[] }>();
    for (const { runtime, value } of this.#readingsOf(input, reader)) {
      const isCounted = !misreadBy.has(runtime);
      const key = JSON.stringify([isCounted, value === undefined ? "absent" : [value]]);
      const isSame = isRead(meaning, reader, value);
      const group = groups.get(key) ?? { value, isSame, isCounted, runtimes: [] };
      group.runtimes.push(runtime);
      groups.set(key, group);
    }
    const got = [...groups.values()].sort((one, other) => other.runtimes.length - one.runtimes.length);
    return { written, input, holdsMore: holdsMore(meaning), got };
  }

  #readingsOf(input: string, reader: Kind): { runtime: string; value: Value | undefined | null }[] {
    const [id, at] = [idOf(this.format, input), this.kinds.indexOf(reader)];
    return this.#runtimes.flatMap(({ id: runtime, answer }) => {
      const printed = answer(id, at);
      return printed ? [{ runtime, value: valueIn(printed) }] : [];
    });
  }
}

function isRead(meaning: Meaning, reader: Kind, value: Value | undefined | null): boolean {
  return value !== null && meansSame(meaning, meaningOf(reader, value));
}

/** The only field of a message. gogo/protobuf calls that of a group by another name. */
function valueIn(printed: Printed): Value | undefined | null {
  if ("error" in printed) return null;
  const { reading = {} } = printed;
  return typeof reading.error === "string" ? null : (Object.values(reading)[0] as Value | undefined);
}
