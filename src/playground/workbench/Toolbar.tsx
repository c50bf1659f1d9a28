import { listText } from "@grpc-evolution/engine/rules/words.js";
import { type ReactNode, useId, useState } from "react";
import { flushSync } from "react-dom";
import { copyText } from "../../components/Copy.js";
import { encodeShare } from "../share.js";
import { type Comparison, emptyComparison, isBlank, shareOf } from "./comparison.js";
import { examples } from "./examples.js";
import type { KeptState } from "./kept.js";
import type { HandSheet } from "./question.js";
import { fromExample, type Opened } from "./start.js";

interface Props {
  comparison: Comparison;
  /** What reviewers answered of it. */
  sheet: HandSheet | null;
  /** Whether there is a change that a link can carry. */
  canShare: boolean;
  kept: KeptState;
  onOpen(opened: Opened): void;
  onForget(): void;
}

/** Where to start from, and the link to what is there. */
export default function Toolbar({ comparison, sheet, canShare, kept, onOpen, onForget }: Props): ReactNode {
  return (
    <div className="toolbar">
      <ExampleSelect onOpen={onOpen} />
      {!isBlank(comparison) && (
        <button
          type="button"
          onClick={() => {
            flushSync(() => onOpen({ comparison: emptyComparison, notice: "Both schemas are empty." }));
            focusFirstEditor();
          }}
        >
          Start empty
        </button>
      )}
      {canShare && <Share comparison={comparison} sheet={sheet} />}
      <KeptHere kept={kept} onForget={onForget} />
    </div>
  );
}

/** On a narrow screen only one of the two versions is there. */
function focusFirstEditor(): void {
  const editors = [...document.querySelectorAll<HTMLElement>(".side textarea")];
  editors.find((each) => each.offsetParent !== null)?.focus();
}

const keptTexts: Record<KeptState, string> = {
  nothing: "",
  kept: "Kept in this browser.",
  refused: "Not kept: this browser refuses to store it.",
  "too large": "Not kept: it is too large to be stored.",
};

/** Whether a reload brings the work back, and the way to prevent it. */
function KeptHere({ kept, onForget }: { kept: KeptState; onForget(): void }): ReactNode {
  if (kept === "nothing") return null;
  return (
    <p className="kept">
      {keptTexts[kept]}{" "}
      {kept === "kept" && (
        <button type="button" onClick={onForget}>
          Forget
        </button>
      )}
    </p>
  );
}

function ExampleSelect({ onOpen }: { onOpen(opened: Opened): void }): ReactNode {
  const id = useId();
  const [chosen, setChosen] = useState("");
  const open = async () => onOpen(await fromExample(chosen));
  return (
    <div className="example-select">
      <label htmlFor={id}>Start from an example</label>
      <select id={id} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">Choose one</option>
        {examples.map((example) => (
          <option key={example.id} value={example.id}>
            {example.id}: {example.purpose}
          </option>
        ))}
      </select>
      <button type="button" disabled={chosen === ""} onClick={open}>
        Use it
      </button>
    </div>
  );
}

/** Copies a link that holds everything. Where the clipboard is closed, the link is there to copy by hand. */
function Share({ comparison, sheet }: Pick<Props, "comparison" | "sheet">): ReactNode {
  const [shared, setShared] = useState({ of: comparison, said: "", link: "" });
  // What is said of a link is not true of what was edited since.
  const { said, link } = shared.of === comparison ? shared : { said: "", link: "" };
  const say = (text: string, made = "") => setShared({ of: comparison, said: text, link: made });
  const held = `It holds ${listText(heldBy(comparison, sheet))}.`;
  const share = async () => {
    try {
      const made = await linkTo({ ...comparison, sheet });
      if (await copyText(made)) say(`The link is copied. ${held}`);
      else say(`Copy this link. ${held}`, made);
    } catch {
      say("This is too long for a link. Share the files instead.");
    }
  };
  return (
    <div className="share">
      <button type="button" onClick={share}>
        Share
      </button>
      <span role="status">{said}</span>
      {link && <input aria-label="Link to this comparison" readOnly value={link} />}
    </div>
  );
}

/** What a link carries, in words. */
function heldBy(comparison: Comparison, sheet: Props["sheet"]): string[] {
  return [
    ...(comparison.source === "diff" ? ["the diff"] : []),
    "both schemas",
    "the values",
    ...(sheet ? ["the answers of the checklist"] : []),
  ];
}

async function linkTo(comparison: Comparison): Promise<string> {
  const fragment = await encodeShare(shareOf(comparison));
  return `${location.origin}${location.pathname}#s=${fragment}`;
}
