import { acceptCompletion, moveCompletionSelection } from '@codemirror/autocomplete';
import { afterEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { CitationSource } from '../../../../components/drafting/paper/citations-at.ts';
import { aWhile, SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

function someSource() {
  const asked: string[] = [];
  const citationSource: CitationSource = {
    titles: async (words) => {
      asked.push(`《${words}`);
      return [{ title: '会议管理制度', note: '现行有效' }, { title: '会议室使用办法' }].filter(({ title }) =>
        title.includes(words),
      );
    },
    articles: async (title) => {
      asked.push(`《${title}》`);
      return [
        { label: '第一条', words: '为了开好会' },
        { label: '第十二条', words: '散会以后' },
      ];
    },
  };
  return { asked, citationSource };
}

const type = (text: string): Promise<unknown> => cdp().send('Input.insertText', { text });
const offered = (paper: SomePaper): string[] =>
  [...paper.home.querySelectorAll('.cm-tooltip-autocomplete li')].map((one) => one.textContent);

test('《 offers titles, which are narrowed while one types and taken', async () => {
  const { citationSource } = someSource();
  const paper = new SomePaper('第一条　依照‸办理。', { citationSource });
  await type('《');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['会议管理制度现行有效', '会议室使用办法']));
  await type('会议室');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['会议室使用办法']));
  await vi.waitFor(() => expect(acceptCompletion(paper.view)).toBe(true));
  expect(paper.written).toBe('第一条　依照《会议室使用办法》‸办理。');
});

test('第 behind a title offers its articles, elsewhere those of the text itself', async () => {
  const { asked, citationSource } = someSource();
  const paper = new SomePaper('第一条　甲。\n\n第二条　依照《会议管理制度》‸', { citationSource });
  await type('第');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['第一条为了开好会', '第十二条散会以后']));
  await type('12');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['第十二条散会以后']));
  await vi.waitFor(() => expect(acceptCompletion(paper.view)).toBe(true));
  expect(paper.written).toBe('第一条　甲。\n\n第二条　依照《会议管理制度》第十二条‸');
  expect(asked).toContain('《会议管理制度》');
  await type('和第');
  await vi.waitFor(() =>
    expect(offered(paper)).toEqual(['第一条甲。', '第二条依照《会议管理制度》第十二条和第']),
  );
  await paper.keys('{Escape}');
  await vi.waitFor(() => expect(offered(paper)).toEqual([]));
});

test('第 at the beginning of a line offers the number that is due', async () => {
  const paper = new SomePaper('第一条　甲。\n\n‸');
  await type('第');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['第二条', '第一章']));
});

test('the key for citing puts the marks and offers titles', async () => {
  const { citationSource } = someSource();
  const paper = new SomePaper('依照‸', { citationSource });
  await paper.keys('{Control>}{Alt>}c{/Alt}{/Control}');
  await vi.waitFor(() => expect(offered(paper)).toHaveLength(2));
  // Just after it opened, an offer takes no keys: they were meant for the text.
  await vi.waitFor(() => expect(moveCompletionSelection(true)(paper.view)).toBe(true));
  await paper.keys('{Enter}');
  expect(paper.written).toBe('依照《会议室使用办法》‸');
});

test('nothing is offered while an input method composes; the composed word opens the offer', async () => {
  const { asked, citationSource } = someSource();
  const paper = new SomePaper('第一条　甲。\n\n第二条　依照《‸', { citationSource });
  await paper.composing('hui');
  await paper.composing('huiyi');
  expect(offered(paper)).toEqual([]);
  await paper.compose([], '会议室');
  await vi.waitFor(() => expect(offered(paper)).toEqual(['会议室使用办法']));
  expect(asked).toEqual(['《会议室']);
});

test('a base that does not answer leaves the writing alone', async () => {
  const citationSource: CitationSource = {
    titles: vi.fn(() => Promise.reject(new Error('gone'))),
    articles: vi.fn(),
  };
  const paper = new SomePaper('依照‸', { citationSource });
  await type('《会议');
  await vi.waitFor(() => expect(citationSource.titles).toHaveBeenCalled());
  await aWhile();
  expect(offered(paper)).toEqual([]);
  expect(paper.written).toBe('依照《会议‸');
});
