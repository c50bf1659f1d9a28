import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    /** Vitest would leave one processor idle; on two that doubles the time. */
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts"],
          exclude: ["src/testing/*site.test.ts"],
          globalSetup: "src/testing/build-command.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      /** Needs the built site and a Chromium. */
      {
        test: {
          name: "site",
          include: ["src/testing/*site.test.ts"],
          /** More pages at a time would only wait for each other. */
          maxConcurrency: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          /** A busy machine shows late what a page does. */
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
