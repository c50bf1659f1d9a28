import { expect, test } from "vitest";
import { bestMatches } from "../components/changes/matches.js";
import { readEntries } from "../evidence/changes/entries.js";

const entries = readEntries();

/** What people type into the filter of the catalogue, and a change that they look for. */
const wanted = {
  mask: "rename-a-field",
  "field mask": "rename-a-field",
  reject: "change-validation",
  maximum: "change-validation",
  "tighten validation": "change-validation",
  enable: "turn-a-feature-on",
  "turn on": "turn-a-feature-on",
  bool: "turn-a-feature-on",
  flag: "turn-a-feature-on",
  feature: "turn-a-feature-on",
  "default true": "turn-a-feature-on",
  "replace enum": "replace-an-enum-by-another",
  "replace request": "swap-a-request",
  richer: "swap-a-request",
  "already published": "use-a-number-again",
  usage: "deprecate-something",
  "nobody calls": "deprecate-something",
  yank: "remove-a-method",
  "string to list": "make-a-field-repeated",
  "rename logs": "rename-a-field",
  "log as json": "rename-a-field",
  UseProtoNames: "rename-a-field",
  "stricter check": "change-validation",
  "move two fields into a oneof": "move-two-fields-into-a-oneof",
  "two fields into a oneof": "move-two-fields-into-a-oneof",
  "remove a field that clients still send": "remove-a-field",
  "replace a unary method by a streaming one": "make-a-method-a-stream",
  "existing fields into a new oneof": "move-two-fields-into-a-oneof",
};

/** What people type, and the change that has to stand first. */
const first = {
  "make true the default": "change-a-default",
  "bool default on": "change-a-default",
  "change a default": "change-a-default",
  "replace an enum by another enum": "replace-an-enum-by-another",
  "move message to v2": "move-a-message",
  "move a message to another package": "move-a-message",
};

test.each(Object.entries(first))("%s leads to %s first", (text, slug) => {
  expect(bestMatches(entries, text)[0]?.slug).toBe(slug);
});

test.each(Object.entries(wanted))("%s leads to %s", (text, slug) => {
  expect(bestMatches(entries, text).map((entry) => entry.slug)).toContain(slug);
});
