import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useEffect, useState } from "react";
import { inline } from "../../components/inline.js";
import type { TypeCell, TypeMark, TypeRead, TypeWriter } from "../../content/type-table.js";
import { encodeShare } from "../share.js";
import type { Choice } from "./address.js";

const signs: Record<TypeMark, { sign: string; words: string }> = {
  same: { sign: "✓", words: "arrives" },
  other: { sign: "×", words: "does not arrive" },
  misread: { sign: "–", words: "misread without a change, too" },
};

interface Props {
  choice: Choice;
  writer: TypeWriter;
  reader: TypeWriter;
  /** Names of all runtimes. */
  runtimes: readonly string[];
}

/** What becomes of each value that was tried, the tier of the pair, and what protobuf.dev says. */
export default function CellDetails({ choice, writer, reader, runtimes }: Props): ReactNode {
  const { format, from, to } = choice;
  const cell = writer.cells[to.id];
  if (!cell) return null;
  return (
    <>
      <p className="cell-head">
        <code className="old">{from.label}</code> written, <code className="new">{to.label}</code> read:{" "}
        <strong>{cell.tier}</strong>
      </p>
      <p>
        What arrives: {cell.arrives}. {documentedText(cell)}
      </p>
      <div className="scroll" role="group" aria-label="Values that were tried">
        <table className="tried">
          <caption className="spoken">Values that were tried</caption>
          <thead>
            <tr>
              <th scope="col">Written</th>
              <th scope="col">{format === "binary" ? "Bytes" : "ProtoJSON"}</th>
              <th scope="col">Read by most</th>
              <th scope="col">Read by others</th>
            </tr>
          </thead>
          <tbody>
            {writer.values.map(({ text, input }, at) => {
              const [most, ...others] = cell.reads[at] ?? [];
              return (
                <tr key={input}>
                  <td>
                    <code>{text}</code>
                  </td>
                  <td>
                    <code>{format === "binary" ? spaced(input) : input}</code>
                  </td>
                  <td>{most && <ReadByMost read={most} others={others} />}</td>
                  <td>
                    {others.map((read) => (
                      <ReadByOthers key={read[0] + read[1]} read={read} runtimes={runtimes} />
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Try choice={choice} cell={cell} writer={writer} reader={reader} />
    </>
  );
}

function documentedText({ documented, why, tier }: TypeCell): ReactNode {
  if (!documented) return "protobuf.dev does not mention this pair.";
  if (documented === tier) return `protobuf.dev says ${documented}, too.`;
  return (
    <>
      protobuf.dev says {documented}. {inline(why ?? "")}
    </>
  );
}

function Read({ read: [text, mark] }: { read: TypeRead }): ReactNode {
  const { sign, words } = signs[mark];
  return (
    <span className={`read ${mark}`}>
      <span aria-hidden="true">{sign} </span>
      {text === "refused" || text === "nothing" ? text : <code>{text}</code>}
      <span className="spoken">, {words}</span>
    </span>
  );
}

function ReadByMost({ read, others }: { read: TypeRead; others: readonly TypeRead[] }): ReactNode {
  const all = [read, ...others].reduce((sum, [, , count]) => sum + count, 0);
  return (
    <>
      <Read read={read} /> <small>{others.length > 0 ? `${read[2]} of ${all}` : `all ${all}`}</small>
    </>
  );
}

function ReadByOthers({ read, runtimes }: { read: TypeRead; runtimes: readonly string[] }): ReactNode {
  const names = read[3].map((place) => runtimes[place] ?? "");
  return (
    <div>
      <Read read={read} /> <small>{names.join(", ")}</small>
    </div>
  );
}

/** A link to the workbench, which writes the first value that does not arrive. */
function Try({ choice, cell, writer, reader }: Omit<Props, "runtimes"> & { cell: TypeCell }): ReactNode {
  const [fragment, setFragment] = useState("");
  const address = useBaseUrl("/try/");
  useEffect(() => {
    const lost = cell.reads.findIndex((reads) => reads.some(([, mark]) => mark === "other"));
    const value = writer.values[Math.max(lost, 0)]?.json ?? null;
    const share = encodeShare({
      kind: "comparison",
      before: [{ name: "before.proto", text: writer.schema }],
      after: [{ name: "after.proto", text: reader.schema }],
      message: "types.Example",
      value: JSON.stringify([value, null]),
    });
    share.then(setFragment, () => setFragment(""));
  }, [cell, writer, reader]);
  if (fragment === "") return null;
  return (
    <p>
      <a href={`${address}#s=${fragment}`}>
        Try {choice.from.label} to {choice.to.label} in the workbench
      </a>
    </p>
  );
}

function spaced(hex: string): string {
  return hex === "" ? "none" : hex.replace(/..(?!$)/g, "$& ");
}
