import { type Ending, endings } from './ending.ts';
import { joined } from './joined.ts';
import { mostLinkMessage } from './link.ts';
import { presenceLength, roomLength } from './presence.ts';

/**
 * What devices and a desk say to each other over a WebSocket before and around everything that is sealed: binary
 * messages, the first byte their kind, numbers big-endian.
 *
 *     to the desk     1 enter   u8 version of these words · 16 room · 32 presence
 *                     2 to      u32 peer · u8 lane · bytes
 *                     3 ping
 *     from the desk  16 welcome u32 number · u16 STUN port or 0 · u8 has presence · 32 presence if so · UTF-8 app version
 *                    17 came    u32 peer · u8 is the desk · 32 presence
 *                    18 left    u32 peer
 *                    19 from    u32 peer · u8 lane · bytes
 *                    20 refused u8 place in `endings`
 *                    21 pong
 *
 * Nobody is authenticated here: numbers are handed out by the desk, and presence means nothing to who is not of the
 * office. Numbers last as long as the socket and are not given twice; the desk itself, where it is a device, is 0.
 */

/** What a device tells the desk. */
export type ToDesk =
  | { kind: 'enter'; room: Bytes; presence: Bytes }
  | { kind: 'to'; peer: number; lane: number; bytes: Bytes }
  | { kind: 'ping' };

/** What the desk tells a device. */
export type FromDesk =
  | { kind: 'welcome'; number: number; version: string; stunPort: number; desk: Bytes | undefined }
  | { kind: 'came'; peer: number; presence: Bytes; isDesk: boolean }
  | { kind: 'left'; peer: number }
  | { kind: 'from'; peer: number; lane: number; bytes: Bytes }
  | { kind: 'refused'; why: Ending }
  | { kind: 'pong' };

type Bytes = Uint8Array<ArrayBuffer>;

/** What the bytes between two peers are; the desk hands them on and looks at none. */
export const lanes = {
  /** A message of a relay link. */
  message: 0,
  /** For making a direct line. */
  signal: 1,
  /** Opens a relay link. */
  open: 2,
  /** Ends one. */
  end: 3,
  /** The receiver of a relay link has taken so many bytes more. */
  credit: 4,
} as const;
const mostLane = 4;

/** Number of the desk where it is a device of the office itself. */
export const deskPeer = 0;

/** Most bytes on a lane: a message of a link with the few bytes that say which link. */
export const mostCarried = mostLinkMessage + 64;
/** Longest message of this protocol. */
export const mostRendezvous = mostCarried + 6;

const wordsVersion = 1;
const mostVersion = 64;

const kinds = { enter: 1, to: 2, ping: 3, welcome: 16, came: 17, left: 18, from: 19, refused: 20, pong: 21 };

/** @throws {RangeError} when a part has the wrong length: a fault of this app */
export function encodeToDesk(message: ToDesk): Bytes {
  switch (message.kind) {
    case 'enter':
      return join(
        [kinds.enter, wordsVersion],
        exactly(message.room, roomLength),
        exactly(message.presence, presenceLength),
      );
    case 'to':
      return carried(kinds.to, message);
    case 'ping':
      return join([kinds.ping]);
  }
}

/** @throws {RangeError} when a part has the wrong length: a fault of this app */
export function encodeFromDesk(message: FromDesk): Bytes {
  switch (message.kind) {
    case 'welcome': {
      const version = new TextEncoder().encode(message.version);
      if (version.length > mostVersion) throw new RangeError('the version is too long');
      const desk = message.desk === undefined ? new Uint8Array() : exactly(message.desk, presenceLength);
      const port = [message.stunPort >> 8, message.stunPort & 255, message.desk === undefined ? 0 : 1];
      return join([kinds.welcome, ...u32(message.number), ...port], desk, version);
    }
    case 'came':
      return join(
        [kinds.came, ...u32(message.peer), message.isDesk ? 1 : 0],
        exactly(message.presence, presenceLength),
      );
    case 'left':
      return join([kinds.left, ...u32(message.peer)]);
    case 'from':
      return carried(kinds.from, message);
    case 'refused':
      return join([kinds.refused, endings.indexOf(message.why)]);
    case 'pong':
      return join([kinds.pong]);
  }
}

/** @returns undefined for anything that no device says */
export function decodeToDesk(bytes: Bytes): ToDesk | undefined {
  switch (bytes[0]) {
    case kinds.enter: {
      if (bytes.length !== 2 + roomLength + presenceLength || bytes[1] !== wordsVersion) return undefined;
      const [room, presence] = [bytes.slice(2, 2 + roomLength), bytes.slice(2 + roomLength)];
      return { kind: 'enter', room, presence };
    }
    case kinds.to: {
      const found = readCarried(bytes);
      return found && { kind: 'to', ...found };
    }
    case kinds.ping:
      return bytes.length === 1 ? { kind: 'ping' } : undefined;
    default:
      return undefined;
  }
}

/** @returns undefined for anything that no desk says */
export function decodeFromDesk(bytes: Bytes): FromDesk | undefined {
  switch (bytes[0]) {
    case kinds.welcome:
      return readWelcome(bytes);
    case kinds.came: {
      if (bytes.length !== 6 + presenceLength || bytes[5]! > 1) return undefined;
      return { kind: 'came', peer: readU32(bytes, 1), isDesk: bytes[5] === 1, presence: bytes.slice(6) };
    }
    case kinds.left:
      return bytes.length === 5 ? { kind: 'left', peer: readU32(bytes, 1) } : undefined;
    case kinds.from: {
      const found = readCarried(bytes);
      return found && { kind: 'from', ...found };
    }
    case kinds.refused: {
      const why = endings[bytes[1] ?? -1];
      return why === undefined || bytes.length !== 2 ? undefined : { kind: 'refused', why };
    }
    case kinds.pong:
      return bytes.length === 1 ? { kind: 'pong' } : undefined;
    default:
      return undefined;
  }
}

/**
 * A `to` made into the `from` that the receiver gets, in place: what is carried is not touched.
 *
 * @param message a whole `to` as it came
 * @param sender number of who sent it
 */
export function turnAround(message: Bytes, sender: number): void {
  message[0] = kinds.from;
  message.set(u32(sender), 1);
}

function readWelcome(bytes: Bytes): FromDesk | undefined {
  const has = bytes[7];
  if (has === undefined || has > 1) return undefined;
  const at = 8 + has * presenceLength;
  if (bytes.length < at || bytes.length > at + mostVersion) return undefined;
  let version: string;
  try {
    version = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at));
  } catch {
    return undefined;
  }
  const stunPort = bytes[5]! * 256 + bytes[6]!;
  const desk = has === 1 ? bytes.slice(8, at) : undefined;
  return { kind: 'welcome', number: readU32(bytes, 1), version, stunPort, desk };
}

interface Carried {
  peer: number;
  lane: number;
  bytes: Bytes;
}

function carried(kind: number, { peer, lane, bytes }: Carried): Bytes {
  if (bytes.length > mostCarried) throw new RangeError('too long to be carried');
  return join([kind, ...u32(peer), lane], bytes);
}

function readCarried(bytes: Bytes): Carried | undefined {
  if (bytes.length < 6 || bytes.length > mostRendezvous || bytes[5]! > mostLane) return undefined;
  return { peer: readU32(bytes, 1), lane: bytes[5]!, bytes: bytes.subarray(6) };
}

function exactly(bytes: Bytes, length: number): Bytes {
  if (bytes.length !== length) throw new RangeError(`${length} bytes are needed`);
  return bytes;
}

const u32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

function readU32(bytes: Bytes, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}

function join(head: number[], ...parts: Bytes[]): Bytes {
  return joined(Uint8Array.from(head), ...parts);
}
