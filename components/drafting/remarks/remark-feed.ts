import type { ChangeSet, Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Heads } from '../../../src/app/draft-port.ts';
import type { RemarkMark } from '../../../src/engine/remarks-protocol.ts';
import { setRemarkMarks } from './remark-marks.ts';

/** Where an editor gets its marks. */
export interface RemarkSource {
  /** State of the draft that the editor shows; undefined while it shows more than that, since something is on its way. */
  heads(): Heads | undefined;
  /** Marks of the text at `heads`. */
  marks(heads: Heads): Promise<readonly RemarkMark[]>;
  /** @returns the way to stop */
  subscribe(listener: () => void): () => void;
}

/** Milliseconds in which news are answered by one question. */
const gather = 400;

/** Keeps the marks of an editor as the engine knows them. Nothing is drawn while an input method composes. */
export function remarkFeed(source: RemarkSource): Extension {
  return ViewPlugin.define((view) => new Feed(view, source));
}

class Feed {
  #view: EditorView;
  #source: RemarkSource;
  #stop: () => void;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** What was done to the text since the question was asked; undefined when none is under way. */
  #since: ChangeSet | undefined;
  #isAsking = false;
  #isGone = false;

  constructor(view: EditorView, source: RemarkSource) {
    this.#view = view;
    this.#source = source;
    this.#stop = source.subscribe(() => this.#later());
    this.#later(0);
  }

  update({ changes, docChanged }: ViewUpdate): void {
    if (docChanged && this.#isAsking)
      this.#since = this.#since === undefined ? changes : this.#since.compose(changes);
  }

  destroy(): void {
    this.#isGone = true;
    this.#stop();
    clearTimeout(this.#due);
  }

  #later(after = gather): void {
    if (this.#isGone) return;
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      void this.#ask();
    }, after);
  }

  async #ask(): Promise<void> {
    const heads = this.#source.heads();
    if (this.#isAsking || this.#view.composing || heads === undefined) return this.#later();
    this.#isAsking = true;
    this.#since = undefined;
    try {
      const marks = await this.#source.marks(heads);
      if (this.#isGone) return;
      const since = this.#since as ChangeSet | undefined;
      const moved = marks.map((mark) =>
        since === undefined
          ? mark
          : { ...mark, from: since.mapPos(mark.from, 1), to: since.mapPos(mark.to, -1) },
      );
      // What came while somebody composed is asked for again, when that is over.
      if (this.#view.composing) this.#later();
      else this.#view.dispatch({ effects: setRemarkMarks.of(moved) });
    } catch {
      // Words without marks are words all the same; the next news ask again.
    } finally {
      this.#isAsking = false;
    }
  }
}
