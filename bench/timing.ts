/** Times in milliseconds by name. */
export type Times = Map<string, number[]>;

/** Runs and notes how long it took. */
export async function timed<T>(times: Times, name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  const all = times.get(name) ?? [];
  all.push(performance.now() - started);
  times.set(name, all);
  return result;
}

/** The value below which this share of the times lies. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `clients` workers for some seconds, each doing one thing after the other; gives the count and the rate. */
export async function rateOf(
  clients: number,
  seconds: number,
  once: (client: number) => Promise<void>,
): Promise<{ done: number; perSecond: number }> {
  const started = performance.now();
  let done = 0;
  const worker = async (client: number) => {
    while (performance.now() - started < seconds * 1000) {
      await once(client);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => worker(client)));
  return { done, perSecond: done / ((performance.now() - started) / 1000) };
}

/** A number for a table: one decimal. */
export function shown(value: number): string {
  return value.toFixed(1);
}
