import { FrameOpener, FrameSealer } from './frame-cipher.ts';
import type { SharedRoot } from './derive.ts';

export type Side = 'caller' | 'answerer';

/** One key for each direction. */
export interface TwoWays {
  sealer: FrameSealer;
  opener: FrameOpener;
}

/** @param use what is sealed, such as `guiju/channel/1 frames` */
export async function twoWays(
  root: SharedRoot,
  transcript: Uint8Array<ArrayBuffer>,
  use: string,
  side: Side,
): Promise<TwoWays> {
  const other: Side = side === 'caller' ? 'answerer' : 'caller';
  const [own, theirs] = await Promise.all([
    root.key(transcript, `${use} ${side}`, 'encrypt'),
    root.key(transcript, `${use} ${other}`, 'decrypt'),
  ]);
  return { sealer: new FrameSealer(own, use), opener: new FrameOpener(theirs, use) };
}
