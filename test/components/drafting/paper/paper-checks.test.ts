import { afterEach, expect, test, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { GjDraftChecks } from '../../../../components/drafting/paper/gj-draft-checks.ts';
import { GjDraftToolbar } from '../../../../components/drafting/paper/gj-draft-toolbar.ts';
import type { TextFinding } from '../../../../src/rule/check-finding.ts';
import { titleOfDraft, withoutTitle } from '../../../../src/rule/draft-title.ts';
import { findings } from '../../../rule/check-input.ts';
import { violations } from '../../connecting/axe.ts';
import { aWhile, SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

const text = '# 灯光办法\n\n第一条　依照本办法第九条办理。\n\n第三条　自2026年1月1日起施行。';
const check = async (written: string): Promise<TextFinding[]> =>
  findings(withoutTitle(written), { title: titleOfDraft(written) ?? '' });
const type = (words: string): Promise<unknown> => cdp().send('Input.insertText', { text: words });
const marks = (paper: SomePaper): string[] =>
  [...paper.home.querySelectorAll('.paper-finding')].map((one) => one.textContent);
const lines = (panel: Element): string[] =>
  [...panel.querySelectorAll('.findings li')].map((li) => li.textContent.replaceAll(/\s+/g, ' ').trim());

async function shown(written: string, source = check) {
  const paper = new SomePaper(written, { check: source });
  const panel = paper.beside(new GjDraftChecks());
  await vi.waitFor(() => expect(panel.textContent).toContain('处'));
  return { paper, panel };
}

test('what is found is marked quietly, listed in words, and gone to by keyboard', async () => {
  const { paper, panel } = await shown(`${text}‸`);
  await vi.waitFor(() => expect(marks(paper)).toEqual(['本办法第九条', '第三条']));
  expect(lines(panel)).toEqual([
    '建议 全文 没有写由谁负责解释。',
    '有误 第一条 引用了不存在的条文：本办法第九条。',
    expect.stringContaining('有误 第三条'),
  ]);
  expect(await violations(panel)).toEqual([]);
  await paper.keys('{F8}');
  expect(paper.written).toContain('‸本办法第九条‸');
  await paper.keys('{F8}');
  expect(paper.written).toContain('‸第三条‸　自');
  await paper.keys('{Shift>}{F8}{/Shift}');
  expect(paper.written).toContain('‸本办法第九条‸');
  panel.querySelectorAll('button')[2]!.click();
  expect(paper.view.hasFocus).toBe(true);
});

test('what is marked says why under the pointer', async () => {
  const { paper } = await shown(text);
  await vi.waitFor(() => expect(marks(paper)).toHaveLength(2));
  await userEvent.hover(paper.home.querySelector('.paper-finding')!);
  await vi.waitFor(
    () =>
      expect(paper.home.querySelector('.paper-explained')!.textContent).toBe(
        '有误：引用了不存在的条文：本办法第九条。',
      ),
    { timeout: 5000 },
  );
});

test('a fault in the numbers offers to number anew', async () => {
  const { paper, panel } = await shown(text);
  const toolbar = paper.beside(new GjDraftToolbar());
  await toolbar.updateComplete;
  [...panel.querySelectorAll('button')].find((one) => one.textContent.includes('重排条号'))!.click();
  await vi.waitFor(() => expect(toolbar.querySelector('dialog')?.open).toBe(true));
});

test('marks move with the text while one writes, and an answer that comes late is put where it belongs now', async () => {
  const answers: (() => void)[] = [];
  const slow = (written: string): Promise<TextFinding[]> =>
    new Promise((done) => answers.push(() => done(check(written))));
  const paper = new SomePaper(text.replace('依照', '‸依照'), { check: slow });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await type('在走廊里');
  answers[0]!();
  await vi.waitFor(() => expect(marks(paper)).toEqual(['本办法第九条', '第三条']));
  await type('和楼梯上');
  expect(marks(paper)).toEqual(['本办法第九条', '第三条']);
  await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 5000 });
});

test('nothing is marked while an input method composes', async () => {
  let asked = 0;
  const answers: (() => void)[] = [];
  const slow = (written: string): Promise<TextFinding[]> => {
    asked += 1;
    return new Promise((done) => answers.push(() => done(check(written))));
  };
  const paper = new SomePaper(text.replace('依照', '‸依照'), { check: slow });
  await vi.waitFor(() => expect(asked).toBe(1));
  await paper.composing('zai');
  answers[0]!();
  await aWhile();
  expect(marks(paper)).toEqual([]);
  await paper.compose([], '在');
  await vi.waitFor(() => expect(asked).toBe(2), { timeout: 5000 });
  answers[1]!();
  await vi.waitFor(() => expect(marks(paper)).toEqual(['本办法第九条', '第三条']));
});

test('a check that fails says so and does not stop the writing', async () => {
  const paper = new SomePaper(`${text}‸`, { check: () => Promise.reject(new Error('gone')) });
  const panel = paper.beside(new GjDraftChecks());
  await vi.waitFor(() => expect(panel.textContent).toContain('这次没能检查'));
  await type('好');
  expect(paper.written.endsWith('好‸')).toBe(true);
});
