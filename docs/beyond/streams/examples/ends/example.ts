// The agent is replaced while a stream is open: how the stream ends, and what the same request brings afterwards.
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

function serveAgent(names: string[], end = async () => {}) {
  async function* watch() {
    for (const name of names) yield { name };
    await end();
  }
  return serve((router) => router.service(Agent, { watch }));
}

async function watch(transport: Transport, close = async () => {}) {
  const seen: string[] = [];
  try {
    for await (const { name } of createClient(Agent, transport).watch({ containerId: "c1" })) {
      seen.push(name);
      if (name === "oom") await close();
    }
    return `${seen.join(" ")}, then OK`;
  } catch (error) {
    return `${seen.join(" ")}, then ${Code[ConnectError.from(error).code]}`;
  }
}

const fail = async () => {
  throw new ConnectError("the agent restarts", Code.Unavailable);
};
const closed = await serveAgent(["start", "oom"], () => new Promise(() => {}));
const returning = await serveAgent(["start", "oom"]);
const failing = await serveAgent(["start", "oom"], fail);
console.log("agent 1 closes its connections:", await watch(closed.transport, closed.close));
console.log("agent 1 returns from the call:", await watch(returning.transport));
console.log("agent 1 fails the call:", await watch(failing.transport));

const fromStart = await serveAgent(["start", "oom", "stop", "exit"]);
const fromNow = await serveAgent(["exit"]);
console.log("agent 2, asked again, sends all:", await watch(fromStart.transport));
console.log("agent 2, asked again, sends what is new:", await watch(fromNow.transport));
for (const agent of [returning, failing, fromStart, fromNow]) await agent.close();
