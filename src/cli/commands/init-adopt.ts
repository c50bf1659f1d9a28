import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { differingLines } from "../adopt/differing-lines.js";
import type { Origin } from "../adopt/origin.js";
import { type AdoptText, adoptTexts, blanksOf, type Host } from "../adopt/texts.js";
import { firstPairs } from "../adopt/window-text.js";
import { tryGit } from "../git/git.js";
import { configurationName, loadConfiguration } from "../project/configuration.js";
import { type NewFile, textAt, writeNewFile } from "../project/new-file.js";
import { commit, homepage, isPublished, repository, version } from "../terminal/package.js";
import { type Notes, notesFor, writeOutput } from "../terminal/terminal.js";
import { undecided } from "./init-text.js";

/** A text on its way into a file. */
type Draft = Pick<AdoptText, "sameAs" | "text" | "isProgram"> & { file: string };

/**
 * Writes the configuration and the texts with which a project adopts the guide, each where there is no such file yet. Says
 * of every file what became of it, and prints what is to be added by hand to those that were there.
 */
export async function adoptGuide(root: string, configuration: string): Promise<void> {
  const notes = notesFor(false);
  const host = await hostOf(root);
  const drafts: Draft[] = [{ file: configurationName, sameAs: [], text: configuration }];
  for (const { files, ...text } of adoptTexts(origin(), pairsIn(root))) {
    const file = files[host];
    if (file !== undefined) drafts.push({ ...text, file });
  }
  const byHand: string[] = [];
  for (const draft of drafts) {
    const made = writeNewFile(root, draft.file, draft.sameAs, draft.text, draft.isProgram);
    // What the configuration says was decided where there is one.
    const isWhole = made.outcome === "written" || draft.file === configurationName;
    const own = made.outcome === "exists" && !isWhole ? textAt(root, made.file) : null;
    const isThere = own?.replaceAll("\r\n", "\n").includes(draft.text.trim()) === true;
    report(notes, draft, made, isThere);
    if (!isWhole && !isThere) byHand.push(handText(placeOf(draft, made), draft.text, own));
  }
  writeOutput(byHand.join("\n"), undefined);
  notes.say('read what was written, then run "grpc-evolution check" and commit it.');
}

/** Who talks to whom by the configuration that is there, or by the one that is written. */
function pairsIn(root: string): readonly ComponentPair[] {
  const file = path.join(root, configurationName);
  if (existsSync(file)) return loadConfiguration(root, file).components;
  // A link that leads nowhere stays, and says nothing of a window.
  const isLink = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  return isLink ? firstPairs.map((pair) => ({ ...pair, window: null })) : firstPairs;
}

function report(notes: Notes, draft: Draft, made: NewFile, isThere: boolean): void {
  const { file, text } = draft;
  if (isThere) notes.say(`${placeOf(draft, made)} has this text already.`);
  else if (made.outcome === "exists") notes.say(`${made.file} exists, and stays as it is.`);
  else if (made.outcome === "left") notes.say(`${file} was not written: ${made.reason}.`);
  else if (file === configurationName)
    notes.say(`wrote ${file} with the window ${undecided}: decide both in it.`);
  else notes.say(`wrote ${file}${blankText(blanksOf(text))}.`);
}

function blankText(blanks: readonly string[]): string {
  return blanks.length === 0
    ? ""
    : `, which does not work until you fill in ${blanks.join(" and ")} as its head says`;
}

function placeOf(draft: Draft, made: NewFile): string {
  return made.outcome === "exists" ? made.file : draft.file;
}

/** What is to be added to a file, or of a text that it has for the most part what differs, under a line that says which. */
function handText(file: string, text: string, own: string | null): string {
  const difference = own === null ? null : differingLines(own, text);
  return difference === null
    ? `==== Add to ${file} ====\n\n${text}`
    : `==== Change in ${file}, where you want it so ====\n\n${difference}\n`;
}

/** What this package knows of where it comes from. */
function origin(): Origin {
  return { isPublished, repository, homepage, release: commit === "" ? null : { version, commit } };
}

/** GitLab where its CI is configured or the remote lies there, else GitHub. */
async function hostOf(root: string): Promise<Host> {
  if (existsSync(path.join(root, ".gitlab-ci.yml"))) return "gitlab";
  const { stdout } = await tryGit(root, ["config", "--get", "remote.origin.url"]);
  return /^(?:[^/]*\/\/)?[^/:]*gitlab/i.test(stdout.toString()) ? "gitlab" : "github";
}
