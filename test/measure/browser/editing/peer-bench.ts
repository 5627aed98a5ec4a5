import { automergeSyncPlugin } from '@automerge/automerge-codemirror';
import * as Automerge from '@automerge/automerge/slim';
import { history } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { boldMarks } from '../../../editing/bold-marks.ts';
import type { Bench } from '../../../editing/run-composition.ts';
import { type SomeDoc, someDoc, type SomeText } from '../../../drafting/some-draft-port.ts';

/** What the peer asks of a document, as automerge-repo gives it. */
class Handle {
  #doc: SomeDoc;
  #listeners = new Set<(change: never) => void>();

  constructor(doc: SomeDoc) {
    this.#doc = doc;
  }

  isReady(): boolean {
    return true;
  }

  doc(): SomeDoc {
    return this.#doc;
  }

  change(work: (doc: SomeText) => void): void {
    this.set(Automerge.change(this.#doc, { time: 0 }, work));
  }

  set(doc: SomeDoc): void {
    this.#doc = doc;
    for (const listener of this.#listeners) listener({} as never);
  }

  on(_event: string, listener: (change: never) => void): void {
    this.#listeners.add(listener);
  }

  off(_event: string, listener: (change: never) => void): void {
    this.#listeners.delete(listener);
  }
}

/** The peer's editor over the same draft, as its guide says. It has no engine that could be gone, and holds nothing. */
export async function peerBench(text: string): Promise<Bench> {
  const parent = document.body.appendChild(document.createElement('div'));
  const handle = new Handle(someDoc(text, 'bb'));
  const view = new EditorView({
    doc: text,
    parent,
    extensions: [
      history(),
      EditorView.lineWrapping,
      boldMarks,
      automergeSyncPlugin({ handle, path: ['text'] }),
    ],
  });
  let theirs = Automerge.clone(handle.doc(), { actor: 'cc' });
  const theyDo = (work: (doc: SomeText) => void): void => {
    theirs = Automerge.change(theirs, { time: 0 }, work);
    handle.set(Automerge.merge(handle.doc(), theirs));
  };
  let composed = '';
  return {
    view,
    stored: () => handle.doc().text,
    written: () =>
      Automerge.getChangesMetaSince(handle.doc(), []).filter(({ actor }) => actor === 'bb').length,
    theirs: () => theirs.text,
    replace: (at, remove, insert) => theyDo((doc) => Automerge.splice(doc, ['text'], at, remove, insert)),
    // Somebody else with this editor: what they compose is written at once.
    otherComposes(at, text) {
      composed = text;
      theyDo((doc) => Automerge.splice(doc, ['text'], at, 0, text));
    },
    otherCommits(text) {
      theyDo((doc) => Automerge.splice(doc, ['text'], doc.text.indexOf(composed), composed.length, text));
    },
    otherCaret: () => undefined,
    hold: () => undefined,
    engine: () => undefined,
    settled: () => Promise.resolve(),
    close() {
      view.destroy();
      parent.remove();
    },
  };
}
