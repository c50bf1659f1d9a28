import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { shortRunFlags } from "./short-run.js";

test("V8 knows the flags that it gets", () => {
  const known = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  const names = [...known.matchAll(/^ +(--[a-z0-9-]+) \(/gm)].map(([, name]) => name);
  expect(names).toContain("--max-old-space-size");
  for (const flag of shortRunFlags(process.versions.v8)) expect(names).toContain(flag.split("=")[0]);
});

test("a V8 that counts in another way gets none of them", () => {
  expect(shortRunFlags("11.3.244.8-node.33")).toHaveLength(2);
  expect(shortRunFlags("12.4.254.21-node.57")).toEqual([]);
  expect(shortRunFlags("13.6.233.17-node.48")).toEqual([]);
});
