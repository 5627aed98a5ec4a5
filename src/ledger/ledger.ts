import { Acknowledgements } from './acknowledgements.ts';
import { AnnouncedKeys } from './announced-keys.ts';
import { BadEntry, type EntryFault } from './bad-entry.ts';
import { Chains } from './chains.ts';
import type { Entry, SignedEntry } from './entry.ts';
import { KeyRing } from './key-ring.ts';
import { Publications } from './publications.ts';
import { readEntry } from './read-entry.ts';
import { RosterHistory } from './roster-history.ts';
import { epochOf, knownRosters, officeOf, rostersInOrder } from './roster-order.ts';
import { sameBytes } from './same-bytes.ts';
import { verify } from './signature.ts';
import { Witness } from './witness.ts';

/** What became of one entry that was offered. */
export type Taking =
  | { outcome: 'kept' | 'known'; id: string }
  /** Something that it builds on has not come yet; it is held and looked at again. */
  | { outcome: 'waiting'; id: string }
  /** The same, but there was no room to hold it. */
  | { outcome: 'dropped'; id: string }
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
  /** There is another copy with another signature. */
  hasCopies: boolean;
  fate?: EntryFault | 'kept';
}

/**
 * What may wait for others: so many entries and bytes in all, so many of a device, and few whose signature cannot be
 * checked yet. More is not held; whoever sent it sends it again.
 */
const mostWaiting = { entries: 20_000, bytes: 64_000_000, ofDevice: 5_000, unverified: 1_000 };
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
  readonly announced = new AnnouncedKeys();
  readonly keys = new KeyRing(this.chains);
  #waiting: Candidate[] = [];

  /** @param office id of the genesis entry */
  constructor(office: string) {
    this.office = office;
  }

  /** Entries that wait for something that has not come. */
  get waiting(): Entry[] {
    return this.#waiting.map(({ entry }) => entry);
  }

  /** Takes entries that were verified when they were stored, in any order. */
  restoreAll(entries: readonly Entry[]): void {
    // A roster entry whose predecessors were lost is left out with all that builds on it.
    for (const entry of [...rostersInOrder(entries), ...entries.filter((one) => epochOf(one) < 0)])
      if (entry.roster.every((id) => this.roster.has(id))) this.#add(entry);
  }

  /**
   * Takes entries from outside, in any order and however often. Calls must not overlap.
   */
  async take(offered: readonly SignedEntry[]): Promise<Taken> {
    const taken: Taken = { takings: [], kept: [], rules: new Set(), roster: false };
    /** By id: a copy with another signature is another candidate, so that a bad copy does not stand in a good one's way. */
    const candidates = new Map<string, Candidate[]>();
    for (const one of this.#waiting)
      candidates.set(one.entry.id, [...(candidates.get(one.entry.id) ?? []), one]);
    const offers: (Candidate | Taking)[] = [];
    // Reading and joining on go on here while the signatures of other rounds are checked on other threads.
    const checking: Promise<Candidate[]>[] = [];
    const finish = async (): Promise<void> => {
      const round = await checking.shift();
      if (round !== undefined) this.#admit(round, taken);
    };
    for (let at = 0; at < offered.length; at += perRound) {
      const fresh: Candidate[] = [];
      for (const signed of offered.slice(at, at + perRound)) {
        const read = this.#read(signed);
        if ('fault' in read) offers.push({ outcome: 'refused', fault: read.fault });
        else if (this.chains.get(read.id) !== undefined) offers.push({ outcome: 'known', id: read.id });
        else {
          const known = candidates.get(read.id);
          const copies = known ?? [];
          let candidate = copies.find((one) => sameBytes(one.signed.sig, signed.sig));
          if (candidate === undefined) {
            candidate = { entry: read, signed, isVerified: false, hasCopies: false };
            copies.push(candidate);
            if (copies.length > 1) for (const one of copies) one.hasCopies = true;
            if (known === undefined) candidates.set(read.id, copies);
            fresh.push(candidate);
          }
          offers.push(candidate);
        }
      }
      checking.push(this.#verify(fresh));
      if (checking.length >= roundsAhead) await finish();
    }
    while (checking.length > 0) await finish();
    // Keys that came in later rounds, or now for what had waited.
    const open = [...candidates.values()].flat().filter(({ fate }) => fate === undefined);
    await this.#verify(open.filter(({ isVerified }) => !isVerified));
    this.#admit(open, taken);
    this.#hold(open.filter(({ fate }) => fate === undefined));
    this.keys.settle(this.waiting);
    const held = new Set(this.#waiting);
    taken.takings = offers.map((one): Taking => {
      if ('outcome' in one) return one;
      const { id } = one.entry;
      if (one.fate === 'kept') return { outcome: 'kept', id };
      if (one.fate !== undefined) return { outcome: 'refused', id, fault: one.fate };
      return { outcome: held.has(one) ? 'waiting' : 'dropped', id };
    });
    return taken;
  }

  /** Keeps what may wait, within bounds: what is verified before what is not. */
  #hold(open: readonly Candidate[]): void {
    const held: Candidate[] = [];
    const ofDevice = new Map<string, number>();
    let bytes = 0;
    let unverified = 0;
    for (const one of [...open].sort((a, b) => Number(b.isVerified) - Number(a.isVerified))) {
      const { device } = one.entry;
      const count = ofDevice.get(device) ?? 0;
      bytes += one.signed.body.length;
      if (!one.isVerified) unverified += 1;
      if (held.length >= mostWaiting.entries || bytes > mostWaiting.bytes) break;
      if (count >= mostWaiting.ofDevice || unverified > mostWaiting.unverified) continue;
      ofDevice.set(device, count + 1);
      held.push(one);
    }
    this.#waiting = held;
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
  async #verify(candidates: Candidate[]): Promise<Candidate[]> {
    for (const one of candidates) {
      if (officeOf(one.entry) !== this.office) one.fate = 'other-office';
    }
    const open = candidates.filter(({ fate }) => fate === undefined);
    await Promise.all(
      open
        .filter(({ entry }) => entry.seq === 0)
        .map(async (one) => {
          if (!(await this.keys.learn(one.entry))) one.fate = 'key';
        }),
    );
    await Promise.all(
      open.map(async (one) => {
        if (one.fate !== undefined) return;
        const { entry, signed } = one;
        const key = await this.keys.of(entry.device);
        if (key === undefined) return;
        one.isVerified = await verify(entry.alg, key, signed.body, signed.sig);
        if (!one.isVerified) one.fate = 'signature';
      }),
    );
    return candidates;
  }

  /** Joins on what can be joined on, again and again until nothing more moves. */
  #admit(some: Candidate[], taken: Taken): void {
    let open = some
      .filter(({ isVerified, fate }) => isVerified && fate === undefined)
      .sort((a, b) => a.entry.seq - b.entry.seq);
    for (let moved = true; moved;) {
      moved = false;
      const left: Candidate[] = [];
      for (const one of open) {
        const { entry, signed } = one;
        // A copy with another good signature came first; it says the same.
        const isHere = one.hasCopies && this.chains.get(entry.id) !== undefined;
        const fit = isHere ? 'fits' : this.#fit(entry);
        if (fit === 'waiting') {
          left.push(one);
          continue;
        }
        moved = true;
        one.fate = fit === 'fits' ? 'kept' : fit;
        if (isHere || fit !== 'fits') continue;
        const { version } = this.roster;
        try {
          for (const rule of this.#add(entry)) taken.rules.add(rule);
        } catch (error) {
          if (!(error instanceof BadEntry)) throw error;
          one.fate = error.fault;
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
      if (!this.roster.goesOn(knownRosters(prev), entry.roster)) return 'goes-back';
    }
    return 'fits';
  }

  #add(entry: Entry): string[] {
    // First what may refuse it.
    if (entry.act.type === 'genesis' || entry.act.type === 'roster') this.roster.add(entry);
    this.chains.add(entry);
    this.roster.arrived(entry);
    if (entry.act.type === 'sign-off') this.roster.signOff(entry.act.entry, entry);
    this.acknowledgements.add(entry);
    this.witness.add(entry);
    this.announced.add(entry);
    return this.publications.add(entry);
  }
}
