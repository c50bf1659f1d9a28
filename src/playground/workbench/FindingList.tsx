import Link from "@docusaurus/Link";
import { placeText } from "@grpc-evolution/engine/report/sentences.js";
import { memo, type ReactNode, useId } from "react";
import Copy from "../../components/Copy.js";
import Strip from "../../components/strip/Strip.js";
import type { Result, ShownFinding } from "./question.js";
import { breakSentence, countSentence, otherAge, plural } from "./words.js";

interface Props {
  result: Result;
  /** Whether the findings are of the text that is in the editor. */
  canFix: boolean;
  onJump(finding: ShownFinding): void;
  onFix(finding: ShownFinding): void;
}

/** What the rules say, in the order of the text. */
export default function FindingList({ result, canFix, onJump, onFix }: Props): ReactNode {
  const { errors, warnings, infos } = result.counts;
  const hidden = errors + warnings + infos - result.findings.length;
  if (result.findings.length === 0) {
    return (
      <p>
        No rule has anything to say of this change. The rules see the schema only: the{" "}
        <Link to="/checklist">checklist</Link> asks for the rest.
      </p>
    );
  }
  return (
    <>
      <p>{countSentence(result.counts)} The preset is strict, and no window is declared.</p>
      <ol className="findings">
        {result.findings.map((shown) => (
          <FindingItem
            key={shown.finding.fingerprint + shown.finding.place.start.offset}
            shown={shown}
            canFix={canFix}
            onJump={onJump}
            onFix={onFix}
          />
        ))}
      </ol>
      {hidden > 0 && <p>{plural(hidden, "finding")} more. The command lists all of them.</p>}
    </>
  );
}

interface ItemProps extends Omit<Props, "result"> {
  shown: ShownFinding;
}

function FindingItem({ shown, canFix, onJump, onFix }: ItemProps): ReactNode {
  const { finding, page } = shown;
  const { check, severity, element, place, message, breaks } = finding;
  const id = useId();
  return (
    <li className={`finding ${severity}`}>
      <p className="head">
        <span className={`severity ${severity}`}>{severity}</span> <Link to={page}>{check}</Link>{" "}
        <code>{element.fullName}</code>{" "}
        <button type="button" className="place" onClick={() => onJump(shown)} aria-describedby={id}>
          {placeText(place)}
        </button>
      </p>
      <p id={id}>{message}</p>
      {breaks.length > 0 && (
        <ul className="breaks">
          {breaks.map((each) => (
            <li key={breakSentence(each)}>{breakSentence(each)}</li>
          ))}
        </ul>
      )}
      <Witness shown={shown} />
      <FixOf shown={shown} canFix={canFix} onFix={onFix} />
    </li>
  );
}

/** The bytes that show it. */
const Witness = memo(
  function Witness({ shown: { witness } }: { shown: ShownFinding }): ReactNode {
    if (!witness) return null;
    const reader = otherAge(witness.writer);
    return (
      <Strip
        spans={witness.spans}
        writer={{ caption: `${witness.writer} writer`, age: witness.writer }}
        reader={{ caption: `${reader} reader`, age: reader }}
      />
    );
  },
  (one, other) => JSON.stringify(one.shown.witness) === JSON.stringify(other.shown.witness),
);

function FixOf({ shown, canFix, onFix }: Pick<ItemProps, "shown" | "canFix" | "onFix">): ReactNode {
  const { fix } = shown.finding;
  if (!fix) return null;
  return (
    <div className="fix">
      <p>{fix.title}:</p>
      {fix.advice !== "" && (
        <pre tabIndex={0}>
          <code>{fix.advice}</code>
        </pre>
      )}
      <p className="fix-actions">
        {fix.edits.length > 0 ? (
          <button
            type="button"
            disabled={!canFix}
            onClick={() => onFix(shown)}
            aria-label={`Apply fix: ${fix.title}`}
          >
            Apply fix
          </button>
        ) : (
          fix.advice !== "" && <Copy text={fix.advice} label={`Copy: ${fix.title}`} />
        )}
      </p>
    </div>
  );
}
