/** Time as everything here sees it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since 1970. May jump: office clocks are set by hand. */
  now(): number;
  /** Calls once after so many milliseconds; returns what calls it off. */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
