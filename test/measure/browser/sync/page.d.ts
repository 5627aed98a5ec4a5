/** Hands the other device what is needed for a direct line; the measure carries it to `ask('signal', …)` there. */
declare function signalOut(signal: unknown): void;

/** What the measure may ask of a page; set by the page. */
declare var ask: (call: string, args: unknown) => Promise<unknown>;
