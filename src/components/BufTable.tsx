import type { ReactNode } from "react";
import { type BufCase, type BufComparison, shownCategories } from "../content/buf-comparison.js";

/** What buf and our own checks say of the same small changes, as recorded, and who is right where they differ. */
export default function BufTable({ data }: { data: BufComparison }): ReactNode {
  const count = data.topics.flatMap(({ cases }) => cases).length;
  return (
    <>
      <p>
        {count} changes, each run through buf {data.bufVersion} and through these checks, in the preset{" "}
        <code>strict</code>. Where the two differ, the line below says who is right for which reader.
      </p>
      {data.topics.map(({ title, cases }) => (
        <TopicTable key={title} title={title} cases={cases} />
      ))}
    </>
  );
}

function TopicTable({ title, cases }: { title: string; cases: readonly BufCase[] }): ReactNode {
  return (
    <div className="scroll" role="group" aria-label={title}>
      <table className="compared">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            {shownCategories.map((category) => (
              <th key={category} scope="col">
                buf, {category}
              </th>
            ))}
            <th scope="col">grpc-evolution</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => (
            <tr key={each.what}>
              <th scope="row">
                {each.what}
                {each.readers && <span className="readers">{each.readers}</span>}
              </th>
              {shownCategories.map((category) => (
                <td key={category}>
                  <Verdict isReported={each.buf[category].length > 0} />
                </td>
              ))}
              <td>{each.ours.length > 0 ? each.ours.join(", ") : <Verdict isReported={false} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ isReported }: { isReported: boolean }): ReactNode {
  return isReported ? "reports" : <span className="passes">passes</span>;
}
