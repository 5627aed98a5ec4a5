import { toBase64url } from '../../../src/ledger/base64url.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { CirculationBook } from '../../../src/office/circulation-book.ts';
import type { ReadingOf } from '../../../src/office/circulations.ts';
import { rostersInOrder } from '../../../src/ledger/roster-order.ts';
import type { CirculateWorld } from './circulate-world.ts';
import { Expectation } from './expected-record.ts';

const day = '2026-06-01';

/** Everything that a book says, in one notation. */
export function meaningOf(book: CirculationBook): string {
  const lines = book.all().map((record) => ({
    id: record.entry.id,
    by: record.by,
    read: flat(record.read),
    received: flat(record.received),
    relays: [...record.relays].map(([unit, list]) => [unit, ...list.map(({ id }) => id)].join(' ')).sort(),
    exempt: [...record.exempt].map(([member, { id }]) => `${member} ${id}`).sort(),
    ends: [record.closed?.id, record.withdrawn?.id, record.replacedBy?.id],
    refused: record.refused.map(({ id }) => id),
    people: book.members(record).map((member) => {
      const { state, missing, isWaitingTurn } = book.standing(record, member, day);
      return [member, state, missing.length, isWaitingTurn].join(' ');
    }),
  }));
  return JSON.stringify(lines);
}

function flat(readings: ReadonlyMap<string, ReadonlyMap<string, ReadingOf>>): string[] {
  return [...readings]
    .flatMap(([who, by]) =>
      [...by].map(([edition, { entry, means, by: signer }]) =>
        [who, edition, means === undefined ? 'own' : 'other', entry.id, signer].join(' '),
      ),
    )
    .sort();
}

/** Looks at everything once all devices should hold the same. */
export function look(world: CirculateWorld): void {
  const some = world.honest.map((device) => ({ device, ledger: device.life?.keeper.ledger }));
  const meanings = new Set<string>();
  for (const { device, ledger } of some) {
    if (ledger === undefined || device.book === undefined) {
      world.violations.add(`host ${device.host} is not there`);
      return;
    }
    checkSaved(world, device.host, ledger);
    checkSigners(world, device.host, ledger);
    const followed = meaningOf(device.book);
    meanings.add(followed);
    if (followed !== meaningOf(new CirculationBook(ledger)))
      world.violations.add(`host ${device.host}: a book begun now says something else`);
  }
  if (meanings.size > 1) world.violations.add('devices with the same ledger say different things');
  checkOrder(world, some[0]!.ledger!, [...meanings][0]!);
  checkReadings(world, some[0]!.device.book!);
}

/** What anybody was told is saved is with everybody. */
function checkSaved(world: CirculateWorld, host: number, { chains }: Ledger): void {
  for (const { id, device, act } of world.said) {
    if (device === world.revoked?.device.id && !world.revoked.counted.has(id)) continue;
    if (chains.get(id) === undefined) world.violations.add(`host ${host} has lost a saved ${act.type}`);
  }
}

/** Every entry was signed by the device that it names, and that is one of the office. */
function checkSigners(world: CirculateWorld, host: number, { chains }: Ledger): void {
  const known = new Set(world.devices.map(({ id }) => id));
  const signers = new Map<string, string>();
  for (const { id, device, act } of chains.all()) {
    const point = world.crypto.signedBy.get(id) ?? '';
    let signer = signers.get(point);
    if (signer === undefined)
      signers.set(point, (signer = deviceId('ES256', toBase64url(Buffer.from(point, 'hex')))));
    if (signer !== device || !known.has(device))
      world.violations.add(`host ${host} has taken a forged ${act.type}`);
  }
}

/** The same entries in another order say the same. */
function checkOrder(world: CirculateWorld, ledger: Ledger, meaning: string): void {
  const entries = [...ledger.chains.all()];
  const first = rostersInOrder(entries);
  const others = entries.filter((entry) => !first.includes(entry));
  const shuffled = others.map((entry) => ({ entry, at: world.random.next() })).sort((a, b) => a.at - b.at);
  const again = new Ledger(ledger.office);
  again.restoreAll(first);
  const book = new CirculationBook(again);
  for (const { entry } of shuffled) {
    again.restoreAll([entry]);
    book.follow();
    if (world.random.chance(0.1)) book.all();
  }
  if (meaningOf(book) !== meaning)
    world.violations.add('in another order the same entries say something else');
}

/** Nothing lost, nothing doubled, nothing that nobody may say. */
function checkReadings(world: CirculateWorld, book: CirculationBook): void {
  const expectation = new Expectation(world, [...book.ledger.chains.all()]);
  const sent = expectation.sent();
  const found = new Set(book.all().map(({ entry }) => entry.id));
  if (found.size !== sent.length || sent.some(({ id }) => !found.has(id)))
    world.violations.add(`${found.size} circulations count in place of ${sent.length}`);
  for (const entry of sent) {
    const record = book.circulations.of(entry.id);
    if (record === undefined) continue;
    const { read, received } = expectation.read(entry);
    const words = (list: string[], length: number): string[] =>
      list.map((line) => line.split(' ').slice(0, length).join(' '));
    compare(world, words(flat(record.read), 3), read);
    compare(world, words(flat(record.received), 2), received);
  }
}

function compare(world: CirculateWorld, found: readonly string[], expected: ReadonlySet<string>): void {
  if (new Set(found).size !== found.length) world.violations.add('somebody is counted twice');
  for (const one of expected) if (!found.includes(one)) world.violations.add(`lost: ${one}`);
  for (const one of found) if (!expected.has(one)) world.violations.add(`taken without the right: ${one}`);
}
