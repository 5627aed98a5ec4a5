import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { addressBytes } from './address-bytes.ts';
import { BadBytes, type ByteReader, type ByteWriter } from './bytes.ts';

/**
 * Where a browser can be reached over UDP (RFC 8839, section 5.1), reduced to what decides that. Relays of others and
 * TCP are not used.
 */
export interface RtcCandidate {
  /** `seen`: as a STUN server saw it (a server-reflexive candidate). */
  kind: 'own' | 'seen';
  form: 'ipv4' | 'ipv6' | 'name';
  /** 4 bytes, or 16; of a name the UUID before `.local` (a name for multicast DNS that hides an address). */
  address: Uint8Array<ArrayBuffer>;
  port: number;
}

const forms = ['ipv4', 'ipv6', 'name'] as const;
const seenBit = 4;
const uuid = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;
/** No browser writes longer lines. */
const longestLine = 300;

/**
 * Reads a line that the own browser wrote.
 *
 * @returns undefined for what another device could not use
 */
export function readCandidateLine(line: string): RtcCandidate | undefined {
  if (line.length > longestLine) return undefined;
  const match =
    /^(?:a=)?candidate:\S+ 1 udp \d+ (\S+) (\d{1,5}) typ (host|srflx)(?: |$)/i.exec(line) ?? undefined;
  if (match === undefined) return undefined;
  const place = readAddress(match[1]!.toLowerCase());
  const port = Number(match[2]);
  if (place === undefined || !isUsable({ ...place, port })) return undefined;
  return { kind: match[3]!.toLowerCase() === 'host' ? 'own' : 'seen', ...place, port };
}

/** The line for the browser here, made of nothing but numbers and our own words. */
export function candidateLine({ kind, form, address, port }: RtcCandidate): string {
  // The usual preferences (RFC 8445, section 5.1.2.2); IPv4 first, as it is what offices have.
  const preference = form === 'ipv6' ? 0x7e_ff : 0x7f_00;
  const priority = (kind === 'own' ? 126 : 100) * 2 ** 24 + preference * 2 ** 8 + 255;
  const type = kind === 'own' ? 'host' : 'srflx raddr 0.0.0.0 rport 0';
  const foundation = forms.indexOf(form) * 2 + (kind === 'own' ? 1 : 2);
  return `candidate:${foundation} 1 udp ${priority} ${addressText(form, address)} ${port} typ ${type}`;
}

/** 7 bytes, or 19. */
export function writeCandidate(writer: ByteWriter, { kind, form, address, port }: RtcCandidate): void {
  writer.u8(forms.indexOf(form) + (kind === 'seen' ? seenBit : 0)).bytes(address);
  writer.u16(port);
}

/** @throws {BadBytes} for everything that `writeCandidate` does not write */
export function readCandidate(reader: ByteReader): RtcCandidate {
  const head = reader.u8();
  const form = forms[head & ~seenBit];
  if (form === undefined) throw new BadBytes('no form of an address');
  const address = reader.bytes(form === 'ipv4' ? 4 : 16).slice();
  const port = reader.u16();
  const kind = (head & seenBit) === 0 ? 'own' : 'seen';
  if (!isUsable({ form, address, port }) || (form === 'name' && kind === 'seen'))
    throw new BadBytes('no address of another device');
  return { kind, form, address, port };
}

export const candidateBytes = ({ form }: RtcCandidate): number => (form === 'ipv4' ? 7 : 19);

type Place = Pick<RtcCandidate, 'form' | 'address'>;

function readAddress(text: string): Place | undefined {
  const name = text.endsWith('.local') ? uuid.exec(text.slice(0, -'.local'.length)) : null;
  if (name !== null) return { form: 'name', address: new Uint8Array(hexToBytes(name.slice(1).join(''))) };
  const address = addressBytes(text);
  return address && { form: address.length === 4 ? 'ipv4' : 'ipv6', address };
}

function addressText(form: RtcCandidate['form'], address: Uint8Array): string {
  if (form === 'ipv4') return address.join('.');
  const hex = bytesToHex(address);
  if (form === 'ipv6') return hex.match(/.{4}/g)!.join(':');
  return `${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}.local`;
}

/**
 * Whoever is in the room may say where it can be reached, and browsers send a little to wherever that is. It must be
 * one other device: not this one, and not many at once.
 */
function isUsable({ form, address, port }: Place & { port: number }): boolean {
  if (port === 0 || port > 0xffff) return false;
  const [first, second] = [address[0]!, address[1]!];
  if (form === 'ipv4') return first !== 0 && first !== 127 && first < 224;
  if (form === 'name') return true;
  // Nothing, this device itself, and IPv4 in other clothes; then link-local addresses, which need a zone, and groups.
  const isLow = address.subarray(0, 10).every((byte) => byte === 0);
  return !isLow && !(first === 0xfe && (second & 0xc0) === 0x80) && first !== 0xff;
}
