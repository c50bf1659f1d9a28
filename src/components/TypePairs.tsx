import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReactNode } from "react";
import type { TypeDirection, TypeSummary } from "../content/type-table.js";

/** The pairs of types that are not unsafe, with what arrives each way. */
export default function TypePairs({ data, of }: { data: readonly TypeSummary[]; of: string }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  const anchorOf = ({ pair }: TypeSummary) => `${of === "json" ? "json-" : ""}${pair.join("-")}`;
  for (const each of data) collectAnchor(anchorOf(each));
  return (
    <div className="scroll" role="group" aria-label="Pairs that are not unsafe">
      <table className="type-pairs">
        <caption className="spoken">Pairs of types that are not unsafe, with what arrives each way</caption>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col">Tier</th>
            <th scope="col">First written, second read</th>
            <th scope="col">Second written, first read</th>
            <th scope="col">protobuf.dev</th>
          </tr>
        </thead>
        <tbody>
          {data.map((each) => (
            <tr key={anchorOf(each)} id={anchorOf(each)}>
              <th scope="row">
                <a href={`#${anchorOf(each)}`}>
                  {each.labels[0]} ↔ {each.labels[1]}
                </a>
              </th>
              <td>{each.tier}</td>
              <Direction {...each.there} labels={each.labels} />
              <Direction {...each.back} labels={[each.labels[1], each.labels[0]]} />
              <td>
                <span className="narrow">protobuf.dev: </span>
                {each.documented ?? "not mentioned"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Direction({
  arrives,
  lost,
  labels: [written, read],
}: TypeDirection & { labels: TypeSummary["labels"] }): ReactNode {
  return (
    <td>
      <span className="narrow">
        {written} read as {read}:{" "}
      </span>
      {arrives}
      {lost && (
        <span className="lost">
          <code>{lost.written}</code> {becomes(lost.read)}
          {lost.only.length > 0 && ` in ${new Intl.ListFormat("en").format(lost.only)}`}
        </span>
      )}
    </td>
  );
}

function becomes(read: string): ReactNode {
  if (read === "refused") return "is refused";
  if (read === "nothing") return "is read as nothing";
  return (
    <>
      is read as <code>{read}</code>
    </>
  );
}
