import type { CompareView } from '../../src/engine/office-protocol.ts';
import type { TimelineStop } from '../../src/engine/protocol.ts';
import type { Words } from '../words.ts';
import type { Side } from './compare-lines.ts';

/** Hashes, or how they begin, as an address has them. */
export interface EditionPair {
  before?: string | undefined;
  after?: string | undefined;
}

export function stopOf(
  timeline: readonly TimelineStop[],
  hash: string | undefined,
): TimelineStop | undefined {
  return hash === undefined ? undefined : timeline.find(({ edition }) => edition.startsWith(hash));
}

/**
 * Which editions are compared where the address does not say both: the one in force and the one before it, else the
 * last two. What was withdrawn or does not stand by itself is only taken when chosen.
 *
 * @param timeline the oldest first
 * @returns the pair with what it already had; a side stays undefined where there is no edition for it
 */
export function chooseEditions(
  timeline: readonly TimelineStop[],
  { before, after }: EditionPair,
): EditionPair {
  const standing = timeline.filter(({ signing }) => signing !== 'withdrawn' && signing !== 'absorbed');
  const stops = standing.length > 1 ? standing : timeline;
  const at = (hash: string): number => stops.findIndex(({ edition }) => edition.startsWith(hash));
  if (before !== undefined && after === undefined) {
    return { before, after: stops[at(before) + 1]?.edition ?? stops.at(-1)?.edition };
  }
  if (after !== undefined) return { before: before ?? stops[Math.max(0, at(after) - 1)]?.edition, after };
  const current = stops.findLastIndex(({ validity }) => validity === 'inForce');
  const newer = Math.max(1, current === -1 ? stops.length - 1 : current);
  return { before: stops[newer - 1]?.edition, after: stops[newer]?.edition };
}

/** Is the same edition on both sides? */
export function isTwice(timeline: readonly TimelineStop[], { before, after }: EditionPair): boolean {
  const stop = stopOf(timeline, before);
  return before === after || (stop !== undefined && stop === stopOf(timeline, after));
}

export function editionName({ date }: { date?: string | undefined }, words: Words): string {
  return date === undefined ? words.undatedEdition : words.editionOf(date);
}

/** Which editions a form compares. */
export function bothEditions({ before, after }: Pick<CompareView, Side>, words: Words): string {
  return words.compareEditions(editionName(before, words), editionName(after, words));
}

/** What an edition is called where one is chosen; two of one day are told apart by their hash. */
export function optionName(stop: TimelineStop, timeline: readonly TimelineStop[], words: Words): string {
  const twin = timeline.some(({ date, edition }) => date === stop.date && edition !== stop.edition);
  const name = words.compareOption(stop.date ?? words.undatedEdition, words.validity[stop.validity]);
  return twin ? `${name} ${stop.edition.slice(0, 8)}` : name;
}
