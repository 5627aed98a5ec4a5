import { isDeepStrictEqual } from 'node:util';
import { dataBegin, dataEnd, splitProof } from '../../../src/exchange/proof/read-proof.ts';
import { proofFacts } from '../../../src/exchange/proof/proof-facts.ts';
import { readRoster } from '../../../src/exchange/read-roster.ts';
import { readTable } from '../../../src/exchange/read-table.ts';
import { Refusal } from '../../../src/exchange/refusal.ts';
import { guessColumns } from '../../../src/exchange/roster-columns.ts';
import { tableLimits } from '../../../src/exchange/table.ts';
import { BadEntry } from '../../../src/ledger/bad-entry.ts';
import { canonicalBytes, canonicalJson } from '../../../src/ledger/canonical-json.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { contentHash } from '../../../src/ledger/edition-hash.ts';
import { entryId, packEntry, unpackEntry } from '../../../src/ledger/entry-bytes.ts';
import { judgeProof } from '../../../src/ledger/judge-proof.ts';
import { readProof } from '../../../src/ledger/proof.ts';
import { readEntry } from '../../../src/ledger/read-entry.ts';
import { BadRecovery, readOutside } from '../../../src/ledger/recovery-file.ts';
import { xlsxFiles } from '../../exchange/some-xlsx.ts';
import { zipOf } from '../../exchange/some-zip.ts';
import type { Random } from '../../faults/random.ts';
import { someDraftAct } from './draft-acts.ts';
import { joined, mutateBytes, mutateText } from './mutate.ts';
import { must, target, type Target } from './target.ts';

const isBadEntry = (error: unknown): boolean => error instanceof BadEntry;

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  '',
  '灯',
  '\ud800',
  'a'.repeat(64),
  'a'.repeat(32),
  '__proto__',
  'constructor',
  '2026-02-30',
  'm1',
  [],
  [[]],
  {},
  { op: 'left' },
];

/** Plain data in which now and then a value is another, or missing, or there twice. */
export function mutateData(random: Random, value: unknown, share = 0.03): unknown {
  if (random.chance(share)) return random.pick(oddValues);
  if (Array.isArray(value)) {
    const list = value.map((one: unknown) => mutateData(random, one, share));
    if (random.chance(share)) list.push(...list.slice(0, 2));
    if (random.chance(share)) list.splice(random.below(list.length + 1), 1);
    return list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(() => !random.chance(share / 2))
    .map(([key, one]) => [key, mutateData(random, one, share)]);
  return Object.fromEntries(entries) as unknown;
}

const keys = ['A', 'B', 'C'].map((letter) => `BA${letter.repeat(85)}`);
const devices = keys.map((key) => deviceId('ES256', key));
const content = { v: 1, title: '灯光办法', events: [], text: '第一条 关灯。' };
const edition = contentHash(content);

function device(i: number, member: string): unknown {
  return { op: 'device', id: devices[i], member, alg: 'ES256', key: keys[i], name: '电脑', kind: 'device' };
}

const genesisAct = {
  type: 'genesis',
  changes: [
    { op: 'office', name: '中心', threshold: 1 },
    { op: 'unit', id: 'u1', name: '办公室', kind: 'office', parent: null, closed: false },
    { op: 'post', id: 'p1', name: '主任', unit: 'u1' },
    { op: 'member', id: 'm1', name: '周', number: null, unit: 'u1', post: 'p1', joined: '2020-01-01' },
    { op: 'grant', member: 'm1', roles: ['admin', 'publisher', 'member'] },
    device(0, 'm1'),
    { op: 'member', id: 'm2', name: '李' },
    { op: 'grant', member: 'm2', roles: ['publisher', 'member'] },
    device(1, 'm2'),
  ],
};

/** An office's entries, each built upon the ones before as they came out. */
function someEntries(random: Random, share: number): { office: string; bodies: Uint8Array[]; ids: string[] } {
  const bodies: Uint8Array[] = [];
  const ids: string[] = [];
  const last = new Map<number, { id: string; seq: number }>();
  let heads: string[] = [];
  const say = (by: number, act: unknown): string => {
    const before = last.get(by);
    const value = {
      v: 1,
      alg: 'ES256',
      office: ids[0] ?? '',
      device: devices[by],
      seq: before === undefined ? 0 : before.seq + 1,
      ...(before === undefined ? { key: keys[by] } : { prev: before.id }),
      at: 1_700_000_000_000,
      roster: heads,
      act: mutateData(random, act, share),
    };
    let body: Uint8Array;
    try {
      body = canonicalBytes(random.chance(0.9) ? value : mutateData(random, value, share));
    } catch {
      body = canonicalBytes({ ...value, act });
    }
    const id = entryId(body);
    bodies.push(body);
    ids.push(id);
    last.set(by, { id, seq: value.seq });
    return id;
  };
  heads = [say(0, genesisAct)];
  const publish = say(1, {
    type: 'publish',
    rule: 'lamps',
    edition,
    title: '灯光办法',
    kind: 'rule',
    change: 'first',
    after: [],
    repeals: [{ rule: 'old', on: '2026-01-01' }],
    secrecy: '周',
  });
  const place = last.get(1)!;
  const steps: (() => void)[] = [
    () => void say(1, { type: 'checkpoint', seen: [[devices[0], 0, ids[0]]] }),
    () =>
      (heads = [
        say(0, {
          type: 'roster',
          epoch: heads[0] === ids[0] ? 1 : 2,
          changes: [
            random.pick<unknown>([
              { op: 'revoke', device: devices[1] },
              { op: 'left', member: 'm2', on: '2026-01-01' },
              device(2, 'm1'),
              { op: 'accept', device: devices[1], through: [place.seq, place.id] },
            ]),
          ],
          seen: { [devices[1]!]: [[place.seq, place.id]] },
        }),
      ]),
    () => void say(random.below(3), { type: 'sign-off', entry: random.pick(ids) }),
    () => void say(0, { type: 'withdraw', entry: publish, reason: '' }),
    () => void say(0, { type: 'repeal', rule: 'lamps', title: '灯', on: '2027-01-01', after: [publish] }),
    () => void say(1, { type: 'acknowledge', publish, edition, mode: 'read' }),
    () => void say(1, someDraftAct(random, publish, edition)),
    () =>
      void say(1, {
        type: 'circulate',
        editions: [{ publish, edition }],
        audience: { units: [], posts: [], roles: ['liaison'], members: ['m1'], except: [] },
        scope: { everyone: true, units: [], posts: [], roles: [], members: [], except: ['m2'] },
        level: 'studied',
        order: 'together',
        due: '2026-05-01',
        questions: [{ text: '?', choices: ['a', 'b'], right: [1] }],
        pass: 1,
      }),
  ];
  for (let times = random.below(6); times > 0; times--) random.pick(steps)();
  return { office: ids[0]!, bodies, ids };
}

/** A proof of such an office, as parsed JSON. */
function someProof(random: Random): unknown {
  const { office, bodies, ids } = someEntries(random, random.pick([0, 0.005, 0.03]));
  const decoder = new TextDecoder();
  const value = {
    v: 1,
    kind: 'edition',
    office,
    publish: random.chance(0.95) ? ids[1] : random.pick(ids),
    at: 1,
    content,
    entries: bodies.map((body) => ({ body: decoder.decode(body), sig: 'A'.repeat(86) })),
  };
  return random.chance(0.6) ? value : mutateData(random, value, 0.01);
}

const proofText = (data: string): string =>
  `<html>${dataBegin}${data.replaceAll('<', '\\u003c')}${dataEnd}</html>\n<!--guiju-seal SHA-256 ${'0'.repeat(64)}-->\n`;

const recovery = canonicalJson({
  v: 1,
  file: 'guiju-recovery',
  kdf: 'scrypt',
  cipher: 'AES-256-GCM',
  N: 131_072,
  r: 8,
  p: 1,
  salt: 'A'.repeat(22),
  iv: 'A'.repeat(16),
  sealed: 'A'.repeat(200),
});

const roster = `单位,姓名,职务,手机,入职时间,角色,工号
办公室,周明,主任,13800000001,2020年3月1日,管理员,001
财务科,李 华,科员,0571-88001122,2021/4/5,"成员、发布人",002
第一支部,王芳,书记,,2019-1,联络员,003
`;

const sheet = xlsxFiles([
  {
    rows: roster
      .trim()
      .split('\n')
      .map((line) => line.split(',')),
  },
  { name: '二', state: 'hidden', rows: [['甲'], ['乙']] },
]);

/** A workbook with damaged parts, or damaged as a whole. */
function someWorkbook(random: Random): Uint8Array {
  const inner = random.chance(0.6);
  const files = Object.entries(sheet).map(([path, text]) => ({
    path,
    bytes: inner && random.chance(0.4) ? mutateText(random, text, Object.values(sheet)) : text,
  }));
  const whole = zipOf(files.map(({ path, bytes }) => ({ name: path, bytes })));
  return inner ? whole : mutateBytes(random, whole);
}

function someTable(random: Random): { name: string; bytes: Uint8Array } {
  if (random.chance(0.5)) return { name: '名册.xlsx', bytes: someWorkbook(random) };
  const text = mutateText(random, random.chance(0.5) ? roster : roster.replaceAll(',', '\t'), [roster]);
  return { name: random.pick(['名册.csv', 'a.txt', 'a.xlsx']), bytes: new TextEncoder().encode(text) };
}

/** Readers of what comes in about the office, its people and what they sign. */
export const officeTargets: readonly Target[] = [
  target({
    name: 'ledger-entry',
    make: (random) => {
      const { bodies } = someEntries(random, 0);
      const packed = packEntry({ body: Uint8Array.from(random.pick(bodies)), sig: new Uint8Array(64) });
      const bytes = mutateBytes(random, packed);
      // Half of the time with a length that holds, or little behind it would ever be read.
      if (bytes.length > 70 && random.chance(0.5)) {
        bytes[0] = 1;
        new DataView(bytes.buffer).setUint32(1, bytes.length - 5 - 64, true);
      }
      return bytes;
    },
    read: (bytes) => {
      const signed = unpackEntry(bytes);
      must(isDeepStrictEqual(packEntry(signed), bytes), 'packed again it is another');
      const entry = readEntry(signed.body);
      must(entry.id === entryId(signed.body), 'a name that is not its own');
    },
    promised: isBadEntry,
  }),
  target({
    name: 'ledger-act',
    make: (random) => random.pick(someEntries(random, random.pick([0.01, 0.05])).bodies),
    read: (body) => {
      const entry = readEntry(body);
      const text = new TextDecoder().decode(body);
      must(canonicalJson(JSON.parse(text)) === text, 'two notations of one entry');
      canonicalJson(entry);
    },
    promised: isBadEntry,
  }),
  target({
    name: 'proof',
    make: someProof,
    read: (value) => {
      const proof = readProof(value);
      const { fault, refusal, proven } = judgeProof(proof);
      must((fault === 'not-official') === (refusal !== undefined), 'a refusal without its fault');
      must(fault !== undefined || proven?.publication !== undefined, 'valid without a publication');
      if (proven === undefined) return;
      const facts = proofFacts({ valid: fault === undefined, proof, proven });
      must(facts === undefined || facts.content.title !== undefined, 'facts without a title');
      JSON.stringify(facts);
    },
    promised: isBadEntry,
  }),
  target({
    name: 'proof-file',
    make: (random) => {
      const data = JSON.stringify(someProof(random));
      return random.chance(0.5)
        ? mutateBytes(random, new TextEncoder().encode(proofText(data)))
        : new TextEncoder().encode(mutateText(random, proofText(data), [data]));
    },
    read: (bytes) => {
      const file = splitProof(bytes);
      if (file === undefined) return;
      const rest = bytes.subarray(file.sealed.length);
      must(isDeepStrictEqual(joined(file.sealed, rest), Uint8Array.from(bytes)), 'bytes that nobody seals');
      must(new TextDecoder().decode(rest).startsWith('<!--guiju-seal '), 'a seal elsewhere');
      judgeProof(readProof(file.value));
    },
    promised: isBadEntry,
  }),
  target({
    name: 'recovery-file',
    make: (random) =>
      random.chance(0.5)
        ? mutateBytes(random, new TextEncoder().encode(recovery))
        : new TextEncoder().encode(JSON.stringify(mutateData(random, JSON.parse(recovery), 0.05))),
    read: (bytes) => {
      const { N, r, p } = readOutside(bytes);
      must(128 * N * r * p <= 256 * 1024 * 1024, 'more memory than allowed');
    },
    promised: (error) => error instanceof BadRecovery,
  }),
  target({
    name: 'read-table',
    make: someTable,
    read: ({ name, bytes }) => {
      const { rows } = readTable(name, bytes);
      must(
        rows.every((row) => row.every((cell) => typeof cell === 'string')),
        'a cell that is no text',
      );
    },
    promised: (error) => error instanceof Refusal,
  }),
  target({
    name: 'read-roster',
    make: (random) => {
      const rows = mutateText(random, roster, [roster])
        .split('\n')
        .slice(0, tableLimits.rows)
        .map((line) => line.split(',', tableLimits.columns).map((cell) => cell.slice(0, tableLimits.cell)));
      return { rows, sheets: [] };
    },
    read: (table) => {
      const { people } = readRoster(table, guessColumns(table));
      must(
        people.every(({ name }) => name.trim() !== ''),
        'a person without a name',
      );
    },
  }),
];
