/**
 * Changes the code that decides what is reported, one place at a time, and says which changes no test notices.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  testRunner: "vitest",
  // A text is prose, which people read, or a name, which the compiler checks: no test is to repeat either.
  mutator: { excludedMutations: ["StringLiteral"] },
  vitest: { configFile: "src/tools/mutation/vitest.config.ts", related: false },
  mutate: ["src/engine/{identity,diff,rules,window}/**/*.ts", "!**/*.test.ts"],
  ignorePatterns: [
    "**",
    "!/tsconfig.json",
    "!/src/engine/**",
    "!/src/testing/{changes-between,ledger-of-commits,reported,thorough}.ts",
    "!/src/tools/mutation/**",
  ],
  // Stryker would rewrite the project's with an API that TypeScript 7 does not have; a copy is fine as it is.
  tsconfigFile: "none",
  // Mutants of tables that are built when a file is loaded belong to no test; each would run all of them.
  ignoreStatic: true,
  concurrency: 2,
  reporters: ["clear-text", "html", "json", "progress"],
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false, skipFull: true },
  htmlReporter: { fileName: ".cache/mutation/report.html" },
  jsonReporter: { fileName: ".cache/mutation/report.json" },
  tempDirName: ".cache/mutation/sandbox",
};
