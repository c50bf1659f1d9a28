import { type Outcome, outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span, SpanPart } from "@grpc-evolution/engine/wire/strip.js";
import type { ReactNode } from "react";
import { placeText, type Roles } from "./words.js";

/** What every field of a strip has to know. */
export interface Surroundings {
  roles: Roles;
  /** The one field that is explained below, and that the Tab key reaches. */
  current: Span | undefined;
  /** False before the strip can be used. */
  isReady: boolean;
}

/** A list of fields, beside each other as long as there is room. */
export function Fields({
  spans,
  label,
  ...around
}: Surroundings & { spans: Span[]; label?: string }): ReactNode {
  return (
    <ol aria-label={label} className="strip-fields">
      {spans.map((span, index) => (
        <Field key={index} span={span} {...around} />
      ))}
    </ol>
  );
}

/** One field: what the writer meant above its bytes, what the reader makes of them below. It is read in that order. */
function Field({ span, ...around }: Surroundings & { span: Span }): ReactNode {
  const { written, read, outcome, parts } = span;
  const { roles, current, isReady } = around;
  const isCurrent = span === current;
  return (
    <li
      className={`strip-field ${outcome ?? "part"} ${isCurrent ? "shown" : ""}`}
      tabIndex={isReady ? (isCurrent ? 0 : -1) : undefined}
    >
      <span className="spoken">{placeText(span)}. </span>
      {written !== null && (
        <p className="written">
          <span className="spoken">{roles.writer}: </span>
          {written}
        </p>
      )}
      {read !== null && (
        <p className="read">
          <span className="spoken">{roles.reader}: </span>
          {outcome && <Sign of={outcome} />}
          {read}
          {outcome && <em className={outcome === "same" ? "spoken" : undefined}> {outcome}</em>}
        </p>
      )}
      <div className="bytes">
        {parts.map((part, index) =>
          part.role === "fields" ? (
            <Fields key={index} spans={part.spans} {...around} />
          ) : (
            <ByteRun key={index} part={part} />
          ),
        )}
        {parts.length === 0 && <span className="none">no bytes</span>}
      </div>
    </li>
  );
}

function Sign({ of }: { of: Outcome }): ReactNode {
  return (
    <span aria-hidden="true" className="sign">
      {outcomes[of].sign}
    </span>
  );
}

/** Listeners are told what the bytes mean; the digits are for the eye. */
function ByteRun({
  part: { role, hex, hidden },
}: {
  part: Exclude<SpanPart, { role: "fields" }>;
}): ReactNode {
  return (
    <span className={role} aria-hidden="true">
      {hex !== "" && hex.split(" ").map((pair, index) => <span key={index}>{pair}</span>)}
      {hidden > 0 && <em>{`${hex === "" ? "" : "… "}${hidden.toLocaleString("en-US")} more`}</em>}
    </span>
  );
}
