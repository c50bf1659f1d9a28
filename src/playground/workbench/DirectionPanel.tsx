import { memo, type ReactNode, useId } from "react";
import Copy from "../../components/Copy.js";
import Strip from "../../components/strip/Strip.js";
import type { Age, Exchange, Sent } from "./question.js";
import ReadingTable from "./ReadingTable.js";
import ValueForm from "./ValueForm.js";
import { directionNames, otherAge, plural } from "./words.js";

interface Props {
  writer: Age;
  exchange: Exchange;
  /** What the writer sets; null for the sample. */
  value: string | null;
  onChange(value: string | null): void;
}

/** One direction: what the writer sets, the bytes, what the reader gets, and what comes back. */
export default function DirectionPanel({ writer, exchange, value, onChange }: Props): ReactNode {
  const id = useId();
  const { form, problem, sent } = exchange;
  return (
    <section className={`direction ${writer}`} aria-labelledby={id}>
      <h3 id={id}>{directionNames[writer]}</h3>
      <ValueForm
        writer={writer}
        form={form}
        changed={exchange.changed}
        value={value ?? exchange.value}
        isSample={value === null}
        problem={problem}
        onChange={onChange}
      />
      {sent ? <SentMessage writer={writer} sent={sent} /> : <p>Nothing was written.</p>}
    </section>
  );
}

function SentMessage({ writer, sent }: { writer: Age; sent: Sent }): ReactNode {
  const reader = otherAge(writer);
  return (
    <>
      <Bytes writer={writer} sent={sent} />
      <h4>What the {reader} reader gets</h4>
      {sent.error !== "" && <p className="rejected">The reader refuses the message: {sent.error}.</p>}
      <ReadingTable readings={sent.readings} caption={`Fields, as the ${reader} reader gets them`} />
      <h4>The round trip</h4>
      <RoundTrip writer={writer} sent={sent} />
    </>
  );
}

/** Only new bytes are drawn. */
const Bytes = memo(
  function Bytes({
    writer,
    sent: { spans, hiddenSpans, size, hex },
  }: {
    writer: Age;
    sent: Sent;
  }): ReactNode {
    const reader = otherAge(writer);
    if (spans.length === 0) return <p>The message has no bytes: nothing is set.</p>;
    return (
      <Strip
        spans={spans}
        writer={{ caption: `${writer} writer`, age: writer }}
        reader={{ caption: `${reader} reader`, age: reader }}
        note={
          <>
            {hiddenSpans > 0 &&
              `${plural(hiddenSpans, "more field")} of a message of ${plural(size, "byte")} are not drawn. `}
            {hex !== "" && <Copy text={hex} label="Copy the bytes in hexadecimal" />}
          </>
        }
      />
    );
  },
  (one, other) => JSON.stringify(one.sent) === JSON.stringify(other.sent),
);

function RoundTrip({ writer, sent: { back, size } }: { writer: Age; sent: Sent }): ReactNode {
  const reader = otherAge(writer);
  if (!back) return <p>The reader has nothing to write back.</p>;
  if (back.error !== "") {
    return (
      <p className="rejected">
        The {writer} side refuses what the {reader} side wrote back: {back.error}.
      </p>
    );
  }
  if (back.readings.fields.length === 0) {
    return (
      <p>
        The {reader} side writes{" "}
        {back.isSame ? `the same ${plural(size, "byte")}` : plural(back.size, "byte")} back, and the {writer}{" "}
        side reads every field as it was.
      </p>
    );
  }
  return (
    <>
      <p>
        The {reader} side writes {plural(back.size, "byte")} back. The {writer} side does not get back what it
        wrote:
      </p>
      <ReadingTable readings={back.readings} caption={`Fields that the ${writer} side does not get back`} />
    </>
  );
}
