import { expect, test } from "vitest";
import { outputLimit } from "./messages.js";
import { openOutput } from "./output.js";

function open() {
  const sent: string[] = [];
  let fulls = 0;
  const output = openOutput(
    (text) => sent.push(text),
    () => {
      fulls += 1;
    },
  );
  return { output, sent, fulls: () => fulls };
}

test("what is printed is sent at once, so that it is not lost when the program is ended", () => {
  const { output, sent } = open();
  output.write("a\n");
  output.write("b\n");
  expect(sent).toEqual(["a\n", "b\n"]);
});

test("a program that prints without end sends few messages, and no more than the limit", () => {
  const { output, sent, fulls } = open();
  while (fulls() === 0) output.write("\n");
  expect(sent.join("")).toBe("\n".repeat(outputLimit));
  expect(sent.length).toBeLessThan(1500);
});

test("text that does not fit is cut", () => {
  const { output, sent, fulls } = open();
  output.write("x".repeat(outputLimit - 1));
  expect(fulls()).toBe(0);
  output.write("yz");
  expect(fulls()).toBe(1);
  expect(sent.join("")).toBe(`${"x".repeat(outputLimit - 1)}y`);
});

test("exactly the limit fits", () => {
  const { output, fulls } = open();
  output.write("x".repeat(outputLimit));
  expect(fulls()).toBe(0);
});

test("what is held back is sent in the end", () => {
  const { output, sent } = open();
  for (let line = 0; line < 1100; line += 1) output.write("a\n");
  output.flush();
  expect(sent.join("")).toBe("a\n".repeat(1100));
});
