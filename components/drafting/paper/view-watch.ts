import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';

type Watcher = (update: ViewUpdate) => void;

/** Lets elements beside the editor follow what happens in it. */
export const viewWatch = ViewPlugin.fromClass(
  class {
    watchers = new Set<Watcher>();

    update(update: ViewUpdate): void {
      for (const watcher of this.watchers) watcher(update);
    }
  },
);

/**
 * Follows an editor that has `viewWatch` among its extensions.
 *
 * @returns the way to stop
 */
export function watchView(view: EditorView, watcher: Watcher): () => void {
  const watchers = view.plugin(viewWatch)?.watchers;
  watchers?.add(watcher);
  return () => watchers?.delete(watcher);
}
