import { useLocation } from "@docusaurus/router";
import { countPairs, pairsOf } from "@grpc-evolution/engine/window/matrix.js";
import { type ReactNode, useEffect, useState } from "react";
import Copy from "./Copy.js";
import { components } from "./window/components.js";
import DelayTable from "./window/DelayTable.js";
import { delaysOf } from "./window/delays.js";
import PairGrid from "./window/PairGrid.js";
import { policySettings, queryOf, readSettings, type Settings, yamlOf } from "./window/settings.js";
import { summaryOf } from "./window/summary.js";
import WindowControls from "./window/WindowControls.js";

/**
 * What a window means: who may talk to whom, what the newest release adds, and when the second step of a change may
 * follow. The address keeps what the reader chose. Before JavaScript runs, and without it, the policy is shown.
 */
export default function WindowExplorer(): ReactNode {
  const address = useLocation();
  const [chosen, setChosen] = useState<Settings>();
  useEffect(() => setChosen(readSettings(address.search)), [address]);
  const change = (settings: Settings) => {
    setChosen(settings);
    history.replaceState(history.state, "", queryOf(settings) + location.hash);
  };

  const settings = chosen ?? policySettings;
  const releases = Array.from({ length: settings.releases }, (_, index) => `${index + 1}.0`);
  const newest = `${settings.releases}.0`;
  const pairs = pairsOf(releases, components, settings.window);
  const yaml = yamlOf(settings.window);
  return (
    <section className="window-explorer" aria-label="What a window means">
      <WindowControls settings={settings} onChange={change} />
      <p className="summary" role="status">
        {summaryOf(settings.window, newest, countPairs(pairs, newest))}
      </p>
      <PairGrid releases={releases} pairs={pairs} />
      <DelayTable rows={delaysOf(releases, settings.window)} />
      <figure className="code">
        <figcaption>grpc-evolution.yaml</figcaption>
        <pre>
          <code>{yaml}</code>
        </pre>
        <Copy text={yaml} label="Copy this window" />
      </figure>
    </section>
  );
}
