import { expect, test } from 'vitest';
import { SavedNews } from '../../components/drafting/editor/saved-news.ts';

test('what was said of the disk before an edit was answered is not believed of that edit', () => {
  const news = new SavedNews();
  expect(news.state).toEqual({ kind: 'saved' });
  news.send();
  news.answer();
  expect(news.state).toEqual({ kind: 'saving' });
  news.hear({ kind: 'saved' });
  expect(news.state).toEqual({ kind: 'saved' });
});

test('an engine may have put an edit on disk before it answers', () => {
  const news = new SavedNews();
  news.send();
  news.hear({ kind: 'saving' });
  news.hear({ kind: 'saved' });
  news.answer();
  expect(news.state).toEqual({ kind: 'saved' });
});

test('after a failure nothing is believed before it is known what the engine has', () => {
  const news = new SavedNews();
  news.hear({ kind: 'failed', problem: 'engine-gone' });
  expect(news.state).toEqual({ kind: 'failed', problem: 'engine-gone' });
  news.hear({ kind: 'saved' });
  expect(news.isDoubtful).toBe(true);
  expect(news.state).toEqual({ kind: 'saving' });
  news.settle(true);
  expect(news.state).toEqual({ kind: 'saved' });
});

test('an engine that has lost what it answered has to be told again that it saved', () => {
  const news = new SavedNews();
  news.send();
  news.answer();
  news.hear({ kind: 'failed', problem: 'engine-gone' });
  news.hear({ kind: 'saved' });
  news.settle(false);
  expect(news.isSaved).toBe(false);
});
