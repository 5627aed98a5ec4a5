import { writtenLine } from './written-line.ts';

/** What counts one by one: Chinese characters and signs, full-width forms, emoji, and the quotes and dashes of Chinese texts. */
const single =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3001-\u303f\uff01-\uff60\uffe0-\uffe6“”‘’—…·￥\p{Extended_Pictographic}]/u;
const token = new RegExp(`${single.source}|[^\\s\\u3000${single.source.slice(1)}+`, 'gu');

/**
 * 字数 as word processors count it: each Chinese character and sign is one, a word or number of other scripts is one.
 * Signs of Markdown are not counted, since nobody sees them.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) count += countLine(line);
  return count;
}

function countLine(line: string): number {
  const { kind, signs } = writtenLine(line);
  if (kind === 'empty' || kind === 'comment' || /^\s*\|(?:\s*:?-+:?\s*\|?)+\s*$/.test(line)) return 0;
  const words = line
    .slice(kind === 'row' ? 0 : signs)
    .replaceAll(kind === 'row' ? /\\\||\|/g : /\\(?=[*`[\\#|])/g, kind === 'row' ? ' ' : '')
    .replaceAll('**', '');
  return words.match(token)?.length ?? 0;
}
