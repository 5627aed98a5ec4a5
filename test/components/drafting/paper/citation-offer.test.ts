import { completionStatus } from '@codemirror/autocomplete';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import * as lists from '../../../../components/drafting/paper/citation-completion.ts';
import { citationOffer, offerCitations } from '../../../../components/drafting/paper/citation-offer.ts';
import { aWhile, SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

/** A text with the caret in it whose lists are fetched when the test says so. */
function somePaper(written: string) {
  const paper = new SomePaper(written);
  const asked: string[] = [];
  const titles = async (words: string) => {
    asked.push(words);
    return [{ title: '会议管理制度' }, { title: '会议室使用办法' }].filter(({ title }) =>
      title.includes(words),
    );
  };
  const waiting: { arrive(): void; fail(): void }[] = [];
  const fetch = vi.fn(
    () =>
      new Promise<typeof lists>((arrive, fail) =>
        waiting.push({ arrive: () => arrive(lists), fail: () => fail(new Error('gone')) }),
      ),
  );
  const { from } = paper.view.state.selection.main;
  const view = new EditorView({
    doc: paper.view.state.doc,
    selection: { anchor: from },
    extensions: citationOffer({ titles, articles: async () => [] }, fetch),
    parent: paper.home,
  });
  view.focus();
  return { view, paper, fetch, waiting };
}

const type = (text: string): Promise<unknown> => cdp().send('Input.insertText', { text });
const offered = (): string[] =>
  [...document.querySelectorAll('.cm-tooltip-autocomplete li')].map((one) => one.textContent);

test('the lists are fetched for the first title that is begun, and open for that very one', async () => {
  const { fetch, waiting } = somePaper('依照‸');
  await type('本');
  expect(fetch).not.toHaveBeenCalled();
  await type('《');
  expect(fetch).toHaveBeenCalledOnce();
  await type('会议室');
  expect(offered()).toEqual([]);
  waiting[0]!.arrive();
  await vi.waitFor(() => expect(offered()).toEqual(['会议室使用办法']));
});

test('they do not open for one that was left meanwhile', async () => {
  const { view, waiting } = somePaper('依照‸');
  await type('《会');
  view.dispatch({ selection: { anchor: 0 } });
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  waiting[0]!.arrive();
  await aWhile();
  expect(completionStatus(view.state)).toBe(null);
  await type('议');
  await vi.waitFor(() => expect(offered()).toHaveLength(2));
});

test('they wait for the end of a composition, and leave it as it is', async () => {
  const { view, paper, fetch, waiting } = somePaper('依照《‸');
  await paper.composing('hui');
  expect(fetch).toHaveBeenCalledOnce();
  const given = vi.spyOn(view, 'dispatch');
  waiting[0]!.arrive();
  await aWhile();
  expect(given).not.toHaveBeenCalled();
  await paper.composing('huiyishi');
  expect(view.compositionStarted).toBe(true);
  expect(view.state.doc.toString()).toBe('依照《huiyishi');
  await type('会议室');
  expect(view.state.doc.toString()).toBe('依照《会议室');
  await vi.waitFor(() => expect(offered()).toEqual(['会议室使用办法']));
});

test('lists that cannot be fetched are asked for again with the next title', async () => {
  const { view, fetch, waiting } = somePaper('依照‸');
  await type('《');
  waiting[0]!.fail();
  await aWhile();
  await type('会');
  expect(view.state.doc.toString()).toBe('依照《会');
  expect(fetch).toHaveBeenCalledTimes(2);
  waiting[1]!.arrive();
  await vi.waitFor(() => expect(offered()).toHaveLength(2));
});

test('fetched without being asked for, they open nothing by themselves', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { view, fetch, waiting } = somePaper('依照《会‸');
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(fetch).toHaveBeenCalledOnce();
  waiting[0]!.arrive();
  await aWhile();
  expect(completionStatus(view.state)).toBe(null);
});

test('an editor that went away before they came is left alone', async () => {
  const { view, waiting } = somePaper('依照‸');
  offerCitations(view);
  const given = vi.spyOn(view, 'dispatch');
  view.destroy();
  waiting[0]!.arrive();
  await aWhile();
  expect(given).not.toHaveBeenCalled();
});
