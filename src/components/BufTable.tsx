import type { ReactNode } from "react";
import {
  type BufCase,
  type BufComparison,
  beside,
  countsOf,
  isReported,
  shownCategories,
} from "../content/buf-comparison.js";

/** How we do beside buf, as a sign and a word. */
const verdicts = {
  same: { sign: "=", word: "as buf" },
  more: { sign: "+", word: "reports more" },
  less: { sign: "−", word: "reports less" },
} as const;

/** What buf and our own checks say of the same small changes, as recorded, and who is right where they differ. */
export default function BufTable({ data }: { data: BufComparison }): ReactNode {
  const cases = data.topics.flatMap((topic) => topic.cases);
  return (
    <>
      <p>
        {cases.length} changes, each run through buf {data.bufVersion} and through these checks, in the preset{" "}
        <code>strict</code>. An information counts as passed.
      </p>
      <Counts cases={cases} />
      <ul className="signs">
        <li>
          <b aria-hidden="true">●</b> reports
        </li>
        <li>
          <b aria-hidden="true">○</b> passes
        </li>
        <li>
          <Sign of="same" />: all three categories say the same
        </li>
        <li>
          <Sign of="more" /> than a category that passes
        </li>
        <li>
          <Sign of="less" /> than a category that reports
        </li>
      </ul>
      <p>The line below a change that differs says who is right for which reader.</p>
      {data.topics.map((topic) => (
        <TopicTable key={topic.title} {...topic} />
      ))}
    </>
  );
}

function Counts({ cases }: { cases: readonly BufCase[] }): ReactNode {
  const { reported, agreed } = countsOf(cases);
  return (
    <div className="scroll" role="group" aria-label="Counts">
      <table className="buf-counts">
        <caption>Of {cases.length} changes</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">reports</th>
            <th scope="col">passes</th>
            <th scope="col">agrees with grpc-evolution</th>
          </tr>
        </thead>
        <tbody>
          {shownCategories.map((category) => (
            <tr key={category}>
              <th scope="row">buf, {category}</th>
              <td>{reported[category]}</td>
              <td>{cases.length - reported[category]}</td>
              <td>{agreed[category]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">grpc-evolution</th>
            <td>{reported.ours}</td>
            <td>{cases.length - reported.ours}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function TopicTable({ title, cases }: { title: string; cases: readonly BufCase[] }): ReactNode {
  return (
    <div className="scroll" role="group" aria-label={title}>
      <table className="compared buf">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Beside buf</th>
            {shownCategories.map((category) => (
              <th key={category} scope="col">
                {category}
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
              <td className="beside">
                <Sign of={beside(each)} />
              </td>
              {shownCategories.map((category) => (
                <td key={category} data-label={category}>
                  <Verdict isReported={each.buf[category].length > 0} />
                </td>
              ))}
              <td className="ours" data-label="grpc-evolution">
                <Verdict isReported={isReported(each)} />
                {each.ours.length > 0 && <span className="checks-of"> {each.ours.join(", ")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Sign({ of }: { of: keyof typeof verdicts }): ReactNode {
  const { sign, word } = verdicts[of];
  return (
    <span className={`sign-of ${of}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}

function Verdict({ isReported: reports }: { isReported: boolean }): ReactNode {
  return (
    <span className={reports ? "reports" : "passes"}>
      <span aria-hidden="true">{reports ? "●" : "○"}</span>
      <span className="spoken">{reports ? "reports" : "passes"}</span>
    </span>
  );
}
