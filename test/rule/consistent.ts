import { parseAddress } from '../../src/rule/address.ts';
import type { Citation } from '../../src/rule/citation.ts';
import { safeHref } from '../../src/rule/inline-spans.ts';
import type { ReadingBlock, ReadingItem, Span } from '../../src/rule/reading-blocks.ts';
import type { Block, Item, RuleText } from '../../src/rule/rule-text.ts';
import { linesOf } from '../../src/rule/text-lines.ts';

/** What does not hold of a parsed text, in words; empty when all offsets, numbers and addresses agree. */
export function inconsistencies(text: string, parsed: RuleText): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const standsAt = (start: number, words: string): boolean => text.startsWith(words, start);
  const checkItem = (item: Item): void => {
    must(standsAt(item.start, item.text), `item ${item.label} stands elsewhere`);
    must(text.slice(0, item.start).trimEnd().endsWith(item.label), `no label before item ${item.label}`);
    item.subitems.forEach(checkItem);
  };
  const checkBlocks = (blocks: readonly Block[], where: string): void => {
    let paragraphs = 0;
    for (const block of blocks) {
      if (block.kind === 'opaque') {
        must(standsAt(block.start, block.markdown.split('\n')[0]!), `block of ${where} stands elsewhere`);
        continue;
      }
      paragraphs += 1;
      must(block.number === paragraphs, `paragraph ${block.number} of ${where} should be ${paragraphs}`);
      must(standsAt(block.start, block.text), `paragraph of ${where} stands elsewhere`);
      block.items.forEach(checkItem);
    }
  };
  checkBlocks(parsed.preamble, 'the preamble');

  let end = 0;
  for (const unit of parsed.units) {
    const { start, bodyStart, address } = unit;
    must(end <= start && start <= bodyStart && bodyStart <= unit.end, `${address}: ${start} ${bodyStart}`);
    must(unit.end <= text.length, `${address} ends beyond the text`);
    must(parseAddress(address)?.unit === address, `${address} is no address`);
    must(unit.heading < parsed.outline.length, `${address} stands below no heading`);
    const bare = (words: string): string => words.replaceAll(/[#*\s]/g, '');
    must(bare(text.slice(start, bodyStart)).startsWith(bare(unit.label)), `${address} has another label`);
    checkBlocks(unit.blocks, address);
    end = unit.end;
  }
  must(new Set(parsed.units.map((unit) => unit.address)).size === parsed.units.length, 'a double address');

  let before = -1;
  for (const [index, heading] of parsed.outline.entries()) {
    must(heading.start > before && heading.end <= text.length, `heading ${heading.title} stands elsewhere`);
    must(heading.parent < index, `heading ${heading.title} stands below itself`);
    must(heading.firstUnit <= parsed.units.length, `heading ${heading.title} has no first unit`);
    const above = parsed.outline[heading.parent];
    must(heading.depth === (above?.depth ?? 0) + 1, `heading ${heading.title} is too deep`);
    before = heading.start;
  }

  if (parsed.warnings.every((warning) => warning.kind !== 'contents')) {
    const kept = [...parsed.units, ...parsed.outline].map(({ start, end }) => ({ start, end }));
    const first = kept.reduce((least, { start }) => Math.min(least, start), text.length);
    for (const line of linesOf(text)) {
      if (/^<!--.*-->$/.test(line.text) || (parsed.preamble.length > 0 && line.start < first)) continue;
      // Articles that were run together are units of their own in one line.
      const isKept = (at: number): boolean => kept.some(({ start, end }) => start <= at && at < end);
      must(isKept(line.start) && isKept(line.end - 1), `lost: ${line.text.slice(0, 40)}`);
    }
  }
  return wrong;
}

/** What does not hold of the citations of a text. */
export function wrongCitations(text: string, parsed: RuleText, citations: readonly Citation[]): string[] {
  let done = 0;
  return citations.flatMap((one) => {
    const unit = parsed.units[one.unit];
    const inside = one.unit === -1 || (unit !== undefined && unit.start <= one.start && one.end <= unit.end);
    const ordered = one.start >= done && one.start < one.end && one.end <= text.length;
    done = one.end;
    return inside && ordered ? [] : [`citation ${text.slice(one.start, one.end)} at ${one.start}`];
  });
}

function spansOf(block: ReadingBlock): Span[] {
  const ofItem = (item: ReadingItem): Span[] => [...item.spans, ...item.subitems.flatMap(ofItem)];
  switch (block.kind) {
    case 'paragraph':
      return [...block.spans, ...block.items.flatMap(ofItem)];
    case 'table':
      return [block.header, ...block.rows].flat(2);
    case 'list':
      return block.items.flat();
    case 'quote':
      return block.blocks.flatMap(spansOf);
    case 'code':
      return [{ text: block.text }];
  }
}

/** Spans of reading blocks that a page must not get: other than words, or with an address that may do something. */
export function harmfulSpans(blocks: readonly ReadingBlock[]): Span[] {
  const keys = new Set(['text', 'strong', 'em', 'code', 'href', 'citation']);
  return blocks
    .flatMap(spansOf)
    .filter(
      (span) =>
        typeof span.text !== 'string' ||
        Object.keys(span).some((key) => !keys.has(key)) ||
        (span.href !== undefined && safeHref(span.href) === undefined),
    );
}
