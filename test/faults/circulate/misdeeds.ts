import type { Act, SignedEntry } from '../../../src/ledger/entry.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { signEntry } from '../../../src/ledger/sign-entry.ts';
import type { DeviceKeys } from '../../../src/ledger/signature.ts';
import type { CirculateWorld } from './circulate-world.ts';
import { nobody } from './deeds.ts';
import { isOfDisk, type ReaderDevice } from './reader-device.ts';

interface Foe {
  world: CirculateWorld;
  device: ReaderDevice;
  ledger: Ledger;
  keys: DeviceKeys;
}

/** What a program that means harm hands to others. */
type Misdeed = (foe: Foe) => Promise<SignedEntry[]>;

/** An act of this kind, about what is there. */
function wrong({ world, device, ledger }: Foe): Act {
  const { random } = world;
  const entries = [...ledger.chains.all()];
  const some = (type: Act['type']) => entries.filter(({ act }) => act.type === type);
  const sent = some('circulate');
  const circulation = sent.length === 0 ? world.hash('none') : random.pick(sent).id;
  const asked = sent.find(({ id }) => id === circulation)?.act;
  const edition =
    asked?.type === 'circulate'
      ? asked.editions[0]!
      : { publish: world.hash('none'), edition: world.hash('none') };
  const members = ['s1', 'p', device.person.member];
  const behalf = { members, means: 'proxy' as const, reason: '不知道' };
  const word = { type: 'acknowledge', circulation, ...edition, mode: 'read' } as const;
  const target = entries.filter(({ act }) => /^(acknowledge|publish|circulate|relay)$/.test(act.type));
  const acts: Act[] = [
    { ...word, behalf },
    { ...word, mode: 'studied', behalf },
    { ...word, mode: 'received', unit: 'u1' },
    { ...word, edition: world.hash('other') },
    { ...word, circulation: world.hash('nowhere') },
    { ...word, circulation: edition.publish },
    word,
    word,
    word,
    { type: 'exempt', circulation, members: ['s1'], reason: '忙' },
    { type: 'close', circulation },
    {
      type: 'relay',
      circulation,
      unit: 'u1',
      how: 'board',
      on: '2026-01-01',
      should: 1,
      attended: 1,
      later: 0,
    },
    {
      type: 'circulate',
      editions: [edition],
      audience: { ...nobody, everyone: true },
      level: 'read',
      order: 'together',
      replaces: circulation,
    },
    {
      type: 'publish',
      rule: 'r1',
      edition: world.hash('evil'),
      title: '恶意',
      kind: 'rule',
      change: 'erratum',
      revises: edition.edition,
      after: [],
      repeals: [],
      secrecy: 'h',
    },
    { type: 'withdraw', entry: target.length === 0 ? circulation : random.pick(target).id, reason: '恶意' },
    {
      type: 'roster',
      epoch: ledger.roster.roster().epoch + 1,
      changes: [{ op: 'grant', member: device.person.member, roles: ['publisher', 'liaison'] }],
      seen: {},
    },
  ];
  const evil = some('publish').find(
    ({ act }) => act.type === 'publish' && act.edition === world.hash('evil'),
  );
  if (evil !== undefined) acts.push({ ...word, publish: evil.id, edition: world.hash('evil') });
  return random.pick(acts);
}

/** Signed well, by its own key, in its own chain, or beside what it has signed in the same place before. */
const overreach: Misdeed = async (foe) => {
  const { world, device, ledger, keys } = foe;
  const { random } = world;
  const own = [...ledger.chains.all()].filter((entry) => entry.device === device.id);
  const last = random.chance(0.3) && own.length > 0 ? random.pick(own) : ledger.chains.last(device.id);
  const first = [...ledger.chains.all()].filter(({ act }) => act.type === 'genesis').map(({ id }) => id);
  const { signed } = await signEntry(
    {
      office: ledger.office,
      ...(last !== undefined && { last }),
      at: device.machine.now() - random.below(10) * 86_400_000,
      // As if it knew nothing of what was taken from it.
      roster: random.chance(0.4) ? first : ledger.roster.roster().heads,
      act: wrong(foe),
    },
    keys,
  );
  if (random.chance(0.6)) await world.hand(device, [signed]);
  return [signed];
};

/** In the name of somebody else, by its own key; or by a key that nobody knows. */
const inAnothersName: Misdeed = async (foe) => {
  const { world, device, ledger, keys } = foe;
  const { random } = world;
  const victim = random.pick(world.honest);
  const last = ledger.chains.last(victim.id);
  const key = ledger.roster.roster().devices.get(victim.id)!.key;
  const draft = {
    office: ledger.office,
    at: device.machine.now(),
    roster: ledger.roster.roster().heads,
    act: wrong(foe),
  };
  const made = random.chance(0.7)
    ? await signEntry({ ...draft, ...(last !== undefined && { last }) }, { ...keys, key })
    : await signEntry(draft, world.stranger);
  if (random.chance(0.3)) made.signed.sig = random.bytes(64);
  return [made.signed];
};

/** Good entries of others with a signature that is none, or with a bit changed, so that they come before the good ones. */
const spoiled: Misdeed = async ({ world, ledger }) => {
  const { random } = world;
  const device = random.pick(world.honest);
  const entries = [...(device.life?.keeper.ledger ?? ledger).chains.all()].slice(-8).map(({ id }) => id);
  const signed = (await device.life?.keeper.signed(entries)) ?? [];
  for (const one of signed) {
    if (random.chance(0.6)) one.sig = random.chance(0.5) ? random.bytes(64) : one.sig.map((byte) => byte ^ 1);
    else one.body[random.below(one.body.length)]! ^= 1;
  }
  return signed;
};

const misdeeds: Record<string, Misdeed> = {
  overreach,
  'more overreach': overreach,
  "in another's name": inAnothersName,
  spoiled,
};

/** A device that means harm hands something to one or all of the others. */
export async function harm(world: CirculateWorld): Promise<void> {
  const { random } = world;
  const foes = world.hostile.filter(({ life }) => life?.keeper.ledger !== undefined);
  if (foes.length === 0) return;
  const device = random.pick(foes);
  const { keeper } = device.life!;
  const [name, misdeed] = random.pick(Object.entries(misdeeds));
  const foe: Foe = { world, device, ledger: keeper.ledger!, keys: keeper.keys! };
  // Its own disk may fail too.
  const signed = await misdeed(foe).catch((error: unknown) => {
    if (isOfDisk(error)) return [];
    throw error;
  });
  world.count(device === world.revoked?.device ? `revoked: ${name}` : name);
  const all = random.chance(0.5) ? world.honest : [random.pick(world.honest)];
  for (const to of all) await world.hand(to, signed);
}
