import Link from "@docusaurus/Link";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { type ReactNode, useState } from "react";
import { type ChangeSummary, changePath } from "../../content/changes.js";
import { openSearch } from "../../search/open.js";
import { bestMatches } from "./matches.js";
import { CompilesChip, VerdictChip } from "./VerdictChip.js";

/** All changes by verb, with their verdicts. Where a script runs, a text chooses among them. */
export default function ChangeIndex({ data }: { data: ChangeSummary[] }): ReactNode {
  const [text, setText] = useState("");
  const chosen = bestMatches(data, text);
  return (
    <div className="change-index">
      <Filter text={text} onChange={setText} count={chosen.length} />
      <p className="chip-key">
        <span>
          <VerdictChip verdict="safe" /> in both directions, in place
        </span>
        <span>
          <VerdictChip verdict="conditional" /> for some values, or in the order of the steps
        </span>
        <span>
          <VerdictChip verdict="unsafe" /> in place: the entry shows the way around
        </span>
        <span>
          <VerdictChip verdict="unseen" /> what a program does, which no schema says
        </span>
      </p>
      {chosen.length === 0 ? <NothingFits text={text} /> : <Table changes={chosen} />}
    </div>
  );
}

/** Where to look when no change has the words. */
function NothingFits({ text }: { text: string }): ReactNode {
  return (
    <p>
      No change has these words. Search{" "}
      <button type="button" className="search-for" onClick={() => openSearch(text)}>
        the whole site
      </button>
      , or look through <Link to="/beyond">what no schema shows</Link> and <Link to="/rules">the rules</Link>.
    </p>
  );
}

function Table({ changes: chosen }: { changes: readonly ChangeSummary[] }): ReactNode {
  return (
    <table>
      <caption className="spoken">
        Changes by verb, with the verdict on the wire, in JSON and in generated code
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="spoken">Verb</span>
          </th>
          <th scope="col">Change</th>
          <th scope="col">On the wire</th>
          <th scope="col">In JSON</th>
          <th scope="col">In generated code</th>
        </tr>
      </thead>
      {[...groupBy(chosen, ({ verb }) => verb)].map(([verb, changes]) => (
        <tbody key={verb}>
          {changes.map((change, index) => (
            <Row key={change.slug} change={change} size={index === 0 ? changes.length : 0} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** `size` is how many rows the verb covers that begins here; none does where it is 0. */
function Row({ change, size }: { change: ChangeSummary; size: number }): ReactNode {
  return (
    <tr>
      {size > 0 && (
        <th scope="rowgroup" rowSpan={size} className="verb">
          {change.verb}
        </th>
      )}
      <th scope="row">
        <Link to={changePath(change.slug)}>
          <span className="verb-of">{change.verb} </span>
          {change.object}
        </Link>
      </th>
      <td data-label="wire">
        <VerdictChip verdict={change.wire} />
      </td>
      <td data-label="JSON">
        <VerdictChip verdict={change.json} />
      </td>
      <td data-label="code">
        <CompilesChip compiles={change.compiles} />
      </td>
    </tr>
  );
}

interface FilterProps {
  text: string;
  onChange(text: string): void;
  count: number;
}

/** Without JavaScript it is not there. */
function Filter({ text, onChange, count }: FilterProps): ReactNode {
  return (
    <p className="change-filter scripted">
      <label htmlFor="change-filter">Find a change</label>
      <input
        type="search"
        id="change-filter"
        placeholder="remove, enum, oneof"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <span role="status">{count === 1 ? "1 change" : `${count} changes`}</span>
    </p>
  );
}
