import { expect, test } from 'vitest';
import { isParsable, withoutScripts } from '../../src/exchange/html-bounds.ts';

test('scripts are cut out, closed or not; what only begins like one stays', () => {
  expect(withoutScripts('甲<script>if (a < b) x()</script >乙<SCRIPT src=x></SCRIPT>丙')).toBe('甲乙丙');
  expect(withoutScripts('甲<script>乙')).toBe('甲');
  expect(withoutScripts('<scripture>甲</scripture>')).toBe('<scripture>甲</scripture>');
});

test('a long text of a word processor is parsed, also with paragraphs that nobody closes', () => {
  const paragraph = "<p class=MsoNormal><span style='font-family:仿宋'>第一条<b>甲</b><o:p></o:p></span></p>";
  expect(isParsable(paragraph.repeat(20_000))).toBe(true);
  expect(isParsable('<p>甲<li>乙<br>'.repeat(40_000))).toBe(true);
});

test('what a parser would take minutes for is not given to it', () => {
  expect(isParsable('<div>'.repeat(3000))).toBe(false);
  expect(isParsable('<b><i>'.repeat(1500) + '</i></b>'.repeat(1500))).toBe(false);
  expect(isParsable('<td>x'.repeat(400_000))).toBe(false);
  expect(isParsable('x'.repeat(8_000_001))).toBe(false);
  // Taken apart in a moment, however many never end.
  expect(withoutScripts('<script '.repeat(600_000))).toBe('');
});
