import { useLocation } from "@docusaurus/router";
import { type ComponentType, type RefObject, useEffect, useRef, useState } from "react";
import { copyText } from "../../components/Copy.js";
import type { ExampleSources } from "../../content/content.js";
import { type SourceFile, withText } from "../../content/source-file.js";
import type { EditorProps } from "../editor/Editor.js";
import type { Mark } from "../editor/places.js";
import type { Program } from "../runner.js";
import { loadEditor, loadLinks, loadRun, loadSources } from "./loading.js";
import type { Result } from "./result.js";

/** What stands in the editors of an example. */
interface Editing {
  Editor: ComponentType<EditorProps>;
  original: SourceFile[];
  files: SourceFile[];
}

/** What a reader can do with an example, and what came of it. */
export interface Session {
  /** Null as long as nobody edits. */
  editing: Editing | null;
  isEdited: boolean;
  /** Whether what stands in the editors came with the address. */
  isShared: boolean;
  isRunning: boolean;
  result: Result | null;
  /** The latest news, in one short sentence. */
  said: string;
  /** The schemas in the workbench, as a path of this site; null where they are too long for a link. */
  workbench: string | null;
  /** What is to be said about places in a file. */
  marksOf(file: string): Mark[];
  change(file: string, text: string): void;
  /** Fetches all that a run takes. */
  preload(): void;
  run(): void;
  edit(): void;
  reset(): void;
  copy(): void;
  share(): void;
}

const notLoaded = "It could not be loaded. Check the connection, then try again.";

/**
 * The state of one example on a page. `section` is where it stands, for what has to be found in it.
 * Everything that it takes to run or to edit is fetched when it is asked for.
 */
export function useExample(id: string, section: RefObject<HTMLElement | null>): Session {
  const { hash } = useLocation();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [isShared, setShared] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [ran, setRan] = useState<{ files: SourceFile[]; result: Result } | null>(null);
  const [said, setSaid] = useState("");
  /** Counts up; the outcome of a run that began before a reset is of no interest any more. */
  const turn = useRef(0);
  /** What gets the focus once it is on the page. */
  const focusNext = useRef("");

  useEffect(() => {
    if (!focusNext.current) return;
    section.current?.querySelector<HTMLElement>(focusNext.current)?.focus({ preventScroll: true });
    focusNext.current = "";
  });

  useEffect(() => {
    if (!hash.startsWith("#s=")) return;
    let isGone = false;
    openShared(hash, id).then((opened) => {
      if (!opened || isGone) return;
      setEditing(opened);
      setShared(true);
      setRan(null);
      section.current?.scrollIntoView();
    });
    return () => {
      isGone = true;
    };
  }, [hash, id, section]);

  const isEdited = editing !== null && !isSame(editing.files, editing.original);
  const workbench = useWorkbenchLink(id, isEdited ? editing.files : null);

  const preload = () => preloadProgram(id, editing?.files ?? null);
  const run = async () => {
    if (isRunning) return;
    turn.current += 1;
    const started = turn.current;
    setRunning(true);
    setSaid("Running.");
    try {
      const result = await runProgram(id, editing?.files ?? null);
      if (started !== turn.current) return;
      setRan(result);
      setSaid(result.result.summary);
    } catch {
      setSaid(notLoaded);
    } finally {
      setRunning(false);
    }
  };
  const edit = async () => {
    try {
      const opened = editing ?? (await openEditors(id));
      focusNext.current = ".program textarea";
      // A link may have opened the editors meanwhile.
      setEditing((now) => ({ ...(now ?? opened) }));
    } catch {
      setSaid(notLoaded);
    }
  };
  const reset = () => {
    turn.current += 1;
    focusNext.current = ".edit";
    setEditing(null);
    setShared(false);
    setRan(null);
    setSaid("The example is as it was recorded.");
  };
  const copy = async () => {
    const shown = section.current?.querySelector(".program pre code")?.textContent ?? "";
    const isCopied = await copyText(editing?.files.at(-1)?.text ?? shown.trimEnd());
    setSaid(isCopied ? "The program is copied." : "Not copied: select the text instead.");
  };
  const share = async () => {
    try {
      const files = editing?.files ?? (await loadSources(id)).files;
      setSaid(await shareProgram(id, files));
    } catch (error) {
      setSaid(error instanceof RangeError ? error.message : notLoaded);
    }
  };
  return {
    editing,
    isEdited,
    isShared,
    isRunning,
    result: ran?.result ?? null,
    said,
    workbench,
    marksOf: (file) => (ran && ran.files === editing?.files ? marksIn(file, ran.result) : []),
    change: (file, text) => setEditing(editing && { ...editing, files: withText(editing.files, file, text) }),
    preload,
    run,
    edit,
    reset,
    copy,
    share,
  };
}

async function openEditors(id: string): Promise<Editing> {
  const [Editor, { files }] = await Promise.all([loadEditor(), loadSources(id)]);
  return { Editor, original: files, files };
}

/** Opens the editors with a program that came with the address; null where none of this example did. */
async function openShared(hash: string, id: string): Promise<Editing | null> {
  try {
    const { sharedProgram, withTexts } = await loadLinks();
    const shared = await sharedProgram(hash, id);
    if (!shared) return null;
    const opened = await openEditors(id);
    return { ...opened, files: withTexts(opened.original, shared) };
  } catch {
    return null;
  }
}

/** Fetches what it takes to run what stands in the editors. What fails here fails again, and is told, in the run. */
async function preloadProgram(id: string, edited: SourceFile[] | null): Promise<void> {
  try {
    const [runner, , sources] = await loadRun(id);
    runner.preload(programOf(edited ?? sources.files, sources));
  } catch {}
}

/** Runs what stands in the editors, or the example as it was recorded. */
async function runProgram(id: string, edited: SourceFile[] | null) {
  const [runner, { resultOf }, sources] = await loadRun(id);
  const files = edited ?? sources.files;
  const outcome = await runner.run(programOf(files, sources));
  return { files, result: resultOf(outcome, sources.output) };
}

function programOf(files: SourceFile[], { files: original, stripped }: ExampleSources): Program {
  const program = { files, main: "example.ts" };
  return files.at(-1)?.text === original.at(-1)?.text ? { ...program, stripped } : program;
}

/** Copies the address of a program; puts it where it can be copied by hand if the clipboard is closed. */
async function shareProgram(id: string, files: SourceFile[]): Promise<string> {
  const { programLink } = await loadLinks();
  const link = await programLink(id, files);
  if (await copyText(link)) return "The link is copied. It holds the program and its schemas.";
  history.replaceState(history.state, "", link);
  return "Not copied. The link is in the address bar now: copy it from there.";
}

/** Where *Open in the workbench* leads: to the example, or to the schemas as they were edited. */
function useWorkbenchLink(id: string, edited: SourceFile[] | null): string | null {
  const original = `/try?example=${id}`;
  const [link, setLink] = useState<string | null>(original);
  useEffect(() => {
    if (!edited) return setLink(original);
    let isOld = false;
    loadLinks()
      .then(({ workbenchLink }) => workbenchLink(edited))
      .then((made) => isOld || setLink(made))
      .catch(() => {});
    return () => {
      isOld = true;
    };
  }, [original, edited]);
  return link;
}

function isSame(files: readonly SourceFile[], original: readonly SourceFile[]): boolean {
  return files.every(({ text }, index) => text === original[index]?.text);
}

function marksIn(name: string, { outcome: { problem } }: Result): Mark[] {
  if (!problem || problem.file !== name || problem.line < 1) return [];
  return [{ ...problem, column: Math.max(problem.column, 1), severity: "error" }];
}
