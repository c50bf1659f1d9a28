/** The compatibility analysis of the pages' examples and of the demo's releases. */
import { readFileSync } from "node:fs";
import { analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { analysisMarkdown } from "@grpc-evolution/engine/report/analysis.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoFile } from "../evidence/demo/files.js";
import { makeDemoRepository } from "../evidence/demo/repository.js";
import { findExample, findExamples } from "../evidence/examples/example.js";
import { CommandFixture } from "./command.js";
import { releasesOf, requestOfExample } from "./example-requests.js";
import { write } from "./git.js";
import { requestOver } from "./reported.js";
import { someOf } from "./thorough.js";

const compared = findExamples().filter((example) => releasesOf(example).length > 1);

const analysisOf = (id: string) => {
  const request = requestOfExample(findExample(id));
  return analyze(request, check(request));
};

describe("the analysis of an example", () => {
  const telling = [
    "gl3/stopped-too-early",
    "gl2/method-removed",
    "r1/name",
    "r1/reuse",
    "r2/new-field",
    "r2/new-method",
    "r3/open-enum",
    "r4/int64-as-int32",
    "review/worked-analysis",
  ];

  test.each(telling)("%s is what was read and found right", async (id) => {
    await expect(analysisMarkdown(analysisOf(id))).toMatchFileSnapshot(
      `golden-analysis/${id.replace("/", "-")}.txt`,
    );
  });

  test("of a field that is renamed is what was read and found right", async () => {
    const states = (field: string) =>
      `syntax = "proto3"; package a; message Req { string id = 1; ${field} } message Res {} service S { rpc Call(Req) returns (Res); }`;
    const request = requestOver([states("int32 size = 2;"), states("int32 bytes = 2;")]);
    const text = analysisMarkdown(analyze(request, check(request)));
    await expect(text).toMatchFileSnapshot("golden-analysis/renamed-field.txt");
  });

  test.each(someOf(compared, 4))(
    "$id is the same each time, and names every element that changed",
    ({ id }) => {
      const analysis = analysisOf(id);
      const text = analysisMarkdown(analysis);
      expect(analysisMarkdown(analysisOf(id))).toBe(text);
      for (const { fullName } of analysis.elements) expect(text).toContain(`\`${fullName}\``);
      for (const { check: reported } of analysis.findings) expect(text).toContain(reported);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );
});

describe("the analysis of a step of the demo", () => {
  let fixture: CommandFixture;
  let folder: string;
  const steps = new Map<string, string>();

  beforeAll(async () => {
    fixture = new CommandFixture();
    folder = fixture.folder();
    makeDemoRepository(folder);
    for (const head of ["2.0", "3.0", "4.0"]) {
      const { status, stdout } = await fixture.run(folder, ["analysis", "--head", head]);
      expect(status).toBe(0);
      steps.set(head, stdout);
    }
  });

  afterAll(() => fixture.remove());

  const step = (head: string) => steps.get(head) ?? "";

  test("names the releases that the window lets meet", () => {
    expect(step("2.0")).toContain("Compared: runtime 2.0 with agent 1.0; agent 2.0 with runtime 1.0.");
    expect(step("3.0")).toContain(
      "Compared: runtime 3.0 with agents 1.0 and 2.0; agent 3.0 with runtime 2.0.",
    );
    expect(step("4.0")).toContain(
      "Compared: runtime 4.0 with agents 1.0 to 3.0; agent 4.0 with runtime 3.0.",
    );
  });

  test("2.0 says who writes what is new, who reads it, and from when it may be used", () => {
    const text = step("2.0");
    const line = (section: string, name: string) =>
      text
        .slice(text.search(new RegExp(`^#+ ${section}`, "m")))
        .split("\n")
        .find(
          (each) =>
            each.startsWith("- ") && (each.includes(`\`acme.demo.${name}\``) || each.includes(`\`${name}\``)),
        );
    expect(line("Past", "CreateRequest.network")).toContain(
      "runtime 2.0 writes, agent 1.0 sees an unknown field",
    );
    expect(line("Past", "GuestDetails.memory_bytes")).toContain(
      "agent 2.0 writes, runtime 1.0 sees an unknown field",
    );
    expect(line("Past", "Agent.ReadStats")).toContain("runtime 2.0 calls, agent 1.0 answers UNIMPLEMENTED");
    expect(line("Future", "CreateRequest.network")).toContain("Left out by runtime 1.0.");
    expect(line("Who upgrades first", "CreateRequest.network")).toContain(
      "First the agent reads it, then the runtime writes it.",
    );
    // Said once of all that is new in the request.
    const dated = "Introduced in 2.0; may be used by default from 3.0, when each release that a rollback";
    expect(text.split(dated)).toHaveLength(2);
    expect(text).toMatch(new RegExp(`^- .*\`CreateRequest\\.network\`.*: ${dated}`, "m"));
    expect(line("Who upgrades first", "GuestDetails.memory_mb")).toContain("no release should remove it");
    expect(text).toContain(
      "Feature `network`: introduced in 2.0, may be enabled from 3.0, declared to be enabled in 3.0.",
    );
  });

  test("3.0 says what the default was to the release before, and which features it enables", () => {
    const text = step("3.0");
    expect(text).toContain("it reads `true` then");
    expect(text).toContain(
      "For agent 2.0, where it is absent: not set, which a reader can tell from a value; it reads `false` then.",
    );
    expect(text).toContain(
      "Feature `network`: introduced in 2.0, may be enabled from 3.0, declared to be enabled in 3.0, which is this release.",
    );
    expect(text).toContain("Deprecated in 3.0; may be removed from 4.0.");
  });

  test("4.0 says who still calls what is gone", () => {
    expect(step("4.0")).toContain("As gRPC defines it: runtime 3.0 calls, agent 4.0 answers UNIMPLEMENTED.");
    expect(step("4.0")).toMatch(/^- Holds: .*GL2-2/m);
    expect(step("4.0")).toMatch(/supported client still calls it, .* \(.*GL2-1.*\)$/m);
  });

  test("that breaks each rule says which release is hurt", async () => {
    const broken = fixture.folder();
    makeDemoRepository(broken, readFileSync(demoFile("broken/grpc-evolution.yaml"), "utf8"));
    write(broken, { "agent.proto": readFileSync(demoFile("broken/agent.proto"), "utf8") });
    const { status, stdout } = await fixture.run(broken, ["analysis"]);
    expect(status).toBe(0);
    for (const rule of ["R1-1", "R2-1", "R3-1", "R4-1", "GL2-1", "GL4-1"]) {
      expect(stdout).toMatch(new RegExp(`^- Not ready: .*\\b${rule}\\b`, "m"));
    }
    expect(stdout).toMatch(/^- To be weighed: .*GL5-1, GL3-1/m);
    expect(stdout).toContain("runtime 4.0 calls, agent of the working tree answers UNIMPLEMENTED");
  });
});
