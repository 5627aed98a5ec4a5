import { itemPattern, subitemPattern } from './line-kind.ts';
import { numeralToNumber } from './numeral.ts';
import type { Block, Item, Opaque, Paragraph } from './rule-text.ts';
import type { Line } from './text-lines.ts';

/**
 * Builds the blocks of one unit line by line: paragraphs (款), the items (项) that belong to the paragraph
 * before them, and subitems (目) below these.
 */
export class BlockBuilder {
  readonly blocks: Block[] = [];
  #paragraphs = 0;
  #paragraph: Paragraph | undefined;
  #item: Item | undefined;
  /** How the last opaque block began. Not read off its text: a long one would be copied with every line. */
  #kind = '';

  /** A line of ordinary text, an item or a subitem. */
  text({ text, start }: Line): void {
    const item = itemPattern.exec(text);
    if (item !== null) {
      const number = numeralToNumber(item[1]!) ?? 0;
      // Counting from one again opens a new list, and with it a new paragraph.
      const again = number === 1 && (this.#paragraph?.items.length ?? 0) > 0;
      if (this.#paragraph === undefined || again) this.#open('', start);
      this.#item = itemOf(item[0], number, text, start);
      this.#paragraph!.items.push(this.#item);
      return;
    }
    const subitem = subitemPattern.exec(text);
    if (subitem !== null && this.#paragraph !== undefined) {
      const number = subitemNumber(subitem);
      const made = itemOf(subitem[0], number, text, start);
      if (this.#item === undefined) this.#paragraph.items.push(made);
      else this.#item.subitems.push(made);
      return;
    }
    this.#open(text, start);
  }

  /** A line of a table, quote, list or fence; lines that follow each other are one block. */
  opaque({ text, start }: Line): void {
    const kind = /^(?:```|~~~)/.test(text) ? 'fence' : text[0]!;
    const last = this.blocks.at(-1);
    if (last?.kind === 'opaque' && (this.#kind === kind || this.#kind === 'fence')) {
      last.markdown += `\n${text}`;
      return;
    }
    this.#kind = kind;
    const made: Opaque = { kind: 'opaque', markdown: text, start };
    this.blocks.push(made);
    this.#paragraph = undefined;
    this.#item = undefined;
  }

  #open(text: string, start: number): void {
    this.#paragraphs += 1;
    this.#paragraph = { kind: 'paragraph', number: this.#paragraphs, text, start, items: [] };
    this.#item = undefined;
    this.blocks.push(this.#paragraph);
  }
}

function itemOf(label: string, number: number, text: string, start: number): Item {
  const rest = text.slice(label.length);
  const space = rest.length - rest.trimStart().length;
  return { label, number, text: rest.trimStart(), start: start + label.length + space, subitems: [] };
}

function subitemNumber(match: RegExpExecArray): number {
  const circled = match[3];
  if (circled !== undefined) return circled.codePointAt(0)! - 0x245f;
  return numeralToNumber(match[1] ?? match[2] ?? '') ?? 0;
}
