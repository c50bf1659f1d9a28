/** The table of types, computed from what the runtimes answered. */
import type { Tier } from "@grpc-evolution/engine/rules/rule.js";
import type { Value } from "../peers/protocol.js";
import type { Printed } from "../peers/questions/question.js";
import type { Kind } from "../peers/questions/types/kinds.js";
import { valuesOf, type Written } from "../peers/questions/types/values.js";
import { type Format, idOf, inputOf, readersOf } from "../peers/questions/types.js";
import { holdsMore, meaningOf, meansSame } from "./meaning.js";

/** What a runtime answered to one request. */
export type AnswersOf = (id: string, at: number) => Printed | null;

/** A runtime whose answers are recorded. */
export interface Runtime {
  id: string;
  answer: AnswersOf;
}

/** What a reader got, and which runtimes got it. */
export interface Got {
  /** Null where the message was refused; undefined where the field is absent. */
  value: Value | undefined | null;
  /** Whether it means what was written. */
  isSame: boolean;
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

/** What a reader of a kind gets of all that a writer of another kind sets, in every runtime that has the format. */
export function cellOf(format: Format, writer: Kind, reader: Kind, runtimes: readonly Runtime[]): Cell {
  const at = readersOf[format].indexOf(reader);
  const tried = valuesOf(writer).flatMap((written): Tried[] => {
    const input = inputOf(format, writer, written.value);
    if (input === null) return [];
    const meaning = meaningOf(writer, written.value);
    const groups = new Map<string, Got & { runtimes: string[] }>();
    for (const { id, answer } of runtimes) {
      const printed = answer(idOf(format, input), at);
      if (!printed) continue;
      const value = valueIn(printed);
      const key = value === null ? "refused" : JSON.stringify(value);
      const isSame = value !== null && meansSame(meaning, meaningOf(reader, value));
      const group = groups.get(key) ?? { value, isSame, runtimes: [] };
      group.runtimes.push(id);
      groups.set(key, group);
    }
    const got = [...groups.values()].sort((one, other) => other.runtimes.length - one.runtimes.length);
    return [{ written, input, holdsMore: holdsMore(meaning), got }];
  });
  return { format, writer, reader, tried };
}

function valueIn(printed: Printed): Value | undefined | null {
  return "error" in printed ? null : (printed.reading as { f?: Value }).f;
}

/** Whether a value arrived in every runtime. */
export function survives({ got }: Tried): boolean {
  return got.length > 0 && got.every(({ isSame }) => isSame);
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

function isWorthWriting(tried: Tried): boolean {
  return tried.holdsMore && tried.written.isDeclared && survives(tried);
}

/** All cells of a format, by writer and reader. */
export class TypeTable {
  readonly format: Format;
  readonly #cells = new Map<string, Cell>();

  constructor(format: Format, runtimes: readonly Runtime[]) {
    this.format = format;
    for (const writer of readersOf[format]) {
      for (const reader of readersOf[format]) {
        this.#cells.set(`${writer.id} ${reader.id}`, cellOf(format, writer, reader, runtimes));
      }
    }
  }

  cell(writer: Kind, reader: Kind): Cell {
    return this.#cells.get(`${writer.id} ${reader.id}`) as Cell;
  }

  tier(one: Kind, other: Kind): Tier {
    return tierOf(this.cell(one, other), this.cell(other, one));
  }
}
