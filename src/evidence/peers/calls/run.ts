/** `npx tsx src/evidence/peers/calls/run.ts`: records all calls, without the other questions to libraries. */
import { recordAllCalls } from "./record-all-calls.js";

await recordAllCalls();
