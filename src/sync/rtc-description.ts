import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { BadBytes, type ByteReader, type ByteWriter } from './bytes.ts';
import { mostLinkMessage } from './link.ts';

/** What one side of a direct connection must know of the other, besides where it is. */
export interface RtcDescription {
  /** Credentials of ICE (RFC 8839, section 5.4): letters, digits, `+` and `/`. */
  name: string;
  password: string;
  /** SHA-256 of the certificate of DTLS, 32 bytes. */
  fingerprint: Uint8Array<ArrayBuffer>;
}

/** Browsers write 4 or 8 characters, and 24 or 32; fewer are forbidden. */
const nameLengths = [4, 32] as const;
const passwordLengths = [22, 64] as const;
const fingerprintLength = 32;

/** Longest frame that goes over the channel: a message of a link, and the byte before it. */
export const mostRtcFrame = mostLinkMessage + 1;

/**
 * Reads what the own browser wrote.
 *
 * @returns undefined when it lacks something, such as a certificate that is named by SHA-256
 */
export function readSdp(sdp: string): RtcDescription | undefined {
  const field = (pattern: RegExp): string | undefined => pattern.exec(sdp)?.[1];
  const name = field(/^a=ice-ufrag:([\w+/]+)\r?$/m);
  const password = field(/^a=ice-pwd:([\w+/]+)\r?$/m);
  const hash = field(/^a=fingerprint:sha-256 ((?:[\dA-F]{2}:){31}[\dA-F]{2})\r?$/im);
  if (name === undefined || password === undefined || hash === undefined) return undefined;
  const fingerprint = new Uint8Array(hexToBytes(hash.replaceAll(':', '').toLowerCase()));
  return areCredentials(name, password) ? { name, password, fingerprint } : undefined;
}

/** A whole description for the browser here: our own words around the fields of the other side. */
export function sdpOf(description: RtcDescription, type: 'offer' | 'answer'): string {
  const fingerprint = bytesToHex(description.fingerprint).toUpperCase().match(/../g)!.join(':');
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${description.name}`,
    `a=ice-pwd:${description.password}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint}`,
    // Who calls begins the handshake of DTLS, when it knows the answer. The other way round a browser that answered
    // begins at once and gives up after some minutes (Chromium: 222 seconds), while a person carries the answer back.
    `a=setup:${type === 'offer' ? 'active' : 'passive'}`,
    'a=mid:0',
    'a=sctp-port:5000',
    `a=max-message-size:${mostRtcFrame}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Six bits for each character of the credentials: 55 bytes for what most browsers write. */
export function writeDescription(writer: ByteWriter, { name, password, fingerprint }: RtcDescription): void {
  writer.u8(name.length).u8(password.length).bytes(fingerprint);
  writer.bytes(packed(name + password));
}

/** @throws {BadBytes} for everything that `writeDescription` does not write */
export function readDescription(reader: ByteReader): RtcDescription {
  const [nameLength, passwordLength] = [reader.u8(), reader.u8()];
  if (!isWithin(nameLength, nameLengths) || !isWithin(passwordLength, passwordLengths))
    throw new BadBytes('no credentials');
  const fingerprint = reader.bytes(fingerprintLength).slice();
  const length = nameLength + passwordLength;
  const text = toBase64url(reader.bytes(Math.ceil(length / 4) * 3))
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (/[^A]/.test(text.slice(length))) throw new BadBytes('more than credentials');
  return { name: text.slice(0, nameLength), password: text.slice(nameLength, length), fingerprint };
}

/** The characters of ICE are those of base64, in which four of them are three bytes; filled up with zeros. */
function packed(characters: string): Uint8Array {
  const whole = characters.padEnd(Math.ceil(characters.length / 4) * 4, 'A');
  return fromBase64url(whole.replaceAll('+', '-').replaceAll('/', '_'))!;
}

const isWithin = (length: number, [least, most]: readonly [number, number]): boolean =>
  length >= least && length <= most;

function areCredentials(name: string, password: string): boolean {
  const areOfIce = /^[A-Za-z0-9+/]*$/.test(name + password);
  return areOfIce && isWithin(name.length, nameLengths) && isWithin(password.length, passwordLengths);
}
