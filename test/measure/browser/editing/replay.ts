import * as Automerge from '@automerge/automerge/slim';
import { history } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { yCollab } from 'y-codemirror.next';
import * as Y from 'yjs';
import { DraftView } from '../../../../components/drafting/editor/draft-view.ts';
import { someDoc, type SomeText, SomeDraftPort } from '../../../drafting/some-draft-port.ts';
import { Random } from '../../../faults/random.ts';
import { trace, type Edit } from './trace.ts';

export interface Replay {
  ms: number;
  savedBytes: number;
  loadMs: number;
  length: number;
}

const typed = (view: EditorView, { at, remove, insert }: Edit): void =>
  view.dispatch({
    changes: { from: at, to: at + remove, insert },
    selection: { anchor: at + insert.length },
    userEvent: 'input.type',
  });

/** Lets what the last edit caused be written, so that each is a change of its own, as when a hand types. */
async function written(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}

export async function replayInOwn(seed: number, edits: number): Promise<Replay> {
  const parent = document.body.appendChild(document.createElement('div'));
  const port = new SomeDraftPort(someDoc('', 'bb'));
  port.savesAtOnce = false;
  port.onWritten = () => port.tell({ kind: 'saved' });
  const draft = new DraftView({
    parent,
    onState: () => undefined,
    onOthers: () => undefined,
    onFollow: () => undefined,
  });
  draft.open(port);
  await written();
  await written();
  const begun = performance.now();
  for (const edit of trace(new Random(seed), edits)) {
    typed(draft.view, edit);
    await written();
  }
  const ms = performance.now() - begun;
  const { length } = draft.view.state.doc;
  if (port.text !== draft.view.state.doc.toString()) throw new Error('not all was written');
  if (port.written !== edits) throw new Error(`${port.written} changes of ${edits}`);
  draft.destroy();
  parent.remove();
  const saved = Automerge.save(port.doc);
  const loadBegun = performance.now();
  const loaded = Automerge.load<SomeText>(saved).text.length;
  const loadMs = performance.now() - loadBegun;
  if (loaded !== length) throw new Error('not all was saved');
  return { ms, savedBytes: saved.length, loadMs, length };
}

export async function replayInPeer(seed: number, edits: number): Promise<Replay> {
  const parent = document.body.appendChild(document.createElement('div'));
  const doc = new Y.Doc();
  const text = doc.getText('text');
  const view = new EditorView({
    parent,
    extensions: [history(), EditorView.lineWrapping, yCollab(text, null)],
  });
  const begun = performance.now();
  for (const edit of trace(new Random(seed), edits)) {
    typed(view, edit);
    await written();
  }
  const ms = performance.now() - begun;
  const { length } = view.state.doc;
  if (text.toJSON() !== view.state.doc.toString()) throw new Error('not all was written');
  view.destroy();
  parent.remove();
  const saved = Y.encodeStateAsUpdate(doc);
  const loadBegun = performance.now();
  const again = new Y.Doc();
  Y.applyUpdate(again, saved);
  const loaded = again.getText('text').toJSON().length;
  const loadMs = performance.now() - loadBegun;
  if (loaded !== length) throw new Error('not all was saved');
  return { ms, savedBytes: saved.length, loadMs, length };
}
