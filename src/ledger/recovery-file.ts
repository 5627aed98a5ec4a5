import { fromBase64url, toBase64url } from './base64url.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { SignedEntry } from './entry.ts';
import { packEntry, unpackEntry } from './entry-bytes.ts';
import { isPassphraseCost, passphraseCost, type PassphraseCost, passphraseKey } from './passphrase-key.ts';
import * as shape from './shape.ts';
import { importPrivateKey, isAlg, type DeviceKeys } from './signature.ts';

/** What opens an office whose last device of an admin is lost. */
export interface Recovery {
  /** Id of the genesis. */
  office: string;
  keys: DeviceKeys;
  /** The office's roster, with all that its entries build on. */
  entries: SignedEntry[];
}

/** Why a recovery file cannot be used. */
export class BadRecovery extends Error {
  override name = 'BadRecovery';
  readonly fault: 'no-recovery-file' | 'wrong-passphrase';

  constructor(fault: BadRecovery['fault']) {
    super(fault);
    this.fault = fault;
  }
}

const longestFile = 64 * 1024 * 1024;

/**
 * The file that holds a recovery key. Only the file ever has its private part.
 *
 * @param keys made to be taken out, see `makeKeys`
 * @param entries the roster that names the key, with all that it builds on
 * @param passphrase as the admin will type it again; spaces around it do not count
 */
export async function sealRecovery(
  { office, keys, entries }: Recovery,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const inside = canonicalBytes({
    v: 1,
    office,
    alg: keys.alg,
    key: keys.key,
    secret: toBase64url(secret),
    entries: entries.map((entry) => toBase64url(packEntry(entry))),
  });
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await passphraseKey(passphrase, salt, passphraseCost);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, inside));
  return canonicalBytes({
    v: 1,
    file: 'guiju-recovery',
    kdf: 'scrypt',
    cipher: 'AES-256-GCM',
    ...passphraseCost,
    salt: toBase64url(salt),
    iv: toBase64url(iv),
    sealed: toBase64url(sealed),
  });
}

/** @throws {BadRecovery} */
export async function openRecovery(bytes: Uint8Array, passphrase: string): Promise<Recovery> {
  const { salt, iv, sealed, N, r, p } = readOutside(bytes);
  const key = await passphraseKey(passphrase, salt, { N, r, p });
  let inside: Uint8Array;
  try {
    inside = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed));
  } catch {
    throw new BadRecovery('wrong-passphrase');
  }
  try {
    const from = shape.fields(JSON.parse(new TextDecoder().decode(inside)), 'recovery');
    const { alg } = from;
    if (!isAlg(alg)) throw new BadRecovery('no-recovery-file');
    const secret = fromBase64url(shape.text(from, 'secret', 1000)) ?? new Uint8Array();
    return {
      office: shape.hash(from, 'office'),
      keys: { alg, key: shape.text(from, 'key', 1000), privateKey: await importPrivateKey(alg, secret) },
      entries: shape.list(from, 'entries', 1_000_000).map((_, i, all) => {
        return unpackEntry(fromBase64url(shape.text({ one: all[i] }, 'one', 8_000_000)) ?? new Uint8Array());
      }),
    };
  } catch {
    throw new BadRecovery('no-recovery-file');
  }
}

/**
 * What stands around the sealed part. Nothing costly happens here: what the file asks for is bounded first.
 *
 * @throws {BadRecovery} `no-recovery-file`
 */
export function readOutside(bytes: Uint8Array): {
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  sealed: Uint8Array<ArrayBuffer>;
} & PassphraseCost {
  try {
    if (bytes.length > longestFile) throw new BadRecovery('no-recovery-file');
    const from = shape.fields(JSON.parse(new TextDecoder().decode(bytes)), 'file');
    const binary = (name: string): Uint8Array<ArrayBuffer> => {
      const read = fromBase64url(shape.text(from, name, longestFile * 2));
      if (read === undefined) throw new BadRecovery('no-recovery-file');
      return read;
    };
    const N = shape.whole(from, 'N', 2 ** 24);
    const r = shape.whole(from, 'r', 64);
    const p = shape.whole(from, 'p', 16);
    const isKnown =
      from['v'] === 1 &&
      from['file'] === 'guiju-recovery' &&
      from['kdf'] === 'scrypt' &&
      from['cipher'] === 'AES-256-GCM';
    if (!isPassphraseCost({ N, r, p }) || !isKnown) throw new BadRecovery('no-recovery-file');
    return { salt: binary('salt'), iv: binary('iv'), sealed: binary('sealed'), N, r, p };
  } catch {
    throw new BadRecovery('no-recovery-file');
  }
}
