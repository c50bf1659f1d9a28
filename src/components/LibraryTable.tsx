import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { CSSProperties, ReactNode } from "react";
import type { AnswerGroup, LibraryRow, LibraryTopic } from "../content/libraries.js";
import { inline } from "./inline.js";
import Printed from "./Printed.js";

/** A sign stands for what becomes of the data, so that color is never needed. */
const signs: Record<AnswerGroup["survival"], string> = { kept: "◆", changed: "◆", lost: "▽", rejected: "!" };
const asMost = "·";
const notOffered = "–";

/** How many rows a table has, for the room that it is given until somebody comes near. */
export function roomFor(rows: readonly unknown[]): CSSProperties {
  return { "--rows": rows.length } as CSSProperties;
}

/** What all libraries answered to the questions of a topic. */
export default function LibraryTable({ data }: { data: LibraryTopic }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { id } of data.rows) collectAnchor(id);
  return (
    <div className="libraries-frame" style={roomFor(data.rows)}>
      <table className="libraries">
        <caption>{inline(data.title)}</caption>
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">Most, then the others</th>
            {data.columns.map((name) => (
              <th scope="col" className="library" key={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr id={row.id} key={row.id}>
              <RowHead row={row} />
              <td className="answers">
                <Answers row={row} columns={data.columns} />
              </td>
              {data.columns.map((name, at) => (
                <Cell row={row} at={at} key={name} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowHead({ row }: { row: LibraryRow }): ReactNode {
  return (
    <th scope="row">
      <a href={`#${row.id}`}>{inline(row.title)}</a>
      <code className="declared">{row.schema.join("; ")}</code>
      {row.inputs.map((input) => (
        <code className="input" key={input}>
          {input.startsWith("{") ? input : spaced(input)}
        </code>
      ))}
    </th>
  );
}

function Answers({ row, columns }: { row: LibraryRow; columns: readonly string[] }): ReactNode {
  const answered = row.groups.reduce((sum, group) => sum + group.columns.length, 0);
  return (
    <>
      <ul>
        {row.groups.map((group, at) => (
          <li className={group.survival} key={group.words}>
            <b>
              {hasSign(row, at) && <span aria-hidden="true">{signOf(row, at)} </span>}
              {group.words}
            </b>{" "}
            <small>
              {at === 0 && row.hasMajority
                ? `${group.columns.length} of ${answered}`
                : namesOf(group.columns, columns)}
            </small>
          </li>
        ))}
        {row.lacking.length > 0 && (
          <li className="none">
            <span aria-hidden="true">{notOffered} </span>not offered{" "}
            <small>{namesOf(row.lacking, columns)}</small>
          </li>
        )}
      </ul>
      <Printed
        title={row.title}
        printed={row.groups
          .flatMap(({ printed }) => printed)
          .map(({ text, columns: who }) => ({ who: namesOf(who, columns), text }))}
      />
    </>
  );
}

/** One library's answer: a sign to look at, words to listen to. */
function Cell({ row, at }: { row: LibraryRow; at: number }): ReactNode {
  const index = row.groups.findIndex(({ columns }) => columns.includes(at));
  const group = row.groups[index];
  if (!group) return <Sign name="none" sign={notOffered} words="not offered" />;
  if (index === 0 && row.hasMajority) return <Sign name="most" sign={asMost} words="as most" />;
  return <Sign name={group.survival} sign={signOf(row, index)} words={group.words} />;
}

function Sign({ name, sign, words }: { name: string; sign: string; words: string }): ReactNode {
  return (
    <td className={`sign ${name}`}>
      <span role="img" aria-label={words} title={words}>
        {sign}
      </span>
    </td>
  );
}

/** Where there is no majority, groups that keep the data are told apart by halves of a circle. */
function signOf({ hasMajority, groups }: LibraryRow, at: number): string {
  const survival = groups[at]?.survival ?? "kept";
  if (hasMajority || survival === "lost" || survival === "rejected") return signs[survival];
  return ["◐", "◑"][at] ?? signs[survival];
}

/** The answer of most has a sign only where data is lost or a message is refused. */
function hasSign({ hasMajority, groups }: LibraryRow, at: number): boolean {
  const survival = groups[at]?.survival;
  return at > 0 || !hasMajority || survival === "lost" || survival === "rejected";
}

function namesOf(columns: readonly number[], names: readonly string[]): string {
  return columns.map((at) => names[at]).join(", ");
}

function spaced(hex: string): string {
  return hex.replace(/..(?!$)/g, "$& ");
}
