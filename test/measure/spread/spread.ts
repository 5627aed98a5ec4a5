import { parseEdition } from '../../../src/exchange/parse-edition.ts';
import type { EditionContent } from '../../../src/rule/edition.ts';
import { editionHash } from '../../../src/ledger/edition-hash.ts';
import { toCall } from '../../../src/sync/circle.ts';
import { HandClock } from '../../sync/hand-clock.ts';
import { foundTogether, SomeBase } from '../../sync/some-bases.ts';
import { PlainChannel, Post } from './plain-channel.ts';
import { SharingStorage } from './sharing-storage.ts';
import { Stillness } from './stillness.ts';

/** Milliseconds of a round: a message is under way so long, and what changes within is told together. */
const round = 25;
const mostRounds = 2000;

export interface Spread {
  /** Rounds until all have both the entry and the documents; until all have the entry. */
  rounds: number;
  entryRounds: number;
  /** On average of all devices but the desk, from the publication until all is quiet. */
  messagesPerDevice: number;
  bytesPerDevice: number;
  /** Those of the device that has sent most. */
  mostMessages: number;
  mostBytes: number;
  /** What the desk sent. */
  deskMessages: number;
  deskBytes: number;
  links: number;
  /** Rounds until nothing was on its way any more. */
  quietRounds: number;
}

/**
 * An office of devices that are all there and hold the same, linked as the product links them; one publishes: a rule, an
 * edition and an entry about it. Bases, ledgers, sessions and what they say are the product's own; they are in memory,
 * channels seal nothing, and time goes in rounds, in each of which everything that is on its way arrives.
 *
 * @param withDesk one more device is the desk, to which all have a line
 */
export async function spread(devices: number, withDesk: boolean): Promise<Spread> {
  const still = new Stillness();
  try {
    return await measure(devices, withDesk, still);
  } finally {
    still.end();
  }
}

async function measure(devices: number, withDesk: boolean, still: Stillness): Promise<Spread> {
  const clock = new HandClock();
  const bases = await someOffice(devices + Number(withDesk), clock);
  const desk = withDesk ? bases.pop() : undefined;
  const all = desk === undefined ? bases : [...bases, desk];
  const post = new Post();
  const ids = bases.map(({ device }) => device);
  const byId = new Map(bases.map((base) => [base.device, base]));
  let links = 0;
  const link = (caller: SomeBase, answerer: SomeBase): void => {
    const [a, b] = PlainChannel.pair(post, caller.device, answerer.device);
    caller.neighbours.add(a, true, 'direct');
    answerer.neighbours.add(b, false, 'direct');
    links += 1;
  };
  for (const base of bases) {
    for (const id of toCall(base.device, ids, withDesk)) {
      const other = byId.get(id)!;
      if (!base.neighbours.has(id) && other !== base) link(base, other);
    }
    if (desk !== undefined) link(base, desk);
  }
  const step = async (): Promise<void> => {
    post.deliver();
    await still.reached();
    clock.pass(round);
    await still.reached();
  };
  const settle = async (each: () => void = () => undefined): Promise<number> => {
    let last = 0;
    for (let rounds = 1; rounds <= mostRounds; rounds++) {
      if (post.isBusy) last = rounds;
      await step();
      each();
      // What is told together is told within a round; two without anything are the end.
      if (!post.isBusy && rounds > last + 1) return last;
    }
    throw new Error(`not quiet after ${mostRounds} rounds`);
  };
  await settle();
  post.sent.clear();

  const publisher = bases[0]!;
  const { hash, rule } = await write(publisher);
  const { id } = await publisher.keeper.say({
    type: 'publish',
    rule,
    edition: hash,
    title,
    kind: 'rule',
    change: 'first',
    after: [],
    repeals: [],
    secrecy: '审查人',
  });
  let rounds = 0;
  let entryRounds = 0;
  let gone = 0;
  const quietRounds = await settle(() => {
    gone += 1;
    const haveEntry = all.every(({ keeper }) => keeper.ledger!.chains.get(id) !== undefined);
    if (haveEntry && entryRounds === 0) entryRounds = gone;
    const key = { space: 'members', kind: 'edition' as const, id: hash };
    const haveAll = haveEntry && all.every(({ replica }) => replica.manifest.row(key) !== undefined);
    if (haveAll && rounds === 0) rounds = gone;
  });
  if (rounds === 0 || !all.every(({ neighbours }) => neighbours.areEqual))
    throw new Error('not everybody has everything');
  const sent = bases.map(({ device }) => post.sent.get(device) ?? { messages: 0, bytes: 0 });
  const deskSent = (desk && post.sent.get(desk.device)) ?? { messages: 0, bytes: 0 };
  for (const { neighbours } of all) neighbours.close();
  return {
    rounds,
    entryRounds,
    messagesPerDevice: sent.reduce((sum, { messages }) => sum + messages, 0) / devices,
    bytesPerDevice: sent.reduce((sum, { bytes }) => sum + bytes, 0) / devices,
    mostMessages: Math.max(...sent.map(({ messages }) => messages)),
    mostBytes: Math.max(...sent.map(({ bytes }) => bytes)),
    deskMessages: deskSent.messages,
    deskBytes: deskSent.bytes,
    links,
    quietRounds,
  };
}

const title = '会议管理办法';

async function write(base: SomeBase): Promise<{ hash: string; rule: string }> {
  const text = Array.from(
    { length: 30 },
    (_, i) => `第${i + 1}条 会议由经办人员登记，并报科室负责人核对。`,
  ).join('\n\n');
  const content: EditionContent = { v: 1, title, date: '2026-01-01', events: [], text };
  const [result] = await base.library.addEditions([
    { content, rule: { kind: 'rule' }, ...parseEdition(content) },
  ]);
  return { hash: await editionHash(content), rule: result!.rule };
}

/** Bases of one office. Each has told its agreement key, and all know that of all others, as after some days. */
async function someOffice(count: number, clock: HandClock): Promise<SomeBase[]> {
  const storages = Array.from({ length: count }, () => new SharingStorage());
  await begin(storages, clock);
  const ledgers = await Promise.all(storages.map((storage) => storage.range('ledger', '')));
  const shared = new Map(ledgers.flat().map(({ key, value }) => [key, value]));
  const bases: SomeBase[] = [];
  for (const storage of storages) {
    storage.shared = shared;
    // Entries that lie there are not verified again, which 500 times 500 would take long.
    bases.push(await SomeBase.open(clock, storage));
  }
  return bases;
}

/** Writes into each what its device makes at its beginning. What reads it there goes again: it takes as much memory as all. */
async function begin(storages: readonly SharingStorage[], clock: HandClock): Promise<void> {
  const begun: SomeBase[] = [];
  for (const storage of storages) begun.push(await SomeBase.open(clock, storage));
  await foundTogether(begun, (i) => (i === 0 ? ['admin', 'publisher', 'member'] : ['member']));
  for (const base of begun) await base.keeper.announce();
}
