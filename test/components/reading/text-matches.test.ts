import { afterEach, expect, test } from 'vitest';
import { textMatches } from '../../../components/reading/text-matches.ts';

function page(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  document.body.append(root);
  return root;
}
afterEach(() => document.body.replaceChildren());

test('words are found across a citation and a bold run, but not across paragraphs', () => {
  const root = page('<p>按照<a href="#">《值班规定》</a><strong>第三条</strong>办理</p><p>登记</p>');
  expect(textMatches(root, '规定》第三条办').map(String)).toEqual(['规定》第三条办']);
  expect(textMatches(root, '办理登记')).toEqual([]);
});

test('letter case does not matter; labels for screen readers and buttons are not text', () => {
  const root = page('<p>OA系统<span class="vh">库外</span><button>库外</button></p>');
  expect(textMatches(root, 'oa').map(String)).toEqual(['OA']);
  expect(textMatches(root, '库外')).toEqual([]);
});

test('every place counts once, and blanks find nothing', () => {
  const root = page('<ol><li><p>会议会议</p></li><li>会议</li></ol>');
  expect(textMatches(root, '会议')).toHaveLength(3);
  expect(textMatches(root, '  ')).toEqual([]);
});

test('a page full of matches is bounded', () => {
  const root = page(`<p>${'一'.repeat(5000)}</p>`);
  expect(textMatches(root, '一')).toHaveLength(2000);
});
