import { type ChangeEvent, type ReactNode, useId } from "react";

interface Props {
  label: string;
  placeholder: string;
  /** Endings of the files that can be chosen. */
  accept: string;
  value: string;
  onChange(text: string): void;
}

/** A text to paste, or to take from a file. */
export default function PasteBox({ label, placeholder, accept, value, onChange }: Props): ReactNode {
  const [area, file] = [useId(), useId()];
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    event.target.value = "";
    if (chosen) onChange(await readText(chosen));
  };
  return (
    <div className="paste">
      <label htmlFor={area}>{label}</label>
      <textarea
        id={area}
        value={value}
        placeholder={placeholder}
        rows={value === "" ? 8 : 4}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
      <p>
        <input id={file} className="spoken" type="file" accept={accept} onChange={choose} />
        <label className="open" htmlFor={file}>
          Open a file…
        </label>
        {value !== "" && (
          <button type="button" onClick={() => onChange("")}>
            Clear
          </button>
        )}
      </p>
    </div>
  );
}

/** No more of a file is read than tells that it is too long. */
const maxBytes = 4_000_000;

/** The text of a file; empty where it cannot be read. */
export async function readText(file: File): Promise<string> {
  try {
    return await file.slice(0, maxBytes).text();
  } catch {
    return "";
  }
}
