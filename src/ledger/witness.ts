import type { Chains } from './chains.ts';
import type { Entry } from './entry.ts';
import type { RosterHistory } from './roster-history.ts';

/** What other devices say of when an entry was made. Times in milliseconds since 1970, of the witness's own clock. */
export interface Witnessed {
  /** Not made before: the entry knew of a checkpoint of this time. */
  after?: { at: number; device: string };
  /** Not made later: a checkpoint of this time knew of the entry. */
  before?: { at: number; device: string };
}

interface Checkpoint {
  entry: Entry;
  /** Place in the chain of the device that was seen. */
  seq: number;
  id: string;
}

/** Clocks that differ by less than this do not contradict each other. */
const tolerance = 60 * 60 * 1000;
/** As many other members' clocks must disagree before a witness's clock is not believed. */
const enoughToDoubt = 2;
/** How far back in a chain the newest checkpoint that it knew is looked for. */
const furthest = 1000;

/**
 * Bounds for the time of entries. A device's own clock is only its claim; what bounds it are the checkpoints of
 * devices of other members. A witness whose clock is contradicted by two other members is not believed.
 */
export class Witness {
  #chains: Chains;
  #roster: RosterHistory;
  #bySeen = new Map<string, Checkpoint[]>();
  /** By id, whether a checkpoint is contradicted; emptied whenever something comes in. */
  #behind = new Map<string, boolean>();
  /** Entries that knew of a checkpoint, by its id. */
  #knowing = new Map<string, Entry[]>();

  constructor(chains: Chains, roster: RosterHistory) {
    this.#chains = chains;
    this.#roster = roster;
  }

  add(entry: Entry): void {
    this.#behind.clear();
    if (entry.saw !== undefined) {
      const knowing = this.#knowing.get(entry.saw);
      if (knowing === undefined) this.#knowing.set(entry.saw, [entry]);
      else knowing.push(entry);
    }
    if (entry.act.type !== 'checkpoint') return;
    for (const [device, seq, id] of entry.act.seen) {
      const list = this.#bySeen.get(device);
      if (list === undefined) this.#bySeen.set(device, [{ entry, seq, id }]);
      else list.push({ entry, seq, id });
    }
  }

  of(entry: Entry): Witnessed {
    const own = this.#memberOf(entry);
    const after = this.#knownBefore(entry, own);
    let best: Entry | undefined;
    for (const { entry: checkpoint, seq, id } of this.#bySeen.get(entry.device) ?? []) {
      if (best !== undefined && !isEarlier(checkpoint, best)) continue;
      // What it says was seen before it was made, by what the entry itself knew, is no bound.
      if (after !== undefined && checkpoint.at < after.at - tolerance) continue;
      if (!this.#chains.isWithin(entry, [seq, id]) || !this.#mayWitness(checkpoint, own)) continue;
      if (!this.#isBehind(checkpoint)) best = checkpoint;
    }
    return {
      ...(after !== undefined && { after: { at: after.at, device: after.device } }),
      ...(best !== undefined && { before: { at: best.at, device: best.device } }),
    };
  }

  /** The latest checkpoint of another member that an entry, or one before it in the chain, knew. */
  #knownBefore(entry: Entry, own: string | undefined): Entry | undefined {
    let best: Entry | undefined;
    let at: Entry | undefined = entry;
    for (let i = 0; at !== undefined && i < furthest; i++) {
      const checkpoint = at.saw === undefined ? undefined : this.#chains.get(at.saw);
      if (
        checkpoint?.act.type === 'checkpoint' &&
        (best === undefined ||
          checkpoint.at > best.at ||
          (checkpoint.at === best.at && checkpoint.id < best.id)) &&
        this.#mayWitness(checkpoint, own) &&
        !this.#isAhead(checkpoint)
      )
        best = checkpoint;
      at = at.prev === undefined ? undefined : this.#chains.get(at.prev);
    }
    return best;
  }

  #memberOf(entry: Entry): string | undefined {
    return this.#roster.judge(entry, 'member').member;
  }

  /** Nobody is their own witness, and neither is a stranger. */
  #mayWitness(checkpoint: Entry, own: string | undefined): boolean {
    const { member, refusal } = this.#roster.judge(checkpoint, 'member');
    return refusal === undefined && member !== own;
  }

  /** Says of things that they were seen before others say that they were made. */
  #isBehind(checkpoint: Entry): boolean {
    const known = this.#behind.get(checkpoint.id);
    if (known !== undefined || checkpoint.act.type !== 'checkpoint') return known ?? false;
    const claims = checkpoint.act.seen
      .map(([, , id]) => this.#chains.get(id))
      .filter((entry) => entry !== undefined && entry.at > checkpoint.at + tolerance);
    const isBehind = this.#areOthers(claims, checkpoint);
    this.#behind.set(checkpoint.id, isBehind);
    return isBehind;
  }

  /** Others who knew of it say that they were made long before it. */
  #isAhead(checkpoint: Entry): boolean {
    const claims = (this.#knowing.get(checkpoint.id) ?? []).filter(
      (entry) => entry.at < checkpoint.at - tolerance,
    );
    return this.#areOthers(claims, checkpoint);
  }

  #areOthers(claims: readonly (Entry | undefined)[], checkpoint: Entry): boolean {
    const own = this.#memberOf(checkpoint);
    const members = new Set(claims.map((entry) => (entry === undefined ? undefined : this.#memberOf(entry))));
    members.delete(undefined);
    if (own !== undefined) members.delete(own);
    return members.size >= enoughToDoubt;
  }
}

/** Equal times go by device, so that all devices agree. */
function isEarlier(next: Entry, known: Entry): boolean {
  return next.at === known.at ? next.device < known.device : next.at < known.at;
}
