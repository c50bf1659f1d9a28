import { useHistory, useLocation } from "@docusaurus/router";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { type ReactNode, useEffect, useId, useState } from "react";
import type { TypeChoices, TypeFormat, TypeKind, TypeWriter, TypeWriters } from "../../content/type-table.js";
import { type Choice, inFormat, queryOf, readChoice } from "./address.js";
import CellDetails from "./CellDetails.js";

/** A cell of the table in full. What it shows is loaded when a pair was chosen; the address keeps the choice. */
export default function TypeExplorer({ data }: { data: TypeChoices }): ReactNode {
  const { search } = useLocation();
  const history = useHistory();
  useBrokenLinks().collectAnchor("pair");
  // Before the page runs, it shows what it shows to everybody.
  const [isRunning, setRunning] = useState(false);
  useEffect(() => setRunning(true), []);
  const choice = isRunning ? readChoice(search, data) : null;
  const show = (next: Choice) => history.replace({ search: queryOf(next), hash: location.hash });

  return (
    <section className="type-explorer" id="pair" aria-label="One pair of types">
      <Controls data={data} choice={choice} onChange={show} />
      {choice && <Loaded key={queryOf(choice)} choice={choice} runtimes={data.runtimes} />}
      {choice && (
        <p>
          <button type="button" onClick={() => show({ ...choice, from: choice.to, to: choice.from })}>
            The other way round
          </button>
        </p>
      )}
    </section>
  );
}

interface ControlsProps {
  data: TypeChoices;
  choice: Choice | null;
  onChange(choice: Choice): void;
}

function Controls({ data, choice, onChange }: ControlsProps): ReactNode {
  const [draft, setDraft] = useState<Partial<Choice>>({});
  const { format, from, to } = { format: "binary" as TypeFormat, ...draft, ...choice };
  const kinds = data.formats[format];
  /** Two types are needed to show something. */
  const change = (part: Partial<Choice>) => {
    const next = { format, from, to, ...part };
    setDraft(next);
    if (next.from && next.to) onChange(next as Choice);
  };
  const changeFormat = (next: TypeFormat) => {
    if (from && to) onChange(inFormat({ format, from, to }, next, data));
    else setDraft({ format: next });
  };
  return (
    <fieldset className="window-controls">
      <legend className="spoken">One pair of types</legend>
      <KindSelect label="Written as" kinds={kinds} value={from} onChange={(kind) => change({ from: kind })} />
      <KindSelect label="Read as" kinds={kinds} value={to} onChange={(kind) => change({ to: kind })} />
      <FormatSelect value={format} onChange={changeFormat} />
    </fieldset>
  );
}

interface KindSelectProps {
  label: string;
  kinds: readonly TypeKind[];
  value: TypeKind | undefined;
  onChange(kind: TypeKind): void;
}

function KindSelect({ label, kinds, value, onChange }: KindSelectProps): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value?.id ?? ""}
        onChange={(event) => {
          const kind = kinds.find((each) => each.id === event.target.value);
          if (kind) onChange(kind);
        }}
      >
        {!value && <option value="">Choose a type</option>}
        {kinds.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {kind.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function FormatSelect({
  value,
  onChange,
}: {
  value: TypeFormat;
  onChange(format: TypeFormat): void;
}): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>Format</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value === "json" ? "json" : "binary")}
      >
        <option value="binary">binary</option>
        <option value="json">ProtoJSON</option>
      </select>
    </div>
  );
}

interface Sides {
  writer: TypeWriter;
  reader: TypeWriter;
}

/** The reader's own schema is in the file of what it writes. */
function Loaded({ choice, runtimes }: { choice: Choice; runtimes: readonly string[] }): ReactNode {
  const [sides, setSides] = useState<Sides>();
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    let isShown = true;
    loadSides(choice).then(
      (loaded) => isShown && setSides(loaded),
      () => isShown && setTrouble("This could not be loaded. Check the network and choose again."),
    );
    return () => {
      isShown = false;
    };
  }, [choice]);
  return (
    <div role="status">
      {trouble}
      {sides && <CellDetails choice={choice} {...sides} runtimes={runtimes} />}
    </div>
  );
}

async function loadSides({ format, from, to }: Choice): Promise<Sides> {
  const [writers, readers] = await Promise.all([from, to].map(({ form }) => loadWriters(format, form)));
  const [writer, reader] = [writers?.[from.id], readers?.[to.id]];
  if (!writer || !reader) throw new Error(`no cell for ${from.id} and ${to.id}`);
  return { writer, reader };
}

async function loadWriters(format: TypeFormat, form: string): Promise<TypeWriters> {
  const { default: writers } = await import(`@generated/guide/default/types/cells/${format}-${form}.json`);
  return writers;
}
