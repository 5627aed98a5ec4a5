import type { Reading } from '../engine/protocol.ts';
import { numberToNumeral } from '../rule/numeral.ts';
import { linesOfBlock } from '../rule/plain-text.ts';
import type { ReadingBlock, ReadingUnit } from '../rule/reading-blocks.ts';
import { formatRoute } from './route.ts';

/** A place in a text that can be quoted: a unit, or one of its paragraphs. */
export interface Quotable {
  unit: ReadingUnit;
  /** 款, 1-based; absent for the whole unit. */
  paragraph?: number;
}

/** Paragraphs (款) of a unit. */
export function paragraphsOf(unit: ReadingUnit): Extract<ReadingBlock, { kind: 'paragraph' }>[] {
  return unit.blocks.filter((block) => block.kind === 'paragraph');
}

/** The words of a place, a line for each paragraph and item. */
export function textOfPlace({ unit, paragraph }: Quotable): string {
  const blocks =
    paragraph === undefined ? unit.blocks : paragraphsOf(unit).filter((p) => p.number === paragraph);
  return blocks.flatMap(linesOfBlock).filter(Boolean).join('\n');
}

/** 第十二条第二款; the label as it stands where units are not articles. */
export function labelOfPlace({ unit, paragraph }: Quotable): string {
  const label = unit.kind === 'numbered' ? unit.label.replace(/[、.．]$/, '') : unit.label;
  return paragraph === undefined ? label : `${label}第${numberToNumeral(paragraph)}款`;
}

/** 《会议管理制度》第十二条第二款 */
export function citationOfPlace(reading: Reading, place: Quotable): string {
  const { title, part } = reading.rule;
  return `《${title}${part === undefined ? '' : ` ${part}`}》${labelOfPlace(place)}`;
}

/** The words with their source, ready for a letter. */
export function quoteOfPlace(reading: Reading, place: Quotable): string {
  const { effectiveOn, date } = reading.edition;
  const day = reading.validity === 'inForce' ? undefined : (effectiveOn ?? date);
  const edition = day === undefined ? '' : `（${day}）`;
  return `${textOfPlace(place)}\n——${citationOfPlace(reading, place)}${edition}`;
}

/**
 * The address a colleague can open. A text in force is addressed by its rule, so that the link follows
 * later revisions; any other by its exact wording.
 *
 * @param page address of the app without `#`
 */
export function addressOfPlace(page: string, reading: Reading, place: Quotable): string {
  const { unit, paragraph } = place;
  const address = paragraph === undefined ? unit.address : `${unit.address}.p${paragraph}`;
  return (
    page +
    formatRoute({
      page: 'rule',
      rule: reading.rule.id,
      address,
      // Once the numbers have changed, the link still leads to the article that was meant, and from there onwards.
      edition: reading.edition.hash.slice(0, 16),
    })
  );
}
