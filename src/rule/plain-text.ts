import type { ReadingBlock, ReadingItem, ReadingUnit, Span } from './reading-blocks.ts';

const plain = (spans: readonly Span[]): string => spans.map((span) => span.text).join('');

function itemLines(items: readonly ReadingItem[]): string[] {
  return items.flatMap((item) => [item.label + plain(item.spans), ...itemLines(item.subitems)]);
}

/** The lines of a block: a line for each paragraph, item and table row. */
export function linesOfBlock(block: ReadingBlock): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [plain(block.spans), ...itemLines(block.items)];
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(plain).join('\t'));
    case 'list':
      return block.items.map(plain);
    case 'quote':
      return block.blocks.flatMap(linesOfBlock);
    case 'code':
      return [block.text];
  }
}

/** The words of a unit without its label. */
export function textOfUnit(unit: ReadingUnit): string {
  return unit.blocks.flatMap(linesOfBlock).filter(Boolean).join('\n');
}
