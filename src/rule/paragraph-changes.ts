import { diffArrays } from 'diff';
import { itemPattern, isMarkdownBlock, subitemPattern } from './line-kind.ts';
import { linesOf } from './text-lines.ts';

/** What is done to the paragraphs (款) of an article; numbers count from 1. */
export type ParagraphChange =
  | { kind: 'changed'; old: number; now: number; from: string; to: string }
  | { kind: 'inserted'; now: number; texts: string[] }
  | { kind: 'deleted'; old: number; count: number };

const mostChanges = 2;
const mostParagraphs = 60;

/**
 * The changes of an article as changes of few of its paragraphs, when most of it stays as it is.
 *
 * @returns undefined when the article is better told anew: more than two changes, no paragraph left, or tables
 */
export function paragraphChanges(before: string, after: string): ParagraphChange[] | undefined {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)];
  if (old === undefined || now === undefined) return undefined;
  const found: ParagraphChange[] = [];
  let [i, j, kept] = [0, 0, 0];
  const runs = diffArrays(old, now);
  for (let at = 0; at < runs.length; at++) {
    const [run, next] = [runs[at]!, runs[at + 1]];
    if (!run.added && !run.removed) {
      kept += run.count;
      i += run.count;
      j += run.count;
    } else if (run.removed && next?.added === true) {
      if (run.count !== 1 || next.count !== 1) return undefined;
      found.push({ kind: 'changed', old: i + 1, now: j + 1, from: old[i]!, to: now[j]! });
      i += 1;
      j += 1;
      at += 1;
    } else if (run.removed) {
      found.push({ kind: 'deleted', old: i + 1, count: run.count });
      i += run.count;
    } else {
      found.push({ kind: 'inserted', now: j + 1, texts: run.value });
      j += run.count;
    }
  }
  return kept === 0 || found.length > mostChanges ? undefined : found;
}

/** Paragraphs with the items that belong to them; undefined where something else stands between them. */
function paragraphsOf(text: string): string[] | undefined {
  const lines = linesOf(text);
  if (lines.length > mostParagraphs || lines.some((line) => isMarkdownBlock(line.text))) return undefined;
  const paragraphs: string[] = [];
  for (const line of lines) {
    const isItem = itemPattern.test(line.text) || subitemPattern.test(line.text);
    if (isItem && paragraphs.length > 0) paragraphs[paragraphs.length - 1] += `\n${line.text}`;
    else paragraphs.push(line.text);
  }
  return paragraphs;
}
