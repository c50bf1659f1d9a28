/**
 * What each file of unit tests finds, whatever a file before it left in the same process: the common files, as the command has
 * them, and the clock.
 */
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { commonSources } from "@grpc-evolution/engine/schema/common-sources.js";
import { beforeAll, vi } from "vitest";

beforeAll(() => {
  provideCommonFiles(commonSources);
  vi.useRealTimers();
});
