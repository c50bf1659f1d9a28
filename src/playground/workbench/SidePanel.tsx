import { type DragEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type SourceFile, withText } from "../../content/source-file.js";
import { linesOfFile } from "../diff/lines-of-file.js";
import { hasGaps } from "../diff/names.js";
import Editor, { type GutterMark, type Mark } from "../editor/Editor.js";
import type { ChangedLines } from "./changed-lines.js";
import FileTabs from "./FileTabs.js";
import { maxFileLength, withFiles } from "./files.js";
import { focusPlace } from "./focus-place.js";
import { checkId, findingId, goTo } from "./go-to.js";
import type { Age, FindingPlace } from "./question.js";
import { sideNames } from "./words.js";

interface Place {
  file: string;
  line: number;
  column: number;
}

interface Remark extends Place {
  message: string;
}

/** A place that somebody asked for; each request is an object of its own. */
export interface Target extends Place {
  age: Age;
}

interface Props {
  age: Age;
  files: readonly SourceFile[];
  /** Whether they are still those that an example or a link brought: files from the disk take their place. */
  isUntouched: boolean;
  /** Why the files cannot be read. */
  problems: readonly Remark[];
  /** What is left out of them. */
  remarks: readonly Remark[];
  /** What the rules say of places in them. */
  findings: readonly FindingPlace[];
  /** Lines that differ from the other version. */
  changed: ChangedLines;
  /** The name of the release, empty where it has none. */
  release: string;
  target: Target | null;
  onChange(files: SourceFile[]): void;
}

/** The files of one version. */
export default function SidePanel({
  age,
  files,
  isUntouched,
  problems,
  remarks,
  findings,
  changed,
  release,
  target,
  onChange,
}: Props): ReactNode {
  const [chosen, setChosen] = useState("");
  const [goal, setGoal] = useState<Place | null>(null);
  const [said, setSaid] = useState("");
  const panel = useRef<HTMLElement>(null);
  const file = files.find(({ name }) => name === chosen) ?? files[0];
  const fileName = file?.name ?? "";
  const gutter = useMemo(() => gutterMarksOf(fileName, findings), [fileName, findings]);
  const numbers = useMemo(() => (file && hasGaps(file) ? linesOfFile(file, age) : undefined), [file, age]);
  const lines = changed[fileName];
  const changedLines = useMemo(() => lines && { lines, sign: changeSigns[age] }, [lines, age]);

  const jump = useCallback((place: Place) => {
    setChosen(place.file);
    setGoal(place);
  }, []);
  useEffect(() => {
    if (target) jump(target);
  }, [target, jump]);
  useEffect(() => {
    // By now the file of the place is in the editor.
    if (goal) focusPlace(panel.current, goal);
    setGoal(null);
  }, [goal]);

  const take = async (list: FileList | null) => {
    const added = await Promise.all([...(list ?? [])].map(readFile)).catch(() => null);
    if (!added) return setSaid("This could not be read. Choose files, not folders.");
    const { files: taken, refused } = withFiles(isUntouched ? [] : files, added);
    setSaid(refused);
    const first = taken.find(({ name }) => added.some((each) => each.name === name));
    // What is there stays if nothing takes its place.
    if (!first) return;
    onChange(taken);
    setChosen(first.name);
  };
  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  return (
    <section
      ref={panel}
      className={`side ${age}`}
      aria-label={sideNames[age]}
      onDragOver={(event) => bringsFiles(event) && event.preventDefault()}
      onDrop={drop}
    >
      <h3>
        {sideNames[age]}
        {release !== "" && ` · ${release}`}
      </h3>
      <FileTabs
        age={age}
        files={files}
        chosen={file?.name ?? ""}
        onChoose={setChosen}
        onChange={onChange}
        onTake={take}
      />
      {file && (
        <Editor
          key={file.name}
          label={`${sideNames[age]}, ${file.name}`}
          language="protobuf"
          value={file.text}
          onChange={(text) => onChange(withText(files, file.name, text))}
          marks={marksOf(file.name, problems, remarks)}
          findings={gutter}
          changed={changedLines}
          numbers={numbers}
        />
      )}
      <p className="said" role="status">
        {said}
      </p>
      <OtherProblems
        problems={[...problems, ...remarks].filter((each) => each.file !== file?.name)}
        onJump={jump}
      />
    </section>
  );
}

/** Text may be dropped as well, and is the editor's matter. */
function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes("Files");
}

/**
 * A character is at most four bytes: no more is read than tells that a file is too long. Lines end as in the editor,
 * where places are counted by them.
 */
async function readFile(file: File): Promise<SourceFile> {
  const text = await file.slice(0, 4 * maxFileLength + 4).text();
  return { name: file.name, text: text.replace(/\r\n?/g, "\n") };
}

const changeSigns = { old: "−", new: "+" } as const;

/** The findings have a list of their own: a sign leads there. */
function gutterMarksOf(name: string, findings: readonly FindingPlace[]): GutterMark[] {
  return findings
    .filter(({ file }) => file === name)
    .map(({ line, column, severity, check, fullName }) => ({
      line,
      column,
      severity,
      message: `${check}, ${fullName}, ${severity}`,
      onOpen: () => goTo(findingId(check, fullName), checkId(check)),
    }));
}

function marksOf(name: string, problems: readonly Remark[], remarks: readonly Remark[]): Mark[] {
  const marks = (places: readonly Remark[], severity: Mark["severity"]) =>
    places
      .filter(({ file }) => file === name)
      .map(({ line, column, message }) => ({ line, column, message, severity }));
  return [...marks(problems, "error"), ...marks(remarks, "info")];
}

interface ProblemProps {
  problems: readonly Remark[];
  onJump(place: Place): void;
}

/** What is wrong with files that are not shown, each with a button that goes there. */
function OtherProblems({ problems, onJump }: ProblemProps): ReactNode {
  if (problems.length === 0) return null;
  return (
    <ul className="problems">
      {problems.slice(0, 5).map((place) => (
        <li key={`${place.file}:${place.line}:${place.column}:${place.message}`}>
          <button type="button" className="place" onClick={() => onJump(place)}>
            {place.file}:{place.line}:{place.column}
          </button>{" "}
          {place.message}
        </li>
      ))}
    </ul>
  );
}
