import { canonicalBytes } from '../../ledger/canonical-json.ts';
import { deviceId } from '../../ledger/device-id.ts';
import type { Alg } from '../../ledger/entry.ts';
import * as shape from '../../ledger/shape.ts';
import { isAlg } from '../../ledger/signature.ts';
import { BundleFailed } from './bundle-failed.ts';

/** What a bundle says of itself, to those who can open it. */
export interface About {
  /** Id of the genesis; absent in the backup of a base without an office. */
  office?: string;
  /** Device that wrote it; follows from the key. */
  device: string;
  alg: Alg;
  /** Public signing key of that device, base64url of the uncompressed point. */
  key: string;
  /** When it was written, in milliseconds since 1970 by the writer's clock. */
  at: number;
  /** It holds what changed with the writer since then; absent when it holds everything. */
  since?: number;
}

/** The end of the year 9999. */
const latest = 253_402_300_799_999;

export function writeAbout({ device: _follows, ...said }: About): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ v: 1, ...said });
}

/** @throws {BundleFailed} `altered` */
export function readAbout(bytes: Uint8Array<ArrayBuffer>): About {
  try {
    const from = shape.fields(JSON.parse(new TextDecoder().decode(bytes)), 'about');
    const { alg } = from;
    const key = shape.text(from, 'key', 100);
    if (!isAlg(alg)) throw new BundleFailed('altered');
    const time = (fields: shape.Fields, name: string): number => shape.whole(fields, name, latest);
    return shape.given<About>({
      office: shape.maybe(from, 'office', shape.hash),
      device: deviceId(alg, key),
      alg,
      key,
      at: time(from, 'at'),
      since: shape.maybe(from, 'since', time),
    });
  } catch {
    throw new BundleFailed('altered');
  }
}
