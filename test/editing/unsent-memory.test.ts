import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import { ChangeSet } from '@codemirror/state';
import { DraftExchange } from '../../components/drafting/editor/draft-exchange.ts';
import { UnsentMemory, type UnsentPlace, writeLeft } from '../../components/drafting/editor/unsent-memory.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { someDoc, SomeDraftPort } from '../drafting/some-draft-port.ts';
import { HandClock } from '../sync/hand-clock.ts';
import { settled } from './some-editor.ts';

beforeAll(automergeForNode);

const start = '第一条　会议应当有议题。';

/** What a browser keeps for a page, and who of its tabs is there. */
class SomePlace implements UnsentPlace {
  readonly kept = new Map<string, string>();
  readonly held = new Set<string>();
  hasRoom = true;
  readonly storage = {
    getItem: (key: string) => this.kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (!this.hasRoom) throw new DOMException('no room', 'QuotaExceededError');
      this.kept.set(key, value);
    },
    removeItem: (key: string) => void this.kept.delete(key),
    key: (at: number) => [...this.kept.keys()][at] ?? null,
    length: 0,
  };
  readonly locks = {
    request: async (name: string, ...rest: unknown[]): Promise<unknown> => {
      const work = rest.at(-1) as (lock: object | null) => unknown;
      if (rest.length === 2 && this.held.has(name)) return work(null);
      this.held.add(name);
      const answer = await work({});
      this.held.delete(name);
      return answer;
    },
  } as UnsentPlace['locks'];

  constructor() {
    Object.defineProperty(this.storage, 'length', { get: () => this.kept.size });
  }

  /** Every tab is gone, as when the browser dies. */
  lose(): void {
    this.held.clear();
  }
}

interface Tab {
  exchange: DraftExchange;
  clock: HandClock;
  type(at: number, insert: string): void;
}

async function tabOf(port: SomeDraftPort, place: UnsentPlace): Promise<Tab> {
  const clock = new HandClock();
  const opened = await port.open();
  const after = (ms: number, call: () => void): (() => void) => clock.after(ms, call);
  const exchange = new DraftExchange(port, opened, after, new UnsentMemory('d', place));
  let { length } = opened.text;
  exchange.show({
    isHeld: () => false,
    mayTake: () => true,
    take: (changes) => (length = changes.newLength),
    tell: () => undefined,
  });
  await settled();
  return {
    exchange,
    clock,
    type(at, insert) {
      const changes = ChangeSet.of({ from: at, insert }, length, '\n');
      length = changes.newLength;
      exchange.record(changes);
      exchange.run();
    },
  };
}

test('what a tab could not write before it was gone is written by the next', async () => {
  const place = new SomePlace();
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  const tab = await tabOf(port, place);
  port.problem = new Error('gone');
  tab.type(0, '甲');
  await settled();
  tab.type(1, '乙');
  tab.exchange.leave();
  place.lose();
  const theirs = Automerge.change(Automerge.clone(port.doc, { actor: 'cc' }), (doc) => {
    Automerge.splice(doc, ['text'], start.length, 0, '完');
  });
  // The tab that is gone hears nothing of it.
  const next = new SomeDraftPort(Automerge.merge(Automerge.clone(port.doc), theirs));
  expect(await writeLeft('another', place, next)).toBe(false);
  expect(await writeLeft('d', place, next)).toBe(true);
  expect(next.text).toBe(`甲乙${start}完`);
  expect(place.kept.size).toBe(0);
});

test('what was written without an answer before the tab was gone is not written twice', async () => {
  const place = new SomePlace();
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  const tab = await tabOf(port, place);
  tab.type(0, '甲');
  // Leaving, the tab hears of no answer any more.
  tab.exchange.leave();
  const left = new Map(place.kept);
  await settled();
  expect(place.kept.size).toBe(0);
  for (const [key, value] of left) place.kept.set(key, value);
  place.lose();
  expect(await writeLeft('d', place, port)).toBe(true);
  expect(port.text).toBe(`甲${start}`);
});

test('what is left by a tab that is there is left to it', async () => {
  const place = new SomePlace();
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  const tab = await tabOf(port, place);
  port.problem = new Error('gone');
  tab.type(0, '甲');
  await settled();
  expect(place.kept.size).toBe(1);
  port.problem = undefined;
  await writeLeft('d', place, port);
  expect(port.text).toBe(start);
  tab.clock.pass(5000);
  await settled();
  expect(port.text).toBe(`甲${start}`);
  expect(place.kept.size).toBe(0);
  tab.exchange.close();
  await settled();
  expect(place.held.size).toBe(0);
});

test('what was typed on a text that the engine does not know is kept', async () => {
  const place = new SomePlace();
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  const tab = await tabOf(port, place);
  port.problem = new Error('gone');
  tab.type(0, '甲');
  tab.exchange.leave();
  place.lose();
  const other = new SomeDraftPort(Automerge.from({ text: start }, { actor: 'ef' }));
  await writeLeft('d', place, other);
  expect(other.text).toBe(start);
  expect(place.kept.size).toBe(1);
  place.kept.set('guiju:unsent:d:x', '{"heads":7');
  port.problem = undefined;
  await writeLeft('d', place, port);
  expect(port.text).toBe(`甲${start}`);
  expect(place.kept.size).toBe(0);
});

test('where there is no room to keep anything, the page goes on', async () => {
  const place = new SomePlace();
  place.hasRoom = false;
  const port = new SomeDraftPort(someDoc(start, 'bb'));
  const tab = await tabOf(port, place);
  port.problem = new Error('gone');
  tab.type(0, '甲');
  tab.exchange.leave();
  await settled();
  port.comeBack();
  await settled();
  expect(port.text).toBe(`甲${start}`);
});
