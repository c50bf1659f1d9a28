import { Fragment, type ReactNode } from "react";
import type { Outcome } from "../engine/wire/strip.js";
import type { ExampleContent } from "../plugins/guide/content.js";

const marks: Record<Outcome, string> = { same: "", unknown: "? ", reinterpreted: "✕ ", rejected: "✕ " };

/** An encoded message as a row of cells: the writer's reading above, the reader's below, divergences marked. */
export default function ByteStrip({ data }: { data: ExampleContent }): ReactNode {
  if (!data.strip) throw new Error(`${data.folder} has no strip.json`);
  const { spans, writer, reader } = data.strip;
  const count = spans.reduce((sum, span) => sum + span.bytes.length, 0);
  return (
    <figure className="strip">
      <div className="scroll" tabIndex={0} role="group" aria-label="The encoded message, byte by byte">
        <table>
          <tbody>
            <tr className={writer.age}>
              <th scope="row">{writer.caption}</th>
              {spans.map((span, index) => (
                <td key={index} colSpan={span.bytes.length}>
                  {span.written}
                </td>
              ))}
            </tr>
            <tr className="bytes">
              <th scope="row">bytes</th>
              {spans.map((span, index) => (
                <Fragment key={index}>
                  {span.bytes.map((byte, position) => (
                    <td key={position} className={byte.role}>
                      {byte.hex}
                    </td>
                  ))}
                </Fragment>
              ))}
            </tr>
            <tr className={reader.age}>
              <th scope="row">{reader.caption}</th>
              {spans.map((span, index) => (
                <td key={index} colSpan={span.bytes.length} className={span.outcome}>
                  {marks[span.outcome]}
                  {span.read}
                  {span.outcome !== "same" && <em> — {span.outcome}</em>}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <figcaption>
        {count} bytes. Solid box: field number and wire type. Dashed box: length. Computed from the bytes that{" "}
        <code>{data.id}</code> printed.
      </figcaption>
    </figure>
  );
}
