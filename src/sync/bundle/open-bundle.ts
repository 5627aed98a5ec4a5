import { passphraseKey } from '../../ledger/passphrase-key.ts';
import { importPublicKey, verifyBytes } from '../../ledger/signature.ts';
import { sameBytes } from '../../ledger/same-bytes.ts';
import type { LedgerKeeper } from '../../store/ledger-keeper.ts';
import { ByteReader } from '../bytes.ts';
import { frameKinds } from '../channel/message-frames.ts';
import { tagLength } from '../channel/frame-cipher.ts';
import type { About } from './about.ts';
import type { BundleWatch } from './bundle-base.ts';
import { BundleFailed } from './bundle-failed.ts';
import { BundleInput, type BundleSource } from './bundle-input.ts';
import { BundleHash, mostBundle } from './bundle-output.ts';
import { type BundleKind, type Prologue, readPrologue, sealedKeysLength, slotLength } from './prologue.ts';
import { type SectionKey, sectionOpener, signatureOpener } from './section-keys.ts';
import { framesOf } from './section-frames.ts';
import { readBegin } from './sections.ts';
import { openSlots, openWithPassphrase } from './slots.ts';
import { headHash, officeTag, prologueHash, signedStatement } from './transcript.ts';

/** A bundle of which everything but its meaning has been checked: it is whole, and the writer that it names has signed it. */
export interface OpenBundle {
  kind: BundleKind;
  about: About;
  /** Keys of the sections; undefined for those that this device may not open. */
  keys: readonly (SectionKey | undefined)[];
  /** See `headHash`. */
  seen: Uint8Array<ArrayBuffer>;
  /** Where the first section begins. */
  from: number;
}

/**
 * Looks at what a file is without opening it, to know whether a passphrase is wanted.
 *
 * @throws {BundleFailed} `not-a-bundle`, `newer-version`, `too-large`, `cut-short`, `altered`, `unreadable`
 */
export async function bundleKind(source: BundleSource): Promise<BundleKind> {
  const { prologue } = await readPrologue(inputOf(source));
  return prologue.kind;
}

/**
 * Opens a bundle and reads it through once, without taking anything.
 *
 * @param passphrase of a backup
 * @throws {BundleFailed} any but those of who wrote it
 */
export async function openBundle(
  source: BundleSource,
  keeper: LedgerKeeper,
  passphrase: string | undefined,
  watch: BundleWatch,
): Promise<OpenBundle> {
  const input = inputOf(source);
  const hash = new BundleHash();
  const { prologue, bytes } = await readPrologue(input);
  hash.add(bytes);
  const { sections, kind } = prologue;
  const { slots, keys, seen } =
    prologue.kind === 'courier'
      ? await openAsDevice(input, prologue, bytes, keeper)
      : await openAsHolder(input, prologue, bytes, passphrase);
  hash.add(slots);
  const from = input.at;
  if (keys[0] === undefined) throw new BundleFailed('altered');
  let about: About | undefined;
  for (let i = 0; i < sections; i++) {
    for await (const frame of framesOf(input, hash)) {
      about ??= await readFirst(keys[0], seen, frame);
      if (watch.signal?.aborted === true) throw new BundleFailed('stopped');
      watch.progress?.({ step: 'checking', done: input.at, total: input.size });
    }
    if (about === undefined) throw new BundleFailed('altered');
  }
  await checkSignature(input, { about: about!, key: keys[0], seen, hash: hash.end() });
  const { ledger } = keeper;
  const isOther = ledger !== undefined && about!.office !== undefined && about!.office !== ledger.office;
  if (isOther || (kind === 'courier' && about!.office === undefined)) throw new BundleFailed('other-office');
  return { kind, about: about!, keys, seen, from };
}

interface Unlocked {
  slots: Uint8Array<ArrayBuffer>;
  keys: (SectionKey | undefined)[];
  seen: Uint8Array<ArrayBuffer>;
}

async function openAsDevice(
  input: BundleInput,
  prologue: Prologue & { kind: 'courier' },
  bytes: Uint8Array<ArrayBuffer>,
  keeper: LedgerKeeper,
): Promise<Unlocked> {
  const { ledger } = keeper;
  // Without an office nothing can be said of whose it is.
  if (ledger === undefined) throw new BundleFailed('not-for-this-device');
  if (!sameBytes(officeTag(ledger.office, prologue.salt), prologue.officeTag))
    throw new BundleFailed('other-office');
  const { sections, point } = prologue;
  const slots = await input.bytes(prologue.slots * slotLength(sections));
  const transcript = prologueHash(ledger.office, bytes);
  const keys = await openSlots(slots, sections, point, await keeper.agreement(), transcript);
  if (keys === undefined) throw new BundleFailed('not-for-this-device');
  return { slots, keys, seen: headHash(transcript, slots) };
}

async function openAsHolder(
  input: BundleInput,
  prologue: Prologue & { kind: 'backup' },
  bytes: Uint8Array<ArrayBuffer>,
  passphrase: string | undefined,
): Promise<Unlocked> {
  const slots = await input.bytes(sealedKeysLength(prologue.sections));
  if (passphrase === undefined) throw new BundleFailed('passphrase-wanted');
  const key = await passphraseKey(passphrase, prologue.salt, prologue.cost);
  const keys = await openWithPassphrase(key, slots);
  if (keys === undefined) throw new BundleFailed('wrong-passphrase');
  return { slots, keys, seen: headHash(prologueHash(undefined, bytes), slots) };
}

/** What the bundle says of itself: its first message, in one frame. */
async function readFirst(
  key: SectionKey,
  seen: Uint8Array<ArrayBuffer>,
  frame: Uint8Array<ArrayBuffer>,
): Promise<About> {
  const content = await (await sectionOpener(key, seen, 0)).open(frame);
  if (content?.[0] !== frameKinds.last) throw new BundleFailed('altered');
  const begin = readBegin(content.slice(1));
  if (begin.type !== 'ledger') throw new BundleFailed('altered');
  return begin.about;
}

/** Longest signature, sealed. */
const mostSignature = 512;

async function checkSignature(
  input: BundleInput,
  signed: { about: About; key: SectionKey; seen: Uint8Array<ArrayBuffer>; hash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { about, seen } = signed;
  const length = new ByteReader(await input.bytes(2)).u16();
  if (length <= tagLength || length > mostSignature) throw new BundleFailed('altered');
  const sealed = await input.bytes(length);
  if (input.left > 0) throw new BundleFailed('altered');
  const sig = await (await signatureOpener(signed.key, seen)).open(sealed);
  const writer = await importPublicKey(about.alg, about.key);
  if (sig === undefined || writer === undefined) throw new BundleFailed('altered');
  if (!(await verifyBytes(about.alg, writer, signedStatement(about.office, signed.hash), sig)))
    throw new BundleFailed('altered');
}

function inputOf(source: BundleSource): BundleInput {
  if (source.size > mostBundle) throw new BundleFailed('too-large');
  return new BundleInput(source);
}
