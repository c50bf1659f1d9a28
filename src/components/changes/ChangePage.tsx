import Head from "@docusaurus/Head";
import Link from "@docusaurus/Link";
import useBaseUrl from "@docusaurus/useBaseUrl";
import Layout from "@theme/Layout";
import { Fragment, type ReactNode } from "react";
import { type ChangeContent, type ExampleLink, pictureWindows, windowQuery } from "../../content/changes.js";
import type { LinkTo } from "../../content/link.js";
import { linesWithRelease } from "../../content/steps.js";
import { plainText } from "../Code.js";
import Copy from "../Copy.js";
import { inline } from "../inline.js";
import PageMarkdown from "../PageMarkdown.js";
import { CodeLine } from "../SchemaFigure.js";
import Strip from "../strip/Strip.js";
import StepsOverReleases from "./StepsOverReleases.js";
import { type ChosenWindow, type Shown, useChosenWindow, useSteps } from "./use-chosen-window.js";
import { CompilesChip, VerdictChip } from "./VerdictChip.js";
import VerdictTable from "./VerdictTable.js";

interface Props {
  data: ChangeContent;
}

/** A change of the catalogue: what to do on one side, and what breaks without it on the other. */
export default function ChangePage({ data }: Props): ReactNode {
  const window = useChosenWindow();
  const shown = useSteps(data, window[0]);
  return (
    <Layout title={data.title} description={data.advice.replaceAll(/[*`]/g, "")}>
      <Head>
        <meta name="keywords" content={data.words} />
      </Head>
      <main className="change-page markdown">
        <p className="crumb">
          <Link to="/changes">I want to …</Link>
        </p>
        <h1>{data.title}</h1>
        <PageMarkdown isOther={windowQuery(window[0]) !== windowQuery(pictureWindows.policy)} />
        <p className="statement">{inline(data.advice)}</p>
        <p className="summary">
          <span>
            On the wire <VerdictChip verdict={data.wire} />
          </span>
          <span>
            In JSON <VerdictChip verdict={data.json} />
          </span>
          <span>
            In generated code <CompilesChip compiles={data.compiles} />
          </span>
        </p>
        {data.caveat !== "" && <p className="notice">{inline(data.caveat)}</p>}
        <nav className="jumps" aria-label="In this page">
          <a className="first" href="#steps">
            The steps
          </a>
          <a href="#in-place">What breaks in place</a>
          <a href="#asked">What reviewers ask</a>
        </nav>
        <div className="halves">
          <div>
            <HowTo data={data} window={window} shown={shown} />
            <ReportedBy data={data} shown={shown} />
            <Asked data={data} />
            {data.strip && <Caller data={data} />}
          </div>
          <div>
            <InPlace data={data} />
            {!data.strip && <Caller data={data} />}
          </div>
        </div>
        <p className="behind">
          The rules and guidelines behind it: <Links links={data.rules} />.
        </p>
        <p className="behind">
          Where to go next: write the <Link to="/review/analysis">compatibility analysis</Link>,{" "}
          <Link to="/try#diff">paste your diff</Link> to see what the checks say of it, and go through the{" "}
          <Link to="/checklist">checklist</Link> before you ask for a review.
        </p>
      </main>
    </Layout>
  );
}

/** What becomes of it where the declaration is changed and nothing else. */
function InPlace({ data }: Props): ReactNode {
  const workbench = useBaseUrl("/try");
  return (
    <section aria-labelledby="in-place">
      <h2 id="in-place">Changed in place</h2>
      <SchemaDiff data={data} />
      <p>
        <a href={`${workbench}#s=${data.share}`}>Open both schemas in the workbench</a>
      </p>
      {data.unseen !== "" && <p className="notice">{data.unseen}</p>}
      <VerdictTable data={data} />
      <RanBy data={data} />
      {data.broken && <Example link={data.broken} />}
      {data.strip && <Strip {...data.strip} note="The bytes of one of these messages." />}
    </section>
  );
}

/** Who exchanged and called, and why the check may say more. */
function RanBy({ data: { programs, hasCalls, hasMessages, wireBy, jsonBy, note } }: Props): ReactNode {
  const directions = [wireBy.old, wireBy.new, jsonBy.old, jsonBy.new];
  const done = [
    ...(hasMessages ? [`${programs.messages} exchanged the messages`] : []),
    ...(hasCalls ? [`${programs.calls} made the calls over HTTP/2`] : []),
  ];
  return (
    <>
      <p className="ran-by">
        {done.join(", and ")}. Other libraries may keep, drop or refuse what it does not.
        {directions.some(({ reported }) => reported) &&
          " Where the check names more, it tried another value or applies what is documented."}
      </p>
      {note !== "" && <p className="ran-by">{note}</p>}
    </>
  );
}

const marks = { same: " ", old: "−", new: "+" } as const;

function SchemaDiff({ data: { schemas } }: Props): ReactNode {
  return (
    <pre className="schema-diff" role="group" aria-label="Release 2.3 and release 2.4">
      <code>
        {schemas.map(({ sign, text }, index) => (
          <span key={index} className={sign}>
            <span aria-hidden="true">{marks[sign]} </span>
            {sign !== "same" && <span className="spoken">{sign === "old" ? "2.3: " : "2.4: "}</span>}
            {`${text}\n`}
          </span>
        ))}
      </code>
    </pre>
  );
}

/** A program that uses the old generated code, and what a compiler says of it with the new one. */
function Caller({ data: { caller, programs } }: Props): ReactNode {
  return (
    <section aria-labelledby="code">
      <h2 id="code">In generated code</h2>
      <p>A caller of the old code:</p>
      <Lines lines={caller.lines} />
      {caller.problems.length > 0 ? (
        <ul className="problems" aria-label="What the compiler says with the new code">
          {caller.problems.map((problem) => (
            <li key={problem}>
              <code>{problem}</code>
            </li>
          ))}
        </ul>
      ) : (
        <p>It compiles with the new code as it is.</p>
      )}
      <p className="ran-by">{programs.code}. Code for other languages was not compiled.</p>
    </section>
  );
}

type HowToProps = Props & { window: ChosenWindow; shown: Shown };

function HowTo({ data, window, shown: { steps, enabled, enabledApart } }: HowToProps): ReactNode {
  const { cases, example, see } = data;
  const setting = data.setting && linesWithRelease(data.setting, enabled);
  const allowed = data.allowed && linesWithRelease(data.allowed, enabled);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">The steps</h2>
      <StepsOverReleases window={window} steps={steps} />
      {cases.length > 0 && (
        <dl className="cases">
          {cases.map(({ where, way }) => (
            <div key={where}>
              <dt>{inline(where)}</dt>
              <dd>{inline(way)}</dd>
            </div>
          ))}
        </dl>
      )}
      {setting && (
        <>
          <p>
            In <code>grpc-evolution.yaml</code>
            {allowed && ", so that the check knows when it is used"}:
          </p>
          <Pasted lines={setting} label="Copy the setting" />
          {enabledApart.length > 0 && <p className="enabled-apart">{apartText(enabledApart)}</p>}
        </>
      )}
      {allowed && (
        <>
          <p>
            {setting
              ? "Without that, a comment with your reason answers the check:"
              : "The check reports it in whatever release it comes. A comment with your reason answers it:"}
          </p>
          <Pasted lines={allowed} label="Copy the comment" />
        </>
      )}
      {example && <Example link={example} />}
      {see.length > 0 && (
        <p>
          More: <Links links={see} />.
        </p>
      )}
    </section>
  );
}

/** A feature has one date in the configuration, which is the later one of what both requests and responses carry. */
function apartText(apart: Shown["enabledApart"]): string {
  const parts = apart.map(
    ({ label, enabled }) => `${label.toLowerCase()} alone it is ${enabled ?? "no release"}`,
  );
  return `That is the later one, for what requests and responses carry: ${parts.join(", ")}.`;
}

function Example({ link: { path, label, purpose } }: { link: ExampleLink }): ReactNode {
  return (
    <p>
      An example that runs: <Link to={path}>{label}</Link>. {purpose}
    </p>
  );
}

/** Lines that a reader takes along. */
function Pasted({ lines, label }: { lines: readonly string[]; label: string }): ReactNode {
  return (
    <figure className="code">
      <Lines lines={lines} />
      <Copy text={lines.map((line) => plainText(line)).join("\n")} label={label} />
    </figure>
  );
}

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  return (
    <pre>
      <code>
        {lines.map((line, index) => (
          <CodeLine key={index} html={line} />
        ))}
      </code>
    </pre>
  );
}

function Links({ links }: { links: LinkTo[] }): ReactNode {
  return links.map(({ label, path }, index) => (
    <Fragment key={path}>
      {index > 0 && ", "}
      <Link to={path}>{label}</Link>
    </Fragment>
  ));
}

function ReportedBy({ data, shown: { window } }: Props & Pick<HowToProps, "shown">): ReactNode {
  const { reported } = data;
  const early = data.early.find(({ windows }) => windows.includes(windowQuery(window)))?.reported ?? [];
  return (
    <section aria-labelledby="reported">
      <h2 id="reported">What the check says</h2>
      {reported.length === 0 ? (
        <p>
          Nothing: <code>grpc-evolution check</code> passes this change in place. What is left to see is the
          reviewer's.
        </p>
      ) : (
        <>
          <p>{severityText(reported)}</p>
          <Findings reported={reported} />
        </>
      )}
      {early.length > 0 && (
        <>
          <p>
            With the setting above, but enabled in 2.4 already, it fails the run. In this window the check
            says:
          </p>
          <Findings reported={early} />
        </>
      )}
    </section>
  );
}

function Findings({ reported }: { reported: ChangeContent["reported"] }): ReactNode {
  return (
    <ul className="reported">
      {reported.map(({ check, severity, place, message, path }) => (
        <li key={`${check} ${place} ${message}`}>
          <Link to={path}>
            <code>{check}</code>
          </Link>{" "}
          <span className={`severity ${severity}`}>{severity}</span> <code className="place">{place}</code>{" "}
          {message}
        </li>
      ))}
    </ul>
  );
}

/** What the findings of a change in place mean for a run. */
function severityText(reported: ChangeContent["reported"]): string {
  const changed = "Changed in place under a window of one release each way, this";
  if (reported.some(({ severity }) => severity === "error")) return `${changed} fails the run:`;
  return `${changed} is not an error: the command exits with 0 and CI stays green.`;
}

function Asked({ data: { items } }: Props): ReactNode {
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">What reviewers ask</h2>
      <ul className="asked">
        {items.map(({ id, holds, path }) => (
          <li key={id}>
            {inline(holds)}{" "}
            <Link className="whole" to={path}>
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
