import * as fc from 'fast-check';
import { findCitations } from '../../src/rule/find-citations.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import type { Block, Item, RuleText } from '../../src/rule/rule-text.ts';

/** Paragraphs as `normaliseText` leaves them. */
export const textOf = (...paragraphs: string[]): string => paragraphs.join('\n\n');

/** Addresses of all units. */
export const addresses = (parsed: RuleText): string[] => parsed.units.map((unit) => unit.address);

function itemShape({ label, text, subitems }: Item): unknown {
  return subitems.length === 0 ? label + text : [label + text, ...subitems.map(itemShape)];
}

/** Blocks in short: a paragraph as its words, or with its items as a list; what stays as written in braces. */
export const shapeOf = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block) => {
    if (block.kind === 'opaque') return { written: block.markdown };
    return block.items.length === 0 ? block.text : [block.text, ...block.items.map(itemShape)];
  });

/** Each citation of a text as its words and where they lead inside the same or another text. */
export function cited(text: string): [words: string, place: string, text: string][] {
  return findCitations(text, parseText(text)).map(({ start, end, place, to, text: which }) => {
    const placeOf = (one: typeof place): string =>
      one === undefined
        ? ''
        : [
            one.article && ['a' + one.article.number, ...one.article.sub].join('-'),
            one.paragraph && `p${one.paragraph}`,
            one.item && `i${one.item}`,
            one.subitem && `s${one.subitem}`,
          ]
            .filter(Boolean)
            .join('.');
    const named = which.kind === 'self' ? '' : which.kind === 'lead' ? `…${which.lead}` : which.title;
    return [text.slice(start, end), placeOf(place) + (to === undefined ? '' : `–${placeOf(to)}`), named];
  });
}

const numeral = fc.constantFrom(
  '一',
  '二',
  '三',
  '十',
  '十一',
  '一百零二',
  '一万',
  '12',
  '１２',
  '〇',
  '千百',
);
const words = fc.constantFrom(
  '为了节约用电，制定本办法。',
  '依照第二条第一款、第三款和第五条至第七条办理',
  '《灯光办法》（以下简称《办法》）第三条',
  '前两款规定的',
  '本条第二款第（一）项',
  '违反刑法第一百条之一的；',
  '应当：',
  '**要紧**的`字`[点](https://a.cn)',
  '<b>字</b>',
  '😀\ud800',
);
const mark = fc.oneof(
  numeral.map((n) => `第${n}条 `),
  numeral.map((n) => `第${n}条`),
  numeral.map((n) => `**第${n}条**　`),
  numeral.map((n) => `第${n}条之${n} 【题】`),
  numeral.map((n) => `第${n}章 `),
  numeral.map((n) => `第${n}节`),
  numeral.map((n) => `（${n}）`),
  numeral.map((n) => `${n}、`),
  fc.constantFrom(
    '',
    '1.',
    '1.1 ',
    '①',
    '（1）',
    '# ',
    '## ',
    '附件',
    '附则',
    '| ',
    '> ',
    '- ',
    '```',
    '~~~',
    '目录',
    '“',
  ),
  fc.constantFrom('<!-- x -->', '  - ', '\t', '　　'),
);

/** Lines as they occur in rule texts, put together at random, and now and then anything else. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.tuple(mark, words).map(([m, w]) => m + w) },
      { weight: 4, arbitrary: mark },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    ),
    { maxLength: 30 },
  )
  .chain((lines) => fc.constantFrom('\n\n', '\n', '\r\n').map((end) => lines.join(end)));
