import Link from "@docusaurus/Link";
import { placeText } from "@grpc-evolution/engine/report/sentences.js";
import { memo, type ReactNode, useId } from "react";
import Copy from "../../components/Copy.js";
import Strip from "../../components/strip/Strip.js";
import CheckGroup from "./CheckGroup.js";
import Dotted, { breakable } from "./Dotted.js";
import { checkId, findingId, goTo } from "./go-to.js";
import type { CheckCount, Result, ShownFinding } from "./question.js";
import { isNamed, labelOf, type Settings, settingsText } from "./settings.js";
import { breakSentence, countSentence, otherAge, severitySigns } from "./words.js";

interface Props {
  result: Result;
  settings: Settings;
  /** Whether the findings are of the text that is in the editor. */
  canFix: boolean;
  onJump(finding: ShownFinding): void;
  onFix(finding: ShownFinding): void;
  /** Asks for more findings of a check. */
  onMore(check: string, count: number): void;
}

/** What the rules say, check by check. */
export default function FindingList({ result, settings, onMore, ...item }: Props): ReactNode {
  const { checks, findings, renames, counts, undecided } = result;
  return (
    <>
      {renames.length > 0 && <Renames result={result} />}
      {undecided.length > 0 && <Undecided undecided={undecided} />}
      {checks.length === 0 && renames.length === 0 && (
        <p>
          No rule has anything to say of this change. The rules see declarations only, and no comments: the
          comment for the pull request asks about those that changed, and the{" "}
          <Link to="/checklist">checklist</Link> for the rest.
        </p>
      )}
      {checks.length > 0 && (
        <>
          <p>
            {countSentence(counts)} <span className="quiet">{settingsText(settings)}.</span>
          </p>
          {checks.length > 1 && <Sum checks={checks} />}
          {checks.map((group) => (
            <Group
              key={group.check}
              group={group}
              findings={findings.filter(({ finding }) => finding.check === group.check)}
              settings={settings}
              onMore={onMore}
              {...item}
            />
          ))}
        </>
      )}
    </>
  );
}

/** How often each check found something; leads there. */
function Sum({ checks }: { checks: readonly CheckCount[] }): ReactNode {
  return (
    <ul className="sum">
      {checks.map(({ check, severity, count }) => (
        <li key={check}>
          <button type="button" className="place" onClick={() => goTo(checkId(check))}>
            <span aria-hidden="true" className={severity}>
              {severitySigns[severity]}
            </span>{" "}
            {count} {check}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A message that only has another name is not one that went and one that came. */
function Renames({ result: { renames, isOnlyRenamed, isPartial } }: { result: Result }): ReactNode {
  return (
    <div className="renames">
      <ul>
        {renames.slice(0, 20).map(({ before, after, isCertain }) => (
          <li key={before}>
            <strong className="renamed">
              <span aria-hidden="true">⇄</span> {isCertain ? "renamed" : "renamed?"}
            </strong>{" "}
            <code>{before}</code> → <code>{after}</code>
            {!isCertain &&
              `: the same fields under another name. ${isPartial ? "The diff does not show what uses either." : "No field and no method uses either."}`}
          </li>
        ))}
        {renames.length > 20 && <li>{renames.length - 20} more</li>}
      </ul>
      {isOnlyRenamed && (
        <p>
          Nothing else changed: the same fields, numbers and types
          {isPartial && ", as far as the diff shows them"}. The name of a message is on the wire only where a{" "}
          <code>google.protobuf.Any</code> carries it, as in the details of a status. Generated code has it,
          too.
        </p>
      )}
    </div>
  );
}

/** What would be a finding if the diff showed all of the files. */
function Undecided({ undecided }: { undecided: readonly string[] }): ReactNode {
  return (
    <div className="undecided">
      <h3>Not decided by what the diff shows</h3>
      <ul>
        {undecided.slice(0, 10).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {undecided.length > 10 && <li>{undecided.length - 10} more</li>}
      </ul>
    </div>
  );
}

interface GroupProps extends Omit<Props, "result"> {
  group: CheckCount;
  findings: readonly ShownFinding[];
}

function Group({ group, findings, onMore, ...item }: GroupProps): ReactNode {
  return (
    <CheckGroup group={group} shown={findings.length} onMore={(count) => onMore(group.check, count)}>
      {findings.map((shown) => (
        <FindingItem
          key={shown.finding.fingerprint + shown.finding.place.start.offset}
          shown={shown}
          {...item}
        />
      ))}
    </CheckGroup>
  );
}

interface ItemProps extends Pick<Props, "settings" | "canFix" | "onJump" | "onFix"> {
  shown: ShownFinding;
}

function FindingItem({ shown, settings, canFix, onJump, onFix }: ItemProps): ReactNode {
  const { check, severity, element, message, breaks } = shown.finding;
  const id = useId();
  return (
    <li
      className={`finding ${severity}`}
      id={findingId(check, element.fullName)}
      data-check={check}
      tabIndex={-1}
    >
      <p className="head">
        <Dotted name={element.fullName} />{" "}
        <button type="button" className="place" onClick={() => onJump(shown)} aria-describedby={id}>
          {placeText(shown.cited)}
        </button>
      </p>
      <p id={id}>{breakable(message)}</p>
      {breaks.length > 0 && (
        <ul className="breaks">
          {breaks
            .map((each) => breakSentence(each, isNamed(settings)))
            .map((text) => (
              <li key={text}>{text}</li>
            ))}
        </ul>
      )}
      <Witness shown={shown} settings={settings} />
      <FixOf shown={shown} canFix={canFix} onFix={onFix} />
    </li>
  );
}

/** The bytes that show it. */
const Witness = memo(
  function Witness({ shown: { witness }, settings }: Pick<ItemProps, "shown" | "settings">): ReactNode {
    if (!witness) return null;
    const reader = otherAge(witness.writer);
    return (
      <Strip
        spans={witness.spans}
        writer={{ caption: `${labelOf(witness.writer, settings)} writer`, age: witness.writer }}
        reader={{ caption: `${labelOf(reader, settings)} reader`, age: reader }}
      />
    );
  },
  (one, other) =>
    one.settings === other.settings &&
    JSON.stringify(one.shown.witness) === JSON.stringify(other.shown.witness),
);

function FixOf({ shown, canFix, onFix }: Pick<ItemProps, "shown" | "canFix" | "onFix">): ReactNode {
  const { fix } = shown.finding;
  if (!fix) return null;
  return (
    <div className="fix">
      <p>{fix.title}:</p>
      {fix.advice !== "" && (
        <pre>
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
