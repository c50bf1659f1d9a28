/** The program `grpc-evolution`: the command, with the arguments and the streams of a process of its own. */
import { fail, run } from "./command.js";
import { expectShortRun } from "./terminal/short-run.js";
import { watchStreams } from "./terminal/terminal.js";

expectShortRun();
watchStreams(fail);
await run(process.argv.slice(2));
