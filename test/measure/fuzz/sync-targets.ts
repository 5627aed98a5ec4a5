import { isDeepStrictEqual } from 'node:util';
import { addressBytes } from '../../../src/sync/address-bytes.ts';
import { makeAgreementKeys, pointOf } from '../../../src/ledger/agreement-keys.ts';
import { canonicalBytes } from '../../../src/ledger/canonical-json.ts';
import { stunAnswer } from '../../../src/desk/stun-message.ts';
import { HeardDevices } from '../../../src/engine/heard-devices.ts';
import { DamagedDocument } from '../../../src/store/damaged-document.ts';
import { checkBounds } from '../../../src/store/document-bounds.ts';
import { readSimple, readUnproven } from '../../../src/store/simple-document.ts';
import { MemoryStorage } from '../../../src/store/memory-storage.ts';
import { BundleFailed } from '../../../src/sync/bundle/bundle-failed.ts';
import { BundleInput } from '../../../src/sync/bundle/bundle-input.ts';
import { readPrologue, writePrologue } from '../../../src/sync/bundle/prologue.ts';
import * as sections from '../../../src/sync/bundle/sections.ts';
import { BadBytes, ByteWriter } from '../../../src/sync/bytes.ts';
import { mostMessage } from '../../../src/sync/channel/channel.ts';
import { ChannelRefused } from '../../../src/sync/channel/channel-refused.ts';
import { meetAsAnswerer, meetAsCaller } from '../../../src/sync/channel/handshake.ts';
import { readAnswererHello, readCallerHello } from '../../../src/sync/channel/hellos.ts';
import { LinkFailed, LinkReader } from '../../../src/sync/channel/link-reader.ts';
import { MessageJoiner, mostPart } from '../../../src/sync/channel/message-frames.ts';
import { readCode, spacedCode } from '../../../src/sync/invitation-code.ts';
import { codeParts } from '../../../src/sync/invitation.ts';
import { mostLinkMessage } from '../../../src/sync/link.ts';
import { readMessage, writeMessage } from '../../../src/sync/message.ts';
import { isDeviceName, toDeviceName } from '../../../src/sync/pairing/device-name.ts';
import { readAdmin, readJoiner } from '../../../src/sync/pairing/introductions.ts';
import { BadRequest, readRequest, writeRequest } from '../../../src/sync/pairing/join-request.ts';
import { readFirstHello, readSecondHello } from '../../../src/sync/pairing/pairing-hellos.ts';
import { PairingFailed } from '../../../src/sync/pairing/pairing-failed.ts';
import { readWelcome } from '../../../src/sync/pairing/welcome.ts';
import { RelayLinks } from '../../../src/sync/relay-links.ts';
import { decodeFromDesk, decodeToDesk, encodeFromDesk, encodeToDesk } from '../../../src/sync/rendezvous.ts';
import { readOffer, writeOffer } from '../../../src/sync/rtc-code.ts';
import { readSignal, writeSignal } from '../../../src/sync/rtc-signal.ts';
import type { Random } from '../../faults/random.ts';
import { someKeys } from '../../ledger/some-office.ts';
import {
  columns,
  run,
  someChange,
  someChunk,
  someDocument,
  withRightCheck,
} from '../../store/some-chunks.ts';
import { HandClock } from '../../sync/hand-clock.ts';
import { SomeLink } from '../../sync/some-link.ts';
import { joined, mutateBytes, mutateText } from './mutate.ts';
import { validFromDesk, validMessages, validToDesk } from './sync-messages.ts';
import { must, target, type Target } from './target.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const zeros = (length: number): Bytes => new Uint8Array(length);
const point = pointOf((await someKeys(0)).key)!;
const agreement = { alg: 'ECDH-P256' as const, key: (await someKeys(1)).key, privateKey: undefined as never };

/** One of these with changes; as it is, or nothing but chance, now and then. */
function some(random: Random, valid: readonly Bytes[]): Bytes {
  if (random.chance(0.02)) return random.bytes(random.below(200));
  const one = random.pick(valid);
  return random.chance(0.05) ? one.slice() : mutateBytes(random, one);
}

/** What was read is written as the same bytes: there is one way to say each thing. */
function mustBeSame(written: Uint8Array, bytes: Bytes): void {
  must(isDeepStrictEqual(Uint8Array.from(written), Uint8Array.from(bytes)), 'written again it is another');
}

const hellos = [joined(Uint8Array.of(1, 0), point, zeros(16)), joined(Uint8Array.of(1, 1), point, zeros(16))];
const answers = [joined(Uint8Array.of(1), point, zeros(16))];
const pairing = [zeros(49).fill(1), joined(Uint8Array.of(1), point, zeros(16))];

const identity = {
  office: 'ab'.repeat(32),
  keys: await someKeys(2),
  agreement: await makeAgreementKeys(),
  device: () => undefined,
  revoked: () => undefined,
  agreementKeyOf: () => undefined,
};

// The last character is a check of the others.
const codes = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (last) => `0123456789ABCDEFGHJKMNPQR${last}`);
const validCode = codes.find((one) => readCode(one) !== undefined)!;
const code = codeParts(validCode)!;
const request = await writeRequest({ keys: await someKeys(3), agreement, name: '王芳的电脑' }, code);

const description = { name: 'abcd', password: 'abcdefghijklmnopqrstuvwx', fingerprint: zeros(32).fill(3) };
const place = {
  kind: 'own' as const,
  form: 'ipv4' as const,
  address: Uint8Array.of(10, 0, 0, 7),
  port: 5000,
};
const signals = [writeSignal({ description }), writeSignal({ candidate: place })];
const offer = writeOffer({ description, candidates: [place] });

const salt = zeros(16);
const prologues = [
  writePrologue({ kind: 'courier', salt, sections: 3, officeTag: salt, point, slots: 8 }),
  writePrologue({ kind: 'backup', salt, sections: 2, cost: { N: 131_072, r: 8, p: 1 } }),
];
const about = {
  device: '',
  alg: 'ES256' as const,
  key: (await someKeys(4)).key,
  at: 1,
  office: 'ab'.repeat(32),
};
const listed = new ByteWriter();
sections.writeDocument(listed, { kind: 'rule', id: 'lamps', bytes: zeros(20) });
sections.writeNote(listed, 'reading', zeros(9));
const sectionMessages = [
  sections.beginLedger(about),
  sections.beginDocuments('members'),
  sections.beginNotes(),
  listed.take(),
  joined(Uint8Array.of(70, 0, 0, 0, 1, 2, 0, 0, 0), zeros(66)),
];

const chunks = [
  someChunk(1, someChange([[columns.action, run(3, 1)]])),
  someChunk(
    0,
    someDocument([
      [columns.key, run(3, 1, 107)],
      [columns.valueHead, run(3, 22)],
      [columns.value, [1, 2, 3]],
    ]),
  ),
];

/** Readers of what comes from other devices and from desks. */
export const syncTargets: readonly Target[] = [
  target({
    name: 'sync-message',
    make: (random) => some(random, validMessages),
    read: (bytes) => mustBeSame(writeMessage(readMessage(bytes)), bytes),
    promised: (error) => error instanceof BadBytes,
  }),
  target({
    name: 'rendezvous-to-desk',
    make: (random) => some(random, validToDesk),
    read: (bytes) => {
      const message = decodeToDesk(bytes);
      if (message !== undefined) mustBeSame(encodeToDesk(message), bytes);
    },
  }),
  target({
    name: 'rendezvous-from-desk',
    make: (random) => some(random, validFromDesk),
    read: (bytes) => {
      const message = decodeFromDesk(bytes);
      if (message !== undefined) mustBeSame(encodeFromDesk(message), bytes);
    },
  }),
  target({
    name: 'relay-links',
    make: (random) =>
      Array.from({ length: 1 + random.below(12) }, () => ({
        peer: random.below(3),
        lane: random.below(6),
        // Numbers of links that may be open, among others.
        bytes: joined(
          random.chance(0.8) ? Uint8Array.of(random.pick([0, 128]), 0, 0, random.below(3)) : random.bytes(3),
          random.bytes(random.pick([0, 4, 4, 60])),
        ),
      })),
    read: (said) => {
      let answered = 0;
      const links = new RelayLinks(
        { carry: () => (answered += 1), buffered: () => 0, linked: (_, link) => void link.waiting },
        new HandClock(),
      );
      links.open(1);
      for (const { peer, lane, bytes } of said) links.accept(peer, lane, bytes);
      must(answered <= 1 + 3 * said.length, 'more answers than questions');
      links.endAll();
    },
  }),
  target({
    name: 'hello',
    make: (random) => some(random, [...hellos, ...answers, ...pairing]),
    read: (bytes) => {
      for (const found of [readCallerHello(bytes)?.point, readAnswererHello(bytes)])
        must(found === undefined || found.length === 65, 'a point of another length');
      must((readFirstHello(bytes)?.commitment.length ?? 32) === 32, 'a commitment of another length');
      must((readSecondHello(bytes)?.length ?? 81) === 81, 'a share of another length');
    },
  }),
  target({
    name: 'handshake',
    make: (random) => ({
      isCaller: random.chance(0.3),
      said: [some(random, random.chance(0.5) ? hellos : answers), random.bytes(random.below(200))],
    }),
    read: async ({ isCaller, said }) => {
      const [theirs, ours] = SomeLink.pair();
      const reader = new LinkReader(ours);
      for (const bytes of said) theirs.send(bytes);
      theirs.close();
      await (isCaller ? meetAsCaller(reader, identity, undefined) : meetAsAnswerer(reader, identity));
      must(false, 'a stranger was let in');
    },
    promised: (error) => error instanceof ChannelRefused || error instanceof LinkFailed,
  }),
  target({
    name: 'channel-frames',
    make: (random) =>
      Array.from({ length: 1 + random.below(6) }, () => ({
        length: random.chance(0.7) ? mostPart : random.below(mostLinkMessage),
        isLast: random.chance(0.3),
        times: random.chance(0.02) ? 400 : 1,
      })),
    read: (frames) => {
      const joiner = new MessageJoiner();
      for (const { length, isLast, times } of frames)
        for (let i = 0; i < times; i++) {
          const before = joiner.length;
          const found = joiner.add(part.subarray(0, length), isLast);
          must(joiner.length <= mostMessage, 'more is held than a message may have');
          if (typeof found === 'string') return;
          must(found === undefined || found.length === before + length, 'a message of another length');
        }
    },
  }),
  target({
    name: 'invitation-code',
    make: (random) => mutateText(random, spacedCode(validCode), ['ＯＩＬ －', 'ﬀ', 'ß']),
    read: (typed) => {
      const found = readCode(typed);
      if (found === undefined) return;
      must(/^[0-9A-HJKMNP-TV-Z]{26}$/.test(found), 'no code');
      must(readCode(spacedCode(found)) === found, 'read again it is another');
    },
  }),
  target({
    name: 'device-name',
    make: (random) => mutateText(random, '王芳的电脑', ['\u202e', '\u0000']),
    read: (typed) => {
      const name = toDeviceName(typed);
      must(name === undefined || isDeviceName(name), 'a name that is none');
    },
  }),
  target({
    name: 'join-request',
    make: (random) =>
      random.chance(0.5)
        ? mutateBytes(random, request)
        : new Uint8Array(Buffer.from(mutateText(random, Buffer.from(request).toString(), ['{}']))),
    read: async (bytes) => {
      const { invitation } = await readRequest(bytes, (id) => (id === code.id ? code.key : undefined));
      must(invitation === code.id && isDeepStrictEqual(bytes, request), 'an altered request was believed');
    },
    promised: (error) => error instanceof BadRequest,
  }),
  target({
    name: 'introduction',
    make: (random) => {
      const said = {
        alg: 'ES256',
        key: agreement.key,
        agreementKey: agreement.key,
        name: '灯',
        sig: 'A'.repeat(86),
      };
      return mutateBytes(
        random,
        canonicalBytes(random.chance(0.5) ? said : { ...said, office: 'ab'.repeat(32) }),
      );
    },
    read: async (bytes) => {
      must((await readJoiner(bytes, salt)) === undefined, 'a joiner without a key');
      must((await readAdmin(bytes, salt)) === undefined, 'an admin without a key');
    },
  }),
  target({
    name: 'welcome',
    make: (random) =>
      mutateBytes(
        random,
        joined(Uint8Array.of(1), zeros(32), Uint8Array.of(0, 0, 0, 0, 75, 0, 0, 0), zeros(75)),
      ),
    read: async (bytes) => {
      await readWelcome(bytes, { office: '00'.repeat(32), by: 'ab'.repeat(16) });
      must(false, 'an office of nobody');
    },
    promised: (error) => error instanceof PairingFailed,
  }),
  target({
    name: 'stun-message',
    make: (random) => ({
      request: mutateBytes(
        random,
        joined(
          Uint8Array.of(0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x42),
          zeros(12),
          Uint8Array.of(0x80, 0x22, 0, 4),
          zeros(4),
        ),
      ),
      address: mutateText(
        random,
        random.pick(['192.168.1.7', '::ffff:10.0.0.1', 'fe80::1%eth0', '2001:db8::1.2.3.4']),
        ['::', ':', '%'],
      ),
    }),
    read: ({ request: asked, address }) => {
      const bytes = addressBytes(address);
      must(bytes === undefined || bytes.length === 4 || bytes.length === 16, 'an address of another length');
      const answer = stunAnswer(asked, address, 5000);
      must(
        answer === undefined || (bytes !== undefined && answer.length <= 44),
        'an answer without an address, or too long',
      );
    },
  }),
  target({
    name: 'rtc-signal',
    make: (random) => some(random, signals),
    read: (bytes) => {
      const signal = readSignal(bytes);
      if (signal !== undefined) mustBeSame(writeSignal(signal), bytes);
    },
  }),
  target({
    name: 'rtc-code',
    make: (random) => mutateText(random, offer, [offer]),
    read: (text) => {
      const whole = readOffer(text);
      must(whole === undefined || readOffer(writeOffer(whole)) !== undefined, 'it cannot be written again');
    },
  }),
  target({
    name: 'bundle-prologue',
    make: (random) => some(random, prologues),
    read: async (bytes) => {
      const { prologue, bytes: found } = await readPrologue(new BundleInput(new Blob([bytes])));
      mustBeSame(writePrologue(prologue), found);
    },
    promised: (error) => error instanceof BundleFailed,
  }),
  target({
    name: 'bundle-section',
    make: (random) => ({ place: random.below(4), bytes: some(random, sectionMessages) }),
    read: ({ place: which, bytes }) => {
      if (which === 0) sections.readBegin(bytes);
      else if (which === 1) sections.readEntries(bytes);
      else if (which === 2) sections.readDocuments(bytes);
      else sections.readNotes(bytes);
    },
    promised: (error) => error instanceof BundleFailed,
  }),
  target({
    name: 'document-bounds',
    make: (random) => {
      const bytes = some(random, chunks);
      return bytes.length > 8 && random.chance(0.5) ? withRightCheck(bytes) : bytes;
    },
    read: (bytes) => checkBounds(bytes, { bytes: 1_000_000, rows: 10_000 }),
    promised: (error) => error instanceof DamagedDocument,
  }),
  target({
    name: 'simple-document',
    make: (random) => {
      const bytes = some(random, chunks);
      return bytes.length > 8 && random.chance(0.7) ? withRightCheck(bytes) : bytes;
    },
    read: (bytes) => {
      readSimple(bytes);
      readUnproven(bytes);
    },
    promised: () => false,
  }),
  target({
    name: 'stored-peers',
    make: (random) => {
      const odd = [undefined, null, 1, NaN, '1', [], {}, zeros(2)];
      return random.chance(0.3)
        ? random.pick(odd)
        : { heardAt: random.pick(odd), agreedAt: random.pick(odd), x: 1 };
    },
    read: async (value) => {
      const storage = new MemoryStorage();
      await storage.write([{ room: 'peers', key: 'a', value }], 'relaxed');
      const { heardAt = 0, agreedAt = 0 } = (await HeardDevices.open(storage, new HandClock())).of('a');
      must(typeof heardAt === 'number' && typeof agreedAt === 'number', 'a time that is none');
    },
  }),
];

const part = zeros(mostLinkMessage);
