import { numberToNumeral, numeralCharacters, numeralToNumber } from '../rule/numeral.ts';
import type { HtmlElement, HtmlNode } from './clean-html.ts';

/** No label is longer. */
const longestLabel = 40;
const bullet = /^[·•●○■□◆◇▪▫➢►⁃§oØvlnqu\uf000-\uf0ff-]$/;
/** Fonts whose letters are bullets, as Word sets them. */
export const symbolFont = /font-family:[^;]{0,40}(?:Symbol|Wingdings|Webdings|Courier New)/i;

function* textIn(node: HtmlNode, depth = 0): Generator<string> {
  if (typeof node === 'string') yield node;
  else if (depth < 20) for (const child of node.children) yield* textIn(child, depth + 1);
}

function hasSymbolFont(node: HtmlElement, depth = 0): boolean {
  if (symbolFont.test((node.attributes['style'] ?? '').slice(0, 2000))) return true;
  return (
    depth < 20 && node.children.some((child) => typeof child !== 'string' && hasSymbolFont(child, depth + 1))
  );
}

/**
 * The number that Word and WPS write out for programs that do not know their lists (`mso-list:Ignore`).
 *
 * @param isSymbol does it stand in a font of signs?
 */
export function listLabel(node: HtmlElement, isSymbol: boolean): string {
  const label = [...textIn(node)]
    .join('')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim()
    .slice(0, longestLabel);
  if (label === '') return '';
  if (
    bullet.test(label) &&
    (label.charCodeAt(0) > 0x2000 || label === '·' || label === '-' || isSymbol || hasSymbolFont(node))
  )
    return '- ';
  return spacedLabel(label);
}

const spacedLabel = (label: string): string =>
  /[条章节编款]$/.test(label) ? `${label}　` : /[0-9０-９a-zA-Z][.．)]?$/.test(label) ? `${label} ` : label;

const chinese = /(?:cjk-ideographic|simp-chinese-(?:in)?formal|trad-chinese-(?:in)?formal|chinese)/i;

/**
 * The number that a page draws before an item of a list.
 *
 * @param lists how many lists stand around this one
 */
export function markerOf(list: HtmlElement, ofItem: string, number: number, lists: number): string {
  const style = `${(list.attributes['style'] ?? '').slice(0, 2000)};${ofItem}`;
  const type = /list-style(?:-type)?:\s*([\w-]+)/i.exec(style)?.[1] ?? list.attributes['type'] ?? '';
  if (type === 'none') return '';
  if (list.tag === 'ul') return '- ';
  if (number < 1 || number > 9999) return `${number}. `;
  if (chinese.test(type))
    return lists === 0 ? `${numberToNumeral(number)}、` : `（${numberToNumeral(number)}）`;
  if (/^(?:a|lower-(?:alpha|latin))$/.test(type)) return `${letterOf(number, 'a')}. `;
  if (/^(?:A|upper-(?:alpha|latin))$/.test(type)) return `${letterOf(number, 'A')}. `;
  return lists === 0 ? `${number}. ` : `（${number}）`;
}

function letterOf(number: number, first: 'a' | 'A'): string {
  const letters: string[] = [];
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    letters.unshift(String.fromCharCode(first.charCodeAt(0) + ((left - 1) % 26)));
  return letters.join('');
}

/** How Word numbers the levels of a list, as its own style sheet says. */
interface LevelStyle {
  /** 第%1条 */
  text: string;
  format: string;
  start: number;
}
export type ListStyles = ReadonlyMap<string, LevelStyle>;

const longestSheet = 400_000;

function* sheetsIn(node: HtmlNode, depth = 0): Generator<string> {
  if (typeof node === 'string' || depth > 4) return;
  if (node.tag === 'style') yield* textIn(node);
  else for (const child of node.children) yield* sheetsIn(child, depth + 1);
}

/** `@list l0:level1 { mso-level-text:"第%1条"; … }` */
export function readListStyles(root: HtmlNode): ListStyles {
  const styles = new Map<string, LevelStyle>();
  for (const sheet of sheetsIn(root)) {
    const rules = sheet
      .slice(0, longestSheet)
      .matchAll(/@list\s+(l\d{1,4}):level(\d)\s*\{([^{}]{0,2000})\}/g);
    for (const [, list, level, body] of rules) {
      const text = /mso-level-text:\s*"?([^";}]{1,40})"?\s*(?:;|$)/.exec(body!)?.[1];
      styles.set(`${list} ${level}`, {
        text: (text ?? `%${level}.`).replaceAll('\\', ''),
        format: /mso-level-number-format:\s*([\w-]+)/.exec(body!)?.[1] ?? 'arabic',
        start: Number(/mso-level-start-at:\s*(\d{1,4})/.exec(body!)?.[1] ?? 1),
      });
    }
  }
  return styles;
}

/** Counts the lists of a word processor whose numbers are not among the words. */
export class ListCounter {
  #styles: ListStyles;
  #counts = new Map<string, number[]>();

  constructor(styles: ListStyles) {
    this.#styles = styles;
  }

  /** The label of this paragraph is among its words: what follows counts on from there. */
  told(list: string, level: number, label: string): void {
    const counts = this.#countsOf(list, level);
    const number = numeralToNumber(numeralIn.exec(label)?.[0] ?? '');
    counts[level - 1] = number ?? (counts[level - 1] ?? 0) + 1;
  }

  /** @returns the label of the next paragraph of this list; empty when nothing says how it is numbered */
  next(list: string, level: number, isEmpty: boolean): string {
    const style = this.#styles.get(`${list} ${level}`);
    if (style === undefined || isEmpty) return '';
    if (style.format === 'bullet') return '- ';
    const counts = this.#countsOf(list, level);
    counts[level - 1] = (counts[level - 1] ?? style.start - 1) + 1;
    const label = style.text.replaceAll(/%(\d)/g, (_, of: string) => {
      const { format = 'arabic' } = this.#styles.get(`${list} ${of}`) ?? {};
      const count = counts[Number(of) - 1] ?? 1;
      return /chinese|japanese-counting|ideograph|taiwanese/.test(format)
        ? numberToNumeral(count)
        : String(count);
    });
    return spacedLabel(label.trim());
  }

  /** Counts of a list down to a level; what lies deeper begins anew. */
  #countsOf(list: string, level: number): number[] {
    const counts = this.#counts.get(list) ?? [];
    this.#counts.set(list, counts);
    counts.length = Math.min(counts.length, level);
    return counts;
  }
}

const numeralIn = new RegExp(`[${numeralCharacters}]{1,12}`);
