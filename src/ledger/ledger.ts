import { Acknowledgements } from './acknowledgements.ts';
import { BadEntry, type EntryFault } from './bad-entry.ts';
import { Chains } from './chains.ts';
import { deviceId } from './device-id.ts';
import type { Entry, SignedEntry } from './entry.ts';
import { Publications } from './publications.ts';
import { readEntry } from './read-entry.ts';
import { RosterHistory } from './roster-history.ts';
import { importPublicKey, verify } from './signature.ts';
import { Witness } from './witness.ts';

/** What became of one entry that was offered. */
export type Taking =
  | { outcome: 'kept' | 'known'; id: string }
  /** Something that it builds on has not come yet; it is held and looked at again. */
  | { outcome: 'waiting'; id: string }
  | { outcome: 'refused'; id?: string; fault: EntryFault };

export interface Taken {
  /** One for each entry that was offered, in order. */
  takings: Taking[];
  /** What is to be stored: everything that was kept now, also of what had waited; predecessors first. */
  kept: { entry: Entry; signed: SignedEntry }[];
  /** Rules of which something may have changed. */
  rules: Set<string>;
  /** Something about the roster may have changed, and with it the standing of everything. */
  roster: boolean;
}

interface Candidate {
  entry: Entry;
  signed: SignedEntry;
  isVerified: boolean;
}

/** Entries that may wait for others; more are left for whoever sends them again. */
const mostWaiting = 20_000;
/** Entries of one round, and rounds whose signatures are checked while others are being read. */
const perRound = 128;
const roundsAhead = 4;

/**
 * The ledger of one office, in memory. Entries are verified once, when they come in; what they mean is a pure
 * function of the set of them.
 */
export class Ledger {
  readonly office: string;
  readonly chains = new Chains();
  readonly roster = new RosterHistory(this.chains);
  readonly publications = new Publications(this.chains, this.roster);
  readonly acknowledgements = new Acknowledgements(this.roster);
  readonly witness = new Witness(this.chains, this.roster);
  #waiting = new Map<string, Candidate>();
  #keys = new Map<string, CryptoKey>();

  /** @param office id of the genesis entry */
  constructor(office: string) {
    this.office = office;
  }

  /** Entries that wait for something that has not come. */
  get waiting(): Entry[] {
    return [...this.#waiting.values()].map(({ entry }) => entry);
  }

  /** Sign-offs of an entry, whether they count or not. */
  signOffsOf(id: string): Entry[] {
    return this.roster.signOffsOf(id);
  }

  /** Takes entries that were verified when they were stored, in any order. */
  restoreAll(entries: readonly Entry[]): void {
    const epoch = ({ act }: Entry): number =>
      act.type === 'roster' ? act.epoch : act.type === 'genesis' ? 0 : -1;
    // A roster entry whose predecessors were lost is left out with all that builds on it.
    const rosters = entries.filter((entry) => epoch(entry) >= 0).sort((a, b) => epoch(a) - epoch(b));
    for (const entry of [...rosters, ...entries.filter((one) => epoch(one) < 0)])
      if (entry.roster.every((id) => this.roster.has(id))) this.#add(entry);
  }

  /**
   * Takes entries from outside, in any order and however often. Calls must not overlap.
   */
  async take(offered: readonly SignedEntry[]): Promise<Taken> {
    const taken: Taken = { takings: [], kept: [], rules: new Set(), roster: false };
    const fates = new Map<string, EntryFault>();
    const candidates = new Map(this.#waiting);
    const before = new Set<string>();
    const ids: ({ id: string } | { fault: EntryFault })[] = [];
    // Reading and joining on go on here while the signatures of other rounds are checked on other threads.
    const checking: Promise<Candidate[]>[] = [];
    const finish = async (): Promise<void> => {
      const round = await checking.shift();
      if (round !== undefined) this.#admit(round, candidates, fates, taken);
    };
    for (let at = 0; at < offered.length; at += perRound) {
      const fresh: Candidate[] = [];
      for (const signed of offered.slice(at, at + perRound)) {
        const read = this.#read(signed);
        ids.push('fault' in read ? read : { id: read.id });
        if ('fault' in read || candidates.has(read.id)) continue;
        if (this.chains.get(read.id) !== undefined) before.add(read.id);
        else {
          const candidate = { entry: read, signed, isVerified: false };
          candidates.set(read.id, candidate);
          fresh.push(candidate);
        }
      }
      checking.push(this.#verify(fresh, fates));
      if (checking.length >= roundsAhead) await finish();
    }
    while (checking.length > 0) await finish();
    // Keys that came in later rounds, or now for what had waited.
    await this.#verify(
      [...candidates.values()].filter(({ isVerified }) => !isVerified),
      fates,
    );
    this.#admit([...candidates.values()], candidates, fates, taken);
    this.#waiting = new Map([...candidates].filter(([id]) => !fates.has(id)).slice(0, mostWaiting));
    taken.takings = ids.map((one): Taking => {
      if ('fault' in one) return { outcome: 'refused', fault: one.fault };
      const { id } = one;
      const fault = fates.get(id);
      if (fault !== undefined) return { outcome: 'refused', id, fault };
      if (before.has(id)) return { outcome: 'known', id };
      return { outcome: this.chains.get(id) === undefined ? 'waiting' : 'kept', id };
    });
    return taken;
  }

  #read(signed: SignedEntry): Entry | { fault: EntryFault } {
    try {
      return readEntry(signed.body);
    } catch (error) {
      if (error instanceof BadEntry) return { fault: error.fault };
      throw error;
    }
  }

  /** Checks signatures for which the key is known; others stay as they are. */
  async #verify(candidates: Candidate[], fates: Map<string, EntryFault>): Promise<Candidate[]> {
    for (const { entry } of candidates) {
      if ((entry.act.type === 'genesis' ? entry.id : entry.office) !== this.office)
        fates.set(entry.id, 'other-office');
    }
    await Promise.all(
      candidates
        .filter(({ entry, isVerified }) => entry.seq === 0 && !isVerified && !fates.has(entry.id))
        .map(async ({ entry: { id, device, alg, key } }) => {
          const isOwn = deviceId(alg, key!) === device;
          const known = isOwn ? (this.#keys.get(device) ?? (await importPublicKey(alg, key!))) : undefined;
          if (known === undefined) fates.set(id, 'key');
          else this.#keys.set(device, known);
        }),
    );
    await Promise.all(
      candidates
        .filter(({ isVerified, entry }) => !isVerified && !fates.has(entry.id))
        .map(async (candidate) => {
          const { entry, signed } = candidate;
          const key = this.#keys.get(entry.device) ?? (await this.#keyOf(entry.device));
          if (key === undefined) return;
          candidate.isVerified = await verify(entry.alg, key, signed.body, signed.sig);
          if (!candidate.isVerified) fates.set(entry.id, 'signature');
        }),
    );
    return candidates;
  }

  async #keyOf(device: string): Promise<CryptoKey | undefined> {
    // After a start the keys are in the first entries of the chains.
    const first = this.chains.first(device);
    if (first?.key === undefined) return undefined;
    const key = await importPublicKey(first.alg, first.key);
    if (key !== undefined) this.#keys.set(device, key);
    return key;
  }

  /** Joins on what can be joined on, again and again until nothing more moves. */
  #admit(
    some: Candidate[],
    candidates: Map<string, Candidate>,
    fates: Map<string, EntryFault>,
    taken: Taken,
  ): void {
    let open = some
      .filter(({ entry, isVerified }) => isVerified && !fates.has(entry.id))
      .sort((a, b) => a.entry.seq - b.entry.seq);
    for (let moved = true; moved;) {
      moved = false;
      const left: Candidate[] = [];
      for (const candidate of open) {
        const { entry, signed } = candidate;
        const fate = this.#fit(entry);
        if (fate === 'waiting') {
          left.push(candidate);
          continue;
        }
        moved = true;
        candidates.delete(entry.id);
        if (fate !== 'fits') {
          fates.set(entry.id, fate);
          continue;
        }
        const version = this.roster.version;
        try {
          for (const rule of this.#add(entry)) taken.rules.add(rule);
        } catch (error) {
          if (!(error instanceof BadEntry)) throw error;
          fates.set(entry.id, error.fault);
          continue;
        }
        taken.kept.push({ entry, signed });
        if (this.roster.version !== version) taken.roster = true;
      }
      open = left;
    }
  }

  /** Does the entry join on to what is here? */
  #fit(entry: Entry): 'fits' | 'waiting' | EntryFault {
    if (entry.act.type === 'genesis') return 'fits';
    const prev = entry.prev === undefined ? undefined : this.chains.get(entry.prev);
    if (entry.prev !== undefined) {
      if (prev === undefined) return 'waiting';
      if (prev.device !== entry.device || prev.seq !== entry.seq - 1) return 'chain';
    }
    if (!entry.roster.every((id) => this.roster.has(id))) return 'waiting';
    if (!this.roster.knows(entry.device)) return 'waiting';
    if (prev !== undefined) {
      const known = prev.act.type === 'genesis' ? [prev.id] : prev.roster;
      if (!this.roster.goesOn(known, entry.roster)) return 'goes-back';
    }
    return 'fits';
  }

  #add(entry: Entry): string[] {
    // First what may refuse it.
    if (entry.act.type === 'genesis' || entry.act.type === 'roster') this.roster.add(entry);
    this.chains.add(entry);
    if (entry.act.type === 'sign-off') this.roster.signOff(entry.act.entry, entry);
    this.acknowledgements.add(entry);
    this.witness.add(entry);
    return this.publications.add(entry);
  }
}
