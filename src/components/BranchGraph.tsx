import type { ReactNode } from "react";
import {
  type BranchModel,
  branchModels,
  type DrawnCommit,
  type DrawnRole,
} from "../content/branch-models.js";
import { laneCount, type Piece, type Row, rowsOf } from "./branches/lines.js";

/** What the mark of a commit means, in words. */
const roleText: Record<DrawnRole, string> = {
  head: "the head",
  compared: "in the past, compared",
  patched: "in the past, its newest patch is compared",
  newer: "newer, not compared",
  "pre-release": "pre-release, not compared",
};

/** Distances in the drawing, in pixels: between lanes, from the edge, from the top of a row to its mark. */
const lane = 22;
const margin = 15;
const markAt = 17;

/**
 * A history, newest commit first, with what `check` makes of each commit. The drawing repeats what the words say, so
 * whoever cannot see it misses nothing.
 */
export default function BranchGraph({ of }: { of: keyof typeof branchModels }): ReactNode {
  const { title, commits }: BranchModel = branchModels[of];
  const rows = rowsOf(commits);
  const width = margin * 2 + lane * (laneCount(rows) - 1);
  return (
    <figure className="branch-graph">
      <figcaption>{title}</figcaption>
      <ol>
        {rows.map((row) => (
          <li key={row.commit.name}>
            <Drawing row={row} width={width} />
            <Words commit={row.commit} />
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Words({ commit }: { commit: DrawnCommit }): ReactNode {
  const { name, isTag, branch, parents, picks, role, isReference } = commit;
  const meanings = [...(role ? [roleText[role]] : []), ...(isReference ? ["the reference"] : [])];
  return (
    <p>
      {isTag ? <code>{name}</code> : name}{" "}
      <span className="on">
        on {branch}
        {picks && (
          <>
            , <span className="whole">cherry-picks {picks}</span>
          </>
        )}
      </span>
      {parents.length > 0 && <span className="spoken">, after {parents.join(" and ")}</span>}
      {meanings.length > 0 && (
        <>
          <span className="spoken">:</span> <strong className={role}>{meanings.join("; ")}</strong>
        </>
      )}
    </p>
  );
}

function Drawing({ row, width }: { row: Row; width: number }): ReactNode {
  return (
    <span className="lanes" style={{ width }}>
      <svg aria-hidden="true" focusable="false" width={width} height="100%">
        {row.pieces.map((piece) => (
          <line key={`${piece.part} ${piece.from} ${piece.to}`} {...endsOf(piece)} />
        ))}
        <Mark commit={row.commit} x={laneAt(row.lane)} />
      </svg>
    </span>
  );
}

function laneAt(index: number): number {
  return margin + lane * index;
}

function endsOf({ part, from, to }: Piece) {
  // A pixel more at the top, so that no gap shows between rows.
  const top = part === "below" ? markAt : -1;
  const bottom = part === "above" ? markAt : "100%";
  return { x1: laneAt(from), y1: top, x2: laneAt(to), y2: bottom };
}

/** Releases are square and other commits round; the head is large, what is not compared is empty, a ring is the reference. */
function Mark({ commit: { role, isReference }, x }: { commit: DrawnCommit; x: number }): ReactNode {
  return (
    <>
      {isReference && <circle className="ring" cx={x} cy={markAt} r={12} />}
      {role === undefined || role === "head" ? (
        <circle className={role ?? "plain"} cx={x} cy={markAt} r={role === "head" ? 8 : 4} />
      ) : (
        <rect className={role} x={x - 6} y={markAt - 6} width={12} height={12} rx={1} />
      )}
    </>
  );
}
