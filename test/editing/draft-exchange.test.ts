import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { type SomeDoc, someDoc, SomeDraftPort } from '../drafting/some-draft-port.ts';
import { settled, SomeEditor } from './some-editor.ts';

beforeAll(automergeForNode);

const start = '第一条　会议应当有议题。';

async function some(text = start): Promise<{ port: SomeDraftPort; editor: SomeEditor }> {
  const port = new SomeDraftPort(someDoc(text, 'bb'));
  const editor = await SomeEditor.open(port);
  await settled();
  return { port, editor };
}

/** Somebody else's change, made on what is there now. */
function remote(port: SomeDraftPort, at: number, remove: number, insert: string): void {
  const theirs = Automerge.change(Automerge.clone(port.doc, { actor: 'cc' }), (doc) => {
    Automerge.splice(doc, ['text'], at, remove, insert);
  });
  port.merge(theirs);
}

const kinds = (editor: SomeEditor): string[] => editor.told.map(({ kind }) => kind);

test('what is typed is written and then said to be saved, and not before', async () => {
  const { port, editor } = await some();
  port.savesAtOnce = false;
  editor.type(6, 0, '定期');
  await settled();
  expect(port.text).toBe(editor.string);
  expect(editor.exchange.state).toEqual({ kind: 'saving' });
  port.save();
  expect(kinds(editor)).toEqual(['saved', 'saving', 'saved']);
});

test('what is typed while a call is under way gathers into one change', async () => {
  const { port, editor } = await some();
  let open = (): void => undefined;
  port.gate = new Promise((resolve) => (open = resolve));
  editor.type(0, 0, '甲');
  await settled();
  for (const character of '乙丙丁') editor.type(editor.string.length, 0, character);
  open();
  await settled();
  expect(port.edits.map(({ splices }) => splices.length)).toEqual([1, 1]);
  expect(port.written).toBe(2);
  expect(port.text).toBe(`甲${start}乙丙丁`);
});

test('while words are composed nothing goes out and nothing comes in; then one change, and what came', async () => {
  const { port, editor } = await some();
  editor.isComposing = true;
  for (const [remove, insert] of [
    [0, 'j'],
    [1, 'ji'],
    [2, 'jia'],
  ] as const) {
    editor.type(6, remove, insert);
    await settled();
    remote(port, 0, 0, '〇');
    await settled();
  }
  expect(port.written).toBe(0);
  expect(editor.taken).toEqual([]);
  editor.type(6, 3, '加强');
  editor.endComposing();
  await settled();
  expect(port.written).toBe(1);
  expect(editor.taken).toHaveLength(1);
  expect(editor.string).toBe('〇〇〇第一条　会议加强应当有议题。');
  expect(port.text).toBe(editor.string);
});

test('a composition that is given up leaves no change behind', async () => {
  const { port, editor } = await some();
  editor.isComposing = true;
  editor.type(6, 0, 'ji');
  editor.type(6, 2, '');
  editor.endComposing();
  await settled();
  expect(port.edits).toEqual([]);
  expect(editor.exchange.state.kind).toBe('saved');
});

test('what is typed while others’ changes are fetched is put on them', async () => {
  const { port, editor } = await some();
  let open = (): void => undefined;
  port.gate = new Promise((resolve) => (open = resolve));
  remote(port, 0, 4, '一、');
  await settled();
  editor.type(editor.string.length, 0, '完');
  open();
  await settled();
  expect(editor.string).toBe('一、会议应当有议题。完');
  expect(port.text).toBe(editor.string);
});

test('a flush writes what is being composed, and puts in what is elsewhere', async () => {
  const { port, editor } = await some();
  editor.isComposing = true;
  editor.type(6, 0, 'jia');
  remote(port, 0, 0, '总则\n');
  await settled();
  editor.exchange.flush();
  await settled();
  expect(port.text).toBe('总则\n第一条　会议jia应当有议题。');
  expect(editor.taken).toEqual([]);
  editor.takesComposing = true;
  editor.exchange.flush();
  await settled();
  expect(editor.string).toBe(port.text);
  editor.type(9, 3, '加强');
  await settled();
  expect(port.written).toBe(1);
  editor.endComposing();
  await settled();
  expect(port.text).toBe('总则\n第一条　会议加强应当有议题。');
  expect(editor.string).toBe(port.text);
});

test('as long as the engine fails the text stays, is said not to be saved, and is tried again', async () => {
  const { port, editor } = await some();
  port.problem = Object.assign(new Error('no room'), { code: 'storage-full' });
  editor.type(6, 0, '定期');
  await settled();
  expect(editor.exchange.state).toEqual({ kind: 'failed', problem: 'storage-full' });
  for (let again = 0; again < 8; again++) {
    editor.type(0, 0, String(again));
    editor.clock.pass(5000);
    await settled();
    expect(editor.exchange.state.kind).toBe('failed');
  }
  expect(editor.told.slice(1).map(({ kind }) => kind)).not.toContain('saved');
  port.problem = undefined;
  editor.clock.pass(5000);
  await settled();
  expect(port.text).toBe(`76543210第一条　会议定期应当有议题。`);
  expect(editor.string).toBe(port.text);
  expect(editor.exchange.state.kind).toBe('saved');
});

test('an engine that cannot put on disk what it has is believed', async () => {
  const { port, editor } = await some();
  port.savesAtOnce = false;
  editor.type(0, 0, '甲');
  await settled();
  port.tell({ kind: 'failed', problem: 'storage-full' });
  expect(editor.exchange.state).toEqual({ kind: 'failed', problem: 'storage-full' });
  port.save();
  await settled();
  expect(editor.exchange.state).toEqual({ kind: 'saved' });
});

test('an engine that wrote but died before it could say so does not write twice', async () => {
  const { port, editor } = await some();
  port.diesAnswering = true;
  editor.type(6, 0, '定期');
  await settled();
  expect(editor.exchange.state.kind).toBe('failed');
  editor.type(0, 0, '甲');
  remote(port, 0, 0, '〇');
  editor.clock.pass(5000);
  await settled();
  expect(port.written).toBe(2);
  expect(port.text.match(/定期/g)).toHaveLength(1);
  expect(editor.string).toBe(port.text);
});

test('an engine that wrote and forgot is given one’s own words again, and others’ once', async () => {
  const { port, editor } = await some();
  port.savesAtOnce = false;
  port.save();
  editor.type(6, 0, '定期');
  await settled();
  const before = Automerge.clone(port.doc, { actor: 'cc' });
  const theirs: SomeDoc = Automerge.change(before, (doc) => {
    Automerge.splice(doc, ['text'], 0, 0, '总则\n');
  });
  port.merge(theirs);
  await settled();
  editor.type(editor.string.length, 0, '完');
  await settled();
  expect(editor.string).toBe('总则\n第一条　会议定期应当有议题。完');
  port.die();
  expect(editor.exchange.state.kind).toBe('failed');
  expect(port.text).toBe(start);
  editor.type(editor.string.length, 0, '了');
  await settled();
  port.comeBack();
  editor.clock.pass(5000);
  await settled();
  // What others wrote on words that are lost comes with those words: both are there again, but they are nobody's now.
  expect(port.text).toBe('第一条　会议定期应当有议题。完了');
  expect(editor.string).toBe(port.text);
  port.save();
  expect(editor.exchange.state.kind).toBe('saved');
});

test('an engine that knows none of the states gets one’s own words on what it has', async () => {
  const { port, editor } = await some();
  port.savesAtOnce = false;
  editor.type(editor.string.length, 0, '完');
  await settled();
  const unknown = Automerge.from({ text: '第一条　会议应当先有议题。' }, { actor: 'ef' });
  port.die();
  port.doc = unknown;
  editor.type(0, 0, '甲');
  await settled();
  port.comeBack();
  editor.clock.pass(5000);
  await settled();
  expect(port.text).toBe('甲第一条　会议应当先有议题。完');
  expect(editor.string).toBe(port.text);
});

test('what is pending when the editor turns away is still written, and no more is heard', async () => {
  const { port, editor } = await some();
  editor.isComposing = true;
  editor.type(0, 0, '甲');
  port.problem = new Error('gone');
  editor.exchange.close();
  await settled();
  port.problem = undefined;
  editor.clock.pass(5000);
  await settled();
  expect(port.text).toBe(`甲${start}`);
  expect(port.isHeard).toBe(false);
});

test('what is too much is not sent again as it was: once some is deleted, the rest is written', async () => {
  const { port, editor } = await some();
  port.problem = Object.assign(new Error('too long'), { code: 'too-much' });
  editor.type(0, 0, '很多很多');
  await settled();
  expect(editor.exchange.state).toEqual({ kind: 'failed', problem: 'too-much' });
  editor.type(0, 2, '');
  await settled();
  port.problem = undefined;
  editor.clock.pass(5000);
  await settled();
  expect(port.edits.at(-1)!.splices).toEqual([{ at: 0, remove: 0, insert: '很多' }]);
  expect(port.text).toBe(editor.string);
  expect(editor.exchange.state).toEqual({ kind: 'saved' });
});
