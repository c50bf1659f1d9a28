import { type ReactNode, useId } from "react";
import { inline } from "../../components/inline.js";
import { type Stated, statedKinds, statedLimit } from "../../content/stated.js";

interface Props {
  stated: Stated;
  onChange(stated: Stated): void;
}

/** What the description of the pull request says, and no schema shows: it goes into the comment and to the checklist. */
export default function StatedFields({ stated, onChange }: Props): ReactNode {
  const id = useId();
  const { kinds, text } = stated;
  const toggled = (kind: Stated["kinds"][number]) =>
    statedKinds.map((each) => each.id).filter((each) => kinds.includes(each) !== (each === kind));
  return (
    <fieldset className="stated">
      <legend>What does the description say that no schema shows? It …</legend>
      {statedKinds.map(({ id: kind, does }) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={kinds.includes(kind)}
            onChange={() => onChange({ ...stated, kinds: toggled(kind) })}
          />{" "}
          <span>{inline(does)}</span>
        </label>
      ))}
      <label htmlFor={id} className="text">
        In its words: what is on by default, which values of strings are new, what is refused now
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={statedLimit}
        value={text}
        onChange={(event) => onChange({ ...stated, text: event.target.value })}
      />
    </fieldset>
  );
}
