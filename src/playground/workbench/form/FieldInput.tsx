import type { JsonValue } from "@bufbuild/protobuf";
import type { ReactNode } from "react";
import type { FormField, FormModel } from "../form-model.js";
import { firstItem, itemsOf, newKey, objectOf, withKey } from "../form-value.js";
import DraftInput from "./DraftInput.js";
import ItemInput from "./ItemInput.js";

interface Props {
  model: FormModel;
  field: FormField;
  value: JsonValue | undefined;
  onChange(field: FormField, value: JsonValue): void;
}

/** The input of a field: one value, a list of them, or a map. */
export default function FieldInput({ model, field, value, onChange }: Props): ReactNode {
  const change = (found: JsonValue) => onChange(field, found);
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
            onChange={(found) => change(items.with(index, found))}
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
            onChange={(found) => change({ ...object, [name]: found })}
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
