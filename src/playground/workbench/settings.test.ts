import { expect, test } from "vitest";
import { defaultSettings, type Settings, settingsText } from "./settings.js";

const chosen: Settings = { ...defaultSettings, window: { upgrade: "unbounded", downgrade: 1 } };

test("a window is told as one that counts only where it does", () => {
  expect(settingsText(defaultSettings)).toContain(" · no window · ");
  expect(settingsText(chosen)).toContain(" · the window does not count yet · ");
  expect(settingsText({ ...chosen, releases: { old: "2.3", new: "2.4" } })).toContain(
    " · client ahead by any number, behind by 1 · ",
  );
  expect(settingsText({ ...chosen, releases: { old: "2.4", new: "2.3" } })).toContain("does not count yet");
});
