import { readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandFixture, protocol } from "../testing/command.js";
import { write } from "../testing/git.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const proto = "protos/agent.proto";
const first = { [proto]: protocol("  string source = 1;\n  int32 kind = 2;\n  string old = 3; // why") };
const wrong = { [proto]: protocol("  string source = 1;\n  string driver = 2;") };

const read = (folder: string, name = proto) => readFileSync(path.join(folder, name), "utf8");

describe("check --fix", () => {
  it("applies what helps until nothing is left, says what it did, and reports what remains", async () => {
    const folder = fixture.repository(["v1.0", first]);
    write(folder, wrong);
    const { status, stdout, stderr } = await fixture.run(folder, ["check", "--fix", "--against", "v1.0"]);
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^No findings\./) });
    expect(stderr).toContain(`fixed ${proto}: R1/number-reused acme.Storage.driver: `);
    expect(read(folder)).toBe(
      protocol(
        '  reserved 3;\n  reserved "old";\n  reserved 2;\n  reserved "kind";\n  string source = 1;\n  string driver = 4;',
      ),
    );
    const again = await fixture.run(folder, ["check", "--fix", "--against", "v1.0"]);
    expect(again.stderr).toContain("nothing could be fixed by an edit");
  });

  it("leaves alone what is outside of the globs and of the paths, and what is behind a link", async () => {
    const copy = "copy/agent.proto";
    const folder = fixture.repository(["v1.0", { ...first, [copy]: first[proto] ?? "" }]);
    write(folder, {
      ...wrong,
      [copy]: wrong[proto] ?? "",
      "grpc-evolution.yaml": "protos: [protos/*.proto]\n",
    });
    await fixture.run(folder, ["check", "--fix"]);
    expect(read(folder, copy)).toBe(wrong[proto]);
    expect(read(folder)).not.toBe(wrong[proto]);

    write(folder, wrong);
    rmSync(path.join(folder, "protos"), { recursive: true });
    symlinkSync("copy", path.join(folder, "protos"));
    await fixture.run(folder, ["check", "--fix"]);
    expect(read(folder, copy)).toBe(wrong[proto]);
  });

  it.each([
    ["--head", "HEAD"],
    ["--before", "protos", "--after", "protos"],
  ])("is refused with %s", async (...args) => {
    const folder = fixture.repository(["v1.0", first]);
    const { status, stderr } = await fixture.run(folder, ["check", "--fix", ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/--fix changes the working tree only\./);
  });
});
