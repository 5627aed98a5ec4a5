import type { Citation } from './citation.ts';
import { inlineSpans } from './inline-spans.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import type { ReadingBlock, ReadingItem, ReadingUnit } from './reading-blocks.ts';
import type { Block, Item, RuleText } from './rule-text.ts';

/**
 * A parsed text as a page draws it.
 *
 * @param citations those of the text in order; spans name them by index
 */
export function readingUnits(
  parsed: RuleText,
  citations: readonly Citation[],
): { preamble: ReadingBlock[]; units: ReadingUnit[] } {
  // Citations come in the order of the text, so each stretch only looks from where the last one ended.
  let first = 0;
  const spans = (text: string, start: number): ReturnType<typeof inlineSpans> => {
    while (first < citations.length && citations[first]!.end <= start) first += 1;
    return inlineSpans(text, start, citations, first);
  };
  const item = ({ label, number, text, start, subitems }: Item): ReadingItem => ({
    label,
    number,
    spans: spans(text, start),
    subitems: subitems.map(item),
  });
  const block = (one: Block): ReadingBlock[] =>
    one.kind === 'opaque'
      ? markdownBlocks(one.markdown)
      : [
          {
            kind: 'paragraph',
            number: one.number,
            spans: spans(one.text, one.start),
            items: one.items.map(item),
          },
        ];
  return {
    preamble: parsed.preamble.flatMap(block),
    units: parsed.units.map((unit) => ({
      kind: unit.kind,
      address: unit.address,
      label: unit.label,
      ...(unit.caption !== undefined && { caption: unit.caption }),
      heading: unit.heading,
      blocks: unit.blocks.flatMap(block),
    })),
  };
}
