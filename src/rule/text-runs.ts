import type { Block, Item, RuleText } from './rule-text.ts';

/** A stretch of words in which citations are looked for, and where in the text's order it stands. */
export interface TextRun {
  /** Index into `units`, -1 in the preamble. */
  unit: number;
  paragraph?: number;
  item?: number;
  text: string;
  start: number;
}

function* itemRuns(
  items: readonly Item[],
  unit: number,
  paragraph: number,
  within?: number,
): Generator<TextRun> {
  for (const item of items) {
    const number = within ?? item.number;
    yield { unit, paragraph, item: number, text: item.text, start: item.start };
    yield* itemRuns(item.subitems, unit, paragraph, number);
  }
}

function* blockRuns(blocks: readonly Block[], unit: number): Generator<TextRun> {
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    if (block.text !== '') yield { unit, paragraph: block.number, text: block.text, start: block.start };
    yield* itemRuns(block.items, unit, block.number);
  }
}

/** All words of a text in their order: paragraphs, items, subitems. Tables and annexes of other kinds stay out. */
export function* textRuns(parsed: RuleText): Generator<TextRun> {
  yield* blockRuns(parsed.preamble, -1);
  for (const [index, unit] of parsed.units.entries()) yield* blockRuns(unit.blocks, index);
}
