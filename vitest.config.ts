import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts"],
          exclude: ["src/testing/*site.test.ts"],
          testTimeout: 30_000,
        },
      },
      /** Needs the built site and a Chromium. */
      {
        test: {
          name: "site",
          include: ["src/testing/*site.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
