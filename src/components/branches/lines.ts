import type { DrawnCommit } from "../../content/branch-models.js";

/** A piece of an edge inside of a row: from a lane to a lane. */
export interface Piece {
  /** `above` ends at the row's mark, `below` begins there, `through` passes it. */
  part: "above" | "below" | "through";
  from: number;
  to: number;
}

/** A commit with what is drawn beside it. */
export interface Row {
  commit: DrawnCommit;
  lane: number;
  pieces: Piece[];
}

/**
 * The rows of a graph, newest first. A branch has a lane of its own, in the order in which branches appear. An edge to a first
 * parent runs in the child's lane and bends at the parent; one to a merged parent bends at the child and runs in the
 * parent's lane.
 */
export function rowsOf(commits: readonly DrawnCommit[]): Row[] {
  const lanes = [...new Set(commits.map(({ branch }) => branch))];
  const rows = commits
    .map((commit): Row => ({ commit, lane: lanes.indexOf(commit.branch), pieces: [] }))
    .reverse();
  const placeOf = new Map(rows.map(({ commit }, at) => [commit.name, at]));
  for (const [start, child] of rows.entries()) {
    for (const [order, name] of child.commit.parents.entries()) {
      const end = placeOf.get(name) as number;
      const parent = rows[end] as Row;
      const lane = order === 0 ? child.lane : parent.lane;
      draw(child, { part: "below", from: child.lane, to: lane });
      for (const row of rows.slice(start + 1, end)) draw(row, { part: "through", from: lane, to: lane });
      draw(parent, { part: "above", from: lane, to: parent.lane });
    }
  }
  return rows;
}

/** Edges that share a lane are one line. */
function draw({ pieces }: Row, { part, from, to }: Piece): void {
  const isThere = pieces.some((each) => each.part === part && each.from === from && each.to === to);
  if (!isThere) pieces.push({ part, from, to });
}

/** How many lanes the rows have. */
export function laneCount(rows: readonly Row[]): number {
  return Math.max(...rows.map(({ lane }) => lane)) + 1;
}
