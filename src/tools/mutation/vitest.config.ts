import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests that concern what is mutated: they need no browser, no git and no buf. */
export default defineConfig({
  resolve: {
    // The package's link leads out of the copy that is mutated.
    alias: { "@grpc-evolution/engine": fileURLToPath(new URL("../../engine", import.meta.url)) },
  },
  test: {
    include: ["src/engine/{identity,diff,rules,window,check,ledger}/**/*.test.ts"],
    // Thousands of messages tell how long it takes, and that too often here.
    exclude: ["**/size.test.ts"],
    setupFiles: fileURLToPath(new URL("fast-check.ts", import.meta.url)),
    // The modules of the engine keep nothing between tests; to load them once saves most of the time.
    isolate: false,
    testTimeout: 30_000,
  },
});
