import { describe, expect, test } from 'vitest';
import type { Act, Entry, RosterChange, SignedEntry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { importPublicKey, sign, type DeviceKeys } from '../../src/ledger/signature.ts';
import { fromBase64url, toBase64url } from '../../src/ledger/base64url.ts';
import { introduce, SomeDevice, someHash, someKeys, someMember } from './some-office.ts';

/** What somebody with a device of their own may try; every test tells of one who must not succeed. */
const keys = (): Promise<DeviceKeys[]> => Promise.all([0, 1, 2, 3, 4].map(someKeys));

/** Admins a, b and c in that order of standing, publisher p, member m, each with a device that knows everything. */
async function someOffice(): Promise<Record<'a' | 'b' | 'c' | 'p' | 'm', SomeDevice>> {
  const [ka, kb, kc, kp, km] = (await keys()) as [DeviceKeys, DeviceKeys, DeviceKeys, DeviceKeys, DeviceKeys];
  const { device: a } = await SomeDevice.founding(ka, [
    { op: 'office', name: '某办公室' },
    ...someMember(ka, 'a', ['admin']),
    ...someMember(kb, 'b', []),
    ...someMember(kc, 'c', []),
    ...someMember(kp, 'p', ['publisher']),
    ...someMember(km, 'm', []),
  ]);
  await a.changeRoster([{ op: 'grant', member: 'b', roles: ['admin'] }]);
  await a.changeRoster([{ op: 'grant', member: 'c', roles: ['admin'] }]);
  const [b, c, p, m] = [kb, kc, kp, km].map((pair) => new SomeDevice(pair, a.ledger.office)) as [
    SomeDevice,
    SomeDevice,
    SomeDevice,
    SomeDevice,
  ];
  for (const one of [b, c, p, m]) await one.take(a.entries);
  return { a, b, c, p, m };
}

const admins = ({ ledger }: SomeDevice): string[] =>
  [...ledger.roster.roster().members.values()]
    .filter(({ roles }) => roles.includes('admin'))
    .map(({ id }) => id);
const left = (member: string): RosterChange => ({ op: 'left', member, on: '2026-01-01' });
const official = (ledger: Ledger, rule = 'r'): string[] =>
  ledger.publications
    .of(rule)
    .publications.filter(({ withdrawn, disputed }) => !withdrawn && !disputed)
    .map((one) => one.edition);

async function draftsInOnePlace(device: SomeDevice, count: number): Promise<SignedEntry[]> {
  const made: SignedEntry[] = [];
  for (let i = 0; i < count; i++)
    made.push((await device.draft({ type: 'checkpoint', seen: [] }, { last: undefined, at: i })).signed);
  return made;
}

describe('admins who were removed', () => {
  test('cannot come back by signing for each other', async () => {
    const { a, b, c, m } = await someOffice();
    await a.changeRoster([left('b'), { op: 'revoke', device: b.id }], [b.id]);
    await a.changeRoster([left('c'), { op: 'revoke', device: c.id }], [c.id]);
    await m.take(a.entries);
    const takeover = await b.changeRoster([left('a')]);
    await c.take(b.entries);
    await c.say({ type: 'sign-off', entry: takeover.id });
    for (const device of [b, c]) await m.take(device.entries);
    expect(admins(m)).toEqual(['a']);
  });

  test('cannot use a junior to beat the senior who removed them', async () => {
    const { a, b, c, m } = await someOffice();
    await c.changeRoster([{ op: 'office', name: '改名' }]);
    await a.take(c.entries);
    await a.changeRoster([left('b'), { op: 'revoke', device: b.id }], [b.id]);
    await m.take(a.entries);
    await b.changeRoster([left('a'), left('c')]);
    await m.take(b.entries);
    expect(admins(m)).toEqual(['a', 'c']);
    expect(m.ledger.roster.roster().name).toBe('改名');
  });
});

describe('what was seen before a revocation', () => {
  test('is nothing where the place is not here: somebody may hand out one branch and keep back the other', async () => {
    const { a, p, m } = await someOffice();
    const fork = await p.draft(p.publishAct('r', 'forged'), { roster: [a.ledger.office] });
    await p.say({ type: 'checkpoint', seen: [] });
    await p.say({ type: 'checkpoint', seen: [] });
    await a.take(p.entries);
    await a.changeRoster([{ op: 'revoke', device: p.id }], [p.id]);
    const rosters = a.entries.filter((_, i) => [...a.ledger.chains.all()][i]!.act.type !== 'checkpoint');
    await m.take([...rosters, fork.signed]);
    expect(official(m.ledger)).toEqual([]);
    // With the honest chain the split shows, and still nothing is official.
    await m.take(a.entries);
    expect(m.ledger.chains.forks()).toHaveLength(1);
    expect(official(m.ledger)).toEqual([]);
  });

  test('is judged anew when the place comes', async () => {
    const { a, p, m } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    await p.say({ type: 'checkpoint', seen: [] });
    await a.take(p.entries);
    await a.changeRoster([{ op: 'revoke', device: p.id }], [p.id]);
    const all = [...a.ledger.chains.all()];
    const last = a.entries.findIndex((_, i) => all[i]!.act.type === 'checkpoint');
    await m.take(a.entries.filter((_, i) => i !== last));
    expect(official(m.ledger)).toEqual([]);
    await m.take([a.entries[last]!]);
    expect(official(m.ledger)).toEqual([someHash('e')]);
  });

  test('is not widened by somebody who is no admin', async () => {
    const { a, p, m } = await someOffice();
    await a.changeRoster([{ op: 'revoke', device: p.id }], [p.id]);
    const late = await p.say(p.publishAct('r', 'e'));
    await m.take(a.entries);
    await m.take(p.entries);
    await m.changeRoster([{ op: 'accept', device: p.id, through: [late.seq, late.id] }]);
    expect(official(m.ledger)).toEqual([]);
  });
});

describe('who has no right', () => {
  test('to publish cannot end the rules of others', async () => {
    const { p, m } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    await m.take(p.entries);
    await m.say(m.publishAct('s', 'f', { repeals: [{ rule: 'r', on: '2026-01-01' }] }));
    expect(m.ledger.publications.of('r').ends).toEqual([]);
  });

  test('to withdraw is told, and withdraws nothing', async () => {
    const { p, m } = await someOffice();
    const published = await p.say(p.publishAct('r', 'e'));
    await m.take(p.entries);
    await m.say({ type: 'withdraw', entry: published.id, reason: '捣乱' });
    expect(official(m.ledger)).toEqual([someHash('e')]);
    expect(m.ledger.publications.of('r').refused).toMatchObject([{ refusal: 'no-role' }]);
  });

  test('an edition in dispute ends no other rule', async () => {
    const { a, b, p } = await someOffice();
    await a.changeRoster([{ op: 'grant', member: 'b', roles: ['publisher'] }]);
    for (const one of [b, p]) await one.take(a.entries);
    await p.say(p.publishAct('r', 'e'));
    await p.say(p.publishAct('s', 'f', { repeals: [{ rule: 'r', on: '2026-01-01' }] }));
    await b.say(b.publishAct('s', 'g'));
    expect(p.ledger.publications.of('r').ends).toHaveLength(1);
    await p.take(b.entries);
    expect(p.ledger.publications.of('r').ends).toEqual([]);
  });

  test('texts that were registered apart are no dispute', async () => {
    const { a, b, p } = await someOffice();
    await a.changeRoster([{ op: 'grant', member: 'b', roles: ['publisher'] }]);
    for (const one of [b, p]) await one.take(a.entries);
    await p.say(p.publishAct('r', 'e', { change: 'registered' }));
    await b.say(b.publishAct('r', 'f', { change: 'registered' }));
    await p.take(b.entries);
    expect(official(p.ledger)).toHaveLength(2);
  });

  test('the key of a recovery file signs rosters, and nothing else', async () => {
    const { a, m } = await someOffice();
    const pair = await someKeys(5);
    await a.changeRoster([{ ...introduce(pair, 'a'), kind: 'recovery' } as RosterChange]);
    const file = new SomeDevice(pair, a.ledger.office);
    await file.take(a.entries);
    await file.changeRoster([{ op: 'grant', member: 'a', roles: ['publisher'] }]);
    await file.say(file.publishAct('r', 'e'));
    await m.take(a.entries);
    await m.take(file.entries);
    expect(m.ledger.roster.roster().members.get('a')!.roles).toContain('publisher');
    expect(official(m.ledger)).toEqual([]);
  });
});

describe('copies and notations', () => {
  test('a copy with a bad signature does not keep out the good one, in one batch or waiting before it', async () => {
    const { p, m, a } = await someOffice();
    const first = await p.draft(p.publishAct('r', 'e'));
    const bad: SignedEntry = { body: first.signed.body, sig: new Uint8Array(64) };
    const { takings } = await m.ledger.take([bad, first.signed, bad]);
    expect(takings.map(({ outcome }) => outcome)).toEqual(['refused', 'kept', 'refused']);
    const fresh = new Ledger(a.ledger.office);
    await p.take([first.signed]);
    const second = await p.draft({ type: 'checkpoint', seen: [] });
    expect((await fresh.take([{ body: second.signed.body, sig: new Uint8Array(64) }])).takings).toMatchObject(
      [{ outcome: 'waiting' }],
    );
    await fresh.take([...a.entries, second.signed, first.signed]);
    expect(fresh.chains.get(second.entry.id)).toBeDefined();
  });

  test('a second good signature of the same bytes is the same entry', async () => {
    const { p, m } = await someOffice();
    const { entry, signed } = await p.draft(p.publishAct('r', 'e'));
    const again: SignedEntry = { body: signed.body, sig: await sign(p.keys, signed.body) };
    const { takings, kept } = await m.ledger.take([signed, again]);
    expect(takings.map(({ outcome }) => outcome)).toEqual(['kept', 'kept']);
    expect(kept.map((one) => one.entry.id)).toEqual([entry.id]);
  });

  test('a public key has one notation', async () => {
    const raw = fromBase64url((await someKeys(0)).key)!;
    const compressed = new Uint8Array([2 + (raw[64]! & 1), ...raw.subarray(1, 33)]);
    const hybrid = new Uint8Array([6 + (raw[64]! & 1), ...raw.subarray(1)]);
    expect(await importPublicKey('ES256', toBase64url(raw))).toBeDefined();
    for (const other of [compressed, hybrid, raw.subarray(1)])
      expect(await importPublicKey('ES256', toBase64url(other))).toBeUndefined();
  });

  test('names hold nothing that turns around or hides what stands beside it', async () => {
    const { p } = await someOffice();
    for (const title of ['办法\u202e法办', '办法\u2066', '办\u0000法', '办法\ufeff'])
      await expect(p.draft(p.publishAct('r', 'e', { title }))).rejects.toThrow('field title');
  });
});

describe('floods', () => {
  test('a device that splits its chain again and again can still be revoked, and its statements are told once a place', async () => {
    const { a, m } = await someOffice();
    await a.take(await draftsInOnePlace(m, 80));
    expect(a.ledger.chains.forks()).toHaveLength(1);
    const { seenBy } = await import('../../src/engine/roster-changes.ts');
    const changes: RosterChange[] = [{ op: 'revoke', device: m.id }];
    const act: Act = {
      type: 'roster',
      epoch: 3,
      changes,
      seen: seenBy(a.ledger, a.ledger.roster.roster(), changes),
    };
    await a.say(act);
    expect(a.ledger.roster.roster().devices.get(m.id)!.revoked).toBe(true);
  });

  test('roster entries of who was never an admin are set aside at once', async () => {
    const { a, m } = await someOffice();
    const made: SignedEntry[] = [];
    let last: Entry | undefined;
    let roster = [a.ledger.office];
    for (let epoch = 1; epoch <= 400; epoch++) {
      const one = await m.draft({ type: 'roster', epoch, seen: {}, changes: [left('a')] }, { roster, last });
      last = one.entry;
      roster = [one.entry.id];
      made.push(one.signed);
    }
    await a.take(made);
    expect(admins(a)).toEqual(['a', 'b', 'c']);
    expect(a.ledger.roster.faults()).toHaveLength(400);
  });

  test('what cannot be held is said to be dropped, and is taken when it is sent again', async () => {
    const { a, p, m } = await someOffice();
    const signed = (await p.draft({ type: 'checkpoint', seen: [] })).signed;
    const strangers: SignedEntry[] = [];
    const stranger = new SomeDevice(await someKeys(6), a.ledger.office);
    await stranger.ledger.take(a.entries);
    const begun = await stranger.draft({ type: 'checkpoint', seen: [] }, { last: undefined });
    for (let i = 0; i < 1100; i++)
      strangers.push(
        (await stranger.draft({ type: 'checkpoint', seen: [] }, { last: begun.entry, at: i })).signed,
      );
    const fresh = new Ledger(a.ledger.office);
    const { takings } = await fresh.take(strangers);
    expect(takings.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(100);
    await fresh.take([...a.entries, signed]);
    expect(fresh.chains.last(p.id)).toBeDefined();
    expect(m.ledger.waiting).toEqual([]);
  });
});

describe('time and acknowledgements', () => {
  test('a witness that runs ahead of two others is not believed', async () => {
    const { a, b, p, m } = await someOffice();
    const now = Date.UTC(2026, 0, 5);
    const ahead = await m.say({ type: 'checkpoint', seen: [] }, { at: now + 1e10 });
    for (const device of [a, b, p]) {
      await device.take(m.entries);
      await device.say({ type: 'checkpoint', seen: [] }, { at: now, saw: ahead.id });
    }
    const entry = p.ledger.chains.last(p.id)!;
    expect(p.ledger.witness.of(entry).after!.at).toBe(now + 1e10);
    for (const device of [a, b]) await p.take(device.entries);
    expect(p.ledger.witness.of(entry)).toEqual({});
  });

  test('a witness cannot say that something was seen before what it knew of was made', async () => {
    const { a, p, m } = await someOffice();
    const now = Date.UTC(2026, 0, 5);
    const seen = await a.say({ type: 'checkpoint', seen: [] }, { at: now });
    await p.take(a.entries);
    const entry = await p.say(p.publishAct('r', 'e'), { at: now, saw: seen.id });
    await m.take(p.entries);
    await m.say({ type: 'checkpoint', seen: [[p.id, entry.seq, entry.id]] }, { at: 0 });
    expect(m.ledger.witness.of(entry)).toEqual({ after: { at: now, device: a.id } });
  });

  test('a checkpoint names every device once', async () => {
    const { a, m } = await someOffice();
    const place = [a.id, 0, a.ledger.office] as [string, number, string];
    await expect(m.draft({ type: 'checkpoint', seen: [place, place] })).rejects.toThrow('seen');
  });

  test('an acknowledgement counts for the wording it names, by the earliest that was given', async () => {
    const { p, m } = await someOffice();
    const publish = await p.say(p.publishAct('r', 'e'));
    await m.take(p.entries);
    const say = (edition: string, at: number): Promise<Entry> =>
      m.say({ type: 'acknowledge', publish: publish.id, edition: someHash(edition), mode: 'read' }, { at });
    await say('other', 1000);
    expect(m.ledger.acknowledgements.of(publish.id, someHash('e')).counted).toEqual([]);
    await say('e', 3000);
    const second = await say('e', 2000);
    expect(
      m.ledger.acknowledgements.of(publish.id, someHash('e')).counted.map(({ entry }) => entry.id),
    ).toEqual([second.id]);
  });
});
