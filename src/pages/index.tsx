import Link from "@docusaurus/Link";
import useDocusaurusContext from "@docusaurus/useDocusaurusContext";
import reuse from "@generated/guide/default/examples/r1/reuse.json";
import frequent from "@generated/guide/default/frequent-changes.json";
import rules from "@generated/guide/default/rules.json";
import { topicPath, topics } from "@grpc-evolution/engine/rules/topics.js";
import Layout from "@theme/Layout";
import type { ReactNode } from "react";
import ByteStrip from "../components/ByteStrip.js";
import FrequentChanges from "../components/changes/FrequentChanges.js";
import RuleIndex from "../components/RuleIndex.js";

/** Home: what the site is for, the changes that people look for, one example with both readers, the rules at a glance. */
export default function Home(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  return (
    <Layout description={siteConfig.tagline}>
      <main className="home">
        <Opening />
        <section aria-labelledby="want">
          <h2 id="want">I want to …</h2>
          <FrequentChanges data={frequent} />
        </section>
        <FirstExample />
        <section aria-labelledby="rules">
          <h2 id="rules">Nine rules and guidelines</h2>
          <p>
            R1 to R4 are rules: they judge a single change. GL1 to GL5 are guidelines: they plan a change over
            several releases.
          </p>
          <RuleIndex data={rules} />
        </section>
        <section aria-labelledby="beyond">
          <h2 id="beyond">What no schema shows</h2>
          <p>
            A status, an order, a header, a name in stored text: peers rely on more than a <code>.proto</code>{" "}
            file says. Each of these is run between an old and a new release.
          </p>
          <ul className="topics">
            {topics.map(({ id, title }) => (
              <li key={id}>
                <Link to={`/${topicPath(id)}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </section>
        <Doors />
      </main>
    </Layout>
  );
}

function Opening(): ReactNode {
  return (
    <header className="opening">
      <h1>
        <span className="new">Change</span> a gRPC protocol while <span className="old">older releases</span>{" "}
        still run
      </h1>
      <p>
        A server keeps running while its clients are upgraded, or is upgraded before them, and a rollback
        brings the old release back. This guide says how to change a gRPC protocol so that both directions
        keep working. Its examples run in the page. What it tells of Kata Containers names the commit, the
        document or the issue.
      </p>
      <p className="actions">
        <Link className="first" to="/start">
          Start here
        </Link>
        <Link to="/try#diff">Review a change</Link>
        <Link to="/changes">Look up a change</Link>
        <Link to="/try">Try a change</Link>
      </p>
      <p>
        For your own repository: <Link to="/adopt">adopt this guide</Link>, ready to paste.
      </p>
    </header>
  );
}

function FirstExample(): ReactNode {
  return (
    <section className="first-example" aria-labelledby="first-example">
      <h2 id="first-example">A field number, used twice</h2>
      <p>
        Release 2.0 sends a list of allowed system calls as field 3. Release 2.1 gave number 3 to another
        field. Kata Containers shipped this change between 2.0 and 2.1.
      </p>
      <ByteStrip data={reuse} />
      <p>
        Nothing reports an error. The list is gone, and a flag appears that nobody set.{" "}
        <Link to="/rules/r1-field-numbers">R1 shows the schemas, the program and the way out.</Link>
      </p>
    </section>
  );
}

const doors = [
  {
    who: "You review a change",
    text: "Paste the diff: what breaks and for whom, the checklist with what the checks answer, and the comment. The PR review guide says how to look.",
    to: "/try#diff",
    label: "Paste the diff",
  },
  {
    who: "You change a .proto file",
    text: "Look your change up: what it breaks in both directions, and the steps over releases.",
    to: "/changes",
    label: "I want to …",
  },
  {
    who: "You own a release",
    text: "Say which releases may mix, hold every change against it, and run the pairs.",
    to: "/policy",
    label: "Supported upgrades and downgrades",
  },
];

function Doors(): ReactNode {
  return (
    <section className="doors" aria-label="Where to go">
      {doors.map((door) => (
        <div key={door.to}>
          <h2>{door.who}</h2>
          <p>{door.text}</p>
          <Link to={door.to}>{door.label}</Link>
        </div>
      ))}
    </section>
  );
}
