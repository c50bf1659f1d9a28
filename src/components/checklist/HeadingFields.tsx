import type { ReactNode } from "react";
import { type Heading, headingLimit } from "./sheet.js";

const lines: { key: keyof Heading; label: string }[] = [
  { key: "change", label: "Change" },
  { key: "release", label: "Release" },
  { key: "reviewer", label: "Reviewer" },
];

interface Props {
  heading: Heading;
  onChange(heading: Heading): void;
}

/** The lines at the head: fields on screen, lines to write on where they are printed empty. */
export default function HeadingFields({ heading, onChange }: Props): ReactNode {
  return (
    <div className="heading-fields scripted">
      {lines.map(({ key, label }) => (
        <label key={key} className={key}>
          <span>{label}</span>
          <input
            type="text"
            autoComplete="off"
            maxLength={headingLimit}
            value={heading[key]}
            onChange={(event) => onChange({ ...heading, [key]: event.target.value })}
          />
        </label>
      ))}
      <span className="date" aria-hidden="true">
        Date
      </span>
    </div>
  );
}
