import { draftBody } from '../rule/draft-body.ts';
import { parseText } from '../rule/parse-text.ts';
import type { OpinionPlace } from './opinions-protocol.ts';

/**
 * Where a place of a copy is in the text that was written on since: where its words still stand, however it is numbered
 * now; else the place of its number, if that still speaks of the same.
 */
export function placeInDraft(
  copy: string,
  now: string,
  address: string,
): Omit<OpinionPlace, 'heads'> | undefined {
  const body = draftBody(copy, '').text;
  const asked = parseText(body).units.find((one) => one.address === address);
  if (asked === undefined) return undefined;
  const wordsOf = (text: string, { bodyStart, end }: { bodyStart: number; end: number }): string =>
    text.slice(bodyStart, end).replaceAll(/\s/g, '');
  const words = wordsOf(body, asked);
  const units = parseText(now).units;
  const same = units.filter((one) => wordsOf(now, one) === words);
  const found =
    same.find((one) => one.address === address) ??
    same[0] ??
    likeliest(units, (one) => wordsOf(now, one), words, asked.label);
  if (found === undefined) return undefined;
  const { start, bodyStart, end } = found;
  const to = start + now.slice(start, end).trimEnd().length;
  return { from: start, to, bodyFrom: Math.min(bodyStart, to), isSame: same.length > 0 };
}

type Unit = ReturnType<typeof parseText>['units'][number];

/** Of less likeness than this it is another article. */
const least = 0.3;

/** The unit whose words are most like those; failing that the one with the same number. */
function likeliest(
  units: readonly Unit[],
  wordsOf: (unit: Unit) => string,
  words: string,
  label: string,
): Unit | undefined {
  let best: { unit: Unit; likeness: number } | undefined;
  for (const unit of units) {
    const likeness = likenessOf(words, wordsOf(unit));
    if (likeness >= least && likeness > (best?.likeness ?? 0)) best = { unit, likeness };
  }
  return best?.unit ?? units.find((one) => one.label === label);
}

/** 0 to 1: the share of pairs of characters that two texts have in common (Dice). */
function likenessOf(a: string, b: string): number {
  const [some, others] = [pairsOf(a), pairsOf(b)];
  let common = 0;
  for (const pair of some) if (others.has(pair)) common += 1;
  return some.size + others.size === 0 ? 0 : (2 * common) / (some.size + others.size);
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}
