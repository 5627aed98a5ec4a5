import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../../src/app/app.ts';
import type { Intake, IntakeState } from '../../src/app/intake.ts';
import { Source } from '../../src/app/live.ts';
import { defaultSettings } from '../../src/app/reading-settings.ts';
import type { BringInEntry, PickedFile } from '../../src/engine/protocol.ts';
import { type SomeLink, someLink } from './some-link.ts';

function someApp(base = 'main'): { app: App; some: SomeLink } {
  const some = someLink();
  const settings = Object.assign(new Source(defaultSettings), { change: () => undefined });
  const update = { ready: new Source(false), offline: new Source(false), take: () => undefined };
  return { app: new App(base, some.link, settings, update), some };
}

const files: PickedFile[] = [{ path: '甲.md', file: new File(['x'], '甲.md') }];
const entry = (file: string): BringInEntry => ({ file, outcome: 'rule', rule: file, edition: file });
const until = (intake: Intake, step: IntakeState['step']): Promise<void> =>
  vi.waitFor(() => expect(intake.state.now.step).toBe(step));

const persist = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true));

beforeEach(() => {
  persist.mockClear();
  vi.stubGlobal('navigator', { storage: { persist } });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an import', () => {
  test('runs from its first file to its report, collecting what was reported', async () => {
    const { app, some } = someApp();
    const { intake } = app;
    expect(intake.state.now).toMatchObject({ step: 'idle', entries: [] });
    intake.files(files);
    expect(intake.state.now).toMatchObject({ step: 'running', done: 0, total: 1 });
    const id = some.idOf('bringIn');
    some.receive({ id, progress: { done: 1, total: 3, articles: 4, entries: [entry('a')] } });
    some.receive({ id, progress: { done: 3, total: 3, articles: 9, entries: [entry('b'), entry('c')] } });
    expect(intake.state.now).toMatchObject({ step: 'running', done: 3, total: 3, articles: 9 });
    expect(intake.state.now.entries.map(({ file }) => file)).toEqual(['a', 'b', 'c']);
    some.receive({ id, answer: { rules: 3, editions: 3, cancelled: false } });
    await until(intake, 'done');
    expect(intake.state.now.summary).toMatchObject({ rules: 3 });
    expect(intake.state.now.entries).toHaveLength(3);
    expect(intake.state.now.trouble).toBeUndefined();
    // From now on there is something to lose, so the browser is asked to keep it.
    expect(persist).toHaveBeenCalledTimes(1);
  });

  test('that brought nothing new, or into the sample, asks the browser for nothing', async () => {
    for (const [base, rules] of [
      ['main', 0],
      ['sample', 3],
    ] as const) {
      const { app, some } = someApp(base);
      app.intake.files(files);
      some.receive({ id: some.idOf('bringIn'), answer: { rules, editions: rules, cancelled: false } });
      await until(app.intake, 'done');
    }
    expect(persist).not.toHaveBeenCalled();
  });

  test('nothing picked begins nothing; while one runs, no other begins', () => {
    const { app, some } = someApp();
    app.intake.files([]);
    expect(app.intake.state.now.step).toBe('idle');
    app.intake.files(files);
    app.intake.files(files);
    app.intake.text('第一条 略。', undefined);
    expect(some.sent).toHaveLength(1);
  });

  test('cancelled, it ends when the engine has ended it, with what was saved', async () => {
    const { app, some } = someApp();
    const { intake } = app;
    intake.files(files);
    const id = some.idOf('bringIn');
    intake.cancel();
    expect(intake.state.now.step).toBe('cancelling');
    expect(some.sent.at(-1)).toEqual({ id, abort: true });
    some.receive({ id, progress: { done: 1, total: 1, articles: 1, entries: [entry('a')] } });
    expect(intake.state.now.step).toBe('cancelling');
    some.receive({ id, answer: { rules: 1, editions: 1, cancelled: true } });
    await until(intake, 'done');
    expect(intake.state.now.summary).toMatchObject({ cancelled: true });
    expect(intake.state.now.entries).toHaveLength(1);
  });

  test.each(['storage-full', 'storage-failed'] as const)(
    'ended by %s, it keeps what was reported before',
    async (code) => {
      const { app, some } = someApp();
      const { intake } = app;
      intake.files(files);
      const id = some.idOf('bringIn');
      some.receive({ id, progress: { done: 1, total: 2, articles: 1, entries: [entry('a')] } });
      some.receive({ id, problem: { code, message: '' } });
      await until(intake, 'done');
      expect(intake.state.now).toMatchObject({ trouble: code, entries: [entry('a')] });
      expect(intake.state.now.summary).toBeUndefined();
      // And another may begin, with nothing of this one in it.
      intake.text('第一条 略。', '甲');
      expect(intake.state.now).toMatchObject({ step: 'running', entries: [], total: 1 });
      expect(intake.state.now.trouble).toBeUndefined();
      expect(some.sent.at(-1)).toMatchObject({
        call: 'bringInText',
        args: { text: '第一条 略。', title: '甲' },
      });
    },
  );

  test('when the engine is gone, it says so', async () => {
    const { app, some } = someApp();
    app.intake.files(files);
    some.lost();
    await until(app.intake, 'done');
    expect(app.intake.state.now.trouble).toBe('engine-gone');
  });
});

describe('the app', () => {
  test('makes live what the engine tells', () => {
    const { app, some } = someApp();
    expect([app.changes.now, app.indexing.now]).toEqual([0, 1]);
    some.receive({ changed: 1 });
    some.receive({ indexing: 0.25 });
    expect([app.changes.now, app.indexing.now]).toEqual([1, 0.25]);
    // Another engine took over and counts from one; that is a change all the same.
    some.receive({ changed: 1 });
    expect(app.changes.now).toBe(2);
  });

  test('today is the day of this device, in its own time', () => {
    vi.useFakeTimers();
    try {
      vi.setSystemTime(new Date(2026, 0, 5, 23, 59));
      expect(someApp().app.today()).toBe('2026-01-05');
      vi.setSystemTime(new Date(2026, 0, 6, 0, 0));
      expect(someApp().app.today()).toBe('2026-01-06');
    } finally {
      vi.useRealTimers();
    }
  });

  test('only the sample base is filled with the sample, and only when it is empty', async () => {
    const real = someApp();
    expect(await real.app.openSample()).toBe(false);
    expect(real.some.sent).toEqual([]);
    const full = someApp('sample');
    const opened = full.app.openSample();
    full.some.receive({ id: full.some.idOf('device'), answer: { rules: 1, editions: 1, indexBytes: 0 } });
    await vi.waitFor(() => full.some.idOf('office'));
    full.some.receive({ id: full.some.idOf('office'), answer: { office: { id: 'o' } } });
    expect(await opened).toBe(false);
    expect(full.some.sent).toHaveLength(2);
  });
});
