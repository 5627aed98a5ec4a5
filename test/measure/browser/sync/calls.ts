declare global {
  /** Hands the other device what is needed for a direct line; the measure carries it. */
  function signalOut(signal: number[]): void;
}

/** Lets the measure ask this page, see `two-browsers.ts`. */
export function takeCalls(ask: (call: string, args: unknown) => unknown): void {
  Object.assign(globalThis, { ask });
}
