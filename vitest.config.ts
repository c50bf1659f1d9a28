import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type Reporter, type TestSpecification } from "vitest/node";
import { shortLived } from "./src/tools/setup/short-lived.mjs";

/** What takes longest begins first, so that the others end beside it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const takesLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith("src/testing/site.test.ts");
    const sorted = await super.sort(files);
    return [...sorted.filter(takesLongest), ...sorted.filter((file) => !takesLongest(file))];
  }
}

/** What tests without a browser have in common. */
const withoutBrowser = {
  globalSetup: "src/testing/build-command.ts",
  /** To load the engine anew for each file takes as long as to test it. */
  isolate: false,
  setupFiles: "src/testing/each-file.setup.ts",
  unstubGlobals: true,
  /** No bound on what is tested: a busy machine takes several times as long. */
  testTimeout: 180_000,
  hookTimeout: 60_000,
};

const ofCommand = "src/cli/**/*.test.ts";

/** A pass is not to look like more than was looked at. */
const whatIsLeftOut: Reporter = {
  onTestRunEnd: () =>
    console.info("Of many cases of one kind some were looked at. All of them are by: npm run test:all\n"),
};

/** `--mode thorough` looks at all cases, see `src/testing/thorough.ts`. */
export default defineConfig(({ mode }) => {
  const isThorough = mode === "thorough";
  const ofAll = { provide: { isThorough }, execArgv: isThorough ? [] : shortLived };
  return {
    test: {
      ...(isThorough ? {} : { reporters: ["default", whatIsLeftOut] }),
      /** Tests wait for programs, pages and limits of time: one more than there are processors keeps all of them busy. */
      maxWorkers: availableParallelism() + 1,
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          test: {
            ...ofAll,
            ...withoutBrowser,
            name: "unit",
            include: ["src/**/*.test.ts"],
            exclude: [ofCommand, "src/testing/*site.test.ts"],
          },
        },
        /** Starts git ten thousand times, which takes a process longer the more memory it has: it shares none with the others. */
        { test: { ...ofAll, ...withoutBrowser, name: "command", include: [ofCommand] } },
        /** Needs the built site and a Chromium. */
        {
          test: {
            ...ofAll,
            name: "site",
            /** To start a process for each file, and to load what drives a browser, takes a second. */
            isolate: false,
            include: ["src/testing/*site.test.ts"],
            /** More pages at a time would only wait for each other. */
            maxConcurrency: 2,
            testTimeout: 180_000,
            hookTimeout: 60_000,
            /** A busy machine shows late what a page does. */
            expect: { poll: { timeout: 20_000 } },
          },
        },
      ],
    },
  };
});
