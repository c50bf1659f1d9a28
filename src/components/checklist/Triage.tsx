import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import type { ReactNode, Ref } from "react";
import type { ChecklistContent } from "../../content/content.js";
import { statedIn } from "../../content/stated.js";
import { inline } from "../inline.js";

interface Props {
  kinds: ChecklistContent["kinds"];
  chosen: readonly ChangeKind[];
  onChoose(kinds: ChangeKind[]): void;
  /** Whether a check has said what it sees, so that only the rest is for the reader to say. */
  isChecked: boolean;
  place: Ref<HTMLFieldSetElement>;
}

/** What the change does: a box for each kind, from which follows which items apply. */
export default function Triage({ kinds, chosen, onChoose, isChecked, place }: Props): ReactNode {
  const toggled = (kind: ChangeKind) =>
    kinds.map(({ id }) => id).filter((id) => chosen.includes(id) !== (id === kind));
  return (
    <fieldset className="triage scripted" ref={place} tabIndex={-1}>
      <legend>What does the change do? It …</legend>
      {kinds.map(({ id, does }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => onChoose(toggled(id))} />
          <span>
            {inline(does)}
            {isChecked && statedIn([id]).length > 0 && (
              <span className="yours"> · no check sees it: say it yourself</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
