/** What became of a link: null where its address answers, else what is wrong with it, in words. */
export type Answer = string | null;

/** How addresses are asked. */
export interface Patience {
  /** How many are asked at the same time. */
  atOnce: number;
  /** Milliseconds that an answer may take. */
  limit: number;
  /** Milliseconds before what failed is asked once more. */
  pause: number;
}

/** Asks every address, so many at a time; one that fails is asked once more at the end, since hosts have bad moments. */
export async function askAll(addresses: Iterable<string>, patience: Patience): Promise<Map<string, Answer>> {
  const answers = await askEach([...addresses], patience);
  const failed = [...answers].filter(([, answer]) => answer !== null).map(([address]) => address);
  if (failed.length === 0) return answers;
  await new Promise((resolve) => setTimeout(resolve, patience.pause));
  return new Map([...answers, ...(await askEach(failed, patience))]);
}

async function askEach(
  addresses: readonly string[],
  { atOnce, limit }: Patience,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>(addresses.map((address) => [address, null]));
  const waiting = [...addresses];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      answers.set(next, await ask(next, limit));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

/**
 * Asks one address, and follows where it leads. Many servers refuse a request for the head alone, so what does not answer
 * that is asked for the whole.
 */
export async function ask(address: string, limit: number): Promise<Answer> {
  const answer = await request("HEAD", address, limit);
  return answer === null ? null : request("GET", address, limit);
}

async function request(method: string, address: string, limit: number): Promise<Answer> {
  try {
    const headers = { "user-agent": "Mozilla/5.0 (compatible; link check)", accept: "text/html, */*" };
    const response = await fetch(address, { method, headers, signal: AbortSignal.timeout(limit) });
    // Nobody reads the rest.
    await response.body?.cancel();
    return response.ok ? null : `answers ${response.status}`;
  } catch (error) {
    return inWords(error, limit);
  }
}

function inWords(error: unknown, limit: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `does not answer within ${limit / 1000} s`;
  const { cause } = error;
  return cause instanceof Error ? `fails: ${cause.message || cause.name}` : `fails: ${error.message}`;
}
