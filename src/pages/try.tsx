import useBrokenLinks from "@docusaurus/useBrokenLinks";
import Layout from "@theme/Layout";
import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from "react";
import { workbenchPage } from "../content/workbench-page.js";

/** Where a change is judged. This page is a shell: what reads schemas is loaded when somebody is here. */
export default function Try(): ReactNode {
  // With this fragment the page asks for a diff.
  useBrokenLinks().collectAnchor("diff");
  return (
    <Layout title={workbenchPage.title} description={workbenchPage.description}>
      <main className="try">
        <h1>{workbenchPage.title}</h1>
        <p>
          Give two versions of a protocol, or a diff: the page says what breaks and for whom, shows the bytes,
          and writes the comment for the pull request. Nothing is sent anywhere.
        </p>
        <noscript>
          <p>
            This page works in your browser and needs JavaScript. The command does the same in a terminal:{" "}
            <code>grpc-evolution check --before DIR --after DIR</code>.
          </p>
        </noscript>
        <LazyWorkbench />
      </main>
    </Layout>
  );
}

function LazyWorkbench(): ReactNode {
  const [Workbench, setWorkbench] = useState<ComponentType>();
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    import("../playground/workbench/Workbench.js").then(
      // In slices, between which the page answers.
      (loaded) => startTransition(() => setWorkbench(() => loaded.default)),
      () => setTrouble("The editors could not be loaded. Check the network and reload the page."),
    );
  }, []);
  if (Workbench) return <Workbench />;
  return (
    <p role="status" className="workbench-place" data-program="load">
      {trouble}
    </p>
  );
}
