import { joinBlocks, Words } from './clean-html-words.ts';
import {
  listLabel,
  ListCounter,
  markerOf,
  readListStyles,
  symbolFont,
  type ListStyles,
} from './clean-html-list.ts';
import { tableRows } from './clean-html-table.ts';

/** A page that was parsed and neither run nor drawn: plain data, so that nothing in it can do anything. */
export interface HtmlElement {
  /** In lower case. */
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly HtmlNode[];
}
export type HtmlNode = string | HtmlElement;

/** The attributes that are looked at; everything else need not be read. */
export const htmlAttributes = [
  'style',
  'class',
  'start',
  'type',
  'value',
  'colspan',
  'rowspan',
  'hidden',
] as const;

export interface CleanedHtml {
  /** Paragraphs of Markdown with a blank line between. */
  text: string;
  /** What was left out and a person may miss. */
  pictures: number;
  /** Words that were struck out by somebody who proposed to. */
  deletions: number;
}

/** More than this is no rule text; nothing is taken then, rather than a part. */
export const mostCleaned = { nodes: 400_000, characters: 400_000 } as const;

/** Elements deeper than this are read as if they lay beside each other. */
const deepest = 300;

const dropped = new Set(
  (
    'script noscript template title meta link base iframe frame frameset object embed applet svg math canvas audio ' +
    'video source track map input select textarea button datalist dialog nav rt rp colgroup col'
  ).split(' '),
);
const pictures = new Set(['img', 'picture', 'image', 'v:imagedata']);
const blocks = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd table section article header footer main aside blockquote pre figure ' +
    'figcaption address form fieldset center hr body html li tr td th tbody thead tfoot caption'
  ).split(' '),
);

const styleOf = ({ attributes }: HtmlElement): string => (attributes['style'] ?? '').slice(0, 2000);

function isHidden(element: HtmlElement): boolean {
  if (element.attributes['hidden'] !== undefined) return true;
  const style = styleOf(element);
  return (
    /display:\s*none|mso-hide:\s*all|mso-element:\s*comment/i.test(style) ||
    /\bmsocom/i.test(element.attributes['class'] ?? '')
  );
}

/** Is this bold by itself, plain by itself, or as what it stands in? */
function boldness({ tag, attributes }: HtmlElement): boolean | undefined {
  const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec((attributes['style'] ?? '').slice(0, 2000))?.[1];
  if (weight !== undefined) return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  return tag === 'b' || tag === 'strong' ? true : undefined;
}

/** Where in the page is read. */
interface Place {
  bold: boolean;
  depth: number;
  /** How many lists stand around. */
  lists: number;
  /** A font of signs: its letters are bullets. */
  isSymbol: boolean;
  /** Line ends are line ends. */
  isPre: boolean;
}

/** @returns undefined when it is more than a draft can hold */
export function cleanHtml(root: HtmlNode): CleanedHtml | undefined {
  const cleaner = new Cleaner(readListStyles(root));
  try {
    cleaner.read(root, { bold: false, depth: 0, lists: 0, isSymbol: false, isPre: false });
    return cleaner.finish();
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

class TooMuch extends Error {}

class Cleaner {
  #words = new Words();
  #blocks: string[] = [];
  #nodes = 0;
  /** Read, and written: a small page may be written at length, by its tables. */
  #characters = 0;
  #written = 0;
  #pictures = 0;
  #deletions = 0;
  /** Numbers that Word draws by itself, of lists whose number is not among the words. */
  #counter: ListCounter;

  constructor(styles: ListStyles) {
    this.#counter = new ListCounter(styles);
  }

  finish(): CleanedHtml {
    this.#end();
    return { text: joinBlocks(this.#blocks), pictures: this.#pictures, deletions: this.#deletions };
  }

  read(node: HtmlNode, place: Place): void {
    if ((this.#nodes += 1) > mostCleaned.nodes) throw new TooMuch();
    if (typeof node === 'string') {
      if ((this.#characters += node.length) > mostCleaned.characters) throw new TooMuch();
      this.#words.add(node, place);
      return;
    }
    if (place.depth > deepest) {
      for (const child of node.children) if (typeof child === 'string') this.read(child, place);
      return;
    }
    this.#element(node, place);
  }

  #element(node: HtmlElement, place: Place): void {
    const { tag } = node;
    if (pictures.has(tag)) this.#pictures += 1;
    if (tag === 'del') this.#deletions += 1;
    if (dropped.has(tag) || pictures.has(tag) || tag === 'style' || tag === 'head' || tag === 'del') return;
    if (isHidden(node)) return;
    if (/mso-list:\s*ignore/i.test(styleOf(node))) {
      this.#words.label(listLabel(node, place.isSymbol));
      return;
    }
    if (tag === 'br') {
      this.#end();
      return;
    }
    const below = {
      ...place,
      bold: boldness(node) ?? place.bold,
      depth: place.depth + 1,
      isSymbol: place.isSymbol || symbolFont.test(styleOf(node)),
      isPre: place.isPre || tag === 'pre',
    };
    if (!blocks.has(tag)) {
      this.#children(node, below);
      return;
    }
    this.#end();
    if (tag === 'table') this.#table(node, below);
    else if (tag === 'ol' || tag === 'ul') this.#list(node, below);
    else this.#block(node, below);
    this.#end();
  }

  #children(node: HtmlElement, place: Place): void {
    for (const child of node.children) this.read(child, place);
  }

  #block(node: HtmlElement, place: Place): void {
    const { tag } = node;
    const level =
      /^h([1-6])$/.exec(tag)?.[1] ?? (/\bMsoTitle\b/.test(node.attributes['class'] ?? '') ? '1' : undefined);
    const list = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(styleOf(node));
    this.#children(node, place);
    if (list !== null && this.#words.itsLabel !== '') {
      this.#counter.told(list[1]!, Number(list[2]), this.#words.itsLabel);
    } else if (list !== null) {
      const label = this.#counter.next(list[1]!, Number(list[2]), this.#words.isEmpty);
      if (label !== '') this.#words.label(label);
    }
    this.#end(level === undefined ? 0 : Number(level), tag === 'blockquote');
    this.#words.dropLabel();
  }

  /** 1. 2. 3. as the page would draw them, from where the list begins. */
  #list(node: HtmlElement, place: Place): void {
    const start = Number.parseInt(node.attributes['start'] ?? '1', 10);
    let number = Number.isFinite(start) ? start : 1;
    for (const child of node.children) {
      if (typeof child === 'string' || child.tag !== 'li') {
        this.read(child, { ...place, lists: place.lists + 1 });
        continue;
      }
      const value = Number.parseInt(child.attributes['value'] ?? '', 10);
      if (Number.isFinite(value)) number = value;
      const marker = markerOf(node, styleOf(child), number, place.lists);
      number += 1;
      this.#end();
      if (isHidden(child)) continue;
      this.#words.marker(marker);
      this.#children(child, {
        ...place,
        bold: boldness(child) ?? place.bold,
        depth: place.depth + 1,
        lists: place.lists + 1,
      });
      this.#end();
      this.#words.marker('');
    }
  }

  #table(node: HtmlElement, place: Place): void {
    const rows = tableRows(node, (cell) => this.#cell(cell, place));
    if (rows !== undefined) {
      if (rows !== '') this.#push(rows);
      return;
    }
    // A table that only arranges things is read through.
    this.#children(node, place);
  }

  /** The words of a cell in one line. */
  #cell(cell: HtmlElement, place: Place): string {
    const [words, outer] = [this.#words, this.#blocks];
    this.#words = new Words();
    this.#blocks = [];
    this.#children(cell, { ...place, bold: boldness(cell) ?? place.bold, lists: 0, isPre: false });
    this.#end();
    const text = this.#blocks.map((block) => block.replaceAll('\n', ' ')).join(' ');
    this.#words = words;
    this.#blocks = outer;
    return text.replaceAll(/(?<!\\)\|/g, '\\|');
  }

  #end(level = 0, isQuote = false): void {
    for (const line of this.#words.take(level)) this.#push(isQuote ? `> ${line}` : line);
  }

  #push(block: string): void {
    if ((this.#written += block.length) > 2 * mostCleaned.characters) throw new TooMuch();
    this.#blocks.push(block);
  }
}
