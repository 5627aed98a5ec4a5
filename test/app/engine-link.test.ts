import { describe, expect, test, vi } from 'vitest';
import { EngineError } from '../../src/app/engine-link.ts';
import type { BringInProgress } from '../../src/engine/protocol.ts';
import { someLink } from './some-link.ts';

const progress: BringInProgress = { done: 1, total: 2, articles: 3, entries: [] };

describe('a line to the engine', () => {
  test('answers find their calls, in whatever order they come', async () => {
    const { link, sent, receive } = someLink();
    const shelf = link.call('shelf', '2026-01-01');
    const device = link.call('device', undefined);
    expect(sent).toEqual([
      { id: 1, call: 'shelf', args: '2026-01-01' },
      { id: 2, call: 'device', args: undefined },
    ]);
    receive({ id: 2, answer: { rules: 5, editions: 6, indexBytes: 7 } });
    receive({ id: 1, answer: [] });
    expect(await device).toEqual({ rules: 5, editions: 6, indexBytes: 7 });
    expect(await shelf).toEqual([]);
    // What nobody waits for, or no longer, disturbs nobody.
    receive({ id: 1, answer: ['late'] });
    receive({ id: 77, problem: { code: 'unexpected', message: '' } });
    receive({ id: 78, progress });
  });

  test('a problem comes as an error with its code', async () => {
    const { link, receive } = someLink();
    const asked = link.call('read', { rule: 'a', on: '2026-01-01' });
    receive({ id: 1, problem: { code: 'not-found', message: 'no such rule' } });
    const error = await asked.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: 'not-found', message: 'no such rule' });
  });

  test('progress is heard until the answer, and not by other calls', async () => {
    const { link, receive } = someLink();
    const [mine, others] = [vi.fn<(value: BringInProgress) => void>(), vi.fn<() => void>()];
    const asked = link.call('bringIn', { files: [] }, { onProgress: mine });
    void link.call('bringInText', { text: '' }, { onProgress: others });
    receive({ id: 1, progress });
    receive({ id: 1, answer: { files: 0 } });
    receive({ id: 1, progress });
    expect(await asked).toEqual({ files: 0 });
    expect(mine.mock.calls).toEqual([[progress]]);
    expect(others).not.toHaveBeenCalled();
  });

  test('news are no answers', () => {
    const { link, receive } = someLink();
    const news = vi.fn<(what: unknown) => void>();
    receive({ changed: 1 });
    link.onNews = news;
    receive({ changed: 2 });
    receive({ indexing: 0.5 });
    expect(news.mock.calls).toEqual([[{ changed: 2 }], [{ indexing: 0.5 }]]);
  });
});

describe('aborting', () => {
  test('a question ends at once, and the engine is told', async () => {
    const { link, sent, receive } = someLink();
    const stop = new AbortController();
    const asked = link.call('device', undefined, { signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    expect(sent.at(-1)).toEqual({ id: 1, abort: true });
    receive({ id: 1, answer: 'late' });
  });

  test('an import ends when the engine has ended it, with what was saved', async () => {
    const { link, sent, receive } = someLink();
    const stop = new AbortController();
    const heard = vi.fn<() => void>();
    const asked = link.call('bringIn', { files: [] }, { signal: stop.signal, onProgress: heard });
    stop.abort();
    expect(sent.at(-1)).toEqual({ id: 1, abort: true });
    receive({ id: 1, progress });
    receive({ id: 1, answer: { cancelled: true } });
    expect(await asked).toEqual({ cancelled: true });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('what is aborted before it is asked is not asked; after its answer nothing is sent', async () => {
    const { link, sent, receive } = someLink();
    await expect(link.call('device', undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(sent).toEqual([]);
    const stop = new AbortController();
    const asked = link.call('device', undefined, { signal: stop.signal });
    receive({ id: 1, answer: 1 });
    await asked;
    stop.abort();
    expect(sent).toHaveLength(1);
  });
});

describe('when the engine is gone', () => {
  test.each([
    ['because its worker ended', (line: ReturnType<typeof someLink>['lines'][number]) => line.lost()],
    [
      'because it says so itself',
      (line: ReturnType<typeof someLink>['lines'][number]) => line.receive({ gone: true }),
    ],
  ])(
    '%s, every open call fails instead of waiting for ever, and the next one begins a new line',
    async (_, end) => {
      const { link, lines, sent, receive } = someLink();
      const news = vi.fn<(what: unknown) => void>();
      link.onNews = news;
      const question = link.call('device', undefined);
      const intake = link.call('bringIn', { files: [] }, { onProgress: () => undefined });
      expect(lines).toHaveLength(1);
      end(lines[0]!);
      await expect(question).rejects.toMatchObject({ code: 'engine-gone' });
      await expect(intake).rejects.toMatchObject({ code: 'engine-gone' });
      // Nothing is begun before it is needed.
      expect(lines).toHaveLength(1);

      const again = link.call('device', undefined);
      expect(lines).toHaveLength(2);
      expect(sent.at(-1)).toEqual({ id: 3, call: 'device', args: undefined });
      // The line that was given up ends once more, and what it still says is not heard.
      end(lines[0]!);
      lines[0]!.receive({ id: 3, answer: 'of the old one' });
      lines[0]!.receive({ changed: 9 });
      receive({ id: 3, answer: 'of the new one' });
      expect(await again).toBe('of the new one');
      receive({ changed: 1 });
      expect(news.mock.calls).toEqual([[{ changed: 1 }]]);
      expect(lines).toHaveLength(2);
    },
  );
});
