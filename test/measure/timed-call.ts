/** Milliseconds of a call, those of them in which this process worked, and the longest in which nothing else was answered. */
export interface Taken {
  ms: number;
  cpuMs: number;
  heldMs: number;
}

/** Calls once and tells what that took, under its name. */
export async function timedCall(name: string, call: () => Promise<unknown>): Promise<[string, Taken]> {
  let [heldMs, last, isDone] = [0, performance.now(), false];
  const look = (): void => {
    heldMs = Math.max(heldMs, performance.now() - last);
    last = performance.now();
    if (!isDone) setTimeout(look);
  };
  await new Promise((resolve) => setTimeout(resolve, 20));
  look();
  heldMs = 0;
  const [start, before] = [performance.now(), process.cpuUsage()];
  await call();
  const [ms, used] = [performance.now() - start, process.cpuUsage(before)];
  isDone = true;
  look();
  const cpuMs = (used.user + used.system) / 1000;
  return [name, { ms: Math.round(ms), cpuMs: Math.round(cpuMs), heldMs: Math.round(heldMs) }];
}
