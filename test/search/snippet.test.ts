import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../src/search/query.ts';
import { snippetOf } from '../../src/search/snippet.ts';

const marked = (text: string, query: string): string => {
  const snippet = snippetOf(text, parseQuery(query));
  let shown = '';
  let from = 0;
  for (const [start, end] of snippet.marks) {
    shown += `${snippet.text.slice(from, start)}[${snippet.text.slice(start, end)}]`;
    from = end;
  }
  return shown + snippet.text.slice(from);
};

describe('exactly the matched characters are marked', () => {
  test.each([
    ['请假由科长批准。', '请假', '[请假]由科长批准。'],
    ['请假由科长批准。', '科长 请假', '[请假]由[科长]批准。'],
    ['先请假，后补假。', '假', '先请[假]，后补[假]。'],
    ['會議紀錄由办公室保存。', '会议记录', '[會議]紀錄由办公室保存。'],
    ['编号Ａ１２登记。', 'a12', '编号[Ａ１２]登记。'],
    ['请假人填请假条。', '“请假条”', '请假人填[请假条]。'],
    ['会会会', '会会', '[会会会]'],
    ['值班人员交接。', '值班交接', '[值班]人员[交接]。'],
    ['无关的话。', '请假', '无关的话。'],
  ])('%s ? %s', (text, query, expected) => expect(marked(text, query)).toBe(expected));

  test('of a question the pairs, also when it stands there as a whole', () => {
    expect(marked('试用期内请假的，由科长批准。', '试用期怎么请假？')).toBe(
      '[试用期]内[请假]的，由科长批准。',
    );
  });
});

test('lines become one, and the marks stay in place', () => {
  expect(marked('  一是登记；\n\n二是请假。', '请假')).toBe('一是登记； 二是[请假]。');
});

test('of a long text the stretch that holds most of the query is shown', () => {
  const filler = '本段文字与所问的事情没有什么关系，只是把它写得长一些。'.repeat(6);
  const text = `${filler}印章须登记。${filler}请假须经批准并登记。${filler}`;
  const snippet = snippetOf(text, parseQuery('请假 登记'));
  expect(snippet.text).toContain('请假须经批准并登记');
  expect(snippet.text.startsWith('…')).toBe(true);
  expect(snippet.text.endsWith('…')).toBe(true);
  expect(snippet.text.length).toBeLessThanOrEqual(122);
  const held = snippet.marks.map(([start, end]) => snippet.text.slice(start, end));
  expect(held).toEqual(['请假', '登记']);
});

test('whatever the text, marks are in order, inside, and hold what was asked', () => {
  const part = fc.constantFrom('请假', '請', '假', '会议', '，', '。', '\n', '登记', '的'.repeat(50));
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      fc.constantFrom('请假', '会议 登记', '假'),
      (parts, query) => {
        const { text, marks } = snippetOf(parts.join(''), parseQuery(query));
        let before = 0;
        for (const [start, end] of marks) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).toMatch(/^[请請假会议登记]+$/);
          before = end;
        }
      },
    ),
  );
});
