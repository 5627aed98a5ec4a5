import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AdmittingView } from '../../src/engine/connect-protocol.ts';
import { deviceId } from '../../src/ledger/device-id.ts';
import { Admitting } from '../../src/engine/admitting.ts';
import { Invitations } from '../../src/engine/invitations.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { codeParts } from '../../src/sync/invitation.ts';
import type { JoinerKeys } from '../../src/sync/pairing/introductions.ts';
import { joinOffice, type Joining } from '../../src/sync/pairing/join-office.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { HandClock } from '../sync/hand-clock.ts';
import { type LinkBytes, SomeLink } from '../sync/some-link.ts';
import { pairingOutcome, someJoiner } from '../sync/pairing/some-pairing.ts';
import { patiently, SomeEngine } from './some-engines.ts';

let storage: MemoryStorage;
let admin: SomeEngine;
let invited: { id: string; code: string };

beforeEach(async () => {
  storage = new MemoryStorage();
  admin = await SomeEngine.open(undefined, storage);
  await admin.found();
  const { member } = (await admin.ask('office', undefined)).me!;
  invited = await admin.ask('invite', { member });
});

afterEach(async () => await admin.close());

interface Guest {
  joiner: JoinerKeys;
  device: string;
  link: SomeLink;
  pairing: Promise<Joining>;
  /** Sends what was held back of the third message. */
  goOn(): void;
}

/** Somebody who has the code comes; one who holds back has begun, and sends their part only when told to. */
async function come(joiner: JoinerKeys, holdsBack = false): Promise<Guest> {
  const [link, there] = SomeLink.pair();
  const held: LinkBytes[] = [];
  if (holdsBack) link.between = (bytes, place) => (place === 1 ? (held.push(bytes), []) : [bytes]);
  void admin.engine.others.admitting.receive(there);
  const pairing = joinOffice(link, codeParts(invited.code)!, joiner, { clock: systemClock });
  pairing.catch(() => undefined);
  if (holdsBack) await vi.waitFor(() => expect(held).toHaveLength(1), patiently);
  const { alg, key } = joiner.keys;
  return { joiner, device: deviceId(alg, key), link, pairing, goOn: () => link.inject(held[0]!) };
}

const onScreen = async (): Promise<AdmittingView | undefined> =>
  (await admin.ask('pairing', undefined)).admitting[0];

async function screenShows(change: Partial<AdmittingView>): Promise<void> {
  await vi.waitFor(async () => expect(await onScreen()).toMatchObject(change), patiently);
}

const devices = () => admin.engine.office.roster.devices;
const answer = (digits: string, same = true) => admin.ask('answerDigits', { of: invited.id, digits, same });

test('whoever began before and comes to the end while two people compare takes nobody’s place', async () => {
  const thief = await come(await someJoiner(2), true);
  const colleague = await come(await someJoiner(1));
  const { digits, confirm } = await colleague.pairing;
  await screenShows({ digits, step: 'compare' });
  thief.goOn();
  const stolen = await thief.pairing;
  expect(await stolen.over).toMatchObject({ fault: 'taken', by: 'there' });
  expect(await onScreen()).toMatchObject({ digits, step: 'compare' });
  await answer(digits);
  await confirm();
  await screenShows({ step: 'done' });
  expect(devices().has(colleague.device)).toBe(true);
  expect(devices().has(thief.device)).toBe(false);
});

test('one invitation lets one device in, whenever another one comes to the end', async () => {
  const thieves = await Promise.all([2, 3, 4].map(async (one) => await come(await someJoiner(one), true)));
  const colleague = await come(await someJoiner(1));
  const { digits, confirm } = await colleague.pairing;
  await screenShows({ digits });
  await answer(digits);
  const refused = async (one: number): Promise<void> => {
    thieves[one]!.goOn();
    expect(await (await thieves[one]!.pairing).over).toMatchObject({ fault: 'taken' });
  };
  await refused(0);
  await confirm();
  await screenShows({ digits, step: 'done' });
  await refused(1);
  await admin.ask('endPairing', { of: invited.id });
  await refused(2);
  expect(await onScreen()).toBeUndefined();
  expect([...devices().keys()].sort()).toEqual([admin.engine.office.keeper.device!, colleague.device].sort());
});

test('a press is for the digits it was made under; for others it is refused and nothing is signed', async () => {
  const colleague = await come(await someJoiner(1));
  const first = await colleague.pairing;
  await screenShows({ digits: first.digits });
  const other = first.digits === '000000' ? '000001' : '000000';
  await expect(answer(other)).rejects.toMatchObject({ code: 'other-digits' });
  await expect(answer(other, false)).rejects.toMatchObject({ code: 'other-digits' });
  expect(await onScreen()).toMatchObject({ digits: first.digits, step: 'compare' });
  // The same device was cut off, which is not known here yet, and comes again with other digits.
  const again = await (await come(colleague.joiner)).pairing;
  await screenShows({ digits: again.digits, step: 'compare' });
  expect(await first.over).toMatchObject({ fault: 'unwanted' });
  if (first.digits !== again.digits)
    await expect(answer(first.digits)).rejects.toMatchObject({ code: 'other-digits' });
  await answer(again.digits);
  await again.confirm();
  await screenShows({ step: 'done' });
  expect(devices().size).toBe(2);
});

test('whose line breaks off leaves the place, and tries again: five times in all', async () => {
  for (let tries = 1; tries < 5; tries++) {
    const guest = await come(await someJoiner(tries % 2 === 0 ? 2 : 1));
    await screenShows({ digits: (await guest.pairing).digits, step: 'compare' });
    guest.link.close();
    await screenShows({ step: 'failed', fault: 'lost' });
  }
  const last = await (await come(await someJoiner(1))).pairing;
  await screenShows({ digits: last.digits, step: 'compare' });
  expect(await pairingOutcome((await come(await someJoiner(1))).pairing)).toEqual({ fault: 'code' });
  // Who has no try left takes nothing from who is there.
  await answer(last.digits);
  await last.confirm();
  await screenShows({ step: 'done' });
});

test('who only sits there holds the place for ten minutes at a time and five times in all', async () => {
  const clock = new HandClock();
  const invitations = await Invitations.open(new MemoryStorage(), clock);
  const { office } = admin.engine;
  const admitting = new Admitting({
    office,
    invitations,
    clock,
    seeker: undefined,
    changed: () => undefined,
  });
  const { id, code } = await invitations.make(office.me()!.member);
  const step = (): string | undefined => admitting.views().admitting[0]?.step;
  const sit = async (): Promise<Joining> => {
    const [link, there] = SomeLink.pair();
    void admitting.receive(there);
    return await joinOffice(link, codeParts(code)!, await someJoiner(2), { clock: systemClock });
  };
  for (let tries = 1; tries <= 5; tries++) {
    await sit();
    await vi.waitFor(() => expect(step()).toBe('compare'), patiently);
    clock.pass(10 * 60_000 - 1);
    await Promise.resolve();
    expect(step()).toBe('compare');
    clock.pass(1);
    await vi.waitFor(() => expect(step()).toBe('failed'), patiently);
  }
  expect(await pairingOutcome(sit())).toEqual({ fault: 'code' });
  expect(invitations.of(id)).toMatchObject({ tries: 5 });
  admitting.close();
});

test.each([
  ['taken back', () => admin.ask('cancelInvitation', { id: invited.id })],
  ['called off', () => admin.ask('endPairing', { of: invited.id })],
])('what is %s between the two yeses and the signature is not signed', async (_, takeBack) => {
  const colleague = await come(await someJoiner(1));
  const { digits, confirm, over } = await colleague.pairing;
  await screenShows({ digits });
  await answer(digits);
  // The use of the invitation is on its way to the disk: both have said yes, and nothing is signed yet.
  const write = storage.write.bind(storage);
  let takingBack: Promise<unknown> | undefined;
  vi.spyOn(storage, 'write').mockImplementation(async (batch, durability) => {
    await write(batch, durability);
    if (batch.some(({ key }) => key === 'invitations')) takingBack ??= takeBack();
  });
  expect(await pairingOutcome(confirm())).toEqual({ fault: 'unwanted' });
  await over;
  await takingBack;
  // Whatever would still be signed comes before this.
  await admin.ask('saveMember', { name: '李强', roles: [] });
  expect(devices().size).toBe(1);
});

test('a request file is answered for the first device only, and not once the invitation was taken back', async () => {
  const [one, two] = [await SomeEngine.open(), await SomeEngine.open()];
  const ask = (engine: SomeEngine) => engine.ask('makeRequest', { code: invited.code, device: '电脑' });
  const [first, second] = [await ask(one), await ask(two)];
  await admin.ask('readRequest', { bytes: first.bytes });
  await admin.ask('readRequest', { bytes: second.bytes });
  const guest = await (await come(await someJoiner(1))).pairing;
  await screenShows({ digits: guest.digits });
  const both = await Promise.allSettled([
    admin.ask('admitRequest', { bytes: first.bytes }),
    admin.ask('admitRequest', { bytes: second.bytes }),
  ]);
  // Whichever was read first.
  expect(both.toSorted((a, b) => a.status.localeCompare(b.status))).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'invitation-over' } },
  ]);
  const answered = both[0].status === 'fulfilled' ? first : second;
  // And who is asked about over a line is told why nothing was signed.
  await answer(guest.digits);
  expect(await pairingOutcome(guest.confirm())).toEqual({ fault: 'taken' });
  await screenShows({ step: 'failed', fault: 'taken', by: 'here' });
  expect(devices().size).toBe(2);
  // The answer may be lost: the same device gets another.
  await admin.ask('admitRequest', { bytes: answered.bytes });
  await admin.ask('cancelInvitation', { id: invited.id });
  await expect(admin.ask('admitRequest', { bytes: answered.bytes })).rejects.toMatchObject({
    code: 'bad-invitation',
  });
  await one.close();
  await two.close();
});
