import { type ChangeEvent, type ReactNode, useId } from "react";
import type { SourceFile } from "../../content/source-file.js";
import { maxFiles, nameProblem, withName, withNewFile, withoutFile } from "./files.js";
import DraftInput from "./form/DraftInput.js";
import type { Age } from "./question.js";

interface Props {
  age: Age;
  files: readonly SourceFile[];
  chosen: string;
  onChoose(name: string): void;
  onChange(files: SourceFile[]): void;
  /** Takes files from the reader's disk. */
  onTake(list: FileList | null): void;
}

/** The files of a side: which one is shown, what it is called, more and fewer of them. */
export default function FileTabs({ age, files, chosen, onChoose, onChange, onTake }: Props): ReactNode {
  const id = useId();
  const add = () => {
    const added = withNewFile(files);
    onChange(added.files);
    onChoose(added.name);
  };
  const remove = () => {
    const left = withoutFile(files, chosen);
    onChange(left);
    onChoose(left[0]?.name ?? "");
  };
  const rename = (name: string) => {
    onChange(withName(files, chosen, name));
    onChoose(name);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    onTake(event.target.files);
    event.target.value = "";
  };
  return (
    <div>
      {files.length > 1 && (
        <div className="tabs" role="group" aria-label={`Files of the ${age} schema`}>
          {files.map(({ name }) => (
            <button key={name} type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
              {name}
            </button>
          ))}
        </div>
      )}
      <div className="file-actions">
        <DraftInput
          label="File name"
          value={chosen}
          whenLeft
          check={(text) => {
            const problem = nameProblem(files, chosen, text);
            return problem ? { problem } : { value: text };
          }}
          onCommit={(name) => rename(String(name))}
        />
        <button type="button" onClick={add} disabled={files.length >= maxFiles}>
          Add file
        </button>
        {files.length > 1 && (
          <button type="button" onClick={remove}>
            Remove file
          </button>
        )}
        <input id={id} className="spoken" type="file" accept=".proto,text/plain" multiple onChange={choose} />
        <label className="open" htmlFor={id}>
          Open files…
        </label>
      </div>
    </div>
  );
}
