import { beforeAll, expect, test } from 'vitest';
import { deviceId } from '../../src/ledger/device-id.ts';
import { contentHash, editionHash } from '../../src/ledger/edition-hash.ts';
import type { Act, Entry, SignedEntry } from '../../src/ledger/entry.ts';
import { officeFingerprint } from '../../src/ledger/office-fingerprint.ts';
import { writeProofData } from '../../src/ledger/proof.ts';
import { proofEntries } from '../../src/ledger/proof-entries.ts';
import { checkSeal, makeSeal, readSeal, writeSeal, type Seal } from '../../src/ledger/proof-seal.ts';
import { readEntry } from '../../src/ledger/read-entry.ts';
import type { Verifier } from '../../src/ledger/verifier.ts';
import { browserVerifier, ownVerifier } from '../../src/ledger/verifier.ts';
import { verifyProof, type ProofVerdict } from '../../src/ledger/verify-proof.ts';
import type { EditionContent } from '../../src/rule/edition.ts';
import { SomeDevice, someKeys, someMember } from './some-office.ts';

const content: EditionContent = { v: 1, title: '灯光办法', events: [], text: '第一条 关灯。' };
let edition: string;
beforeAll(async () => void (edition = await editionHash(content)));

/** An office of an admin who publishes (0), a second admin (1), a publisher (2) and a plain member (3), each with a device of their own. */
async function someOffice(threshold = 1): Promise<{ admin: SomeDevice; others: SomeDevice[] }> {
  const keys = await Promise.all([0, 1, 2, 3].map(someKeys));
  const { device: admin } = await SomeDevice.founding(keys[0]!, [
    { op: 'office', name: '服务中心', threshold },
    ...someMember(keys[0]!, 'm0', ['admin', 'publisher']),
    ...someMember(keys[1]!, 'm1', ['admin']),
    ...someMember(keys[2]!, 'm2', ['publisher']),
    ...someMember(keys[3]!, 'm3', []),
  ]);
  const others = [1, 2, 3].map((i) => new SomeDevice(keys[i]!, admin.ledger.office));
  for (const one of others) await one.take(admin.entries);
  return { admin, others };
}

const issue = (device: SomeDevice, change: Partial<Extract<Act, { type: 'publish' }>> = {}): Act =>
  device.publishAct('lamps', '', { edition, ...change });

/** What a device would export of a publish entry. */
function proofOf(
  device: SomeDevice,
  publish: Entry,
  leaveOut: (entry: Entry) => boolean = () => false,
): unknown {
  const byId = new Map(device.entries.map((signed) => [readEntry(signed.body).id, signed]));
  const entries = proofEntries(device.ledger, publish.act.type === 'publish' ? publish.act.rule : '')
    .filter((id) => !leaveOut(device.ledger.chains.get(id)!))
    .map((id) => byId.get(id)!);
  return data(device.ledger.office, publish.id, entries);
}

function data(office: string, publish: string, entries: SignedEntry[]): unknown {
  return JSON.parse(
    writeProofData({ v: 1, kind: 'edition', office, publish, at: 1, content, entries }),
  ) as unknown;
}

/** Both verifiers must say the same. */
async function verdictOf(value: unknown): Promise<ProofVerdict> {
  const [one, other] = await Promise.all(
    [browserVerifier(), ownVerifier()].map((verifier: Verifier) => verifyProof(value, verifier)),
  );
  expect([other!.valid, other!.fault, other!.refusal]).toEqual([one!.valid, one!.fault, one!.refusal]);
  return one!;
}

test('both ways to name an edition agree', () => {
  expect(contentHash(content)).toBe(edition);
});

test('a fingerprint is eight groups of four', () => {
  expect(officeFingerprint('0123456789abcdef'.repeat(4))).toBe('0123 4567 89ab cdef 0123 4567 89ab cdef');
});

test('the roster, its sign-offs and the publication are enough; the rest of the chains is not needed', async () => {
  const { admin, others } = await someOffice();
  const publisher = others[1]!;
  await publisher.say({ type: 'checkpoint', seen: [] });
  await publisher.say({ type: 'checkpoint', seen: [] });
  const publish = await publisher.say(issue(publisher));
  await admin.take(publisher.entries);
  const proof = proofOf(admin, publish);
  expect((proof as { entries: unknown[] }).entries).toHaveLength(2);
  const verdict = await verdictOf(proof);
  expect(verdict).toMatchObject({ valid: true, proven: { member: 'm2', edition } });
});

test('who has no right to issue has not issued', async () => {
  const { others } = await someOffice();
  const plain = others[2]!;
  const publish = await plain.say(issue(plain));
  expect(await verdictOf(proofOf(plain, publish))).toMatchObject({
    valid: false,
    fault: 'not-official',
    refusal: 'no-role',
  });
});

test('a roster change that too few have signed gives nobody a right; signed off it does', async () => {
  const { admin, others } = await someOffice(2);
  const [second, , plain] = others;
  const grant = await admin.changeRoster([{ op: 'grant', member: 'm3', roles: ['publisher'] }]);
  await plain!.take(admin.entries);
  const publish = await plain!.say(issue(plain!), { roster: [grant.id] });
  expect(await verdictOf(proofOf(plain!, publish))).toMatchObject({
    fault: 'not-official',
    refusal: 'no-role',
  });
  await second!.take(plain!.entries);
  await second!.say({ type: 'sign-off', entry: grant.id });
  await plain!.take(second!.entries);
  const proof = proofOf(plain!, publish);
  expect((await verdictOf(proof)).valid).toBe(true);
  const without = proofOf(plain!, publish, ({ act }) => act.type === 'sign-off');
  expect(await verdictOf(without)).toMatchObject({ fault: 'not-official' });
  const cut = proofOf(plain!, publish, ({ act }) => act.type === 'roster');
  expect(await verdictOf(cut)).toMatchObject({ fault: 'incomplete' });
});

test('a device that no roster names cannot even sign', async () => {
  const { admin } = await someOffice();
  const stranger = new SomeDevice(await someKeys(7), admin.ledger.office);
  await stranger.take(admin.entries);
  const { entry, signed } = await stranger.draft(issue(stranger));
  const genesis = admin.entries[0]!;
  expect(await verdictOf(data(admin.ledger.office, entry.id, [genesis, signed]))).toMatchObject({
    fault: 'not-official',
    refusal: 'device-unknown',
  });
  // Later in its chain it does not even show its key.
  const first = await stranger.draft({ type: 'checkpoint', seen: [] });
  const later = await stranger.draft(issue(stranger), { last: first.entry });
  expect(await verdictOf(data(admin.ledger.office, later.entry.id, [genesis, later.signed]))).toMatchObject({
    fault: 'incomplete',
  });
});

test('withdrawn and disputed editions are told as such', async () => {
  const { admin, others } = await someOffice();
  const publisher = others[1]!;
  const one = await publisher.say(issue(publisher));
  const other = await admin.say(issue(admin, { edition: 'e'.repeat(64) }));
  await admin.take(publisher.entries);
  expect(await verdictOf(proofOf(admin, one))).toMatchObject({ valid: false, fault: 'disputed' });
  await admin.say({ type: 'withdraw', entry: other.id, reason: '' });
  expect((await verdictOf(proofOf(admin, one))).valid).toBe(true);
  await admin.say({ type: 'withdraw', entry: one.id, reason: '' });
  expect(await verdictOf(proofOf(admin, one))).toMatchObject({ valid: false, fault: 'withdrawn' });
});

test('what a device signed before it was revoked stands, and a branch beside its chain does not', async () => {
  const { admin, others } = await someOffice();
  const publisher = others[1]!;
  const publish = await publisher.say(issue(publisher));
  for (let i = 0; i < 5; i++) await publisher.say({ type: 'checkpoint', seen: [] });
  await admin.take(publisher.entries);
  await admin.changeRoster([{ op: 'revoke', device: publisher.id }], [publisher.id]);
  const proof = proofOf(admin, publish);
  // The stretch from the place that was seen back to the entry is there to show that it was before.
  expect((proof as { entries: unknown[] }).entries).toHaveLength(8);
  expect((await verdictOf(proof)).valid).toBe(true);

  // Whoever has the stolen key signs as if before, and leaves out the chain that would show it.
  const forged = await publisher.draft(issue(publisher, { edition }), { last: publish });
  const rest = admin.entries.filter((signed) => {
    const { act } = readEntry(signed.body);
    return act.type === 'genesis' || act.type === 'roster';
  });
  const alone = data(admin.ledger.office, forged.entry.id, [...rest, forged.signed]);
  expect(await verdictOf(alone)).toMatchObject({ valid: false, fault: 'incomplete' });
  // With it, the branch shows.
  const beside = data(admin.ledger.office, forged.entry.id, [...admin.entries, forged.signed]);
  const verdict = await verdictOf(beside);
  expect(verdict.proven?.record.refused.map(({ entry }) => entry.id)).toEqual([forged.entry.id]);
  expect(verdict).toMatchObject({ valid: false, fault: 'not-official', refusal: 'device-revoked' });
});

test('nobody can give a device another key, not even an admin', async () => {
  const [own, victim, thief] = await Promise.all([0, 2, 8].map(someKeys));
  const stolen = deviceId(victim!.alg, victim!.key);
  // The roster would name the device with the thief's key; the name of a device is the hash of its own.
  const founding = SomeDevice.founding(own!, [
    ...someMember(own!, 'm0', ['admin']),
    { op: 'device', id: stolen, member: 'm2', alg: 'ES256', key: thief!.key, name: '电脑', kind: 'device' },
  ]);
  await expect(founding).rejects.toMatchObject({ fault: 'key' });
});

test('a file is sealed by a device of the office, and by no other', async () => {
  const { admin, others } = await someOffice();
  const file = new TextEncoder().encode('<html>');
  const seal = await makeSeal(file, others[1]!.keys);
  const fits = async (bytes: Uint8Array, given: Seal): Promise<boolean> => {
    const roster = admin.ledger.roster.roster();
    const [one, other] = await Promise.all(
      [browserVerifier(), ownVerifier()].map((verifier) => checkSeal(given, bytes, roster, verifier)),
    );
    expect(other).toBe(one);
    return one!;
  };
  expect(readSeal(writeSeal(seal))).toEqual(seal);
  expect(await fits(file, seal)).toBe(true);
  expect(await fits(new TextEncoder().encode('<htm!>'), seal)).toBe(false);
  expect(await fits(file, await makeSeal(file, await someKeys(7)))).toBe(false);
  expect(await fits(file, { ...seal, device: others[2]!.id } as Seal)).toBe(false);
  // What is signed below a file is never taken for an entry, nor the other way round.
  const { signed } = await others[1]!.draft({ type: 'checkpoint', seen: [] });
  const sig = Buffer.from(signed.sig).toString('hex');
  expect(await fits(signed.body, { alg: 'ES256', device: others[1]!.id, sig })).toBe(false);
  await admin.changeRoster([{ op: 'revoke', device: others[1]!.id }]);
  expect(await fits(file, seal)).toBe(false);
});

test('a roster of too many steps side by side keeps nobody waiting', async () => {
  const { admin } = await someOffice();
  const genesis = admin.ledger.office;
  const entries = [...admin.entries];
  let last: Entry | undefined;
  for (let i = 0; i < 303; i++) {
    const act: Act = { type: 'roster', epoch: 1, changes: [], seen: {} };
    const made = await admin.draft(act, {
      roster: [genesis],
      last: last ?? admin.ledger.chains.last(admin.id),
    });
    last = made.entry;
    entries.push(made.signed);
  }
  const publish = await admin.draft(issue(admin), { roster: [genesis], last });
  const proof = (count: number): unknown =>
    data(genesis, publish.entry.id, [...entries.slice(0, count), publish.signed]);
  expect((await verifyProof(proof(20))).valid).toBe(true);
  expect(await verifyProof(proof(304))).toEqual({ valid: false, fault: 'malformed' });
});

test('values of any shape are no proof, and nothing is thrown', async () => {
  const { admin } = await someOffice();
  const publish = await admin.say(issue(admin));
  const whole = proofOf(admin, publish) as Record<string, unknown>;
  for (const value of [undefined, null, 1, 'x', [], {}, { ...whole, v: 2 }, { ...whole, content: [] }])
    expect(await verdictOf(value)).toEqual({ valid: false, fault: 'malformed' });
  for (const key of Object.keys(whole)) {
    const { [key]: _, ...rest } = whole;
    expect((await verdictOf(rest)).valid, key).toBe(false);
  }
});
