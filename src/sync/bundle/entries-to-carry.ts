import type { Entry } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';

/** Where the chain of a device was. */
export interface ChainHead {
  device: string;
  seq: number;
  /** Id of the entry there, or its first 32 hexadecimal digits. */
  id: string;
}

/** How far somebody was when last agreed with, or a bundle when last written: kept by the caller. */
export interface BundleMark {
  /** In milliseconds since 1970, by this device's clock. */
  at: number;
  /**
   * Where all chains were; absent when it is only a date that somebody chose. Then entries are taken by the clock of who
   * made them, and one that was made before and came later is not among them.
   */
  heads?: readonly ChainHead[];
}

/** Where all chains of this ledger are. */
export function chainHeads(ledger: Ledger): ChainHead[] {
  return [...ledger.chains.devices()].flatMap((device) =>
    ledger.chains.heads(device).map(({ seq, id }) => ({ device, seq, id })),
  );
}

const ofRoster = new Set<Entry['act']['type']>(['genesis', 'roster', 'sign-off', 'key']);

/**
 * Entries for a bundle: those that came since, and always those that say who belongs to the office and how to seal for
 * them, with all before these in their chains.
 *
 * @returns ids, whatever an entry builds on before it
 */
export function entriesToCarry(ledger: Ledger, since: BundleMark | undefined): string[] {
  const wanted = new Set<Entry>();
  for (const entry of ledger.chains.all()) {
    if (since === undefined) wanted.add(entry);
    else if (ofRoster.has(entry.act.type)) addWithPast(ledger, entry, wanted);
  }
  if (since !== undefined) for (const entry of entriesSince(ledger, since)) wanted.add(entry);
  return inOrder(ledger, wanted);
}

function addWithPast(ledger: Ledger, entry: Entry, wanted: Set<Entry>): void {
  let at: Entry | undefined = entry;
  while (at !== undefined && !wanted.has(at)) {
    wanted.add(at);
    at = at.prev === undefined ? undefined : ledger.chains.get(at.prev);
  }
}

function* entriesSince(ledger: Ledger, { at, heads }: BundleMark): Generator<Entry> {
  const { chains } = ledger;
  const known = new Set<string>();
  for (const head of heads ?? []) {
    let entry = chains.at(head.device, head.seq).find(({ id }) => id.startsWith(head.id));
    while (entry !== undefined && !known.has(entry.id)) {
      known.add(entry.id);
      entry = entry.prev === undefined ? undefined : chains.get(entry.prev);
    }
  }
  /** Of each device the first place that counts as new: what follows it does too, whatever its clock said. */
  const firsts = new Map<string, number>();
  if (heads === undefined)
    for (const entry of chains.all())
      if (entry.at >= at)
        firsts.set(entry.device, Math.min(entry.seq, firsts.get(entry.device) ?? entry.seq));
  for (const entry of chains.all())
    if (heads === undefined ? entry.seq >= (firsts.get(entry.device) ?? Infinity) : !known.has(entry.id))
      yield entry;
}

/** Predecessors first, so that whoever takes them never has to let one wait for another. */
function inOrder(ledger: Ledger, wanted: ReadonlySet<Entry>): string[] {
  const done = new Set<Entry>();
  const open: Entry[] = [];
  for (const one of wanted) {
    open.push(one);
    while (open.length > 0) {
      const entry = open.at(-1)!;
      const before = [entry.prev, ...entry.roster]
        .map((id) => (id === undefined ? undefined : ledger.chains.get(id)))
        .filter((other) => other !== undefined && wanted.has(other) && !done.has(other));
      if (before.length === 0) done.add(open.pop()!);
      else open.push(...(before as Entry[]));
    }
  }
  return [...done].map(({ id }) => id);
}
