import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import { compareReleases, parseRelease } from "@grpc-evolution/engine/window/releases.js";
import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import type { Age, Both } from "./sides.js";

/** How a change is judged. */
export interface Settings {
  preset: "strict" | "standard";
  /** Names of the two releases; empty where they are called old and new. */
  releases: Both<string>;
  client: string;
  server: string;
  /** Null where no window is declared. */
  window: Window | null;
}

export const defaultSettings: Settings = {
  preset: "strict",
  releases: { old: "", new: "" },
  client: "client",
  server: "server",
  window: null,
};

/** A longer name is cut. */
export const maxNameLength = 60;

/** How far apart the two components may be at most, as far as two releases can show it. */
export const limits: readonly Limit[] = ["unbounded", 0, 1, 2, 3];

/** Why these settings cannot be used as they are, empty where they can. */
export function settingsProblem({ window, releases, client, server }: Settings): string {
  if (client === server) return "Give client and server different names.";
  if (window === null) return "";
  if (!parseRelease(releases.old) || !parseRelease(releases.new)) {
    return "A window needs the names of both releases, such as 2.3 and 2.4.";
  }
  return compareReleases(releases.old, releases.new) < 0
    ? ""
    : "The new release has to come after the old one.";
}

/** What sentences and headings call a state. */
export function labelOf(age: Age, { releases }: Settings): string {
  return releases[age] || age;
}

/** Whether both releases have names of their own, by which sentences call the peers. */
export function isNamed({ releases }: Settings): boolean {
  return releases.old !== "" && releases.new !== "" && releases.old !== releases.new;
}

/** The request of a check of two states; settings that cannot be used count as not set. */
export function requestOf(files: Both<State["files"]>, settings: Settings, homepage: string): CheckRequest {
  const isUsable = settingsProblem(settings) === "";
  const { releases, preset } = settings;
  const label = (age: Age) => (isNamed(settings) ? releases[age] : age);
  const { client, server, window } = isUsable ? settings : defaultSettings;
  const request = requestFor(
    { label: label("old"), files: files.old },
    { label: label("new"), files: files.new },
  );
  const components = [{ client, server, window, services: [] }];
  if (window === null) return { ...request, preset, components, homepage };
  return {
    ...request,
    preset,
    components,
    homepage,
    releases: { names: [releases.old, releases.new], head: 1, isExcerpt: true },
    baselines: request.baselines.map((baseline) => ({ ...baseline, releaseIndex: 0 })),
  };
}

/** `2.3 → 2.4 · runtime calls agent · runtime ahead by any number, behind by 1 · preset strict`. */
export function settingsText(settings: Settings): string {
  const { client, server, preset } = settings;
  const names = `${client} calls ${server}`;
  return [
    isNamed(settings) ? `${settings.releases.old} → ${settings.releases.new}` : "old → new",
    names,
    windowText(settings),
    `preset ${preset}`,
  ].join(" · ");
}

function windowText(settings: Settings): string {
  const { client, window } = settings;
  if (window === null) return "no window";
  if (settingsProblem(settings) !== "") return "the window does not count yet";
  return limitsText(client, window);
}

function limitsText(client: string, { upgrade, downgrade }: Window): string {
  return `${client} ahead ${limitText(upgrade)}, behind ${limitText(downgrade)}`;
}

/** Which window was set and does not count, with the reason, as sentences; empty where none was, or where it counts. */
export function uncountedText(settings: Settings): string {
  const { client, window } = settings;
  const problem = settingsProblem(settings);
  if (problem === "" || window === null) return "";
  return `A window was set, and does not count: ${limitsText(client, window)}. ${problem}`;
}

export function limitText(limit: Limit): string {
  if (limit === "unbounded") return "by any number";
  return limit === 0 ? "not at all" : `by ${limit}`;
}

/** Copies what is known out of data of any shape; what does not fit is as by default. */
export function readSettings(data: unknown): Settings {
  if (!isRecord(data)) return defaultSettings;
  const releases = isRecord(data.releases) ? data.releases : {};
  return {
    preset: data.preset === "standard" ? "standard" : "strict",
    releases: { old: nameIn(releases.old, ""), new: nameIn(releases.new, "") },
    client: nameIn(data.client, defaultSettings.client),
    server: nameIn(data.server, defaultSettings.server),
    window: windowIn(data.window),
  };
}

function nameIn(data: unknown, otherwise: string): string {
  return typeof data === "string"
    ? data
        .replace(/[\p{C}\s]+/gu, " ")
        .trim()
        .slice(0, maxNameLength)
    : otherwise;
}

function windowIn(data: unknown): Window | null {
  if (!isRecord(data)) return null;
  const limitIn = (value: unknown) => limits.find((each) => each === value);
  const [upgrade, downgrade] = [limitIn(data.upgrade), limitIn(data.downgrade)];
  return upgrade === undefined || downgrade === undefined ? null : { upgrade, downgrade };
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}
