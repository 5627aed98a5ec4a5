import { fromBase64url, toBase64url } from '../../ledger/base64url.ts';
import { type AgreementKeys, pointOf } from '../../ledger/agreement-keys.ts';
import { BadEntry } from '../../ledger/bad-entry.ts';
import { canonicalBytes } from '../../ledger/canonical-json.ts';
import { deviceId } from '../../ledger/device-id.ts';
import * as shape from '../../ledger/shape.ts';
import { type DeviceKeys, importPublicKey, isAlg, signBytes, verifyBytes } from '../../ledger/signature.ts';
import { purposeAnd } from '../channel/derive.ts';
import { isDeviceName } from './device-name.ts';

/** What a device that wants to join says of itself: what the admin puts into the roster, and nothing else. */
export interface JoinerIntroduction {
  /** Device id; follows from the key. */
  device: string;
  alg: DeviceKeys['alg'];
  /** Public signing key, base64url of the uncompressed point. */
  key: string;
  /** Public agreement key, the same way. */
  agreementKey: string;
  name: string;
}

/** What the admin's device says. The joiner knows nobody yet: whether this is an admin shows with the roster. */
export interface AdminIntroduction {
  device: string;
  alg: DeviceKeys['alg'];
  key: string;
  /** Id of the genesis. */
  office: string;
  officeName: string;
  memberName: string;
}

/** What speaks for a device before it is in a roster. */
export interface JoinerKeys {
  keys: DeviceKeys;
  agreement: AgreementKeys;
  /** See `toDeviceName`. */
  name: string;
}

const longest = 4096;

/** @param seen hash of everything said before */
export async function introduceJoiner(
  { keys, agreement, name }: JoinerKeys,
  seen: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return await write(keys, 'joiner', seen, {
    alg: keys.alg,
    key: keys.key,
    agreementKey: agreement.key,
    name,
  });
}

export async function introduceAdmin(
  keys: DeviceKeys,
  { office, officeName, memberName }: Pick<AdminIntroduction, 'office' | 'officeName' | 'memberName'>,
  seen: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return await write(keys, 'admin', seen, { alg: keys.alg, key: keys.key, office, officeName, memberName });
}

/** @returns undefined when it cannot be read, or who sent it does not hold the key that it names */
export async function readJoiner(
  bytes: Uint8Array<ArrayBuffer>,
  seen: Uint8Array,
): Promise<JoinerIntroduction | undefined> {
  return await read(bytes, 'joiner', seen, joinerIn);
}

export async function readAdmin(
  bytes: Uint8Array<ArrayBuffer>,
  seen: Uint8Array,
): Promise<AdminIntroduction | undefined> {
  return await read(bytes, 'admin', seen, (from) => ({
    ...signerIn(from),
    office: shape.hash(from, 'office'),
    officeName: shape.text(from, 'officeName', 200),
    memberName: shape.text(from, 'memberName', 200),
  }));
}

/** @throws {BadEntry} */
export function joinerIn(from: shape.Fields): JoinerIntroduction {
  const { agreementKey, name } = from;
  if (typeof agreementKey !== 'string' || pointOf(agreementKey) === undefined || !isDeviceName(name))
    throw new BadEntry('malformed');
  return { ...signerIn(from), agreementKey, name };
}

function signerIn(from: shape.Fields): Pick<JoinerIntroduction, 'device' | 'alg' | 'key'> {
  const { alg } = from;
  const key = shape.text(from, 'key', 100);
  if (!isAlg(alg) || pointOf(key) === undefined) throw new BadEntry('malformed');
  return { device: deviceId(alg, key), alg, key };
}

async function write(
  keys: DeviceKeys,
  by: string,
  seen: Uint8Array,
  said: object,
): Promise<Uint8Array<ArrayBuffer>> {
  const sig = await signBytes(keys, statement(by, seen, said));
  return canonicalBytes({ ...said, sig: toBase64url(sig) });
}

async function read<T extends Pick<JoinerIntroduction, 'device' | 'alg' | 'key'>>(
  bytes: Uint8Array<ArrayBuffer>,
  by: string,
  seen: Uint8Array,
  readSaid: (from: shape.Fields) => T,
): Promise<T | undefined> {
  if (bytes.length > longest) return undefined;
  let said: T;
  let sig: Uint8Array<ArrayBuffer> | undefined;
  try {
    const from = shape.fields(JSON.parse(new TextDecoder().decode(bytes)), 'introduction');
    said = readSaid(from);
    sig = fromBase64url(shape.text(from, 'sig', 1000));
  } catch {
    return undefined;
  }
  const key = await importPublicKey(said.alg, said.key);
  if (key === undefined || sig === undefined) return undefined;
  const { device: _follows, ...signed } = said;
  return (await verifyBytes(said.alg, key, statement(by, seen, signed), sig)) ? said : undefined;
}

function statement(by: string, seen: Uint8Array, said: object): Uint8Array<ArrayBuffer> {
  return purposeAnd(`guiju/pairing-${by}/1`, seen, canonicalBytes(said));
}
