import { ByteReader } from '../bytes.ts';
import { frameKinds, MessageJoiner } from '../channel/message-frames.ts';
import { type FrameOpener, tagLength } from '../channel/frame-cipher.ts';
import { mostLinkMessage } from '../link.ts';
import { BundleFailed } from './bundle-failed.ts';
import type { BundleHash } from './bundle-output.ts';
import type { BundleInput } from './bundle-input.ts';

/**
 * The frames of the next section, sealed as they are; ends after the section.
 *
 * @param hash takes all bytes
 * @throws {BundleFailed} `cut-short`, `altered`, `unreadable`
 */
export async function* framesOf(
  input: BundleInput,
  hash?: BundleHash,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (;;) {
    const before = await input.bytes(4);
    hash?.add(before);
    const length = new ByteReader(before).u32();
    if (length === 0) return;
    if (length <= tagLength || length > mostLinkMessage) throw new BundleFailed('altered');
    const frame = await input.bytes(length);
    hash?.add(frame);
    yield frame;
  }
}

/**
 * The messages of the next section, opened.
 *
 * @throws {BundleFailed} `cut-short`, `altered`, `unreadable`
 */
export async function* messagesOf(
  input: BundleInput,
  opener: FrameOpener,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const joiner = new MessageJoiner();
  let isClosed = false;
  for await (const frame of framesOf(input)) {
    const content = await opener.open(frame);
    const kind = content?.[0];
    if (content === undefined || kind === undefined || isClosed) throw new BundleFailed('altered');
    if (kind === frameKinds.close) {
      if (content.length > 1 || joiner.length > 0) throw new BundleFailed('altered');
      isClosed = true;
    } else if (kind === frameKinds.more || kind === frameKinds.last) {
      const message = joiner.add(content.subarray(1), kind === frameKinds.last);
      if (typeof message === 'string') throw new BundleFailed('altered');
      if (message !== undefined) yield message;
    } else throw new BundleFailed('altered');
  }
  if (!isClosed) throw new BundleFailed('altered');
}

/** Passes over the next section. @throws {BundleFailed} */
export async function passOver(input: BundleInput): Promise<void> {
  for await (const frame of framesOf(input)) void frame;
}
