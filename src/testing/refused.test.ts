/** What compilers refuse: in the head it ends the run, in an older state it is said. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandFixture } from "./command.js";
import { commit } from "./git.js";

let fixture: CommandFixture;

beforeAll(() => {
  fixture = new CommandFixture();
});

afterAll(() => fixture.remove());

const order = (fields: string) => `syntax = "proto3";\npackage shop;\nmessage Order { ${fields} }\n`;
const wrong = order("string unit_price = 1; int32 unitPrice = 2;");
const repaired = order("string unit_price = 1; int32 price = 2;");

function compare(before: Record<string, string>, after: Record<string, string>) {
  const files = (age: string, texts: Record<string, string>) =>
    Object.entries(texts).map(([name, text]) => [`${age}/${name}`, text] as const);
  const folder = fixture.folder(Object.fromEntries([...files("before", before), ...files("after", after)]));
  return fixture.run(folder, ["check", "--before", "before", "--after", "after"]);
}

test("the head is refused with the place", async () => {
  const { status, stderr } = await compare({ "a.proto": repaired }, { "a.proto": wrong });
  expect(status).toBe(2);
  expect(stderr).toMatch(/a\.proto:3:46: "unit_price" and "unitPrice" have the same name in JSON/);
});

test("an older state is compared, and what is wrong with it said", async () => {
  const { status, stdout, stderr } = await compare({ "a.proto": wrong }, { "a.proto": repaired });
  expect(status).toBe(0);
  expect(stdout).toContain("R1/renamed");
  expect(stderr).toContain("before has what compilers refuse, and was read all the same: ");
  expect(stderr).toMatch(/a\.proto:3:46:/);
});

test("a release that compilers refuse does not keep a change from passing that repairs it", async () => {
  const folder = fixture.repository(["v1.0.0", { "a.proto": wrong }]);
  commit(folder, "", { "a.proto": repaired });
  const { status, stdout, stderr } = await fixture.run(folder, ["check"]);
  expect(status).toBe(0);
  expect(stdout).not.toContain("GL1/release-unreadable");
  expect(stderr).toContain("has what compilers refuse, and was read all the same: ");
});

test("of two files of the older folder that declare a name in two ways none is chosen", async () => {
  const older = { "a/order.proto": order("string a = 1;"), "z/order.proto": order("string b = 2;") };
  const { status, stderr } = await compare(older, { "order.proto": order("string a = 1;") });
  expect(status).toBe(2);
  expect(stderr).toMatch(/shop\.Order is declared in .*a\/order\.proto and in .*z\/order\.proto/);
});
