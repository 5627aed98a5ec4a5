import { StateEffect, type Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';

/** Dispatched when an input method has finished: what was kept still meanwhile can be drawn again. */
export const compositionEnded = StateEffect.define<null>();

/** Told when an input method begins and ends, and when it takes longer than it may. */
export interface CompositionWatch {
  begun(): void;
  ended(): void;
}

const plugin = ViewPlugin.fromClass(
  class {
    isComposing = false;
    /** How often one has begun. */
    times = 0;
    watches = new Set<CompositionWatch>();

    begin(): void {
      this.times += 1;
      if (this.isComposing) return;
      this.isComposing = true;
      for (const watch of this.watches) watch.begun();
    }

    /** What the last step has put into the page is read by the editor after this event. */
    end(view: EditorView): void {
      const { times } = this;
      setTimeout(() => {
        // The next word may have begun at once.
        if (!this.isComposing || this.times !== times) return;
        this.isComposing = false;
        for (const watch of this.watches) watch.ended();
        view.dispatch({ effects: compositionEnded.of(null) });
      });
    }
  },
  {
    eventObservers: {
      compositionstart() {
        this.begin();
      },
      compositionend(_event, view) {
        this.end(view);
      },
    },
  },
);

/** Needed for `isComposing`, and for `compositionEnded` to be heard. */
export const composing: Extension = plugin;

/**
 * Whether an input method composes. Marks and widgets must stay as they are as long: a plugin maps its decorations
 * through the changes, and makes them anew when it sees `compositionEnded`.
 */
export function isComposing(view: EditorView): boolean {
  return view.composing || view.plugin(plugin)?.isComposing === true;
}

/** @returns the way to stop */
export function watchComposition(view: EditorView, watch: CompositionWatch): () => void {
  const watches = view.plugin(plugin)?.watches;
  watches?.add(watch);
  return () => watches?.delete(watch);
}
