import { type ChangeEvent, type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  /** Where a link leads that asks for the text: browsers put the focus there. */
  id?: string;
  label: string;
  placeholder: string;
  /** Endings of the files that can be chosen. */
  accept: string;
  value: string;
  /** Whether it is what the reader is to fill now: the focus goes there. */
  takesFocus: boolean;
  onChange(text: string): void;
}

/** A text to paste, or to take from a file. */
export default function PasteBox({
  id,
  label,
  placeholder,
  accept,
  value,
  takesFocus,
  onChange,
}: Props): ReactNode {
  const [made, file] = [useId(), useId()];
  const area = id ?? made;
  const text = useRef<HTMLTextAreaElement>(null);
  const isPasted = useRef(false);
  useEffect(() => {
    if (takesFocus) text.current?.focus();
  }, [takesFocus]);
  // A browser goes to the end of what was pasted, and the beginning is what says whose change it is.
  useEffect(() => {
    if (!isPasted.current || value === "") return;
    isPasted.current = false;
    const frame = requestAnimationFrame(() => text.current?.scrollTo(0, 0));
    return () => cancelAnimationFrame(frame);
  }, [value]);
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
        ref={text}
        value={value}
        placeholder={placeholder}
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onPaste={() => {
          isPasted.current = true;
        }}
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

/** What is pasted is long, and what comes of it is to be in sight below. */
const rows = 9;

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
