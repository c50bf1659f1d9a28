import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds between a friendly request and the end. */
const grace = 2000;

/** Milliseconds that the system gets to end what was killed: a process that waits for a disk takes its time. */
const endTimeout = 5000;

/**
 * Ends everything that a process started: what is in its group and, on Linux, what has `token` in its environment,
 * which finds also those that left the group. On Windows it ends the process only.
 */
export async function endProcesses(child: ChildProcess, token: string): Promise<void> {
  if (process.platform === "win32") {
    child.kill();
    return;
  }
  const group = child.pid;
  if (group === undefined) return;
  const find = () => (process.platform === "linux" ? findOnLinux(group, token) : findGroup(group));
  if (send("SIGTERM", find()) && !(await goneWithin(grace, find))) {
    const kill = () => {
      const left = find();
      send("SIGKILL", left);
      return left;
    };
    await goneWithin(endTimeout, kill);
  }
}

/** Sends a signal to processes, and to groups, whose number is negative; returns whether there are any. */
function send(signal: NodeJS.Signals, targets: readonly number[]): boolean {
  for (const target of targets) {
    try {
      process.kill(target, signal);
    } catch {
      // It ended meanwhile, or belongs to somebody else.
    }
  }
  return targets.length > 0;
}

/** Looks until nothing is found any more; false where something still is. */
async function goneWithin(milliseconds: number, find: () => number[]): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (find().length > 0) {
    if (performance.now() > end) return false;
    await wait(50);
  }
  return true;
}

function findGroup(group: number): number[] {
  try {
    process.kill(-group, 0);
    return [-group];
  } catch {
    return [];
  }
}

/** The group, if one of it still runs, and all others that have the token. Dead ones nobody asked about don't count. */
function findOnLinux(group: number, token: string): number[] {
  const running = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...statusOf(name) }))
    .filter(({ dead }) => !dead);
  const others = running.filter((each) => each.group !== group && hasToken(each.pid, token));
  const inGroup = running.some((each) => each.group === group);
  return [...(inGroup ? [-group] : []), ...others.map(({ pid }) => pid)];
}

/** Whether a process ended already, and which group it is in. */
function statusOf(pid: string): { dead: boolean; group: number } {
  // After the name, which may hold anything up to the last parenthesis: state, parent, group.
  const stat = readProc(`/proc/${pid}/stat`);
  const [state = "", , group = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { dead: state === "" || /[ZXx]/.test(state), group: Number(group) };
}

function hasToken(pid: number, token: string): boolean {
  return readProc(`/proc/${pid}/environ`).includes(token);
}

/** Empty for a process that is gone or belongs to somebody else. */
function readProc(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
