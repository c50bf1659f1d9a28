import type { JsonValue } from "@bufbuild/protobuf";
import { type ReactNode, useId } from "react";
import type { EnumChoice, FormModel, FormType } from "../form-model.js";
import { objectOf } from "../form-value.js";
import { hintOf, scalarText, type Typed, typedScalar } from "../scalar-text.js";
import DraftInput from "./DraftInput.js";
import MessageFields from "./MessageFields.js";

interface Props {
  model: FormModel;
  type: FormType;
  label: string;
  value: JsonValue | undefined;
  onChange(value: JsonValue): void;
}

/** The input of one value. */
export default function ItemInput({ model, type, label, value, onChange }: Props): ReactNode {
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
  const known = choices.find(({ name, number }) => name === value || number === value);
  const choose = (name: string) => {
    const choice = choices.find((each) => each.name === name);
    onChange(choice ? choice.number : freeNumber(choices));
  };
  return (
    <div className="enum">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={known?.name ?? another} onChange={(event) => choose(event.target.value)}>
        {choices.map(({ name, number }) => (
          <option key={name} value={name}>
            {name} = {number}
          </option>
        ))}
        <option>{another}</option>
      </select>
      {!known && (
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
