import { hexToBytes } from '@noble/hashes/utils.js';
import { makeAgreementKeys, pointLength, pointOf, sharedSecret } from '../../ledger/agreement-keys.ts';
import type { AgreementKeys } from '../../ledger/agreement-keys.ts';
import { BadBytes, ByteReader, ByteWriter } from '../bytes.ts';
import { digest } from '../../ledger/digest.ts';
import { SharedRoot } from '../channel/derive.ts';
import { mostWelcome } from './consent.ts';
import { PairingFailed } from './pairing-failed.ts';

/**
 * The file that answers a request to be admitted, for a device without a network:
 *
 *     "guiju-answer" · u8 version · 16 invitation · 65 ephemeral point · sealed: 32 office · 16 device that answers · welcome
 *
 * Only the device that asked can open it, and only who has the code can have written it: the key comes of the agreement
 * of the two and of the code (AES-256-GCM; the key seals nothing else).
 */
const mark = new TextEncoder().encode('guiju-answer');
const version = 1;

/** What an answer holds. */
export interface JoinAnswer {
  /** Id of the genesis. */
  office: string;
  /** Id of the device that answers. */
  by: string;
  /** See `readWelcome`. */
  welcome: Uint8Array<ArrayBuffer>;
}

/**
 * @param invitation its id and key
 * @param agreementKey of the device that asked
 */
export async function sealAnswer(
  { office, by, welcome }: JoinAnswer,
  invitation: { id: string; key: string },
  agreementKey: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const ephemeral = await makeAgreementKeys();
  const point = pointOf(agreementKey);
  const secret = point && (await sharedSecret(ephemeral, point));
  if (secret === undefined) throw new PairingFailed('malformed');
  const head = new ByteWriter()
    .bytes(mark)
    .u8(version)
    .hex(invitation.id)
    .bytes(pointOf(ephemeral.key)!)
    .take();
  const content = new ByteWriter().hex(office).hex(by).bytes(welcome).take();
  const key = await keyOf(secret, invitation.key, head, agreementKey, 'encrypt');
  const sealed = await crypto.subtle.encrypt(sealing, key, content);
  return new ByteWriter().bytes(head).bytes(new Uint8Array(sealed)).take();
}

/**
 * Opens the answer to a request of this device.
 *
 * @param invitation its id and key, as they were when it asked
 * @throws {PairingFailed} `malformed` when it is no answer, `version`, `code` when it is not for this device, or changed
 */
export async function openAnswer(
  bytes: Uint8Array<ArrayBuffer>,
  invitation: { id: string; key: string },
  agreement: AgreementKeys,
): Promise<JoinAnswer> {
  if (bytes.length > mostWelcome + 1000) throw new PairingFailed('malformed');
  try {
    const reader = new ByteReader(bytes);
    const found = reader.bytes(mark.length);
    if (!found.every((byte, i) => byte === mark[i])) throw new PairingFailed('malformed');
    if (reader.u8() !== version) throw new PairingFailed('version');
    if (reader.hex(16) !== invitation.id) throw new PairingFailed('code');
    const point = reader.bytes(pointLength).slice();
    const head = bytes.slice(0, bytes.length - reader.left);
    const secret = await sharedSecret(agreement, point);
    if (secret === undefined) throw new PairingFailed('malformed');
    const key = await keyOf(secret, invitation.key, head, agreement.key, 'decrypt');
    const content = await crypto.subtle
      .decrypt(sealing, key, reader.bytes(reader.left))
      .catch(() => Promise.reject(new PairingFailed('code')));
    const inside = new ByteReader(new Uint8Array(content));
    return { office: inside.hex(32), by: inside.hex(16), welcome: inside.bytes(inside.left).slice() };
  } catch (error) {
    if (error instanceof BadBytes) throw new PairingFailed('malformed');
    throw error;
  }
}

/** The key seals one message only, so its number is always the same. */
const sealing: AesGcmParams = { name: 'AES-GCM', iv: new Uint8Array(12) };

async function keyOf(
  secret: Uint8Array<ArrayBuffer>,
  invitationKey: string,
  head: Uint8Array<ArrayBuffer>,
  agreementKey: string,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const root = await SharedRoot.of(secret, new Uint8Array(hexToBytes(invitationKey)));
  const transcript = digest('guiju/join-answer/1', head, pointOf(agreementKey)!);
  return await root.key(transcript, 'guiju/join-answer/1', usage);
}
