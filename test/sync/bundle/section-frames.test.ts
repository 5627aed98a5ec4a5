import { expect, test } from 'vitest';
import { BundleInput } from '../../../src/sync/bundle/bundle-input.ts';
import { BundleOutput } from '../../../src/sync/bundle/bundle-output.ts';
import { messagesOf } from '../../../src/sync/bundle/section-frames.ts';
import { newSectionKey, sectionOpener, sectionSealer } from '../../../src/sync/bundle/section-keys.ts';
import { faultOf, type File } from './some-bundles.ts';

const seen = new Uint8Array(32).fill(1);
const key = newSectionKey();

/** A section of some messages, in pieces: length, frame, length, frame … */
async function section(messages: readonly File[], isEnded = true): Promise<File[]> {
  const pieces: File[] = [];
  const output = new BundleOutput((bytes) => void pieces.push(bytes));
  const sealer = await sectionSealer(key, seen, 0);
  for (const message of messages) await output.say(sealer, message);
  if (isEnded) await output.endSection(sealer);
  else await output.write(new Uint8Array(4));
  return pieces;
}

async function read(pieces: readonly File[], as = { key, seen, index: 0 }): Promise<File[]> {
  const input = new BundleInput(new Blob([...pieces]));
  const messages: File[] = [];
  for await (const message of messagesOf(input, await sectionOpener(as.key, as.seen, as.index)))
    messages.push(message);
  return messages;
}

const short = new Uint8Array(10).fill(7);
const long = Uint8Array.from({ length: 200_000 }, (_, i) => i & 255);

test('messages of any length come out as they went in, in frames of bounded size', async () => {
  const pieces = await section([short, long, new Uint8Array(), short]);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
  expect(await read(pieces)).toEqual([short, long, new Uint8Array(), short]);
  expect(await read(await section([]))).toEqual([]);
});

test('even without a signature a frame that is missing, doubled, moved or of another section is noticed', async () => {
  const pieces = await section([short, short, long]);
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    expect(await faultOf(read(pieces.toSpliced(at, 2)))).toBe('altered');
    expect(await faultOf(read(pieces.toSpliced(at, 0, ...pieces.slice(at, at + 2))))).toBe('altered');
    if (at > 0) {
      const moved = pieces.toSpliced(at, 2).toSpliced(at - 2, 0, ...pieces.slice(at, at + 2));
      expect(await faultOf(read(moved))).toBe('altered');
    }
    // Ended early, as if nothing more had been meant to come.
    expect(await faultOf(read([...pieces.slice(0, at), new Uint8Array(4)]))).toBe('altered');
    expect(await faultOf(read(pieces.slice(0, at)))).toBe('cut-short');
  }
  expect(await faultOf(read(pieces, { key, seen, index: 1 }))).toBe('altered');
  expect(await faultOf(read(pieces, { key, seen: new Uint8Array(32), index: 0 }))).toBe('altered');
  expect(await faultOf(read(pieces, { key: newSectionKey(), seen, index: 0 }))).toBe('altered');
});

test('a section that its writer has not ended is refused, and so are frames of no possible size', async () => {
  expect(await faultOf(read(await section([short], false)))).toBe('altered');
  const sized = (length: number): File => {
    const bytes = new Uint8Array(4 + Math.min(length, 70_000));
    new DataView(bytes.buffer).setUint32(0, length, true);
    return bytes;
  };
  for (const length of [1, 16, 65_537, 0xffff_ffff])
    expect(await faultOf(read([sized(length)]))).toBe('altered');
  expect(await faultOf(read([sized(65_536).subarray(0, 100)]))).toBe('cut-short');
});
