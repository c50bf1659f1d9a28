import type { ReactNode } from "react";
import type { ChangeSummary, Verdict } from "../../content/changes.js";

/** A verdict is a sign and a word; the color only repeats them. */
const shown: Record<Verdict, { sign: string; word: string }> = {
  safe: { sign: "✓", word: "safe" },
  conditional: { sign: "◐", word: "conditional" },
  unsafe: { sign: "✕", word: "unsafe" },
  unseen: { sign: "○", word: "not in the schema" },
};

/** What a change does to one way of talking. */
export function VerdictChip({ verdict }: { verdict: Verdict }): ReactNode {
  return <Chip kind={verdict} {...shown[verdict]} />;
}

/** Whether a caller of the old generated code compiles with the new one. */
export function CompilesChip({ compiles }: { compiles: boolean }): ReactNode {
  return compiles ? (
    <Chip kind="safe" sign="✓" word="compiles" />
  ) : (
    <Chip kind="unsafe" sign="✕" word="does not compile" />
  );
}

/** All three of a change in one line: where it travels, with a sign; the words are for who does not see the signs. */
export function VerdictLine({ change }: { change: ChangeSummary }): ReactNode {
  const code = change.compiles ? shown.safe : shown.unsafe;
  return (
    <span className="verdict-line">
      <Sign name="wire" kind={change.wire} {...shown[change.wire]} />
      <Sign name="JSON" kind={change.json} {...shown[change.json]} />
      <Sign
        name="code"
        kind={change.compiles ? "safe" : "unsafe"}
        sign={code.sign}
        word={change.compiles ? "compiles" : "does not compile"}
      />
    </span>
  );
}

function Sign({
  name,
  kind,
  sign,
  word,
}: {
  name: string;
  kind: Verdict;
  sign: string;
  word: string;
}): ReactNode {
  return (
    <span className={kind} title={word}>
      <span aria-hidden="true">{sign}</span> {name} <span className="spoken">{word}</span>
    </span>
  );
}

function Chip({ kind, sign, word }: { kind: Verdict; sign: string; word: string }): ReactNode {
  return (
    <span className={`chip ${kind}`}>
      <span aria-hidden="true">{sign}</span>
      {word}
    </span>
  );
}
