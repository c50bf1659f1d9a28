/** The table of types as the page shows it: plain data, a part for each element of the page. */
import type {
  Arrival,
  TypeCell,
  TypeChoices,
  TypeDirection,
  TypeDisagreement,
  TypeFormat,
  TypeGrid,
  TypeMark,
  TypePair,
  TypeSummary,
  TypeWriter,
  TypeWriters,
} from "../../content/type-table.js";
import { type Element, type Form, type Kind, kinds } from "../peers/questions/types/kinds.js";
import { inputOf, readersOf } from "../peers/questions/types.js";
import { documentedTier, explanations } from "./documented.js";
import type { NamedRuntime } from "./recorded.js";
import { declarationOf } from "./schema-text.js";
import { arrives, type Cell, isWorthWriting, survives, type Tried, TypeTable } from "./table.js";
import { labelOf, nameOf, readText, valueText } from "./text.js";
import { arrivalInWords } from "./words.js";

/** The forms of writers: each has a file with its cells. */
export const forms: readonly Form[] = ["singular", "packed", "expanded", "map"];

/** All that the page shows, by the runtimes that answered. */
export class TypePage {
  readonly #runtimes: readonly NamedRuntime[];
  readonly #tables: Readonly<Record<TypeFormat, TypeTable>>;

  constructor(runtimes: readonly NamedRuntime[]) {
    this.#runtimes = runtimes;
    this.#tables = { binary: new TypeTable("binary", runtimes), json: new TypeTable("json", runtimes) };
  }

  choices(): TypeChoices {
    const choicesOf = (format: TypeFormat) =>
      readersOf[format].map((kind) => ({ id: kind.id, form: kind.form, label: labelOf(kind) }));
    return {
      formats: { binary: choicesOf("binary"), json: choicesOf("json") },
      runtimes: this.#runtimes.map(({ name }) => name),
    };
  }

  /** Types against each other: of single values, or of lists and maps. */
  typeGrid(format: TypeFormat, of: "singular" | "lists"): TypeGrid {
    const isList = ({ form, element }: Kind) => form === "packed" || form === "map" || !hasPacked(element);
    const shown = readersOf[format].filter((kind) =>
      of === "singular" ? kind.form === "singular" : kind.form !== "singular" && isList(kind),
    );
    return {
      caption: `${of === "singular" ? "One value" : "Lists and maps"} in ${formatNames[format]}: written as the row, read as the column`,
      columns: shown.map(shortLabel),
      rows: shown.map((writer) => ({
        label: shortLabel(writer),
        arrivals: shown.map((reader) => this.#arrival(format, writer, reader)),
        pairs: shown.map((reader) => [writer.id, reader.id]),
      })),
    };
  }

  /** What becomes of a type when only its cardinality changes, on the binary wire. */
  formGrid(): TypeGrid {
    const elements = kinds.filter(({ form }) => form === "singular").map(({ element }) => element);
    const pairsOf = (element: Element) =>
      formPairs.map((forms) =>
        forms.map((form) => kinds.find((kind) => kind.element === element && kind.form === form)),
      );
    return {
      caption: "The same type: one value and lists",
      columns: formPairs.map((forms) => forms.map((form) => formNames[form]).join(" → ")),
      rows: elements
        .filter((element) =>
          kinds.some(({ element: other, form }) => other === element && form === "expanded"),
        )
        .map((element) => ({
          label: nameOf(element),
          arrivals: pairsOf(element).map(([writer, reader]) =>
            writer && reader ? this.#arrival("binary", writer, reader) : "missing",
          ),
          pairs: pairsOf(element).map(([writer, reader]): TypePair => [writer?.id ?? "", reader?.id ?? ""]),
        })),
    };
  }

  /** The pairs of single values that are not unsafe. */
  summaries(format: TypeFormat): TypeSummary[] {
    const table = this.#tables[format];
    const shown = readersOf[format].filter(({ form }) => form === "singular");
    return shown.flatMap((one, index) =>
      shown.slice(index + 1).flatMap((other): TypeSummary[] => {
        const tier = table.tier(one, other);
        if (tier === "unsafe") return [];
        return [
          {
            pair: [one.id, other.id],
            labels: [labelOf(one), labelOf(other)],
            tier,
            documented: documentedTier(format, one, other),
            there: this.#direction(table.cell(one, other)),
            back: this.#direction(table.cell(other, one)),
          },
        ];
      }),
    );
  }

  disagreements(format: TypeFormat): TypeDisagreement[] {
    return explanations
      .filter((explanation) => explanation.format === format)
      .map(({ pairs, documented, computed, why }) => ({ pairs, documented, computed, why }));
  }

  /** All that is known of what kinds of one form write. */
  writers(format: TypeFormat, form: Form): TypeWriters {
    const ofForm = readersOf[format].filter((kind) => kind.form === form);
    return Object.fromEntries(ofForm.map((kind) => [kind.id, this.#writer(format, kind)]));
  }

  #writer(format: TypeFormat, writer: Kind): TypeWriter {
    const table = this.#tables[format];
    const { tried } = table.cell(writer, writer);
    return {
      schema: declarationOf(writer),
      values: tried.map(({ written: { value }, input }) => ({
        text: valueText(value),
        input,
        json: inputOf("json", writer, value),
      })),
      cells: Object.fromEntries(table.kinds.map((reader) => [reader.id, this.#cell(format, writer, reader)])),
    };
  }

  /** What arrives one way, and the shortest value that does not; one that only few libraries lose comes last. */
  #direction(cell: Cell): TypeDirection {
    const [lost] = cell.tried
      .filter((tried) => tried.holdsMore && !survives(tried))
      .sort((one, other) => rankOf(one) - rankOf(other));
    const read = lost?.got.find(({ isSame, isCounted }) => isCounted && !isSame);
    const arrivesIn = arrivalInWords(cell);
    if (!lost || !read) return { arrives: arrivesIn, lost: null };
    return {
      arrives: arrivesIn,
      lost: {
        written: valueText(lost.written.value),
        read: readText(cell.reader, read.value),
        only: arrives(lost) ? read.runtimes.map((id) => this.#nameOf(id)) : [],
      },
    };
  }

  #nameOf(runtime: string): string {
    return this.#runtimes.find(({ id }) => id === runtime)?.name ?? runtime;
  }

  #arrival(format: TypeFormat, writer: Kind, reader: Kind): Arrival {
    if (writer === reader) return "same";
    const { tried } = this.#tables[format].cell(writer, reader);
    if (tried.every(survives)) return "all";
    return tried.some(isWorthWriting) ? "some" : "none";
  }

  #cell(format: TypeFormat, writer: Kind, reader: Kind): TypeCell {
    const table = this.#tables[format];
    const cell = table.cell(writer, reader);
    const [tier, documented] = [table.tier(writer, reader), documentedTier(format, writer, reader)];
    const explanation = explanations.find(
      (each) =>
        each.format === format &&
        each.documented === documented &&
        each.computed === tier &&
        each.isAbout(writer, reader),
    );
    return {
      tier,
      arrives: arrivalInWords(cell),
      documented,
      why: documented === tier ? null : (explanation?.why ?? null),
      reads: cell.tried.map((tried) => this.#reads(reader, tried)),
    };
  }

  #reads(reader: Kind, { got }: Tried): TypeCell["reads"][number] {
    return got.map(({ value, isSame, isCounted, runtimes }, place) => {
      const mark: TypeMark = isCounted ? (isSame ? "same" : "other") : "misread";
      const places = runtimes.map((id) => this.#runtimes.findIndex((runtime) => runtime.id === id));
      return [readText(reader, value), mark, runtimes.length, place === 0 ? [] : places];
    });
  }
}

const formatNames: Record<TypeFormat, string> = { binary: "binary", json: "ProtoJSON" };

const formPairs: readonly [from: Form, to: Form][] = [
  ["singular", "packed"],
  ["packed", "singular"],
  ["singular", "expanded"],
  ["expanded", "singular"],
  ["packed", "expanded"],
  ["expanded", "packed"],
];

const formNames: Partial<Record<Form, string>> = {
  singular: "one",
  packed: "packed list",
  expanded: "list that is not packed",
};

function hasPacked(element: Element): boolean {
  return kinds.some((kind) => kind.element === element && kind.form === "packed");
}

/** In a grid of lists only the type is said. */
function shortLabel({ element, form }: Kind): string {
  return form === "map" ? "map" : nameOf(element);
}

/** Short values first; those that most libraries read last. */
function rankOf(tried: Tried): number {
  return valueText(tried.written.value).length + (arrives(tried) ? 1000 : 0);
}
