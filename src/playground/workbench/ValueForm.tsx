import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { type ReactNode, useId, useMemo, useState } from "react";
import Editor from "../editor/Editor.js";
import MessageFields from "./form/MessageFields.js";
import type { FormModel } from "./form/model.js";
import type { Age } from "./question.js";

interface Props {
  writer: Age;
  /** A `FormModel` as JSON. */
  form: string;
  /** Numbers of the fields that changed. */
  changed: readonly number[];
  /** JSON text. */
  value: string;
  isSample: boolean;
  /** Why it cannot be written, empty where it can. */
  problem: string;
  onChange(value: string | null): void;
}

/** What the writer sets: a form made from its schema, or JSON. Text that is no JSON object can only be edited as text. */
export default function ValueForm({
  writer,
  form,
  changed,
  value,
  isSample,
  problem,
  onChange,
}: Props): ReactNode {
  const [wantsJson, setWantsJson] = useState(false);
  const id = useId();
  const model = useMemo(() => JSON.parse(form) as FormModel, [form]);
  const object = parsedObject(value);
  const isJson = wantsJson || object === null;
  const legend = `What the ${writer} writer sets`;
  return (
    <details className="value-form" open>
      <summary>{legend}</summary>
      <div className="value-bar">
        <label htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            checked={isJson}
            disabled={object === null}
            onChange={(event) => setWantsJson(event.target.checked)}
          />{" "}
          as JSON
        </label>
        <button type="button" disabled={isSample} onClick={() => onChange(null)}>
          Fill in a sample
        </button>
      </div>
      {isJson ? (
        <Editor label={`${legend}, as JSON`} language="json" value={value} onChange={onChange} />
      ) : (
        <MessageFields
          key={model.root}
          model={model}
          name={model.root}
          label={legend}
          first={changed}
          value={object}
          onChange={(object: JsonObject) => onChange(JSON.stringify(object, null, 2))}
        />
      )}
      {problem !== "" && (
        <p className="problem" role="alert">
          This cannot be written: {problem}.
        </p>
      )}
    </details>
  );
}

/** Null where the text is no JSON, or another value than an object. */
function parsedObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
