import * as Automerge from '@automerge/automerge/slim';
import { DraftView } from '../../components/drafting/editor/draft-view.ts';
import { someDoc, SomeDraftPort } from '../drafting/some-draft-port.ts';
import { HandClock } from '../sync/hand-clock.ts';
import { boldMarks } from './bold-marks.ts';
import type { Bench } from './run-composition.ts';
import { SomeEditor } from './some-editor.ts';

const longestHold = 20_000;

/** The product's editor over a draft in memory. */
export async function ownBench(text: string): Promise<Bench> {
  const parent = document.body.appendChild(document.createElement('div'));
  const clock = new HandClock();
  const port = new SomeDraftPort(someDoc(text, 'bb'));
  const draft = new DraftView({
    parent,
    onState: () => undefined,
    onOthers: () => undefined,
    onFollow: () => undefined,
    after: (ms, call) => clock.after(ms, call),
    longestHold,
  });
  draft.extensions = boldMarks;
  draft.open(port);
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  await settled();
  let theirs = Automerge.clone(port.doc, { actor: 'cc' });
  let other: { port: SomeDraftPort; editor: SomeEditor; at: number; length: number } | undefined;
  return {
    view: draft.view,
    stored: () => port.text,
    written: () => port.written,
    theirs: () => theirs.text,
    replace(at, remove, insert) {
      theirs = Automerge.change(theirs, (doc) => Automerge.splice(doc, ['text'], at, remove, insert));
      port.merge(theirs);
    },
    otherComposes(at, composed) {
      const otherPort = new SomeDraftPort(Automerge.clone(theirs, { actor: 'dd' }));
      void SomeEditor.open(otherPort).then((editor) => {
        editor.isComposing = true;
        editor.type(at, 0, composed);
        other = { port: otherPort, editor, at, length: composed.length };
      });
    },
    otherCommits(committed) {
      const { editor, at, length, port: otherPort } = other!;
      otherPort.onWritten = () => queueMicrotask(() => port.merge(otherPort.doc));
      editor.type(at, length, committed);
      editor.endComposing();
    },
    otherCaret(from, to) {
      port.others = [{ device: 'cc', member: 'c', name: '丙', from, to }];
      port.tell({ kind: 'present' });
    },
    hold: () => clock.pass(longestHold),
    engine(state) {
      if (state === 'restarted') port.die();
      if (state === 'gone') port.problem = new Error('gone');
      else port.comeBack();
      clock.pass(5000);
    },
    settled,
    close() {
      draft.destroy();
      parent.remove();
    },
  };
}
