import {
  articlePattern,
  isHeadingLine,
  itemPattern,
  numberedPattern,
  subitemPattern,
} from '../rule/line-kind.ts';

/** Words that are bold or not, before they are put together. */
interface Run {
  text: string;
  bold: boolean;
}

const cjk = /[\p{Script=Han}，。；：、！？（）《》〈〉“”‘’…—【】]/u;
/** No words, and nothing that should be in a text. */
const controls =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc]/g;

/** What would be a sign of Markdown, and is no part of any number. */
const signs = /[|#*`>\\[\]]/g;

/** The words of one paragraph as they come, from pieces of a page. */
export class Words {
  #runs: Run[] = [];
  #label = '';
  #marker = '';

  /** The number that this paragraph has from its list; empty while it has none. */
  get itsLabel(): string {
    return this.#label;
  }

  get isEmpty(): boolean {
    return this.#runs.every(({ text }) => text.trim() === '');
  }

  add(text: string, { bold, isPre }: { bold: boolean; isPre: boolean }): void {
    const clean = text.replaceAll(controls, '').replaceAll(/\r\n?/g, '\n');
    if (clean === '') return;
    // Where a source file wraps its lines, a page has a space, and between Chinese characters nothing at all.
    const spaced = isPre ? clean.replaceAll('\n', '\f') : clean.replaceAll(/[ \t\n]*\n[ \t\n]*/g, '\n');
    const last = this.#runs.at(-1);
    if (last?.bold === bold) last.text += spaced;
    else this.#runs.push({ text: spaced, bold });
  }

  /** The number that a word processor shows before the words. */
  label(label: string): void {
    if (this.#label === '') this.#label = label.replaceAll(controls, '').replaceAll(signs, '').trimStart();
  }

  /** A paragraph ended: its number goes with it, even if nothing stood behind it. */
  dropLabel(): void {
    this.#label = '';
  }

  /** The number of a list item of a page, unless its words bring their own. */
  marker(marker: string): void {
    this.#marker = marker;
  }

  /**
   * The paragraph in Markdown, and what comes next begins anew.
   *
   * @param level of a heading; 0 for a paragraph
   */
  take(level: number): string[] {
    const lines = linesOf(this.#runs);
    const [label, marker] = [this.#label, this.#marker];
    this.#runs = [];
    if (lines.length === 0) return [];
    this.#label = '';
    this.#marker = '';
    return lines.map((runs, index) =>
      written(runs, index === 0 ? label : '', index === 0 ? marker : '', level),
    );
  }
}

/** Runs of each line without needless space; lines without words are none. */
function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const { text, bold } of runs) {
    const [first, ...others] = text.split('\f');
    lines.at(-1)!.push({ text: first!, bold });
    for (const other of others) lines.push([{ text: other, bold }]);
  }
  return lines.map(tidy).filter((line) => line.length > 0);
}

function tidy(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  /** What stands before the next character: nothing yet, a space, or only the end of a line of the source. */
  let pending = '';
  let last = '';
  for (const { text, bold } of runs) {
    let out = '';
    for (const part of text.match(
      /[ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+|[^ \t\n\u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu,
    ) ?? []) {
      if (/^[\s\u00a0\u3000]/.test(part)) {
        pending = pending === ' ' || part !== '\n' ? ' ' : '\n';
        continue;
      }
      const isWrap = pending === '\n' && cjk.test(last) && cjk.test(part[0]!);
      if (last !== '' && pending !== '' && !isWrap) out += ' ';
      pending = '';
      out += part;
      last = part.at(-1)!;
    }
    if (out !== '') found.push({ text: out, bold });
  }
  return found;
}

/** The signs of Markdown that a word processor's words happen to contain. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\*`]/g, String.raw`\$&`).replaceAll(/\[(?=[^\]]{1,300}\]\()/g, String.raw`\[`);

function written(runs: readonly Run[], label: string, marker: string, level: number): string {
  const plain = runs.map(({ text }) => text).join('');
  const own = ownLabel(plain);
  const isHeading = level > 0 || isHeadingLine(plain);
  // What is bold from end to end is a heading's look; the number of an article is drawn so by itself.
  const words = isHeading ? escaped(plain) : marked(runs, own.length);
  const lead = label !== '' ? label : own.length > 0 ? '' : marker;
  const line = own.length > 0 && lead === '' ? spaced(words) : escapedHead(words);
  const head = `${lead}${lead.startsWith('第') && !/\s$/.test(lead) ? '　' : ''}${line}`;
  if (isHeadingLine(head.trim())) return `## ${head}`;
  const isNumbered = lead !== '' || own.length > 0;
  return level > 0 && !isNumbered ? `${'#'.repeat(level)} ${head}` : head;
}

/** The number that the words begin with. */
function ownLabel(plain: string): string {
  for (const pattern of [articlePattern, itemPattern, numberedPattern, subitemPattern]) {
    const match = pattern.exec(plain);
    if (match !== null) return match[0];
  }
  return '';
}

/** One kind of space behind the number of an article, none behind that of an item. */
function spaced(line: string): string {
  const article = articlePattern.exec(line);
  if (article !== null) {
    const rest = line.slice(article[0].length);
    return /^[ 　]/.test(rest) ? `${article[0]}　${rest.trimStart()}` : line;
  }
  const item = itemPattern.exec(line);
  return item === null ? line : item[0] + line.slice(item[0].length).trimStart();
}

const escapedHead = (line: string): string => line.replace(/^(?=#{1,6} |\|)/, '\\');

/** Bold words between their signs; the first `plainHead` characters are never bold. */
function marked(runs: readonly Run[], plainHead: number): string {
  let text = '';
  let at = 0;
  for (const run of runs) {
    const head = Math.max(0, Math.min(run.text.length, plainHead - at));
    at += run.text.length;
    text += escaped(run.text.slice(0, head));
    const words = run.text.slice(head);
    const bare = words.trim();
    // The signs cannot hold a sign of their own kind, nor more than a reader would call an emphasis.
    if (!run.bold || bare === '' || /[*\n]/.test(bare) || bare.length > 1500) {
      text += escaped(words);
      continue;
    }
    const start = words.indexOf(bare);
    text += `${words.slice(0, start)}**${bare}**${words.slice(start + bare.length)}`;
  }
  return text.replaceAll('****', '');
}

const isRow = (block: string): boolean => /^(?:- |> )/.test(block);

/** Paragraphs with a blank line between; lines of one list or quote stay together. */
export function joinBlocks(blocks: readonly string[]): string {
  let text = '';
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const isTogether = before !== undefined && isRow(block) && isRow(before) && before[0] === block[0];
    text += (index === 0 ? '' : isTogether ? '\n' : '\n\n') + block;
  }
  return text;
}
