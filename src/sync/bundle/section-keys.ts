import { SharedRoot } from '../channel/derive.ts';
import { FrameOpener, FrameSealer } from '../channel/frame-cipher.ts';
import { sectionKeyLength } from './prologue.ts';

/** The key of a section, if this reader has it. */
export type SectionKey = Uint8Array<ArrayBuffer>;

export function newSectionKey(): SectionKey {
  return crypto.getRandomValues(new Uint8Array(sectionKeyLength));
}

/** Stands in a slot in place of a key that the device may not have. */
const withheld = new Uint8Array(sectionKeyLength);

/** Keys one after another, as a slot holds them. */
export function joinKeys(keys: readonly (SectionKey | undefined)[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(keys.length * sectionKeyLength);
  for (const [i, key] of keys.entries()) bytes.set(key ?? withheld, i * sectionKeyLength);
  return bytes;
}

export function splitKeys(bytes: Uint8Array<ArrayBuffer>): (SectionKey | undefined)[] {
  return Array.from({ length: bytes.length / sectionKeyLength }, (_, i) => {
    const key = bytes.slice(i * sectionKeyLength, (i + 1) * sectionKeyLength);
    return key.every((byte) => byte === 0) ? undefined : key;
  });
}

/** @param head hash of all before the first section */
export async function sectionSealer(
  key: SectionKey,
  head: Uint8Array<ArrayBuffer>,
  index: number,
): Promise<FrameSealer> {
  const use = useOf(index);
  return new FrameSealer(await (await SharedRoot.of(key)).key(head, use, 'encrypt'), use);
}

export async function sectionOpener(
  key: SectionKey,
  head: Uint8Array<ArrayBuffer>,
  index: number,
): Promise<FrameOpener> {
  const use = useOf(index);
  return new FrameOpener(await (await SharedRoot.of(key)).key(head, use, 'decrypt'), use);
}

const useOf = (index: number): string => `guiju/bundle/1 section ${index}`;
const forSignature = 'guiju/bundle/1 signature';

/** Seals the signature: open, it would tell who wrote it. */
export async function signatureSealer(key: SectionKey, head: Uint8Array<ArrayBuffer>): Promise<FrameSealer> {
  return new FrameSealer(await (await SharedRoot.of(key)).key(head, forSignature, 'encrypt'), forSignature);
}

export async function signatureOpener(key: SectionKey, head: Uint8Array<ArrayBuffer>): Promise<FrameOpener> {
  return new FrameOpener(await (await SharedRoot.of(key)).key(head, forSignature, 'decrypt'), forSignature);
}
