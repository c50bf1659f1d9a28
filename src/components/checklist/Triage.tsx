import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import type { ReactNode } from "react";
import type { ChecklistContent } from "../../content/content.js";
import { inline } from "../inline.js";

interface Props {
  kinds: ChecklistContent["kinds"];
  chosen: readonly ChangeKind[];
  onChoose(kinds: ChangeKind[]): void;
}

/** What the change does: a box for each kind, from which follows which items apply. */
export default function Triage({ kinds, chosen, onChoose }: Props): ReactNode {
  const toggled = (kind: ChangeKind) =>
    kinds.map(({ id }) => id).filter((id) => chosen.includes(id) !== (id === kind));
  return (
    <fieldset className="triage scripted">
      <legend>What does the change do? It …</legend>
      {kinds.map(({ id, does }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => onChoose(toggled(id))} />
          <span>{inline(does)}</span>
        </label>
      ))}
    </fieldset>
  );
}
