import type { ReactNode } from "react";
import { type LineNames, lineName, type Mark } from "./places.js";

interface Props {
  marks: readonly Mark[];
  /** How many are not in the list. */
  more: number;
  numbers?: LineNames;
  onJump(mark: Mark): void;
}

/** What is said about places in the text, each with a button that goes there. How many there are is announced. */
export default function MarkList({ marks, more, numbers, onJump }: Props): ReactNode {
  return (
    <>
      <p className="spoken" role="status">
        {announcement(marks.length + more)}
      </p>
      {marks.length > 0 && (
        <ul className="marks">
          {marks.map((mark, index) => (
            <li key={index} className={mark.severity}>
              <button type="button" onClick={() => onJump(mark)}>
                {lineName(mark.line, numbers).toLowerCase()}, column {mark.column}
              </button>{" "}
              <b>{mark.severity}</b> {mark.message}
            </li>
          ))}
          {more > 0 && <li>{more} more</li>}
        </ul>
      )}
    </>
  );
}

function announcement(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "1 place is marked in the text." : `${count} places are marked in the text.`;
}
