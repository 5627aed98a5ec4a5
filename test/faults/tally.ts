import type { FaultRun } from './log-faults.ts';

/** What came of all seeds so far. Each violation is told on standard error as soon as it is found. */
export class Tally {
  /** Seeds that ran to their end. */
  seeds = 0;
  readonly faults: Record<string, number> = {};
  readonly violations: { seed: number; what: string }[] = [];

  /** What came of a seed, or of a part of what it brings. */
  add(seed: number, run: FaultRun): void {
    for (const [kind, times] of Object.entries(run.faults))
      this.faults[kind] = (this.faults[kind] ?? 0) + times;
    for (const what of run.violations) {
      this.violations.push({ seed, what });
      console.error(`seed ${seed}: ${what}`);
    }
  }
}
