import type { ReactNode } from "react";
import type { StripContent } from "../../content/content.js";
import { Fields } from "./Field.js";
import { useWalk } from "./use-walk.js";
import { capitalized, explain, nameOf, roleOf } from "./words.js";

interface Props extends StripContent {
  /** What else there is to say, below the strip. */
  note?: ReactNode;
}

/**
 * An encoded message as fields beside each other: what the writer meant above the bytes, what the reader makes of them
 * below. One field is explained in words, at first the one with the gravest outcome. Arrow keys, Home and End walk
 * through the fields, and so does the pointer. Complete without JavaScript.
 */
export default function Strip({ message, spans, writer, reader, note }: Props): ReactNode {
  const { current, isReady, isSpoken, handlers } = useWalk(spans);
  const roles = {
    writer: capitalized(`${roleOf(writer, reader)} writer`),
    reader: capitalized(`${roleOf(reader, writer)} reader`),
  };
  const size = spans.reduce((sum, span) => sum + span.size, 0);
  return (
    <figure
      className={`strip writer-${writer.age} reader-${reader.age}`}
      aria-label={nameOf({ message, writer, reader })}
      data-program="use"
      {...handlers}
    >
      <p className="side written">{writer.caption}</p>
      <Fields label="The encoded message, field by field" {...{ spans, roles, current, isReady }} />
      <p className="side read">{reader.caption}</p>
      {current && (
        <p className="explained" aria-live={isSpoken ? "polite" : "off"}>
          {explain(current, roles)}
        </p>
      )}
      <figcaption>
        {size} {size === 1 ? "byte" : "bytes"}. Solid box: field number and wire type. Dashed box: length.
        {spans.some(({ outcome }) => outcome === "rejected") && " The reader rejects the whole message."}
        <span className="keys"> Arrow keys walk through the fields.</span> {note}
      </figcaption>
    </figure>
  );
}
