import * as Automerge from '@automerge/automerge/slim';
import { EngineProblem } from '../../../src/engine/engine-problem.ts';
import { parseEdition } from '../../../src/exchange/parse-edition.ts';
import type { ActToSay } from '../../../src/store/ledger-keeper.ts';
import type { Role } from '../../../src/ledger/entry.ts';
import { draftKey, editorsSpace } from '../../../src/store/draft-document.ts';
import { contactsKey } from '../../../src/store/contacts.ts';
import { everybody } from '../../../src/store/manifest-row.ts';
import type { EditionContent } from '../../../src/rule/edition.ts';
import type { Life, SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';

/** What somebody does at a device that is on. Resolves when it was said to be saved. */
export type Action = (world: SimWorld, device: SimDevice, life: Life) => Promise<void>;

/** Brings in a text: a new rule, or another edition of one. Some people bring in the same one at the same time. */
const write: Action = async (world, device, life) => {
  const { random } = world;
  await writeText(world, device, life, `办法${random.chance(0.3) ? random.below(3) : world.next()}`);
};

/** Brings in a text of this title. */
export async function writeText(
  world: SimWorld,
  device: SimDevice,
  { library }: Life,
  title: string,
): Promise<string> {
  const { random } = world;
  const content: EditionContent = {
    v: 1,
    title,
    date: `202${random.below(3)}-01-01`,
    events: [],
    text: `第一条 ${title}的目的。\n\n第二条 要求。`,
  };
  const parsed = parseEdition(content);
  const [result] = await library.addEditions([{ content, rule: { kind: 'rule' }, ...parsed }]);
  world.oracle.noteDocument(device, { space: everybody, kind: 'rule', id: result!.rule });
  world.oracle.noteDocument(device, { space: everybody, kind: 'edition', id: result!.edition });
  return result!.edition;
}

/** Changes what belongs to a rule; others may be changing it at the same time. */
const change: Action = async (world, device, { library }) => {
  const { random } = world;
  const ids = device.drive.keysNow('rules').filter((id) => library.catalogue.rule(id) !== undefined);
  if (ids.length === 0) return;
  const id = random.pick(ids.sort());
  const word = `${device.host}-${world.next()}`;
  const meta = random.pick([{ unit: word }, { category: word }, { tags: [word] }, { title: `办法${word}` }]);
  await library.setRuleMeta(id, meta);
  world.oracle.noteDocument(device, { space: everybody, kind: 'rule', id });
};

/** Writes a document of a space that not everybody may have, or goes on with one. */
const draft: Action = async (world, device, { library, rights }) => {
  const { random } = world;
  const spaces = ['editors', 'admins', 'unit:u1', 'unit:u2', `private:${device.member}`];
  const own = spaces.filter((space) => rights.mayHave(device.id, space));
  if (own.length === 0) return;
  const space = random.pick(own);
  const there = device.drive
    .keysNow('documents')
    // What is typed into has a form of its own, see `type`.
    .filter((key) => key.startsWith(`${space}/d`) && !key.startsWith(`${space}/d:`))
    .sort();
  const id =
    there.length > 0 && random.chance(0.5) ? random.pick(there).slice(space.length + 1) : `d${world.next()}`;
  const key = { space, kind: 'document' as const, id };
  const actor = `${String(device.host).padStart(2, '0')}${String(world.next()).padStart(30, '0')}`;
  await library.changeDocument(key, (before) => {
    const doc =
      before === undefined
        ? Automerge.init<Record<string, string>>({ actor })
        : Automerge.load<Record<string, string>>(before, { actor });
    const changed = Automerge.change(
      doc,
      { time: 0 },
      (fields) => void (fields[`k${random.below(4)}`] = actor),
    );
    const bytes = Automerge.save(changed);
    Automerge.free(changed);
    return bytes;
  });
  world.oracle.noteDocument(device, key);
};

/**
 * Types into a text that others may be typing into at the same time, or begins one. What is typed is told to who has it
 * open at once, before it is on any disk.
 */
const type: Action = async (world, device, { drafts, rights }) => {
  const { random } = world;
  const mayType = (): boolean => rights.mayHave(device.id, editorsSpace);
  if (!mayType()) return;
  const there = device.drive
    .keysNow('documents')
    .filter((key) => key.startsWith(`${editorsSpace}/d:`))
    .sort();
  const draft =
    there.length > 0 && random.chance(0.9)
      ? random.pick(there).slice(editorsSpace.length + 3)
      : (await drafts.start({ from: 'nothing', title: '规范', kind: 'code', text: '' })).draft;
  const key = draftKey(draft, editorsSpace);
  // As one who writes on while others write, and sees of theirs only now and then.
  for (let words = 1 + random.below(4); words > 0; words--) {
    const { text, heads } = await drafts.open({ draft });
    const at = random.below(text.length + 1);
    const remove = Math.min(random.chance(0.2) ? 1 + random.below(3) : 0, text.length - at);
    const name = `${device.host}/${world.next()}`;
    try {
      await drafts.edit({ draft, name, heads, splices: [{ at, remove, insert: `〔${name}〕` }] });
    } catch (cause) {
      // Somebody took the right away in the middle of a word, which is then said and not kept.
      if (cause instanceof EngineProblem && cause.code === 'not-allowed' && !mayType()) return;
      throw cause;
    }
    world.oracle.noteDocument(device, key);
  }
};

/** Enters a phone number, that of this device's member or of somebody whose number others enter too. */
const phone: Action = async (world, device, { library, rights }) => {
  if (!rights.mayHave(device.id, 'admins')) return;
  const member = world.random.chance(0.5) ? device.member : 'm1';
  await library.changePhones(new Map([[member, `138${String(world.next()).padStart(8, '0')}`]]));
  world.oracle.noteDocument(device, contactsKey);
};

const say = async (world: SimWorld, device: SimDevice, life: Life, ...acts: ActToSay[]): Promise<void> => {
  for (const { id } of await life.keeper.sayAll(acts)) world.oracle.noteEntry(device, id);
};

const checkpoint: Action = async (world, device, life) => {
  const { chains } = life.keeper.ledger!;
  const seen = [...chains.devices()]
    .filter((id) => id !== device.id)
    .map((id): [string, number, string] => [id, chains.last(id)!.seq, chains.last(id)!.id]);
  await say(world, device, life, { type: 'checkpoint', seen });
};

/** Makes an edition official, where the device's member may; or tries. */
const publish: Action = async (world, device, life) => {
  const rows = life.library.catalogue.rows().filter(({ editions }) => editions.length > 0);
  if (rows.length === 0) return;
  const rule = world.random.pick(rows);
  await say(world, device, life, (ledger) => ({
    type: 'publish',
    rule: rule.id,
    edition: world.random.pick(rule.editions).hash,
    title: rule.title,
    kind: 'rule',
    change: 'registered',
    after: ledger.publications.of(rule.id).heads,
    repeals: [],
    secrecy: device.member,
  }));
};

/** Somebody says that they have read what was published; some say it twice, or at two devices. */
const acknowledge: Action = async (world, device, life) => {
  const { publications } = life.keeper.ledger!;
  const all = publications.rules().flatMap((rule) => publications.of(rule).publications);
  if (all.length === 0) return;
  const { id, edition } = world.random.pick(all);
  await say(world, device, life, { type: 'acknowledge', publish: id, edition, mode: 'read' });
};

const manyEntries: Action = async (world, device, life) => {
  const count = world.random.chance(0.05) ? 300 : 5 + world.random.below(30);
  const acts = Array.from({ length: count }, (): ActToSay => ({ type: 'checkpoint', seen: [] }));
  await say(world, device, life, ...acts);
};

/** An admin gives or takes a role, or moves somebody to another unit. */
const changeRoster: Action = async (world, device, life) => {
  const roster = life.keeper.ledger!.roster.roster();
  if (!life.rights.mayHave(device.id, 'admins')) return;
  const { random } = world;
  const member = random.pick(
    [...roster.members.keys()].filter((id) => id !== 'm1' && !id.startsWith('h')).concat('m2'),
  );
  if (!roster.members.has(member)) return;
  const role: Role = random.pick(['editor', 'publisher', 'admin']);
  const spaces = world.entitled.get(member)!;
  const unit = random.pick(['u1', 'u2']);
  const what = random.below(3);
  if (what === 0) spaces.add(role === 'admin' ? 'admins' : 'editors');
  if (what === 2) spaces.add(`unit:${unit}`);
  await say(world, device, life, (ledger) => ({
    type: 'roster',
    epoch: ledger.roster.roster().epoch + 1,
    changes: [
      what === 0
        ? { op: 'grant', member, roles: [role] }
        : what === 1
          ? { op: 'remove', member, roles: ['editor'] }
          : { op: 'member', id: member, unit },
    ],
    seen:
      what === 1
        ? seenOf(
            ledger,
            [...roster.devices.values()].filter((one) => one.member === member).map(({ id }) => id),
          )
        : {},
  }));
};

/** An admin revokes a device. */
const revoke: Action = async (world, device, life) => {
  if (!life.rights.mayHave(device.id, 'admins') || world.isHealing) return;
  const { random } = world;
  const others = world.devices.filter(
    ({ host }) => host > 2 && host !== device.host && world.joined.has(host),
  );
  if (others.length === 0 || world.outcast.size > 0) return;
  const other = random.pick(others);
  world.outcast.add(other.host);
  await say(world, device, life, (ledger) => ({
    type: 'roster',
    epoch: ledger.roster.roster().epoch + 1,
    changes: [{ op: 'revoke', device: other.id }],
    seen: seenOf(ledger, [other.id]),
  }));
  world.count('revoked');
};

/** An admin makes the device known that comes late, and it takes over the office. */
const admit: Action = async (world, device, life) => {
  const late = world.devices.find(({ host, life: its }) => its !== undefined && !world.joined.has(host));
  if (late === undefined || !life.rights.mayHave(device.id, 'admins')) return;
  const changes = world.introduction(late);
  await say(world, device, life, (ledger) => ({
    type: 'roster',
    epoch: ledger.roster.roster().epoch + 1,
    changes,
    seen: {},
  }));
  const { chains } = life.keeper.ledger!;
  const entries = await life.keeper.signed([...chains.all()].map(({ id }) => id));
  if (late.life === undefined) return;
  await late.life.keeper.join(world.office, entries);
  world.joined.add(late.host);
  world.sponsor.set(late.host, device.host);
  world.count('joined-late');
  await late.goOnline();
};

type LedgerHere = Parameters<Extract<ActToSay, (...args: never[]) => unknown>>[0];

function seenOf({ chains }: LedgerHere, devices: readonly string[]): Record<string, [number, string][]> {
  return Object.fromEntries(
    devices.map((id) => [id, chains.heads(id).map((head): [number, string] => [head.seq, head.id])]),
  );
}

/** By how often they happen. */
export const actions: readonly Action[] = [
  write,
  write,
  write,
  change,
  change,
  change,
  draft,
  draft,
  type,
  type,
  phone,
  checkpoint,
  publish,
  publish,
  acknowledge,
  acknowledge,
  acknowledge,
  manyEntries,
  changeRoster,
  changeRoster,
  revoke,
  admit,
  admit,
];
