import {
  type Delay,
  delayToEnable,
  delayToRemoveField,
  delayToRemoveMethod,
  outlastRemovedMethod,
} from "@grpc-evolution/engine/window/delay.js";
import { releaseAt } from "@grpc-evolution/engine/window/releases.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { components } from "./components.js";

/** From when on something may be done. */
export interface When {
  /** The release; null where no release is late enough. */
  from: string | null;
  /** What waiting does not cover; null where it covers everything. */
  note: string | null;
}

/** What is introduced or deprecated in a release, and when the next step may follow. */
export interface DelayRow {
  release: string;
  enabled: When;
  methodRemoved: When;
  fieldRemoved: When;
}

/** A row for each release that has an older one. Behind the last release, names are a forecast. */
export function delaysOf(releases: readonly string[], window: Window): DelayRow[] {
  return releases.slice(1).map((release, index) => {
    const after = ({ releases: delay }: Delay) =>
      delay === null ? null : releaseAt(releases, index + 1 + delay);
    const method = delayToRemoveMethod(window);
    const field = delayToRemoveField(window);
    return {
      release,
      enabled: { from: after(delayToEnable(undefined, window)), note: askingNote(window) },
      methodRemoved: {
        from: after(method),
        note: methodNote(window, release, after),
      },
      fieldRemoved: {
        from: field.forever ? null : after(field),
        note: field.forever ? `${peersWithoutLimit(window)} before ${release} still rely on it` : null,
      },
    };
  });
}

/** Enabled by default does not mean sent to everyone: servers without the feature may still be in the window. */
function askingNote(window: Window): string | null {
  if (delayToEnable(undefined, window).releases === null) return "ask first";
  return window.upgrade === "unbounded" ? `ask the ${components.server} first` : null;
}

/** Servers that the client runs ahead of are met until their release has left the window, however early the method goes. */
function methodNote(window: Window, release: string, after: (delay: Delay) => string | null): string | null {
  if (delayToRemoveMethod(window).forever) return `${components.client}s before ${release} still call it`;
  if (!outlastRemovedMethod(window)) return null;
  const note = `${components.server}s before ${release} may serve nothing else`;
  return window.upgrade === "unbounded"
    ? note
    : `before ${after({ releases: window.upgrade, forever: false })}, ${note}`;
}

/** Who stays in the window for ever. */
function peersWithoutLimit({ upgrade, downgrade }: Window): string {
  const servers = upgrade === "unbounded" ? [`${components.server}s`] : [];
  const clients = downgrade === "unbounded" ? [`${components.client}s`] : [];
  return [...servers, ...clients].join(" and ");
}
