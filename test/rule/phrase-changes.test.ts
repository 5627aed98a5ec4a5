import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords } from '../../src/rule/compare-words.ts';
import { paragraphChanges } from '../../src/rule/paragraph-changes.ts';
import { phraseChanges } from '../../src/rule/phrase-changes.ts';
import { quotedParagraphs } from '../../src/rule/quoted-text.ts';

test('quotations: each paragraph opens, only the last closes, and a sentence is ended once', () => {
  expect(quotedParagraphs('甲：', '一“二”三。\n\n四')).toEqual(['甲：“一‘二’三。', '“四”。']);
  expect(quotedParagraphs('甲：', '')).toEqual(['甲：']);
});

test('phrase changes make the old text the new one', () => {
  const text = fc
    .array(fc.constantFrom('值守', '灯塔', '每晚', '点亮', '，', '。', '（', '('), { maxLength: 14 })
    .map((all) => all.join(''));
  const plain = (one: string): string => one.normalize('NFKC').replaceAll(' ', '');
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = phraseChanges(compareWords(before, after));
      if (changes === undefined) return;
      for (const phrase of changes.flatMap(({ from, to }) => [from, to])) {
        expect(phrase.match(/[（(]/g)?.length).toBe(phrase.match(/[）)]/g)?.length);
      }
      expect(changes.every(({ from }) => from.length > 1)).toBe(true);
      expect(plain(changes.reduce((now, { from, to }) => now.replaceAll(from, () => to), before))).toBe(
        plain(after),
      );
    }),
    { numRuns: 500 },
  );
});

test('paragraph changes make the old paragraphs the new ones', () => {
  const paragraphs = fc
    .uniqueArray(fc.constantFrom(...'甲乙丙丁戊己'), { minLength: 1 })
    .map((all) => all.map((each) => `${each}。`));
  fc.assert(
    fc.property(paragraphs, paragraphs, (before, after) => {
      const changes = paragraphChanges(before.join('\n\n'), after.join('\n\n'));
      if (changes === undefined) return;
      const now: string[] = [];
      let at = 0;
      for (const change of changes) {
        const upTo = change.kind === 'inserted' ? before.length : change.old - 1;
        while (at < upTo && (change.kind === 'deleted' || now.length < change.now - 1))
          now.push(before[at++]!);
        if (change.kind === 'inserted') now.push(...change.texts);
        else if (change.kind === 'changed') {
          expect(before[at++]).toBe(change.from);
          now.push(change.to);
        } else at += change.count;
      }
      expect([...now, ...before.slice(at)]).toEqual(after);
    }),
    { numRuns: 500 },
  );
});
