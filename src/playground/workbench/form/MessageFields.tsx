import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { memo, type ReactNode, useId, useState } from "react";
import type { FormField, FormModel } from "../form-model.js";
import { type FormLine, fieldValue, linesOf, withField, withoutField } from "../form-value.js";
import FieldInput from "./FieldInput.js";

interface Props {
  model: FormModel;
  /** Full name of the message. */
  name: string;
  /** What a screen reader calls the group. */
  label: string;
  value: JsonObject;
  onChange(value: JsonObject): void;
}

/** The fields of a message that are set, each with its input, and a list of those that could be. */
export default function MessageFields({ model, name, label, value, onChange }: Props): ReactNode {
  const fields = model.messages[name] ?? [];
  const { set, unset } = linesOf(fields, value);
  const change = (field: FormField, found: JsonValue) => onChange(withField(fields, value, field, found));
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
      {unset.length > 0 && (
        <AddField names={unset.map(nameOf)} onAdd={(index) => add(unset[index], change)} />
      )}
      {fields.length === 0 && <p className="hint">This message has no fields.</p>}
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
