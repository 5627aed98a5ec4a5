import { EditorView, type ViewUpdate } from '@codemirror/view';

type Watcher = (update: ViewUpdate) => void;

/** Kept by view, since an editor that turns to another text begins everything else anew. */
const watchersOf = new WeakMap<EditorView, Set<Watcher>>();

/** Lets elements beside the editor follow what happens in it. */
export const viewWatch = EditorView.updateListener.of((update) => {
  for (const watcher of watchersOf.get(update.view) ?? []) watcher(update);
});

/**
 * Follows an editor that has `viewWatch` among its extensions.
 *
 * @returns the way to stop
 */
export function watchView(view: EditorView, watcher: Watcher): () => void {
  const watchers = watchersOf.get(view) ?? new Set();
  watchersOf.set(view, watchers.add(watcher));
  return () => watchers.delete(watcher);
}
