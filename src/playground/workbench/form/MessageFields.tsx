import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { memo, type ReactNode, useId, useState } from "react";
import DraftInput from "./DraftInput.js";
import type { EnumChoice, FormField, FormModel, FormType } from "./model.js";
import { hintOf, scalarText, type Typed, typedScalar } from "./scalar-text.js";
import {
  type FormLine,
  fieldValue,
  firstItem,
  itemsOf,
  linesOf,
  newKey,
  objectOf,
  withField,
  withKey,
  withoutField,
} from "./value.js";

interface MessageProps {
  model: FormModel;
  /** Full name of the message. */
  name: string;
  /** What a screen reader calls the group. */
  label: string;
  value: JsonObject;
  /** Numbers of fields that come first where there are many. */
  first?: readonly number[];
  onChange(value: JsonObject): void;
}

/** So many inputs are drawn at once: thousands would take seconds. */
const drawnAtOnce = 40;

/**
 * The fields of a message that are set, each with its input, and a list of those that could be. Of very many the first
 * are drawn, and the others when somebody asks for them.
 */
export default function MessageFields({
  model,
  name,
  label,
  value,
  first = none,
  onChange,
}: MessageProps): ReactNode {
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const fields = model.messages[name] ?? [];
  const { set: all, unset } = linesOf(fields, value);
  const set = all.length > drawn ? withFirst(all, first).slice(0, drawn) : all;
  const left = all.length - set.length;
  const change = (field: FormField, changed: JsonValue) => onChange(withField(fields, value, field, changed));
  return (
    <div className="message-fields" role="group" aria-label={label}>
      {set.map((line) =>
        line.kind === "field" ? (
          <div className="line" key={line.field.number}>
            <FieldInput
              model={model}
              field={line.field}
              value={fieldValue(line.field, value)}
              onChange={change}
            />
            <Unset name={line.field.name} onUnset={() => onChange(withoutField(value, line.field))} />
          </div>
        ) : (
          <OneofLine
            key={line.name}
            line={line}
            model={model}
            value={value}
            onChange={onChange}
            change={change}
          />
        ),
      )}
      {left > 0 && (
        <button type="button" onClick={() => setDrawn(drawn + moreDrawn)}>
          Show {Math.min(left, moreDrawn)} more of {left} fields that are set
        </button>
      )}
      {unset.length > manyNames && (
        <TypeField names={unset.map(nameOf)} onAdd={(index) => add(unset[index], change)} />
      )}
      {unset.length > 0 && unset.length <= manyNames && (
        <AddField names={unset.map(nameOf)} onAdd={(index) => add(unset[index], change)} />
      )}
      {fields.length === 0 && <p className="hint">This message has no fields.</p>}
    </div>
  );
}

const none: readonly number[] = [];

/** How many more inputs are drawn when somebody asks. */
const moreDrawn = 100;

/** More names than these are typed, not chosen from a list. */
const manyNames = 300;

/** The lines of these fields, and then the others. */
function withFirst(lines: readonly FormLine[], numbers: readonly number[]): FormLine[] {
  const isFirst = (line: FormLine) =>
    line.kind === "field"
      ? numbers.includes(line.field.number)
      : line.members.some(({ number }) => numbers.includes(number));
  return [...lines.filter(isFirst), ...lines.filter((line) => !isFirst(line))];
}

/** A field to set, by its name, where there are too many to choose from. */
function TypeField({ names, onAdd }: { names: readonly string[]; onAdd(index: number): void }): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState("");
  const index = names.indexOf(typed.trim());
  return (
    <div className="add-field">
      <label htmlFor={id}>Set another field</label>
      <input
        id={id}
        type="text"
        value={typed}
        placeholder={`one of ${names.length} names`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="button" disabled={index < 0} onClick={() => onAdd(index)}>
        Set
      </button>
    </div>
  );
}

function nameOf(line: FormLine): string {
  return line.kind === "field" ? line.field.name : `one of ${line.name}`;
}

function add(line: FormLine | undefined, change: (field: FormField, value: JsonValue) => void): void {
  const field = line?.kind === "oneof" ? line.members[0] : line?.field;
  if (field) change(field, field.first);
}

function Unset({ name, onUnset }: { name: string; onUnset(): void }): ReactNode {
  return (
    <button type="button" className="unset" aria-label={`Unset ${name}`} onClick={onUnset}>
      Unset
    </button>
  );
}

interface OneofProps {
  line: FormLine & { kind: "oneof" };
  model: FormModel;
  value: JsonObject;
  onChange(value: JsonObject): void;
  change(field: FormField, value: JsonValue): void;
}

/** A oneof: which member is set, and to what. */
function OneofLine({
  line: { name, members, chosen },
  model,
  value,
  onChange,
  change,
}: OneofProps): ReactNode {
  const id = useId();
  if (!chosen) return null;
  const choose = (number: string) => {
    const member = members.find((each) => String(each.number) === number);
    if (member) change(member, member.first);
  };
  return (
    <div className="line">
      <div className="oneof">
        <label htmlFor={id}>one of {name}</label>
        <select id={id} value={chosen.number} onChange={(event) => choose(event.target.value)}>
          {members.map((member) => (
            <option key={member.number} value={member.number}>
              {member.name}
            </option>
          ))}
        </select>
        <FieldInput
          key={chosen.number}
          model={model}
          field={chosen}
          value={fieldValue(chosen, value)}
          onChange={change}
        />
      </div>
      <Unset name={name} onUnset={() => onChange(withoutField(value, chosen))} />
    </div>
  );
}

/** A field to set, out of those that are not. */
function AddField({ names, onAdd }: { names: readonly string[]; onAdd(index: number): void }): ReactNode {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, names.length - 1);
  return (
    <div className="add-field">
      <label htmlFor={id}>Set another field</label>
      <select id={id} value={index} onChange={(event) => setChosen(Number(event.target.value))}>
        <Options names={names.join("\n")} />
      </select>
      <button type="button" onClick={() => onAdd(index)}>
        Set
      </button>
    </div>
  );
}

/** A message may have thousands of fields, one a line: their options are drawn again only when they change. */
const Options = memo(function Options({ names }: { names: string }): ReactNode {
  return names.split("\n").map((name, index) => (
    <option key={name} value={index}>
      {name}
    </option>
  ));
});

interface FieldProps {
  model: FormModel;
  field: FormField;
  value: JsonValue | undefined;
  onChange(field: FormField, value: JsonValue): void;
}

/** The input of a field: one value, a list of them, or a map. */
function FieldInput({ model, field, value, onChange }: FieldProps): ReactNode {
  const change = (changed: JsonValue) => onChange(field, changed);
  if (field.shape === "list") return <ListInput model={model} field={field} value={value} change={change} />;
  if (field.shape === "map") return <MapInput model={model} field={field} value={value} change={change} />;
  return <ItemInput model={model} type={field.type} label={field.name} value={value} onChange={change} />;
}

interface PartsProps {
  model: FormModel;
  field: FormField;
  value: JsonValue | undefined;
  change(value: JsonValue): void;
}

/** More elements than this are edited as JSON. */
const maxItems = 50;

function ListInput({ model, field, value, change }: PartsProps): ReactNode {
  const items = itemsOf(value);
  if (items.length > maxItems) return <TooMany name={field.name} count={items.length} />;
  return (
    <fieldset>
      <legend>{field.name}</legend>
      {items.map((item, index) => (
        <div className="line" key={index}>
          <ItemInput
            model={model}
            type={field.type}
            label={`${field.name}[${index}]`}
            value={item}
            onChange={(changed) => change(items.with(index, changed))}
          />
          <button
            type="button"
            className="unset"
            aria-label={`Remove ${field.name}[${index}]`}
            onClick={() => change(items.toSpliced(index, 1))}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" onClick={() => change([...items, firstItem(field)])}>
        Add to {field.name}
      </button>
    </fieldset>
  );
}

function MapInput({ model, field, value, change }: PartsProps): ReactNode {
  const object = objectOf(value);
  const entries = Object.entries(object);
  const key = newKey(field, object);
  if (entries.length > maxItems) return <TooMany name={field.name} count={entries.length} />;
  const checkKey = (before: string) => (text: string) =>
    text !== before && Object.hasOwn(object, text)
      ? { problem: "this key is there already" }
      : { value: text };
  return (
    <fieldset>
      <legend>{field.name}</legend>
      {entries.map(([name, item], index) => (
        <div className="line" key={index}>
          <DraftInput
            label={`key ${index + 1} of ${field.name}`}
            value={name}
            whenLeft
            check={checkKey(name)}
            onCommit={(renamed) => change(withKey(object, name, String(renamed)))}
          />
          <ItemInput
            model={model}
            type={field.type}
            label={`${field.name}[${JSON.stringify(name)}]`}
            value={item}
            onChange={(changed) => change({ ...object, [name]: changed })}
          />
          <button
            type="button"
            className="unset"
            aria-label={`Remove ${name} from ${field.name}`}
            onClick={() => change(Object.fromEntries(entries.filter(([each]) => each !== name)))}
          >
            Remove
          </button>
        </div>
      ))}
      {key !== undefined && (
        <button type="button" onClick={() => change({ ...object, [key]: firstItem(field) })}>
          Add to {field.name}
        </button>
      )}
    </fieldset>
  );
}

function TooMany({ name, count }: { name: string; count: number }): ReactNode {
  return (
    <p>
      <code>{name}</code> has {count} elements. Edit them as JSON.
    </p>
  );
}

interface ItemProps {
  model: FormModel;
  type: FormType;
  label: string;
  value: JsonValue | undefined;
  onChange(value: JsonValue): void;
}

/** The input of one value. */
function ItemInput({ model, type, label, value, onChange }: ItemProps): ReactNode {
  switch (type.kind) {
    case "scalar":
      return <ScalarInput type={type.name} label={label} value={value} onChange={onChange} />;
    case "enum":
      return (
        <EnumInput choices={model.enums[type.name] ?? []} label={label} value={value} onChange={onChange} />
      );
    case "json":
      return (
        <DraftInput
          label={label}
          hint={`${type.name.slice("google.protobuf.".length)}, as JSON`}
          value={JSON.stringify(value)}
          check={typedJson}
          onCommit={onChange}
        />
      );
    case "message":
      return (
        <fieldset>
          <legend>{label}</legend>
          <MessageFields
            model={model}
            name={type.name}
            label={label}
            value={objectOf(value)}
            onChange={onChange}
          />
        </fieldset>
      );
  }
}

function typedJson(text: string): Typed {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return { problem: 'type JSON: text stands in quotes, such as "1.5s"' };
  }
}

interface ScalarProps {
  type: string;
  label: string;
  value: JsonValue | undefined;
  onChange(value: JsonValue): void;
}

function ScalarInput({ type, label, value, onChange }: ScalarProps): ReactNode {
  const id = useId();
  if (type === "bool") {
    return (
      <div className="field">
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        <label htmlFor={id}>{label}</label>
      </div>
    );
  }
  return (
    <DraftInput
      label={label}
      hint={hintOf(type)}
      value={scalarText(type, value)}
      check={(text) => typedScalar(type, text)}
      onCommit={onChange}
    />
  );
}

interface EnumProps {
  choices: readonly EnumChoice[];
  label: string;
  value: JsonValue | undefined;
  onChange(value: JsonValue): void;
}

const another = "another number";

/** The lowest number above 0 that has no name. */
function freeNumber(choices: readonly EnumChoice[]): number {
  const taken = new Set(choices.map(({ number }) => number));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

/** A value by name, or any other number: a newer release may have written it. */
function EnumInput({ choices, label, value, onChange }: EnumProps): ReactNode {
  const id = useId();
  const named = choices.find(({ name, number }) => name === value || number === value);
  const choose = (name: string) => {
    const choice = choices.find((each) => each.name === name);
    onChange(choice ? choice.number : freeNumber(choices));
  };
  return (
    <div className="enum">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={named?.name ?? another} onChange={(event) => choose(event.target.value)}>
        {choices.map(({ name, number }) => (
          <option key={name} value={name}>
            {name} = {number}
          </option>
        ))}
        <option>{another}</option>
      </select>
      {!named && (
        <DraftInput
          label={`number of ${label}`}
          hint={hintOf("int32")}
          value={scalarText("int32", value)}
          check={(text) => typedScalar("int32", text)}
          onCommit={onChange}
        />
      )}
    </div>
  );
}
