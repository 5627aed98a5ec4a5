import type { Role } from './entry.ts';
import type { Verdict } from './roster-history.ts';

/**
 * What was judged before. A hundred thousand entries are judged in one go: they are looked up by words that are there
 * already, and nothing is put together for it.
 */
export class KnownVerdicts {
  #byRoster = new Map<string, Map<Role, Map<string, Verdict>>[]>();

  /** Verdicts about entries that follow this roster, by device. */
  of(roster: readonly string[], role: Role, isForRecovery: boolean): Map<string, Verdict> {
    const key = roster.length === 1 ? roster[0]! : roster.join(' ');
    let both = this.#byRoster.get(key);
    if (both === undefined) this.#byRoster.set(key, (both = [new Map(), new Map()]));
    const byRole = both[isForRecovery ? 1 : 0]!;
    let verdicts = byRole.get(role);
    if (verdicts === undefined) byRole.set(role, (verdicts = new Map()));
    return verdicts;
  }

  clear(): void {
    this.#byRoster.clear();
  }
}
