import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Pair } from "./pair.js";
import type { CallPeer } from "./peer.js";
import type { Outcome } from "./protocol.js";
import { type Answer, type Answers, distinct } from "./record.js";
import { type Scenario, scenarios } from "./scenarios.js";

/** How often a call is made whose outcome is a race. */
const triesOfRace = 3;

/** Lets a client call a server in every scenario of their family. Both run as processes of their own. */
export async function runPair(client: CallPeer, server: CallPeer): Promise<Answers> {
  const folder = mkdtempSync(path.join(tmpdir(), "calls-"));
  const pair = new Pair(client, server, path.join(folder, "calls-pair.sock"));
  const answers: Record<string, Answer> = {};
  try {
    for (const scenario of scenarios.filter(({ families }) => families.includes(client.family))) {
      const reason = whyNotOffered(scenario, client, server);
      answers[scenario.id] = reason ? { reason } : await outcomesOf(pair, scenario);
    }
  } finally {
    await pair.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return answers;
}

async function outcomesOf(pair: Pair, scenario: Scenario): Promise<Outcome[]> {
  const printed: Outcome[] = [];
  const tries = scenario.isRace ? triesOfRace : 1;
  while (printed.length < tries) printed.push(await pair.run(scenario.call));
  return distinct(printed);
}

function whyNotOffered({ needs }: Scenario, client: CallPeer, server: CallPeer): string | undefined {
  return needs && (client.lacks[needs] ?? server.lacks[needs]);
}
