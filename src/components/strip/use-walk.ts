import { gravest } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import { type KeyboardEvent, type SyntheticEvent, useEffect, useState } from "react";
import { stepTo } from "./keys.js";

/** Which field of a strip has the reader's attention. */
export interface Walk {
  /** The one that is explained, and that the Tab key reaches; none where there are no fields. */
  current: Span | undefined;
  /** False before the page is hydrated. */
  isReady: boolean;
  /** True where it was reached by keyboard, so that a screen reader says it. */
  isSpoken: boolean;
  handlers: {
    onKeyDown(event: KeyboardEvent<HTMLElement>): void;
    onFocus(event: SyntheticEvent<HTMLElement>): void;
    onPointerOver(event: SyntheticEvent<HTMLElement>): void;
  };
}

/**
 * Lets keyboard and pointer walk through the fields: one stop for the Tab key, whichever field was looked at last.
 * Until one is, it is the first with the gravest outcome.
 */
export function useWalk(spans: readonly Span[]): Walk {
  const [isReady, setReady] = useState(false);
  const [chosen, setChosen] = useState<{ index: number; isSpoken: boolean }>();
  useEffect(() => setReady(true), []);

  const fields = flatten(spans);
  const choose = (event: SyntheticEvent<HTMLElement>, isSpoken: boolean) => {
    const index = indexOf(event);
    if (index >= 0) setChosen({ index, isSpoken });
  };
  return {
    current: chosen ? fields[Math.min(chosen.index, fields.length - 1)] : gravestOf(fields),
    isReady,
    isSpoken: chosen?.isSpoken ?? false,
    handlers: {
      onKeyDown(event) {
        const from = indexOf(event);
        const to = from < 0 ? undefined : stepTo(event, from, fields.length);
        if (to === undefined) return;
        event.preventDefault();
        elementsIn(event)[to]?.focus();
      },
      onFocus: (event) => choose(event, true),
      onPointerOver: (event) => choose(event, false),
    },
  };
}

function gravestOf(fields: readonly Span[]): Span | undefined {
  const outcome = gravest(fields.map((field) => field.outcome));
  return fields.find((field) => field.outcome === outcome) ?? fields[0];
}

/** The fields in the order of their elements: each before those inside of it. */
function flatten(spans: readonly Span[]): Span[] {
  return spans.flatMap((span) => [
    span,
    ...span.parts.flatMap((part) => (part.role === "fields" ? flatten(part.spans) : [])),
  ]);
}

function elementsIn(event: SyntheticEvent<HTMLElement>): HTMLElement[] {
  return [...event.currentTarget.querySelectorAll<HTMLElement>(".strip-field")];
}

/** Which field an event happened in, below zero outside of all. */
function indexOf(event: SyntheticEvent<HTMLElement>): number {
  const element = (event.target as Element).closest<HTMLElement>(".strip-field");
  return element ? elementsIn(event).indexOf(element) : -1;
}
