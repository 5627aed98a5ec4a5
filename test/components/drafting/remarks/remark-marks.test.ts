import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import { remarkFeed } from '../../../../components/drafting/remarks/remark-feed.ts';
import {
  remarkMarks,
  setChosenRemark,
  setRemarkMarks,
} from '../../../../components/drafting/remarks/remark-marks.ts';
import type { RemarkMark } from '../../../../src/engine/remarks-protocol.ts';

let view: EditorView;

afterEach(() => {
  view.destroy();
  document.body.replaceChildren();
});

const text = '第一条　应当守时。\n\n第二条　应当守信。';
const mark = (id: string, words: string, change: Partial<RemarkMark> = {}): RemarkMark => {
  const from = text.indexOf(words);
  return { id, from, to: from + words.length, isWhole: false, isProposal: false, ...change };
};

function opened(...extensions: Extension[]): string[][] {
  const chosen: string[][] = [];
  view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        remarkMarks((ids) => chosen.push(ids), { remarkDot: (count) => `${count} 条批注` }),
        ...extensions,
      ],
    }),
    parent: document.body,
  });
  return chosen;
}

const marked = (): string[] =>
  [...view.dom.querySelectorAll<HTMLElement>('.remark-mark')].map(
    (one) => `${one.dataset['remark']}:${one.textContent}`,
  );
const dots = (): string[] =>
  [...view.dom.querySelectorAll('.remark-dot')].map((one) => one.getAttribute('aria-label')!);

test('words that are remarked on are underlined and move with the text', () => {
  opened();
  view.dispatch({ effects: setRemarkMarks.of([mark('a', '守时'), mark('b', '信')]) });
  expect(marked()).toEqual(['a:守时', 'b:信']);
  view.dispatch({
    changes: [
      { from: 0, insert: '# 题目\n\n' },
      { from: text.indexOf('时'), insert: '约守' },
    ],
  });
  expect(marked()).toEqual(['a:守约守时', 'b:信']);
  view.dispatch({ effects: setRemarkMarks.of([]) });
  expect(marked()).toEqual([]);
});

test('a paragraph has one dot for all that is said about it, and an article is underlined when it is chosen', () => {
  const chosen = opened();
  const whole = mark('c', '第一条　应当守时。', { isWhole: true });
  view.dispatch({ effects: setRemarkMarks.of([mark('a', '守时'), whole]) });
  expect(dots()).toEqual(['2 条批注']);
  expect(marked()).toEqual(['a:守时']);
  view.dom.querySelector<HTMLElement>('.remark-dot')!.click();
  expect(chosen).toEqual([['c', 'a']]);
  view.dispatch({ effects: setChosenRemark.of('c') });
  expect(marked().join()).toContain('c:');
});

test('a click on the words, or a key at the caret, chooses what is said there', () => {
  const chosen = opened();
  view.dispatch({ effects: setRemarkMarks.of([mark('a', '应当守时'), mark('b', '守时')]) });
  const words = [...view.dom.querySelectorAll<HTMLElement>('.remark-mark')].find(
    (one) => one.textContent === '守时',
  )!;
  const { left, top, height } = words.getBoundingClientRect();
  words.dispatchEvent(
    new MouseEvent('click', { bubbles: true, clientX: left + 4, clientY: top + height / 2 }),
  );
  expect(chosen).toEqual([['b', 'a']]);
  view.dispatch({ selection: { anchor: text.indexOf('当') } });
  view.contentDOM.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'm', code: 'KeyM', ctrlKey: true, altKey: true, bubbles: true }),
  );
  expect(chosen.at(-1)).toEqual(['a']);
});

test('marks that come late are put where the text went meanwhile', async () => {
  let answer: (marks: RemarkMark[]) => void = () => undefined;
  const asked: unknown[] = [];
  opened(
    remarkFeed({
      heads: () => ['h1'],
      marks: (heads) => {
        asked.push(heads);
        return new Promise((resolve) => (answer = resolve));
      },
      subscribe: () => () => undefined,
    }),
  );
  await vi.waitFor(() => expect(asked).toEqual([['h1']]));
  view.dispatch({ changes: { from: 0, insert: '新' } });
  answer([mark('a', '守时')]);
  await vi.waitFor(() => expect(marked()).toEqual(['a:守时']));
});

test('while something is on its way nothing is asked, and news are followed', async () => {
  let heads: string[] | undefined;
  let tell: () => void = () => undefined;
  let marks: RemarkMark[] = [];
  opened(
    remarkFeed({
      heads: () => heads,
      marks: () => Promise.resolve(marks),
      subscribe: (listener) => {
        tell = listener;
        return () => undefined;
      },
    }),
  );
  marks = [mark('a', '守时')];
  heads = ['h1'];
  await vi.waitFor(() => expect(marked()).toEqual(['a:守时']));
  marks = [mark('b', '守信')];
  tell();
  await vi.waitFor(() => expect(marked()).toEqual(['b:守信']));
});
