import type { Audience, CirculateAct, ReadingLevel } from '../../../src/ledger/circulation-acts.ts';
import type { Act } from '../../../src/ledger/entry.ts';
import type { CirculationRecord } from '../../../src/office/circulations.ts';
import { correctedEdition } from '../../../src/office/corrected-edition.ts';
import type { CirculateWorld } from './circulate-world.ts';
import type { ReaderDevice } from './reader-device.ts';

/** What somebody does at their device, as what they sign; nothing when there is nothing to do. */
type Deed = (world: CirculateWorld, device: ReaderDevice) => Act | undefined;

export const nobody: Audience = { units: [], posts: [], roles: [], members: [], except: [] };
export const questions = [
  { text: '一', choices: ['a', 'b', 'c'], right: [0, 2] },
  { text: '二', choices: ['a', 'b'], right: [1] },
];

const publish: Deed = (world, device) => {
  const { random } = world;
  const { publications } = device.life!.keeper.ledger!;
  const rule = random.chance(0.6) ? 'r1' : 'r2';
  const { publications: issued, heads } = publications.of(rule);
  const last = issued.findLast(({ withdrawn }) => withdrawn === undefined);
  const name = world.name('e');
  return {
    type: 'publish',
    rule,
    edition: world.hash(name),
    title: name,
    kind: 'rule',
    ...(last === undefined
      ? { change: 'first' }
      : { change: random.chance(0.7) ? 'erratum' : 'revision', revises: last.edition }),
    after: heads,
    repeals: [],
    secrecy: 'p',
  };
};

const circulate: Deed = (world, device) => {
  const { random } = world;
  const { publications } = device.life!.keeper.ledger!;
  const issued = publications
    .rules()
    .flatMap((rule) => publications.of(rule).publications)
    .filter(({ withdrawn }) => withdrawn === undefined);
  if (issued.length === 0) return publish(world, device);
  const editions = [...new Set([random.pick(issued), random.pick(issued)])];
  const level: ReadingLevel = random.pick(['read', 'read', 'received', 'studied']);
  const audience: Audience = random.pick([
    { ...nobody, everyone: true },
    { ...nobody, units: ['u1'], except: ['p'] },
    { ...nobody, roles: ['liaison'], members: ['s1'] },
  ]);
  const earlier = random.chance(0.2) ? device.book!.all()[0] : undefined;
  const act: CirculateAct = {
    type: 'circulate',
    editions: editions.map((one) => ({ publish: one.id, edition: one.edition })),
    audience,
    level,
    order: random.chance(0.2) ? 'in-turn' : 'together',
    ...(random.chance(0.2) && { scope: { ...nobody, units: ['u2'], members: ['s1'] } }),
    ...(level === 'studied' && { questions, pass: 1 + random.below(2) }),
    ...(earlier !== undefined && { replaces: earlier.entry.id }),
  };
  return act;
};

const acknowledge: Deed = (world, device) => {
  const { random } = world;
  const record = someRecord(world, device, true);
  if (record === undefined) return undefined;
  const { level } = record.act;
  return {
    type: 'acknowledge',
    circulation: record.entry.id,
    ...someEdition(world, device, record),
    mode: level,
    statement: '本人已阅知。',
    ...(level === 'studied' && { answers: random.chance(0.8) ? [[2, 0], [1]] : [[7 % 6], []] }),
    ...(random.chance(0.1) && { remark: { kind: 'question' as const, text: '为什么？' } }),
  };
};

const onBehalf: Deed = (world, device) => {
  const { random } = world;
  const record = someRecord(world, device, false);
  if (record === undefined) return undefined;
  const members = [...new Set(['s1', random.pick(world.devices).person.member])];
  return {
    type: 'acknowledge',
    circulation: record.entry.id,
    ...someEdition(world, device, record),
    mode: record.act.level,
    behalf: { members, means: random.pick(['proxy', 'paper', 'package', 'meeting']), reason: '出差' },
  };
};

const receive: Deed = (world, device) => {
  const record = someRecord(world, device, false);
  if (record === undefined) return undefined;
  const edition = someEdition(world, device, record);
  const circulation = record.entry.id;
  return { type: 'acknowledge', circulation, ...edition, mode: 'received', unit: device.person.unit };
};

const relay: Deed = (world, device) => {
  const circulation = someRecord(world, device, false)?.entry.id;
  if (circulation === undefined) return undefined;
  const unit = device.person.unit;
  const attended = world.random.below(30);
  return { type: 'relay', circulation, unit, how: 'group', on: '2026-01-01', should: 30, attended, later: 0 };
};

const exempt: Deed = (world, device) => {
  const circulation = someRecord(world, device, false)?.entry.id;
  if (circulation === undefined) return undefined;
  const members = [world.random.pick(world.devices).person.member];
  return { type: 'exempt', circulation, members, reason: '病假' };
};

const close: Deed = (world, device) => {
  const circulation = someRecord(world, device, false)?.entry.id;
  return circulation === undefined ? undefined : { type: 'close', circulation };
};

/** Takes back something of one's own. */
const withdraw: Deed = (world, device) => {
  const own = world.said.filter(
    ({ act, member, id }) =>
      member === device.person.member &&
      /^(acknowledge|circulate|publish|relay)$/.test(act.type) &&
      device.life!.keeper.ledger!.chains.get(id) !== undefined,
  );
  return own.length === 0 ? undefined : { type: 'withdraw', entry: world.random.pick(own).id, reason: '误' };
};

/** Says of all others how far it has seen them. */
const checkpoint: Deed = (_, device) => {
  const { chains } = device.life!.keeper.ledger!;
  const others = [...chains.devices()].filter((id) => id !== device.id).map((id) => chains.last(id)!);
  return { type: 'checkpoint', seen: others.map(({ device: id, seq, id: last }) => [id, seq, last]) };
};

/** Somebody moves to another unit. */
const move: Deed = (world, device) => ({
  type: 'roster',
  epoch: device.life!.keeper.ledger!.roster.roster().epoch + 1,
  changes: [{ op: 'member', id: 's1', unit: world.random.pick(['u1', 'u2']) }],
  seen: {},
});

function someRecord(
  world: CirculateWorld,
  device: ReaderDevice,
  isMeant: boolean,
): CirculationRecord | undefined {
  const book = device.book!;
  const all = book.all().filter((record) => !isMeant || book.members(record).includes(device.person.member));
  return all.length === 0 ? undefined : world.random.pick(all);
}

/** The one to read today, the one that was asked for, or whatever else of this rule somebody has before their eyes. */
function someEdition({ random }: CirculateWorld, device: ReaderDevice, { act }: CirculationRecord) {
  const asked = random.pick(act.editions);
  const { publications, chains } = device.life!.keeper.ledger!;
  const issued = chains.get(asked.publish)?.act;
  if (random.chance(0.3) && issued?.type === 'publish') {
    const { id, edition } = random.pick(publications.of(issued.rule).publications);
    return { publish: id, edition };
  }
  return random.chance(0.6) ? correctedEdition(publications, asked) : asked;
}

/** What people of each role do, by how often they do it. */
export const deeds: Record<'publisher' | 'liaison' | 'member', readonly Deed[]> = {
  publisher: [publish, publish, publish, circulate, circulate, acknowledge, exempt, close, withdraw, move],
  liaison: [acknowledge, onBehalf, onBehalf, receive, relay, relay, withdraw, checkpoint],
  member: [acknowledge, acknowledge, acknowledge, acknowledge, withdraw, checkpoint],
};

/** What the publisher does first. */
export const beginning: readonly Deed[] = [publish, circulate];

/**
 * Somebody does something at a device that is on; what was told to be saved is remembered.
 *
 * @param deed absent: something by chance
 */
export async function act(world: CirculateWorld, device: ReaderDevice, deed?: Deed): Promise<void> {
  if (device.book === undefined) return;
  const { roles, member } = device.person;
  const role = roles.includes('publisher') ? 'publisher' : roles.includes('liaison') ? 'liaison' : 'member';
  const what = (deed ?? world.random.pick(deeds[role]))(world, device);
  if (what === undefined) return;
  for (const id of await device.say(what)) {
    world.said.push({ id, member, device: device.id, act: what });
    world.tell(`host ${device.host} ${what.type} ${id.slice(0, 6)}`);
  }
}
