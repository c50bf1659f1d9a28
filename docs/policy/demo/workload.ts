/** What the programs of all releases share: the steps of a workload, and how both sides write down what a step is. */
import { Code, ConnectError, type ConnectRouter, type Transport } from "@connectrpc/connect";

/** What happens to a workload, in this order. */
export const steps = ["details", "create", "start", "pause", "stats", "stop"] as const;

export type Step = (typeof steps)[number];

/** Steps in which the agent tells something; in the others the runtime asks for something to be done. */
export const answers: readonly Step[] = ["details", "stats"];

/** Writes down a step as one side sees it, in the words below. */
export type Note = (step: Step, text: string) => void;

/** The agent of a release: serves the protocol, and notes what it does and what it tells. */
export type AgentProgram = (router: ConnectRouter, note: Note) => void;

/** The runtime of a release: a function for each step, which notes what it means and what it is told. */
export type RuntimeProgram = (agent: Transport, note: Note) => Record<Step, () => Promise<void>>;

/** What every runtime is to run. */
export const workload = {
  id: "w1",
  storages: [{ driver: "bind", mountPoint: "/data" }],
  network: { address: "10.0.0.2/24" },
  graceMs: 5000,
};

export const bytesPerMb = 1024n * 1024n;

/** What every agent finds in its guest. */
export const guest = { memoryBytes: 6144n * bytesPerMb, processes: 3 };

/** What a workload is created with; each side fills it in by what it meant or read. */
export interface Created {
  isRootReadOnly: boolean;
  network?: { address: string };
  storages: { driver: string; mountPoint: string }[];
}

/** The words for each step. Two sides that understand each other use the same. */
export const words = {
  details: (memoryBytes: bigint) => `${memoryBytes / bytesPerMb} MB of memory`,
  create: ({ isRootReadOnly, network, storages }: Created) =>
    [
      isRootReadOnly ? "read-only root" : "writable root",
      network ? `network ${network.address}` : "no network",
      ...storages.map(({ driver, mountPoint }) => `${driver} at ${mountPoint}`),
    ].join(", "),
  start: (id: string) => `${id} runs`,
  pause: (id: string) => `${id} is paused`,
  stats: (id: string, processes: number) => `${id} has ${processes} processes`,
  stop: (graceMs: number) => `${graceMs} ms to end`,
};

const drivers = ["bind", "tmpfs"];

/** A set of strings is an enum in disguise: an agent refuses what is not in it, by name. */
export function refuseUnknownDrivers(storages: readonly { driver: string }[]): void {
  const unknown = storages.find(({ driver }) => !drivers.includes(driver));
  if (unknown) throw new ConnectError(`unknown storage driver "${unknown.driver}"`, Code.InvalidArgument);
}
