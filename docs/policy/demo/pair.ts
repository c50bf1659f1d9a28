/** `npm run demo -- 1.0 3.0`: runs the workload with the runtime of one release and the agent of another. */
import { parseArgs } from "node:util";
import { isRelease, type Release, releases } from "./programs.js";
import { type Pair, runPair } from "./run-pair.js";
import { lineOf } from "./run-workload.js";
import { AgentError } from "./spawn-agent.js";
import { connections, type Implementation } from "./transports.js";

const usage = `npm run demo -- RUNTIME AGENT [--implementation connect|grpc-js] [--broken RELEASE]

Runs a workload with the runtime of one release and the agent of another, prints a line for each step,
and exits 0 if the agent did what the runtime meant, 1 if not, 2 if the pair could not be run.

  RUNTIME, AGENT     releases: ${releases.join(", ")}
  --implementation   what the runtime runs on: connect, or grpc-js
  --broken RELEASE   the agent of this release answers Pause and pauses nothing`;

class UsageError extends Error {}

async function main(args: string[]): Promise<void> {
  if (args.includes("--help")) return console.log(usage);
  for await (const result of runPair(readArguments(args))) {
    console.log(lineOf(result));
    if (!result.ok) process.exitCode = 1;
  }
}

function readArguments(args: string[]): Pair {
  const { positionals, values } = parse(args);
  const [client, server, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much: name a runtime and an agent.`);
  const { implementation, broken } = values;
  if (!isImplementation(implementation)) {
    const known = Object.keys(connections).join(", ");
    throw new UsageError(`There is no implementation "${implementation}". Known are ${known}.`);
  }
  return {
    client: releaseOf(client, "runtime"),
    server: releaseOf(server, "agent"),
    implementation,
    broken: broken === undefined ? undefined : releaseOf(broken, "broken agent"),
  };
}

function parse(args: string[]) {
  const options = {
    implementation: { type: "string", default: "connect" },
    broken: { type: "string" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function releaseOf(name: string | undefined, component: string): Release {
  if (isRelease(name)) return name;
  const what = name === undefined ? "is missing" : `"${name}" does not exist`;
  throw new UsageError(`The release of the ${component} ${what}. Releases are ${releases.join(", ")}.`);
}

function isImplementation(name: string): name is Implementation {
  return Object.hasOwn(connections, name);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message} See npm run demo -- --help.`);
  else if (error instanceof AgentError) console.error(error.message);
  else throw error;
  process.exitCode = 2;
});
