import useBrokenLinks from "@docusaurus/useBrokenLinks";
import styles from "@site/src/css/pages/workbench.css";
import Layout from "@theme/Layout";
import type { ReactNode } from "react";
import { workbenchPage } from "../content/workbench-page.js";
import { diffId } from "../playground/workbench/go-to.js";
import Workbench from "../playground/workbench/Workbench.js";

/** Where a change is judged. What it begins with stands in the page; what reads schemas is loaded when somebody uses it. */
export default function Try(): ReactNode {
  // With this fragment the page asks for a diff.
  useBrokenLinks().collectAnchor(diffId);
  return (
    <Layout title={workbenchPage.title} description={workbenchPage.description}>
      <link rel="stylesheet" href={styles} precedence="page" />
      <main className="try">
        <h1>{workbenchPage.title}</h1>
        <p>
          Give a diff, or two versions of a protocol: the page says what breaks and for whom, shows the bytes,
          and writes the comment for the pull request. Nothing is sent anywhere.
        </p>
        <noscript>
          <p>
            This page works in your browser and needs JavaScript. The command does the same in a terminal:{" "}
            <code>grpc-evolution check --before DIR --after DIR</code>.
          </p>
        </noscript>
        <Workbench />
      </main>
    </Layout>
  );
}
