import { chainPlaces } from './chain-places.ts';
import type { Chains } from './chains.ts';
import { decideRoster, type RosterFault } from './decide-roster.ts';
import type { Entry, Role } from './entry.ts';
import { foldRoster } from './fold-roster.ts';
import { KnownVerdicts } from './known-verdicts.ts';
import type { Roster } from './roster.ts';
import { RosterEvents } from './roster-events.ts';
import { follows, isIn, pastOf, rosterNode, type RosterNode } from './roster-node.ts';

/** Why an entry that is signed well does not count all the same. */
export type Refusal =
  /** No valid roster entry names the device. */
  | 'device-unknown'
  /** The device was revoked, and nobody had seen this entry before. */
  | 'device-revoked'
  /** The member has left, or does not have the role. */
  | 'no-role';

export type Verdict = { member: string; refusal?: undefined } | { member?: string; refusal: Refusal };

const recoveryActs: ReadonlySet<string> = new Set(['roster', 'sign-off', 'checkpoint']);

/**
 * All roster entries, and which of them count. A pure function of the set of entries: the order of arrival
 * changes nothing.
 */
export class RosterHistory {
  /** Counts up whenever something about the roster may have changed; what was worked out before is then void. */
  get version(): number {
    return this.#changes + this.#chains.splits;
  }
  #changes = 0;
  #decidedAt = -1;
  /** Places in chains that roster entries speak of: what counts may change when one of them comes. */
  #places = new Set<string>();
  #chains: Chains;
  #nodes = new Map<string, RosterNode>();
  #events = new RosterEvents();
  #known = new Set<string>();
  /** Sign-offs of entries that are not here yet. */
  #early = new Map<string, Entry[]>();
  #decided: { valid: Set<RosterNode>; faults: Map<RosterNode, RosterFault> } | undefined;
  #roster: Roster | undefined;
  #verdicts = new KnownVerdicts();

  constructor(chains: Chains) {
    this.#chains = chains;
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  /**
   * Takes a genesis or roster entry whose predecessors are here.
   *
   * @throws {BadEntry} `epoch`
   */
  add(entry: Entry): void {
    const node = rosterNode(
      entry,
      entry.roster.map((id) => this.#nodes.get(id)!),
      this.#nodes.size,
    );
    node.signOffs.push(...(this.#early.get(entry.id) ?? []));
    this.#early.delete(entry.id);
    this.#nodes.set(entry.id, node);
    this.#events.add(node);
    for (const places of chainPlaces([entry]).values()) for (const [, id] of places) this.#places.add(id);
    this.#changed();
  }

  /** Hears of every entry that comes in. */
  arrived(entry: Entry): void {
    if (this.#places.has(entry.id)) this.#changed();
  }

  /** Takes a sign-off; of an entry that is no roster entry it has no effect here. */
  signOff(target: string, by: Entry): void {
    const node = this.#nodes.get(target);
    if (node === undefined) {
      const waiting = this.#early.get(target);
      if (waiting === undefined) this.#early.set(target, [by]);
      else waiting.push(by);
      return;
    }
    node.signOffs.push(by);
    this.#changed();
  }

  /** Sign-offs of an entry, whether they count or not. */
  signOffsOf(id: string): Entry[] {
    return this.#nodes.get(id)?.signOffs ?? [];
  }

  /**
   * Is this a device whose entries are kept? Whoever was ever given the role of an admin can make one known;
   * whether its entries count is another question. Never becomes false again, so that all devices keep the same.
   */
  knows(device: string): boolean {
    if (this.#known.has(device)) return true;
    const introduces = (node: RosterNode): boolean => {
      if (node.entry.act.type === 'genesis') return true;
      const author = this.#events.device(node.entry.device, isBefore(node));
      return author !== undefined && this.#events.everHadRole(author.member, 'admin', isBefore(node));
    };
    const isKnown = this.#events.device(device, introduces) !== undefined;
    if (isKnown) this.#known.add(device);
    return isKnown;
  }

  /** Does the second list of roster entries know everything that the first knew? */
  goesOn(before: readonly string[], after: readonly string[]): boolean {
    if (before.every((id) => after.includes(id))) return true;
    const past = pastOf(
      after.map((id) => this.#nodes.get(id)!),
      this.#nodes.size,
    );
    return before.every((id) => isIn(past, this.#nodes.get(id)!));
  }

  /** Had the device of this entry the right to make it, as far as everything that is known says? */
  judge(entry: Entry, role: Role): Verdict {
    const { valid } = this.#decide();
    // Most entries of a device follow the same roster, and nobody has taken anything from it.
    const isForRecovery = recoveryActs.has(entry.act.type);
    const alike = this.#verdicts.of(entry.roster, role, isForRecovery);
    const same = alike.get(entry.device);
    if (same !== undefined) return same;
    const past = pastOf(
      entry.roster.map((id) => this.#nodes.get(id)!),
      this.#nodes.size,
    );
    const known = (node: RosterNode): boolean => valid.has(node) && isIn(past, node);
    const device = this.#events.device(entry.device, known);
    if (device === undefined) return { refusal: 'device-unknown' };
    const { member } = device;
    // A key in a file is for getting the office back, and for nothing else.
    if (device.kind === 'recovery' && !isForRecovery) return { member, refusal: 'no-role' };
    const reducers = this.#events.reducers(entry.device, member, role);
    const late = new Set(
      reducers.filter((node) => valid.has(node) && !isIn(past, node) && !this.#hadSeen(node, entry)),
    );
    const within = (node: RosterNode): boolean => known(node) || late.has(node);
    const verdict = ((): Verdict => {
      if (this.#events.isRevoked(entry.device, within)) return { member, refusal: 'device-revoked' };
      if (!this.#events.hasRole(member, role, within)) return { member, refusal: 'no-role' };
      return { member };
    })();
    if (reducers.length === 0) alike.set(entry.device, verdict);
    return verdict;
  }

  /** The roster as it stands. */
  roster(): Roster {
    const { valid } = this.#decide();
    this.#roster ??= foldRoster([...valid], this.#events);
    return this.#roster;
  }

  /** Roster entries that do not count, and why. */
  faults(): { entry: Entry; fault: RosterFault }[] {
    return [...this.#decide().faults].map(([{ entry }, fault]) => ({ entry, fault }));
  }

  /** Had the admin who took something from this device seen the entry before, or has one taken it in since? */
  #hadSeen(node: RosterNode, entry: Entry): boolean {
    const places = node.seen[entry.device] ?? [];
    if (places.some((place) => this.#chains.isWithin(entry, place))) return true;
    return this.#events
      .accepted(entry.device)
      .some(
        ({ node: by, through }) =>
          (this.#decided?.valid.has(by) ?? false) && this.#chains.isWithin(entry, through),
      );
  }

  #decide(): { valid: Set<RosterNode>; faults: Map<RosterNode, RosterFault> } {
    if (this.#decidedAt === this.version && this.#decided !== undefined) return this.#decided;
    this.#decidedAt = this.version;
    this.#roster = undefined;
    this.#decided = decideRoster([...this.#nodes.values()], this.#events, (node, entry) =>
      (node.seen[entry.device] ?? []).some((place) => this.#chains.isWithin(entry, place)),
    );
    return this.#decided;
  }

  #changed(): void {
    this.#changes += 1;
    this.#verdicts.clear();
  }
}

function isBefore(node: RosterNode): (other: RosterNode) => boolean {
  return (other) => follows(node, other);
}
