import Link from "@docusaurus/Link";
import { useLocation } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { readCheckReport } from "../../content/checked-change.js";
import { forgetHanded, handedComment, withLink } from "../../content/comment-source.js";
import type { ChecklistContent } from "../../content/content.js";
import { restated } from "../../content/stated.js";
import { answerTo, handAnswers } from "./checked.js";
import HeadingFields from "./HeadingFields.js";
import Item from "./Item.js";
import { checklistMarkdown } from "./markdown.js";
import Notice from "./Notice.js";
import { applyingItems, progressOf, progressText } from "./progress.js";
import Step from "./Step.js";
import { sheetFragment } from "./share.js";
import { noEntry, withChecked, withEntry } from "./sheet.js";
import { keptName } from "./store.js";
import TakeOver from "./TakeOver.js";
import Triage from "./Triage.js";
import { useClipboard } from "./use-clipboard.js";
import { type KeptSheet, useSheet } from "./use-sheet.js";

/**
 * The checklist: what the change does, the items that may matter for it in the order of the review, and what can be taken
 * along. Without JavaScript it is a list of all items.
 */
export default function Checklist({ data }: { data: ChecklistContent }): ReactNode {
  const kept = useSheet();
  const clipboard = useClipboard();
  const [showsAll, setShowsAll] = useState(false);
  const target = useTarget(kept.isOpened);
  const path = useBaseUrl("/checklist/");
  const triage = useRef<HTMLFieldSetElement>(null);
  useArrival(kept, triage);
  useAnchors(data);

  const { sheet, change } = kept;
  const all = data.steps.filter(({ asked }) => asked === "change").flatMap(({ items }) => items);
  const listed = data.steps.flatMap(({ items }) => items).length;
  const applying = applyingItems(all, sheet.kinds);
  const isShown = (id: string) =>
    showsAll || id.toLowerCase() === target || applying.some((item) => item.id === id);
  const progress = progressOf(all, sheet);
  const answeredIds = new Set(applying.filter((item) => answerTo(item, sheet) !== null).map(({ id }) => id));
  const address = () => location.origin + path;

  const copyMarkdown = () =>
    clipboard.copy(checklistMarkdown(data, sheet, address()), "The checklist is copied as Markdown.");
  const copyLink = async () => {
    const fragment = await sheetFragment(sheet);
    if (fragment) await clipboard.copy(address() + fragment, "The link is copied.");
    else clipboard.say("This is too long for a link. Shorten the notes.");
  };

  const handed = kept.isOpened ? handedComment(sheet.checked) : null;
  const copyAll = async () => {
    if (!handed) return;
    const { reviewComment } = await import("../../content/review-comment.js");
    const { stated: before } = handed.source;
    const stated = { ...before, kinds: restated(sheet.kinds, handed.checked.kinds, before.kinds) };
    const comment = withLink(reviewComment({ ...handed.source, stated }, handAnswers(sheet)), handed.link);
    await clipboard.copy(comment, "The findings and your answers are copied as one comment.");
  };

  const forget = () => {
    if (handed) forgetHanded();
    kept.forget();
    clipboard.say("These answers are forgotten.");
  };

  return (
    <div className="checklist" data-kept={keptName}>
      <noscript>
        <p>Without JavaScript all {listed} items are listed, and answers are not kept.</p>
      </noscript>
      <p className="to-desk scripted">
        {handed ? (
          <Link to="/try#rules-say">Back to the findings, with your answers</Link>
        ) : (
          <>
            Have a diff? <Link to="/try#diff">Paste it first</Link>: the checks answer what they see, and you
            go on here.
          </>
        )}
      </p>
      <Triage
        kinds={data.kinds}
        chosen={sheet.kinds}
        onChoose={(kinds) => change({ ...sheet, kinds })}
        isChecked={sheet.checked !== null && sheet.checked.kinds.length > 0}
        place={triage}
      />
      <HeadingFields heading={sheet.heading} onChange={(heading) => change({ ...sheet, heading })} />
      <div className="actions scripted">
        <button type="button" onClick={copyLink}>
          Copy link
        </button>
        <button type="button" onClick={() => print()}>
          Print
        </button>
        <button type="button" onClick={forget}>
          Forget
        </button>
        <button type="button" onClick={kept.begin}>
          New checklist
        </button>
        {handed && (
          <button type="button" onClick={copyMarkdown}>
            Copy my answers alone
          </button>
        )}
        <TakeOver
          onTakeOver={(text) => {
            const checked = readCheckReport(text);
            if (checked) change(withChecked(sheet, checked), "check");
            return checked !== null;
          }}
        />
      </div>
      <Notice kept={kept} />
      <div className="progress scripted">
        <p role="status">{progressText(progress)}</p>
        <progress
          aria-label="Items answered"
          max={Math.max(1, progress.applying)}
          value={progress.answered}
        />
        <button type="button" className="first" onClick={handed ? copyAll : copyMarkdown}>
          Copy <span className="rest">{handed ? "as review comment" : "my answers as Markdown"}</span>
        </button>
        <p className="said" role="status">
          {clipboard.said}
        </p>
      </div>
      {clipboard.refused !== "" && (
        <label className="by-hand scripted">
          The browser does not let this page copy. Select the text instead:
          <textarea readOnly rows={6} value={clipboard.refused} onFocus={(event) => event.target.select()} />
        </label>
      )}
      {applying.length < all.length && (
        <p className="show-all scripted">
          <button type="button" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
            Show all {all.length}
          </button>{" "}
          <span>
            Left out: {all.length - applying.length}, about what no ticked box says
            {handed ? "; the comment counts them, too." : "."}
          </span>
        </p>
      )}
      {data.steps.map((step, index) => {
        const isAsked = step.asked === "change";
        const shown = step.items.filter(({ id }) => !isAsked || isShown(id));
        return (
          <Step
            key={step.id}
            step={step}
            number={index + 1}
            isHidden={shown.length === 0}
            shown={shown.length}
            answered={shown.filter(({ id }) => answeredIds.has(id)).length}
            isWanted={shown.some(({ id }) => id.toLowerCase() === target)}
          >
            {step.items.map((item) => (
              <Item
                key={item.id}
                item={item}
                isAsked={isAsked}
                isHidden={!shown.includes(item)}
                isTarget={item.id.toLowerCase() === target}
                entry={sheet.entries[item.id] ?? noEntry}
                checked={sheet.checked}
                onChange={(entry) => change(withEntry(sheet, item.id, entry))}
                onCopy={() =>
                  clipboard.copy(`${address()}#${item.id.toLowerCase()}`, `The link to ${item.id} is copied.`)
                }
              />
            ))}
          </Step>
        );
      })}
    </div>
  );
}

/** Tells the build which anchors the page has. */
function useAnchors({ steps }: ChecklistContent): void {
  const { collectAnchor } = useBrokenLinks();
  for (const { items } of steps) for (const { id } of items) collectAnchor(id.toLowerCase());
}

/** The item that the address names: it is shown even where it does not apply, and the page goes there. */
function useTarget(isOpened: boolean): string {
  const { hash } = useLocation();
  const [target, setTarget] = useState("");
  useEffect(() => setTarget(hash.slice(1)), [hash]);
  useEffect(() => {
    if (isOpened && /^[a-z]+\d*-\d+$/.test(target)) document.getElementById(target)?.scrollIntoView();
  }, [isOpened, target]);
  return target;
}

/** Goes to what only the reader can say of a change, once that came from the desk. */
function useArrival({ isOpened, origin }: KeptSheet, triage: RefObject<HTMLFieldSetElement | null>): void {
  const isArrived = isOpened && (origin === "check" || origin === "merged");
  useEffect(() => {
    if (!isArrived) return;
    triage.current?.scrollIntoView();
    triage.current?.focus({ preventScroll: true });
  }, [isArrived, triage]);
}
