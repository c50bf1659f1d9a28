import Link from "@docusaurus/Link";
import { useHistory } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { PartKind } from "../content/search.js";
import type { Result } from "./finder.js";
import { useResults } from "./use-results.js";

interface Props {
  /** What is in the field at first. */
  start: string;
  onClose(): void;
}

/** A field and the list of what fits, in a dialog. It opens when it appears, and the browser gives the focus back. */
export default function SearchDialog({ start, onClose }: Props): ReactNode {
  const baseUrl = useBaseUrl("/");
  const history = useHistory();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState(start);
  const [chosen, setChosen] = useState(0);
  const { results, status, isEmpty } = useResults(query, baseUrl);
  const id = useId();
  const optionId = (index: number) => `${id}-${index}`;

  useLayoutEffect(() => openDialog(dialog.current as HTMLDialogElement), []);
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);

  const type = (text: string) => {
    setQuery(text);
    setChosen(0);
  };
  const open = ({ address }: Result) => {
    dialog.current?.close();
    history.push(baseUrl + address.slice(1));
  };
  const press = (event: KeyboardEvent) => {
    const count = results.length;
    const next = { ArrowDown: chosen + 1, ArrowUp: chosen + count - 1 }[event.key];
    const result = results[chosen];
    if (next !== undefined && count > 0) setChosen(next % count);
    else if (event.key === "Enter" && result) open(result);
    else return;
    event.preventDefault();
  };
  /** A click with a key held opens a tab or a window, as the browser does. */
  const follow = (event: MouseEvent, result: Result) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(result);
  };

  return (
    <dialog ref={dialog} className="search" aria-label="Search" onClose={onClose}>
      <div className="search-box">
        <div className="search-head">
          <input
            type="text"
            inputMode="search"
            enterKeyHint="go"
            role="combobox"
            aria-label="Search this site"
            aria-autocomplete="list"
            aria-expanded={results.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={results.length > 0 ? optionId(chosen) : undefined}
            placeholder="R1/number-reused, GL3, make a field repeated …"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={query}
            onChange={(event) => type(event.target.value)}
            onKeyDown={press}
          />
          <button type="button" className="copy" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <p className="search-status" role="status">
          {status}
        </p>
        {isEmpty && <WhereElse onFollow={() => dialog.current?.close()} />}
        <div className="search-results" id={`${id}-list`} role="listbox" aria-label="Results">
          {results.map((result, index) => (
            <a
              key={`${result.address} ${result.name}`}
              id={optionId(index)}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              href={baseUrl + result.address.slice(1)}
              onClick={(event) => follow(event, result)}
            >
              <ResultText result={result} />
            </a>
          ))}
        </div>
        <p className="search-keys" aria-hidden="true">
          <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes
        </p>
      </div>
    </dialog>
  );
}

/** Opens a dialog; a click beside it closes it. Returns how to stop listening. */
function openDialog(dialog: HTMLDialogElement): () => void {
  const click = ({ target }: Event) => target === dialog && dialog.close();
  dialog.addEventListener("click", click);
  dialog.showModal();
  return () => dialog.removeEventListener("click", click);
}

/** Where to look when nothing fits. */
function WhereElse({ onFollow }: { onFollow(): void }): ReactNode {
  return (
    <p className="search-else">
      Look through{" "}
      <Link to="/changes" onClick={onFollow}>
        all changes
      </Link>
      ,{" "}
      <Link to="/glossary" onClick={onFollow}>
        all terms
      </Link>{" "}
      or{" "}
      <Link to="/checklist" onClick={onFollow}>
        the checklist
      </Link>
      .
    </p>
  );
}

const kindText: Record<PartKind, string> = {
  page: "page",
  section: "section",
  check: "check",
  item: "checklist item",
  term: "term",
  option: "option",
  row: "row",
};

/** What fits, and where it is. */
function ResultText({ result: { kind, name, text, pageTitle } }: { result: Result }): ReactNode {
  return (
    <>
      <span className="result-head">
        <span className={kind === "page" || kind === "section" || kind === "term" ? "name" : "name id"}>
          {name}
        </span>{" "}
        <span className="place">{kind === "page" ? kindText.page : `${kindText[kind]} in ${pageTitle}`}</span>
      </span>{" "}
      <span className="text">{text}</span>
    </>
  );
}
