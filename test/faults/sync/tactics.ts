import * as Automerge from '@automerge/automerge/slim';
import type { Act } from '../../../src/ledger/entry.ts';
import type { ManifestRow } from '../../../src/store/manifest-row.ts';
import { packEntry } from '../../../src/ledger/entry-bytes.ts';
import { signEntry } from '../../../src/ledger/sign-entry.ts';
import { makeKeys } from '../../../src/ledger/signature.ts';
import type { Message, ToldRow } from '../../../src/sync/message.ts';
import type { Foe } from './hostile-lines.ts';
import type { SimWorld } from './sim-world.ts';

/** What a device that means harm does on a line; returns what it does with what it hears. */
export type Tactic = (foe: Foe) => (message: Message) => void;

type Bytes = Uint8Array<ArrayBuffer>;

const hex = (world: SimWorld, length: number): string =>
  Buffer.from(world.random.bytes(length)).toString('hex');

/** Its first word, which is a lie, so that the other side compares. */
function greet({ world, say }: Foe): void {
  const root = world.random.bytes(16);
  say({ type: 'state', ledger: hex(world, 16), roots: [{ space: 'members', root }] });
}

/** Only shows that it is there. */
const alive =
  ({ say }: Foe) =>
  (message: Message): void => {
    if (message.type === 'ping') say({ type: 'pong' });
  };

const mute: Tactic = () => () => undefined;

const idle: Tactic = (foe) => {
  greet(foe);
  return alive(foe);
};

const noise: Tactic = (foe) => {
  if (foe.world.random.chance(0.7)) greet(foe);
  foe.after(foe.world.random.below(3_000), () => {
    const { random } = foe.world;
    foe.channel.send(random.bytes(random.below(random.chance(0.1) ? 4_000 : 60)));
  });
  return alive(foe);
};

/** Answers that nobody has asked for, and what is no turn of anybody. */
const outOfTurn: Tactic = (foe) => {
  const { random } = foe.world;
  greet(foe);
  const none = new Uint8Array(32);
  const said: Message[] = [
    { type: 'rows', space: 'members', which: none, rows: [] },
    { type: 'documents', documents: [random.bytes(20)] },
    { type: 'entries', isNews: false, isLast: true, entries: [] },
    { type: 'vector', isAnswer: true, heads: [] },
    {
      type: 'vector',
      isAnswer: false,
      heads: [{ device: hex(foe.world, 16), seq: 4_000_000_000, id: hex(foe.world, 16) }],
    },
    { type: 'file', hash: hex(foe.world, 32), size: 1, from: 0, bytes: random.bytes(1) },
  ];
  foe.after(random.below(500), () => foe.say(random.pick(said)));
  return alive(foe);
};

/** Asks for what it may not have, by names that it knows. */
const prying: Tactic = (foe) => {
  const { world, device, say } = foe;
  greet(foe);
  const may = world.entitled.get(device.member)!;
  foe.after(200, () => {
    const keys = new Set(world.honest.flatMap(({ drive }) => drive.keysNow('documents')));
    for (const key of keys) {
      const at = key.indexOf('/');
      const space = key.slice(0, at);
      if (may.has(space)) continue;
      say({ type: 'buckets', space, buckets: new Uint8Array(2048) });
      say({ type: 'get', space, keys: [{ kind: 'document', id: key.slice(at + 1), heads: [] }] });
    }
    say({ type: 'get-entries', ranges: [{ device: foe.channel.device, from: 0, to: 0xffff_ffff }] });
  });
  return (message) => {
    alive(foe)(message);
    if (message.type === 'documents' && message.documents.some((bytes) => bytes !== undefined))
      world.violation(`host ${device.host} was given what it may not have`);
  };
};

/** Signs what it may not, and what is not its own. */
const forging: Tactic = (foe) => {
  const { world, life, say } = foe;
  greet(foe);
  // Its own disk may fail too; then it does not.
  void forged(foe).then(
    (entries) => {
      const some = world.random.chance(0.5) ? entries : [world.random.pick(entries)];
      say({ type: 'entries', isNews: true, isLast: false, entries: some });
    },
    () => undefined,
  );
  return (message) => {
    alive(foe)(message);
    if (message.type !== 'vector' || message.isAnswer) return;
    const { chains } = life.keeper.ledger!;
    const heads = [...chains.devices()].flatMap((device) =>
      chains.heads(device).map(({ seq, id }) => ({ device, seq: seq + 3, id: id.slice(32) })),
    );
    say({ type: 'vector', isAnswer: true, heads });
  };
};

async function forged({ world, device, life }: Foe): Promise<Bytes[]> {
  const { keeper } = life;
  const ledger = keeper.ledger!;
  const roster = ledger.roster.roster().heads;
  const victim = world.random.pick(world.honest.filter(({ host }) => world.joined.has(host)));
  const last = ledger.chains.last(victim.id);
  const known = ledger.roster.roster().devices.get(victim.id);
  const act: Act = { type: 'checkpoint', seen: [] };
  const base = { office: ledger.office, at: life.clock.now(), roster };
  const stranger = await makeKeys();
  const entries = [
    // In the name of another, by its own key.
    await signEntry(
      { ...base, act, ...(last !== undefined && { last }) },
      { ...keeper.keys!, key: known?.key ?? stranger.key },
    ),
    // By a key that nobody knows.
    await signEntry({ ...base, act }, stranger),
  ].map(({ signed }) => packEntry(signed));
  // Its own, by which it takes what it has no right to.
  const evil: Act = {
    type: 'roster',
    epoch: ledger.roster.roster().epoch + 1,
    changes: [
      { op: 'member', id: 'evil', name: '恶' },
      { op: 'grant', member: 'evil', roles: ['member', 'admin'] },
    ],
    seen: {},
  };
  const [rule] = ledger.publications.rules();
  const publish: Act = {
    type: 'publish',
    rule: rule ?? 'abcdefghij',
    edition: hex(world, 32),
    title: '恶意',
    kind: 'rule',
    change: 'registered',
    after: [],
    repeals: [],
    secrecy: device.member,
  };
  const own = ledger.chains.last(device.id);
  const draft = { ...base, ...(own !== undefined && { last: own }) };
  const before = [...ledger.chains.all()].filter((entry) => entry.device === device.id).map(({ id }) => id);
  entries.push(...(await keeper.signed(before)).map(packEntry));
  for (const wrong of [evil, publish])
    entries.push(packEntry((await signEntry({ ...draft, act: wrong }, keeper.keys!)).signed));
  // A good one with a bit changed.
  const ids = [...ledger.chains.all()].map(({ id }) => id);
  const [good] = await keeper.signed([world.random.pick(ids)]);
  if (good !== undefined) {
    good.body[world.random.below(good.body.length)]! ^= 1;
    entries.push(packEntry(good));
  }
  return entries;
}

/** Offers documents of spaces that are not its own, and such as are none. */
const pushing: Tactic = (foe) => {
  const { world, device, say } = foe;
  const may = world.entitled.get(device.member)!;
  greet(foe);
  const foreign = ['editors', 'admins', 'unit:u1', 'unit:u2', 'private:m1'].filter(
    (space) => !may.has(space),
  );
  const row = (id: string): ToldRow => ({ kind: 'document', id, digest: hex(world, 16) });
  foe.after(world.random.below(300), () => {
    for (const space of foreign)
      say({ type: 'offer', space, rows: [row(`evil-foreign-${device.host}`), row('contacts')] });
    say({
      type: 'offer',
      space: 'members',
      rows: [
        { kind: 'edition', id: hex(world, 32), digest: '' },
        { kind: 'rule', id: 'abcdefghijklmnop', digest: hex(world, 16) },
        row(`evil-${device.host}`),
      ],
    });
  });
  return (message) => {
    alive(foe)(message);
    if (message.type !== 'get') return;
    if (!may.has(message.space))
      world.violation(`${message.space} was asked for from host ${device.host}, which may not have it`);
    const documents = message.keys.map(({ kind }) =>
      kind === 'document' ? someDocument() : kind === 'edition' ? someDocument() : world.random.bytes(50),
    );
    say({ type: 'documents', documents });
  };
};

function someDocument(): Bytes {
  const doc = Automerge.change(
    Automerge.init<{ word: string }>({ actor: '66'.repeat(16) }),
    { time: 0 },
    (fields) => void (fields.word = '恶'),
  );
  const bytes = Automerge.save(doc).slice();
  Automerge.free(doc);
  return bytes;
}

let many: ToldRow[] | undefined;

/** Claims to have a hundred thousand documents, and gives none. */
const claiming: Tactic = (foe) => {
  greet(foe);
  // Few runs bear it: each time costs as much as some other runs.
  const count = foe.world.random.chance(0.02) ? 50_000 : 300;
  many ??= Array.from({ length: 100_000 }, (_, i) => ({
    kind: 'document',
    id: `c${i}`,
    digest: i.toString(16).padStart(32, '0'),
  }));
  const rows = many;
  foe.after(100, () => foe.say({ type: 'offer', space: 'members', rows: rows.slice(0, count) }));
  foe.after(200, () => foe.say({ type: 'offer', space: 'members', rows: rows.slice(count, 2 * count) }));
  return alive(foe);
};

/** Offers what the others have, as soon as they have it, so that it is asked first, and lets everybody wait. */
const holding: Tactic = (foe) => {
  const { world, say } = foe;
  greet(foe);
  const offer = (rows: readonly ManifestRow[]): void => {
    const some = rows.filter(({ space }) => space === 'members');
    if (some.length > 0) say({ type: 'offer', space: 'members', rows: [...some] });
  };
  foe.after(50, () => {
    for (const { life } of world.honest)
      for (let bucket = 0; bucket < 256; bucket++)
        offer(life?.replica?.manifest.rows('members', bucket) ?? []);
    world.onShown.push(offer);
  });
  return alive(foe);
};

/**
 * The same behind many that nobody has. It answers at first, so that much is asked for at once; then one question in fifty
 * seconds, so that it is never given up for letting wait, and what others have would be the last.
 */
const dripping: Tactic = (foe) => {
  const { world, say } = foe;
  greet(foe);
  let open = 0;
  let quick = 20;
  const answer = (): void => {
    open -= 1;
    say({ type: 'documents', documents: [world.random.bytes(20)] });
  };
  const drip = (): void => {
    if (open > 0) answer();
    foe.after(50_000, drip);
  };
  foe.after(50_000, drip);
  const before = Array.from({ length: 260 }, (_, i) => ({
    kind: 'document' as const,
    id: `d${i}`,
    digest: hex(world, 16),
  }));
  foe.after(50, () => {
    const real = world.honest.flatMap(({ life }) =>
      Array.from(
        { length: 256 },
        (_, bucket) => life?.replica?.manifest.rows('members', bucket) ?? [],
      ).flat(),
    );
    say({ type: 'offer', space: 'members', rows: [...before, ...real] });
  });
  const stay = alive(foe);
  return (message) => {
    if (message.type === 'get') open += message.keys.length;
    const atOnce = Math.min(quick, open);
    quick -= atOnce;
    for (let i = 0; i < atOnce; i++) answer();
    stay(message);
  };
};

/** Says again and again that it is somewhere else, and compares without end. */
const flooding: Tactic = (foe) => {
  const { random } = foe.world;
  const times = random.chance(0.05) ? 300 : 20;
  for (let i = 0; i < times; i++) {
    greet(foe);
    if (i % 5 === 0) foe.say({ type: 'buckets', space: 'members', buckets: new Uint8Array(2048) });
    foe.say({ type: 'vector', isAnswer: false, heads: [] });
  }
  return alive(foe);
};

export const tactics: readonly (readonly [name: string, Tactic])[] = [
  ['mute', mute],
  ['idle', idle],
  ['noise', noise],
  ['out-of-turn', outOfTurn],
  ['prying', prying],
  ['forging', forging],
  ['pushing', pushing],
  ['claiming', claiming],
  ['holding', holding],
  ['dripping', dripping],
  ['flooding', flooding],
];
