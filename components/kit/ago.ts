import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';
import { momentOf } from './moment.ts';

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * How long ago, or in how long, as people say it, in whole minutes, hours or days.
 *
 * @param at milliseconds since 1970
 * @param now the same
 */
export function agoOf(at: number, now: number, words: Pick<Words, 'lang' | 'justNow'>): string {
  const seconds = (at - now) / 1000;
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  if (step === undefined) return words.justNow;
  return new Intl.RelativeTimeFormat(words.lang).format(Math.trunc(seconds / step[1]), step[0]);
}

/** The same on the page; the exact time is told to whoever points at it. */
export function ago(at: number, words: Words): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} title=${momentOf(at, words)}
    >${agoOf(at, Date.now(), words)}</time
  >`;
}
