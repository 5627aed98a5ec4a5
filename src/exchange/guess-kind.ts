import type { DatedEvent, RuleKind } from '../rule/edition.ts';

const lawMakers = /全国人民代表大会|国务院|最高人民法院|最高人民检察院|中华人民共和国|主席令/;

/** What kind of text this probably is; its owner can say otherwise in the front matter. */
export function guessKind(title: string, events: readonly DatedEvent[]): RuleKind {
  if (lawMakers.test(title) || events.some(({ text }) => lawMakers.test(text))) return 'law';
  if (/行为规范|守则|行为准则|行为公约/.test(title)) return 'code';
  if (/^(?:关于)?转发|^关于.*的(?:通知|意见|函|通报|决定)$/.test(title)) return 'forwarded';
  if (/(?<![办方做])法$|条例$/.test(title)) return 'law';
  return 'rule';
}
