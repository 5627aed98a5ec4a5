import { describe, expect, test, vi } from 'vitest';
import { EngineProblem } from '../../src/engine/engine-problem.ts';
import type { BringInProgress, FromEngine } from '../../src/engine/protocol.ts';
import { type CallContext, type EngineHandlers, serveCalls } from '../../src/engine/serve-calls.ts';
import { StorageFull } from '../../src/store/storage.ts';

const nothing: BringInProgress = { done: 0, total: 0, articles: 0, entries: [] };

/** One end of a line, with what was sent over it; `until` resolves with the first message that fits. */
function someWire(): {
  sent: FromEngine[];
  send(message: FromEngine): void;
  until(fits: (message: FromEngine) => boolean): Promise<FromEngine>;
} {
  const sent: FromEngine[] = [];
  let look = (): void => undefined;
  return {
    sent,
    send(message) {
      sent.push(message);
      look();
    },
    until: (fits) =>
      new Promise((resolve) => {
        look = () => {
          const found = sent.find(fits);
          if (found !== undefined) resolve(found);
        };
        look();
      }),
  };
}

const handlers = (some: Partial<EngineHandlers>): Promise<EngineHandlers> =>
  Promise.resolve(some as EngineHandlers);

const ended = (id: number) => (message: FromEngine) =>
  'id' in message && message.id === id && !('progress' in message);

/** A call that ends when it is aborted, or when `end` is called. */
function slowCall(): {
  handler: (args: unknown, context: CallContext) => Promise<never>;
  contexts: CallContext[];
} {
  const contexts: CallContext[] = [];
  return {
    contexts,
    handler: (_, context) => {
      contexts.push(context);
      return new Promise((_resolve, reject) => {
        context.signal.addEventListener('abort', () => reject(context.signal.reason as DOMException));
      });
    },
  };
}

describe('serving the calls of a tab', () => {
  test('each is answered with its number, also those that came before the engine was ready', async () => {
    const wire = someWire();
    let ready: (value: EngineHandlers) => void = () => undefined;
    const served = serveCalls(new Promise((resolve) => (ready = resolve)), wire);
    served.receive({ id: 7, call: 'shelf', args: '2026-01-01' });
    served.receive({ id: 8, call: 'device', args: undefined });
    expect(wire.sent).toEqual([]);
    const shelf = vi.fn<(on: string) => never[]>(() => []);
    ready({
      shelf,
      device: () => Promise.resolve({ rules: 1, editions: 2, indexBytes: 3 }),
    } as unknown as EngineHandlers);
    await wire.until(ended(7));
    await wire.until(ended(8));
    expect(shelf.mock.calls[0]![0]).toBe('2026-01-01');
    expect(wire.sent).toEqual([
      { id: 7, answer: [] },
      { id: 8, answer: { rules: 1, editions: 2, indexBytes: 3 } },
    ]);
  });

  test('problems have a code; those without a name are written down', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const wire = someWire();
    const served = serveCalls(
      handlers({
        read: () => Promise.reject(new EngineProblem('not-found')),
        bringInText: () => Promise.reject(new StorageFull('no room')),
        home: () => {
          throw new TypeError('odd');
        },
      }),
      wire,
    );
    served.receive({ id: 1, call: 'read', args: {} });
    served.receive({ id: 2, call: 'bringInText', args: {} });
    expect(await wire.until(ended(1))).toEqual({
      id: 1,
      problem: { code: 'not-found', message: 'not-found' },
    });
    expect(await wire.until(ended(2))).toEqual({
      id: 2,
      problem: { code: 'storage-full', message: 'no room' },
    });
    expect(log).not.toHaveBeenCalled();
    served.receive({ id: 3, call: 'home', args: '' });
    expect(await wire.until(ended(3))).toEqual({
      id: 3,
      problem: { code: 'unexpected', message: 'TypeError: odd' },
    });
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  test('an engine that cannot be opened answers every call with why', async () => {
    const wire = someWire();
    const why = Object.assign(new Error('newer'), { name: 'NewerBase' });
    const served = serveCalls(Promise.reject(why), wire);
    for (const id of [1, 2]) {
      served.receive({ id, call: 'device', args: undefined });
      expect(await wire.until(ended(id))).toEqual({ id, problem: { code: 'newer-base', message: 'newer' } });
    }
  });

  test('a call that the engine does not know is a problem and no silence', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const wire = someWire();
    serveCalls(handlers({}), wire).receive({ id: 5, call: 'no-such-call' as never, args: 1 });
    expect(await wire.until(ended(5))).toMatchObject({ problem: { code: 'unexpected' } });
    log.mockRestore();
  });

  test('progress goes to the call that it belongs to, and abort to no other', async () => {
    const wire = someWire();
    const { handler, contexts } = slowCall();
    const served = serveCalls(handlers({ bringIn: handler, find: handler }), wire);
    served.receive({ id: 1, call: 'bringIn', args: {} });
    served.receive({ id: 2, call: 'find', args: {} });
    await vi.waitFor(() => expect(contexts).toHaveLength(2));
    contexts[0]!.progress(nothing);
    expect(wire.sent).toEqual([{ id: 1, progress: nothing }]);
    served.receive({ id: 2, abort: true });
    expect(await wire.until(ended(2))).toMatchObject({ id: 2, problem: { code: 'aborted' } });
    expect(contexts[0]!.signal.aborted).toBe(false);
    // Numbers that are not under way are nobody's.
    served.receive({ id: 2, abort: true });
    served.receive({ id: 99, abort: true });
    served.receive({ id: 1, abort: true });
    expect(await wire.until(ended(1))).toMatchObject({ problem: { code: 'aborted' } });
  });

  test('when the tab goes, everything it asked for ends', async () => {
    const wire = someWire();
    const { handler, contexts } = slowCall();
    const served = serveCalls(handlers({ bringIn: handler, find: handler }), wire);
    served.receive({ id: 1, call: 'bringIn', args: {} });
    served.receive({ id: 2, call: 'find', args: {} });
    await vi.waitFor(() => expect(contexts).toHaveLength(2));
    served.close();
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  test('an answer that cannot be sent becomes a problem', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const wire = someWire();
    const served = serveCalls(handlers({ device: () => (() => undefined) as never }), {
      send: (message) => wire.send(structuredClone(message)),
    });
    served.receive({ id: 1, call: 'device', args: undefined });
    expect(await wire.until(ended(1))).toMatchObject({ id: 1, problem: { code: 'unexpected' } });
    log.mockRestore();
  });
});
