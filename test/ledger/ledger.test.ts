import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../src/ledger/canonical-json.ts';
import type { SignedEntry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { sign, type DeviceKeys } from '../../src/ledger/signature.ts';
import { introduce, meaningOf, SomeDevice, someHash, someKeys, someMember } from './some-office.ts';

/** Admin a, publisher p, member m, each with a device that knows the office. */
async function someOffice(
  threshold = 1,
): Promise<{ a: SomeDevice; b: SomeDevice; p: SomeDevice; m: SomeDevice }> {
  const [ka, kb, kp, km] = (await Promise.all([0, 1, 2, 3].map(someKeys))) as [
    DeviceKeys,
    DeviceKeys,
    DeviceKeys,
    DeviceKeys,
  ];
  const { device: a } = await SomeDevice.founding(ka, [
    { op: 'office', name: '某办公室', threshold },
    ...someMember(ka, 'a', ['admin']),
    ...someMember(kb, 'b', ['admin']),
    ...someMember(kp, 'p', ['publisher']),
    ...someMember(km, 'm', []),
  ]);
  const others = [kb, kp, km].map((keys) => new SomeDevice(keys, a.ledger.office));
  for (const one of others) await one.take(a.entries);
  const [b, p, m] = others as [SomeDevice, SomeDevice, SomeDevice];
  return { a, b, p, m };
}

const edition = (ledger: Ledger, rule = 'r'): string[] =>
  ledger.publications
    .of(rule)
    .publications.filter(({ withdrawn, disputed }) => !withdrawn && !disputed)
    .map((one) => one.edition);
const refusals = (ledger: Ledger, rule = 'r'): string[] =>
  ledger.publications.of(rule).refused.map(({ refusal }) => refusal);

async function resigned(
  keys: DeviceKeys,
  signed: SignedEntry,
  change: (body: Record<string, unknown>) => void,
): Promise<SignedEntry> {
  const body = JSON.parse(new TextDecoder().decode(signed.body)) as Record<string, unknown>;
  change(body);
  const bytes = canonicalBytes(body);
  return { body: bytes, sig: await sign(keys, bytes) };
}

describe('what a publisher signs', () => {
  test('is official on every device that has the entries', async () => {
    const { p, m } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    await m.take(p.entries);
    expect(edition(m.ledger)).toEqual([someHash('e')]);
  });

  test('by a member without the role is not, and the reason is told', async () => {
    const { m } = await someOffice();
    await m.say(m.publishAct('r', 'e'));
    expect(edition(m.ledger)).toEqual([]);
    expect(refusals(m.ledger)).toEqual(['no-role']);
  });

  test('can be withdrawn; signed again it is official again', async () => {
    const { p } = await someOffice();
    const published = await p.say(p.publishAct('r', 'e'));
    await p.say({ type: 'withdraw', entry: published.id, reason: '误发' });
    expect(edition(p.ledger)).toEqual([]);
    await p.say(p.publishAct('r', 'e'));
    expect(edition(p.ledger)).toEqual([someHash('e')]);
  });

  test('at the same time as another in place of the same edition is disputed until somebody settles it', async () => {
    const { a, b, p } = await someOffice();
    await a.changeRoster([{ op: 'grant', member: 'b', roles: ['publisher'] }]);
    const first = await p.say(p.publishAct('r', 'e1'));
    await b.take(a.entries);
    await b.take(p.entries);
    await p.take(a.entries);
    const revises = first.act.type === 'publish' ? first.act.edition : '';
    await p.say(p.publishAct('r', 'e2', { change: 'revision', revises }));
    await b.say(b.publishAct('r', 'e3', { change: 'revision', revises }));
    await p.take(b.entries);
    expect(edition(p.ledger)).toEqual([someHash('e1')]);
    const { publications } = p.ledger.publications.of('r');
    const loser = publications.find((one) => one.edition === someHash('e2'))!;
    const settled = await p.draft({ type: 'withdraw', entry: loser.id, reason: '以另一文本为准' });
    await b.take([...p.entries, settled.signed]);
    expect(edition(b.ledger)).toEqual([someHash('e1'), someHash('e3')]);
    await p.say(p.publishAct('r', 'e4', { change: 'revision', revises: someHash('e3') }));
    expect(edition(p.ledger)).toHaveLength(4);
  });

  test('in place of another edition than the one issued apart from it is no dispute', async () => {
    const { a, b, p } = await someOffice();
    await a.changeRoster([{ op: 'grant', member: 'b', roles: ['publisher'] }]);
    await b.take(a.entries);
    await p.take(a.entries);
    await p.say(p.publishAct('r', 'e1'));
    await b.say(b.publishAct('r', 'e2', { change: 'revision', revises: someHash('e0') }));
    await p.take(b.entries);
    expect(edition(p.ledger).sort((x, y) => (x < y ? -1 : 1))).toEqual([someHash('e1'), someHash('e2')]);
  });

  test('ends another rule, and a repeal ends its own until it is issued anew', async () => {
    const { p } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    await p.say(p.publishAct('s', 'f', { repeals: [{ rule: 'r', on: '2026-03-01' }] }));
    expect(p.ledger.publications.of('r').ends).toMatchObject([{ on: '2026-03-01', by: 's' }]);
    await p.say({
      type: 'repeal',
      rule: 's',
      title: 's',
      on: '2026-04-01',
      after: p.ledger.publications.of('s').heads,
    });
    expect(p.ledger.publications.of('s').ends).toHaveLength(1);
    await p.say(p.publishAct('s', 'g', { change: 'revision' }));
    expect(p.ledger.publications.of('s').ends).toEqual([]);
  });

  test('issued anew counts also when the first attempt was taken back', async () => {
    const { p } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    const heads = (): string[] => p.ledger.publications.of('r').heads;
    await p.say({ type: 'repeal', rule: 'r', title: 'r', on: '2026-04-01', after: heads() });
    const first = await p.say(p.publishAct('r', 'f', { change: 'revision' }));
    await p.say({ type: 'withdraw', entry: first.id, reason: '误发' });
    expect(p.ledger.publications.of('r').ends).toHaveLength(1);
    // It names only the one that was taken back, and by that all that this one had followed.
    await p.say(p.publishAct('r', 'g', { change: 'revision', after: [first.id] }));
    expect(p.ledger.publications.of('r').ends).toEqual([]);
  });

  test('with a claimed time of 1970 or of 9999 counts like any other', async () => {
    const { p } = await someOffice();
    await p.say(p.publishAct('r', 'e'), { at: 0 });
    await p.say(p.publishAct('r', 'f', { change: 'revision' }), { at: 253_402_300_799_999 });
    expect(edition(p.ledger)).toEqual([someHash('e'), someHash('f')]);
    await expect(p.draft(p.publishAct('r', 'g'), { at: 253_402_300_800_000 })).rejects.toThrow('field at');
  });
});

describe('bad entries', () => {
  test('every flipped byte and every cut is refused, and the right entry is still taken afterwards', async () => {
    const { p, m } = await someOffice();
    const { signed } = await p.draft(p.publishAct('r', 'e'));
    for (let at = 0; at < signed.body.length + signed.sig.length; at++) {
      const body = signed.body.slice();
      const sig = signed.sig.slice();
      if (at < body.length) body[at]! ^= 1 << (at % 8);
      else sig[at - body.length]! ^= 1 << (at % 8);
      const [taking] = (await m.ledger.take([{ body, sig }])).takings;
      expect(['refused', 'waiting'], `byte ${at}`).toContain(taking!.outcome);
    }
    for (let length = 0; length < signed.body.length; length += 7) {
      const [taking] = (await m.ledger.take([{ body: signed.body.slice(0, length), sig: signed.sig }]))
        .takings;
      expect(taking!.outcome).toBe('refused');
    }
    expect(edition(m.ledger)).toEqual([]);
    expect((await m.take([signed])).takings[0]!.outcome).toBe('kept');
    expect(edition(m.ledger)).toEqual([someHash('e')]);
  });

  test('another notation of the same statement is none', async () => {
    const { p, m } = await someOffice();
    const { signed } = await p.draft(p.publishAct('r', 'e'));
    const body = new TextEncoder().encode(new TextDecoder().decode(signed.body).replace(',', ', '));
    const [taking] = (await m.ledger.take([{ body, sig: await sign(p.keys, body) }])).takings;
    expect(taking).toEqual({ outcome: 'refused', fault: 'malformed' });
  });

  test('an entry of another office is refused, also when the same device signs it again for that one', async () => {
    const { p } = await someOffice();
    const { signed } = await p.draft(p.publishAct('r', 'e'));
    const keys = await someKeys(5);
    const { device: other } = await SomeDevice.founding(keys, [
      { op: 'office', name: '别的办公室' },
      ...someMember(keys, 'x', ['admin']),
    ]);
    expect((await other.ledger.take([signed])).takings[0]).toMatchObject({ fault: 'other-office' });
    const moved = await resigned(p.keys, signed, (body) => (body['office'] = other.ledger.office));
    expect((await other.ledger.take([moved])).takings[0]!.outcome).toBe('waiting');
    expect(other.ledger.publications.rules()).toEqual([]);
  });

  test('a second founding of the office is refused', async () => {
    const { a, m } = await someOffice();
    const again = await resigned(a.keys, a.entries[0]!, (body) => (body['at'] = 1));
    expect((await m.ledger.take([again])).takings[0]).toMatchObject({ fault: 'other-office' });
  });

  test('an unknown device waits for a roster that names it, and changes nothing until then', async () => {
    const { a, m } = await someOffice();
    const keys = await someKeys(4);
    const stranger = new SomeDevice(keys, a.ledger.office);
    await stranger.ledger.take(a.entries);
    const { signed } = await stranger.draft(stranger.publishAct('r', 'e'), { last: undefined });
    expect((await m.take([signed])).takings[0]!.outcome).toBe('waiting');
    expect(m.ledger.publications.rules()).toEqual([]);
    await a.changeRoster(someMember(keys, 's', ['publisher']));
    await m.take(a.entries);
    // It is kept now, but it was signed before the device belonged to anybody.
    expect(refusals(m.ledger)).toEqual(['device-unknown']);
  });

  test('an entry that follows a roster which nobody has seen waits for it', async () => {
    const { a, p, m } = await someOffice();
    await a.changeRoster([{ op: 'office', name: '新名称' }]);
    await p.take(a.entries);
    const { signed } = await p.draft(p.publishAct('r', 'e'));
    expect((await m.take([signed])).takings[0]!.outcome).toBe('waiting');
    await m.take(a.entries);
    expect(edition(m.ledger)).toEqual([someHash('e')]);
  });

  test('wrong places in the chain, wrong keys and wrong epochs are refused', async () => {
    const { a, p, m } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    const { signed } = await p.draft(p.publishAct('r', 'f'));
    await m.take(p.entries);
    const skipped = await resigned(p.keys, signed, (body) => (body['seq'] = 5));
    expect((await m.ledger.take([skipped])).takings[0]).toMatchObject({ fault: 'chain' });
    const foreign = await resigned(p.keys, signed, (body) => {
      body['prev'] = a.ledger.office;
      body['seq'] = 1;
    });
    expect((await m.ledger.take([foreign])).takings[0]).toMatchObject({ fault: 'chain' });
    const first = await new SomeDevice(p.keys, a.ledger.office).draft(p.publishAct('r', 'f'), {
      last: undefined,
      roster: [a.ledger.office],
    });
    const wrongKey = await resigned(p.keys, first.signed, (body) => (body['key'] = m.keys.key));
    expect((await m.ledger.take([wrongKey])).takings[0]).toMatchObject({ fault: 'key' });
    const { signed: roster } = await a.draft({ type: 'roster', epoch: 7, changes: [], seen: {} });
    expect((await m.ledger.take([roster])).takings[0]).toMatchObject({ fault: 'epoch' });
  });

  test('a device cannot go back behind a roster that it has seen', async () => {
    const { a, p, m } = await someOffice();
    await a.changeRoster([{ op: 'remove', member: 'p', roles: ['publisher'] }], [p.id]);
    await p.take(a.entries);
    await p.say({ type: 'acknowledge', publish: someHash('x'), edition: someHash('e'), mode: 'read' });
    await m.take(a.entries);
    await m.take(p.entries);
    const { signed } = await p.draft(p.publishAct('r', 'e'), { roster: [a.ledger.office] });
    expect((await m.take([signed])).takings[0]).toMatchObject({ fault: 'goes-back' });
  });

  test('entries of a newer version are kept and passed on without effect', async () => {
    const { p, m } = await someOffice();
    const { signed } = await p.draft(p.publishAct('r', 'e'));
    const newer = await resigned(p.keys, signed, (body) => (body['act'] = { type: 'seal', colour: 'red' }));
    expect((await m.take([newer])).takings[0]!.outcome).toBe('kept');
    const wrong = await resigned(p.keys, signed, (body) => (body['alg'] = 'none'));
    expect((await m.ledger.take([wrong])).takings[0]).toMatchObject({ fault: 'algorithm' });
  });
});

describe('who belongs to the office', () => {
  test('a revoked device: what was seen before stays, what comes after does not count until an admin takes it in', async () => {
    const { a, p, m } = await someOffice();
    await p.say(p.publishAct('r', 'e'));
    await a.take(p.entries);
    await a.changeRoster([{ op: 'revoke', device: p.id }], [p.id]);
    // The device does not know yet, or pretends so.
    const late = await p.say(p.publishAct('r', 'f', { change: 'revision', revises: someHash('e') }));
    for (const device of [a, m]) {
      await device.take(a.entries);
      await device.take(p.entries);
      expect(edition(device.ledger)).toEqual([someHash('e')]);
      expect(refusals(device.ledger)).toEqual(['device-revoked']);
    }
    await a.changeRoster([{ op: 'accept', device: p.id, through: [late.seq, late.id] }]);
    expect(edition(a.ledger)).toEqual([someHash('e'), someHash('f')]);
  });

  test('only the entry that was seen in a place counts as seen there', async () => {
    const { a, p } = await someOffice();
    const late = await p.draft(p.publishAct('r', 'e'));
    // The admin had seen something else of this device in the same place.
    const act = {
      type: 'roster',
      epoch: 1,
      changes: [{ op: 'revoke', device: p.id }],
      seen: { [p.id]: [[0, someHash('else')]] },
    };
    await a.say(act as unknown as Parameters<SomeDevice['say']>[0]);
    await a.take([late.signed]);
    expect(refusals(a.ledger)).toEqual(['device-revoked']);
  });

  test('who has left signs nothing more; who comes back does', async () => {
    const { a, p } = await someOffice();
    await a.changeRoster([{ op: 'left', member: 'p', on: '2026-01-31' }], [p.id]);
    await p.take(a.entries);
    await p.say(p.publishAct('r', 'e'));
    expect(refusals(p.ledger)).toEqual(['no-role']);
    expect(p.ledger.roster.roster().members.get('p')).toMatchObject({ roles: [], left: '2026-01-31' });
    await a.changeRoster([{ op: 'grant', member: 'p', roles: ['member', 'publisher'] }]);
    await p.take(a.entries);
    await p.say(p.publishAct('r', 'f'));
    expect(edition(p.ledger)).toEqual([someHash('f')]);
    expect(p.ledger.roster.roster().members.get('p')).not.toHaveProperty('left');
  });

  test('a roster signed by who is no admin does not count', async () => {
    const { m } = await someOffice();
    await m.changeRoster([{ op: 'grant', member: 'm', roles: ['admin'] }]);
    expect(m.ledger.roster.faults()).toMatchObject([{ fault: 'too-few' }]);
    expect(m.ledger.roster.roster().members.get('m')!.roles).toEqual(['member']);
  });

  test('two admins must sign where the roster before says so', async () => {
    const { a, b } = await someOffice(2);
    const change = await a.changeRoster([{ op: 'office', name: '改名' }]);
    expect(a.ledger.roster.roster().name).toBe('某办公室');
    await b.take(a.entries);
    await b.say({ type: 'sign-off', entry: change.id });
    await a.take(b.entries);
    expect(a.ledger.roster.roster().name).toBe('改名');
    expect(a.ledger.roster.faults()).toEqual([]);
  });

  test('changes made apart both count', async () => {
    const { a, b, m } = await someOffice();
    await a.changeRoster([{ op: 'unit', id: 'u1', name: '综合科' }]);
    await b.changeRoster([{ op: 'grant', member: 'm', roles: ['liaison'] }]);
    await m.take(b.entries);
    await m.take(a.entries);
    const roster = m.ledger.roster.roster();
    expect(roster.units.get('u1')!.name).toBe('综合科');
    expect(roster.members.get('m')!.roles).toEqual(['liaison', 'member']);
    expect(roster.heads).toHaveLength(2);
  });

  test('an admin who was removed cannot undo it from behind', async () => {
    const { a, b, m } = await someOffice();
    await a.changeRoster([{ op: 'left', member: 'b', on: '2026-02-01' }], [b.id]);
    await b.changeRoster([{ op: 'left', member: 'm', on: '2026-02-01' }], [m.id]);
    await m.take(a.entries);
    await m.take(b.entries);
    expect(m.ledger.roster.faults()).toMatchObject([{ fault: 'removed' }]);
    expect(m.ledger.roster.roster().members.get('m')!.roles).toEqual(['member']);
  });

  test('an admin cannot pretend to have been one for longer than who removes them', async () => {
    const { a, b, p, m } = await someOffice();
    // c becomes an admin later than the others, and first writes that they have been one from the beginning.
    const kc = await someKeys(4);
    const c = new SomeDevice(kc, a.ledger.office);
    await a.changeRoster(someMember(kc, 'c', ['admin']));
    await c.take(a.entries);
    await b.take(a.entries);
    await p.take(a.entries);
    const forged = await p.draft(
      {
        type: 'roster',
        epoch: 1,
        seen: {},
        changes: [{ op: 'grant', member: 'c', roles: ['admin'] }, introduce(kc, 'a')],
      },
      { roster: [a.ledger.office], last: undefined },
    );
    await c.take([forged.signed]);
    await b.changeRoster([{ op: 'left', member: 'c', on: '2026-02-01' }], [c.id]);
    await c.changeRoster([{ op: 'left', member: 'b', on: '2026-02-01' }], [b.id]);
    for (const entries of [[forged.signed], a.entries, c.entries, b.entries]) await m.take(entries);
    const { members } = m.ledger.roster.roster();
    expect(members.get('b')!.roles).toContain('admin');
    expect(members.get('c')!.roles).toEqual([]);
  });

  test('of a role given and taken apart from each other, the taking counts', async () => {
    const { a, b } = await someOffice();
    await a.changeRoster([{ op: 'remove', member: 'p', roles: ['publisher'] }]);
    await b.changeRoster([{ op: 'grant', member: 'p', roles: ['publisher'] }]);
    await a.take(b.entries);
    expect(a.ledger.roster.roster().members.get('p')!.roles).toEqual(['member']);
  });
});

describe('a device that signs twice in the same place', () => {
  test('is found out, and its acknowledgement neither disappears nor counts twice', async () => {
    const { a, p, m } = await someOffice();
    const publish = await p.say(p.publishAct('r', 'e'));
    for (const device of [a, m]) await device.take(p.entries);
    const act = { type: 'acknowledge', publish: publish.id, edition: someHash('e'), mode: 'read' } as const;
    const one = await m.draft(act, { at: 1_700_000_500_000 });
    const two = await m.draft(act, { at: 1_700_000_600_000 });
    const counted = (ledger: Ledger): string[] =>
      ledger.acknowledgements.of(publish.id, someHash('e')).counted.map(({ member }) => member);
    await a.take([one.signed]);
    expect(counted(a.ledger)).toEqual(['m']);
    await a.take([two.signed]);
    expect(counted(a.ledger)).toEqual(['m']);
    expect(a.ledger.chains.forks()).toMatchObject([{ device: m.id, seq: 0 }]);
    await a.changeRoster([{ op: 'revoke', device: m.id }], [m.id]);
    expect(counted(a.ledger)).toEqual(['m']);
  });
});

describe('time', () => {
  test('is claimed by the device and bounded by others who had seen the entry', async () => {
    const { a, p, m } = await someOffice();
    const seen = (device: SomeDevice, of: SomeDevice): [string, number, string][] => {
      const last = device.ledger.chains.last(of.id)!;
      return [[of.id, last.seq, last.id]];
    };
    const early = await a.say({ type: 'checkpoint', seen: [] }, { at: Date.UTC(2026, 0, 5) });
    await p.take(a.entries);
    const publish = await p.say(p.publishAct('r', 'e'), { at: 0, saw: early.id });
    await a.take(p.entries);
    await m.take(p.entries);
    expect(a.ledger.witness.of(publish)).toEqual({ after: { at: Date.UTC(2026, 0, 5), device: a.id } });
    await a.say({ type: 'checkpoint', seen: seen(a, p) }, { at: Date.UTC(2026, 0, 7) });
    await m.take(a.entries);
    await m.say({ type: 'checkpoint', seen: seen(m, p) }, { at: Date.UTC(2026, 0, 6) });
    await a.take(m.entries);
    expect(a.ledger.witness.of(publish).before).toEqual({ at: Date.UTC(2026, 0, 6), device: m.id });
    // Its own word is none.
    await p.say({ type: 'checkpoint', seen: seen(p, p) }, { at: Date.UTC(2026, 0, 1) });
    await a.take(p.entries);
    expect(a.ledger.witness.of(publish).before!.device).toBe(m.id);
  });

  test('by a witness whose clock two others contradict is not believed', async () => {
    const { a, b, p, m } = await someOffice();
    const now = Date.UTC(2026, 0, 5);
    const publish = await p.say(p.publishAct('r', 'e'), { at: now });
    const other = await a.say({ type: 'checkpoint', seen: [] }, { at: now });
    for (const device of [b, m]) {
      await device.take(p.entries);
      await device.take(a.entries);
    }
    const places = [publish, other].map(
      ({ device, seq, id }) => [device, seq, id] as [string, number, string],
    );
    await m.say({ type: 'checkpoint', seen: places }, { at: 1000 });
    await b.say({ type: 'checkpoint', seen: places }, { at: now + 5000 });
    await b.take(m.entries);
    expect(b.ledger.witness.of(publish).before).toEqual({ at: now + 5000, device: b.id });
  });
});

test('a ledger that is read again from what was stored says the same, without verifying anything', async () => {
  const { a, p, m } = await someOffice();
  await p.say(p.publishAct('r', 'e'));
  await a.take(p.entries);
  await a.changeRoster([{ op: 'revoke', device: m.id }], [m.id]);
  const again = new Ledger(a.ledger.office);
  again.restoreAll([...a.ledger.chains.all()].reverse());
  expect(meaningOf(again)).toBe(meaningOf(a.ledger));
  await p.take(a.entries);
  await p.say(p.publishAct('r', 'f', { change: 'revision' }));
  await again.take(p.entries);
  expect(edition(again)).toHaveLength(2);
});
