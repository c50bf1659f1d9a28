import type { CallOutcome, CallTable, CallTableRow } from "../../../content/libraries.js";
import { type CallRow, callRows, type RecordedPair, readPairs } from "../calls/record.js";

/** A table for each transport, since its clients call only its own servers. */
export function callTables(pairs: readonly RecordedPair[] = readPairs()): CallTable[] {
  const transports = [...new Set(pairs.map(({ client }) => transportOf(client.id)))];
  return transports.map((transport) => {
    const own = pairs.filter(({ client }) => transportOf(client.id) === transport);
    const sides = new Map(
      own.flatMap(({ client, server }) => [client, server]).map((side) => [side.id, side]),
    );
    return {
      transport,
      rows: rowsOf(transport, callRows(own)),
      libraries: [...sides.values()].map(({ id, version }) => ({ name: id, version })),
      dates: [...new Set(own.map(({ date }) => date))].sort(),
    };
  });
}

function transportOf(id: string): string {
  return id.startsWith("ttrpc") ? "ttRPC" : "gRPC";
}

function rowsOf(transport: string, calls: readonly CallRow[]): CallTableRow[] {
  const scenarios = [...new Set(calls.map(({ scenario }) => scenario))];
  return scenarios.map((scenario) => {
    const own = calls.filter((call) => call.scenario === scenario);
    return {
      id: `${transport.toLowerCase()}-${scenario}`,
      title: own[0]?.title ?? "",
      outcomes: outcomesOf(own),
    };
  });
}

function outcomesOf(calls: readonly CallRow[]): CallOutcome[] {
  const groups = new Map<string, CallRow[]>();
  for (const call of calls) {
    const words = wordsOf(call);
    groups.set(words, [...(groups.get(words) ?? []), call]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([words, group]) => ({
      words,
      kind: kindOf(group[0]),
      who: group.length === calls.length ? null : whoCalls(group, calls),
      printed: printedIn(group),
    }));
}

/** What the codes of our own mean. The others are those of gRPC. */
const meanings: Readonly<Record<string, string>> = {
  NO_STATUS: "an error without a status",
  NO_ANSWER: "no answer",
  PROGRAM_ENDED: "the client's program ended",
  NOT_OFFERED: "not offered",
};

/** A call that succeeded says how many messages came. A race has more than one outcome. */
function wordsOf({ outcomes }: CallRow): string {
  const words = outcomes.map(({ code, text }) => {
    const [count] = text.split("\n");
    return code === "OK" ? `OK, ${count}` : (meanings[code] ?? code);
  });
  return [...new Set(words)].join(" or ");
}

function kindOf(call: CallRow | undefined): CallOutcome["kind"] {
  const [first] = call?.outcomes ?? [];
  if (first?.code === "OK") return "ok";
  if (first?.code === "NOT_OFFERED") return "notOffered";
  return first && first.code in meanings ? "none" : "status";
}

/** By servers, if these alone decide; else by clients, and by both where a client gets it from some servers only. */
function whoCalls(group: readonly CallRow[], all: readonly CallRow[]): string {
  const clients = [...new Set(group.map(({ client }) => client.id))];
  const servers = [...new Set(group.map(({ server }) => server.id))];
  if (all.filter(({ server }) => servers.includes(server.id)).length === group.length) {
    return `server ${servers.join(", ")}`;
  }
  const calledBy = (id: string, calls: readonly CallRow[]) =>
    calls.filter(({ client }) => client.id === id).map(({ server }) => server.id);
  const isWhole = (id: string) => calledBy(id, group).length === calledBy(id, all).length;
  const whole = clients.filter(isWhole);
  const parts = clients
    .filter((id) => !isWhole(id))
    .map((id) => `client ${id} with server ${calledBy(id, group).join(", ")}`);
  return [...(whole.length > 0 ? [`client ${whole.join(", ")}`] : []), ...parts].join("; ");
}

function printedIn(group: readonly CallRow[]): CallOutcome["printed"] {
  const texts = group.map(({ outcomes }) =>
    outcomes.map(({ code, text }) => (text === "" ? code : `${code}: ${text}`)).join("\n"),
  );
  return [...new Set(texts)].map((text) => ({ text, pairs: texts.filter((other) => other === text).length }));
}
