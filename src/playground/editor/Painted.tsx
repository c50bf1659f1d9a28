import { memo, type ReactNode } from "react";
import type { Piece } from "./highlight.js";

/** The text in colors, for the eye only: what can be read and edited is the text area. */
export default memo(function Painted({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  return (
    <pre className="painted" aria-hidden="true" translate="no">
      {pieces.map(paint)}
      {/* A line end at the very end of a text begins a line only if something follows. */}
      {"\n"}
    </pre>
  );
});

function paint(piece: Piece, index: number): ReactNode {
  if (typeof piece === "string") return piece;
  return (
    <span key={index} className={piece.kinds}>
      {piece.inside.map(paint)}
    </span>
  );
}
