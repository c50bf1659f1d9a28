import type { ReactNode } from "react";
import type { Verdict } from "../../content/changes.js";

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

function Chip({ kind, sign, word }: { kind: Verdict; sign: string; word: string }): ReactNode {
  return (
    <span className={`chip ${kind}`}>
      <span aria-hidden="true">{sign}</span>
      {word}
    </span>
  );
}
