import type { DraftStage, MoveAct } from '../../src/ledger/draft-acts.ts';
import type { Act, Entry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { DraftBook } from '../../src/office/draft-book.ts';
import { Random } from '../faults/random.ts';
import { SomeDevice, someHash, someKeys, someMember } from '../ledger/some-office.ts';

export const text = someHash('t');

/** A publisher who keeps the roster, an editor, a reviewer and a member; everybody hears of everything unless told otherwise. */
export async function someDrafting() {
  const keys = await Promise.all([0, 1, 2, 3].map(someKeys));
  const { device: p } = await SomeDevice.founding(keys[0]!, [
    ...someMember(keys[0]!, 'p', ['admin', 'publisher']),
    ...someMember(keys[1]!, 'e', ['editor']),
    ...someMember(keys[2]!, 'r', ['reviewer']),
    ...someMember(keys[3]!, 'm', []),
  ]);
  const [e, r, m] = keys.slice(1).map((one) => new SomeDevice(one, p.ledger.office)) as [
    SomeDevice,
    SomeDevice,
    SomeDevice,
  ];
  const all = [p, e, r, m];
  for (const one of all) await one.take(p.entries);
  const say = async (by: SomeDevice, act: Act, at?: number): Promise<Entry> => {
    const entry = await by.say(act, at === undefined ? {} : { at });
    for (const one of all) if (one !== by) await one.take(by.entries.slice(-1));
    return entry;
  };
  /** Signs a move as that device sees the draft. */
  const moved = (by: SomeDevice, to: DraftStage, change: Partial<MoveAct> = {}): MoveAct => {
    const { stage, heads } = new DraftBook(by.ledger).moves.of('d1');
    return { type: 'move', draft: 'd1', from: stage, to, text, asked: [], after: heads, ...change };
  };
  const move = (by: SomeDevice, to: DraftStage, change: Partial<MoveAct> = {}): Promise<Entry> =>
    say(by, moved(by, to, change));
  const book = (by: SomeDevice = p): DraftBook => new DraftBook(by.ledger);
  return { p, e, r, m, all, say, move, moved, book };
}

/** What a book says, for comparing two of them. */
export function meaningOf({ moves, invitations, interpretations }: DraftBook, draft = 'd1'): unknown {
  const { stage, back, moves: counted, heads, apart, refused, approvals } = moves.of(draft);
  const { inquiries, interpretations: said } = interpretations.of('lamps');
  const id = ({ entry }: { entry: Entry }): string => entry.id;
  return {
    stage,
    back,
    heads,
    moves: counted.map((one) => [one.entry.id, one.by, one.lacking]),
    apart: apart.map(id),
    refused: refused.map((one) => [one.entry.id, one.why]),
    approvals: approvals.map((one) => [one.entry.id, one.by]),
    invited: [...(invitations.all().get(draft) ?? [])].sort(),
    inquiries: inquiries.map((one) => [one.entry.id, one.withdrawn?.id, one.answers.map((a) => a.id)]),
    said: said.map((one) => [one.entry.id, one.withdrawn?.id, one.replacedBy?.id]),
  };
}

/** A book as a device has it to which the entries came in an order by chance, and that was looked into every now and then. */
export function bookInSomeOrder(entries: readonly Entry[], seed: number): DraftBook {
  const random = new Random(seed);
  const roster = entries.filter(({ act }) => act.type === 'genesis' || act.type === 'roster');
  const ledger = new Ledger(entries[0]!.id);
  // What follows a roster must find it here; everything else may come as it likes.
  ledger.restoreAll(roster);
  const book = new DraftBook(ledger);
  const others = entries.filter((entry) => !roster.includes(entry));
  const shuffled = others.map((entry) => ({ entry, at: random.next() })).sort((a, b) => a.at - b.at);
  for (const { entry } of shuffled) {
    ledger.restoreAll([entry]);
    book.follow();
    if (random.chance(0.5)) meaningOf(book);
  }
  return book;
}
