import type { ConnectionsView } from '../../src/engine/connect-protocol.ts';
import { dayOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';

/** Devices that a line goes to. */
export function inLine({ devices }: ConnectionsView): number {
  return devices.filter(({ line }) => line !== undefined).length;
}

/** How this device stands with the others, in a word or two. */
export function standingWord({ standing, outstanding, devices }: ConnectionsView, words: Words): string {
  return words.standingWord[standing](outstanding, devices.length);
}

/** How the desk is to somebody who waits for it: trying once more and waiting to try are the same. */
export function deskState({ desk: { state, why } }: ConnectionsView): ConnectionsView['desk']['state'] {
  return state === 'connecting' && why !== undefined ? 'waiting' : state;
}

/** How this device stands with the others, in a sentence. */
export function standingSentence(view: ConnectionsView, words: Words): string {
  if (view.standing === 'alone' && view.devices.length > 0 && deskState(view) === 'waiting')
    return words.standingDeskAway;
  return words.standingLong[view.standing](view.outstanding, inLine(view), view.devices.length);
}

/** How many other devices are known to have had everything that this one had, and from which day to which; '' without others. */
export function copiesSentence({ devices }: ConnectionsView, words: Words): string {
  if (devices.length === 0) return '';
  const agreed = devices.flatMap(({ agreedAt }) => agreedAt ?? []);
  const days = [Math.min(...agreed), Math.max(...agreed)].map((at) =>
    agreed.length === 0 ? '' : dayOf(at, words),
  );
  return words.copiesKnown(agreed.length, devices.length, [...new Set(days)]);
}
