import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import type { Words } from '../words.ts';

/** Devices that a line goes to. */
export function inLine({ devices }: ConnectionsView): number {
  return devices.filter(({ line }) => line !== undefined).length;
}

/** How this device stands with the others, in a word or two. */
export function standingWord({ standing, outstanding, devices }: ConnectionsView, words: Words): string {
  return words.standingWord[standing](outstanding, devices.length);
}

/** The same in a sentence. */
export function standingSentence(view: ConnectionsView, words: Words): string {
  return words.standingLong[view.standing](view.outstanding, inLine(view), view.devices.length);
}
