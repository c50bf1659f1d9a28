import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Vitest starts with the files that take longest. A mutant is found soonest by those that do not. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toReversed();
  }
}

/** The tests that concern what is mutated: they need no browser, no git and no buf. */
export default defineConfig({
  resolve: {
    // The package's link leads out of the copy that is mutated.
    alias: { "@grpc-evolution/engine": fileURLToPath(new URL("../../engine", import.meta.url)) },
  },
  test: {
    provide: { isThorough: true },
    include: ["src/engine/{identity,diff,rules,window,check,ledger}/**/*.test.ts"],
    // Thousands of messages tell how long it takes, and that too often here.
    exclude: ["**/size.test.ts"],
    setupFiles: fileURLToPath(new URL("fast-check.ts", import.meta.url)),
    // The modules of the engine keep nothing between tests; to load them once saves most of the time.
    isolate: false,
    sequence: { sequencer: ShortestFirst },
    testTimeout: 30_000,
  },
});
