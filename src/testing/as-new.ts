/** Runs before each test file: files share their modules, and what one of them sets must not reach the next. */
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { vi } from "vitest";

vi.unstubAllGlobals();
provideCommonFiles(() => new Map());
