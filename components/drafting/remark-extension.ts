import type { Extension } from '@codemirror/state';
import type { App } from '../../src/app/app.ts';
import type { Words } from '../words.ts';
import type { GjDraftEditor } from './editor/gj-draft-editor.ts';
import { remarkFeed } from './remarks/remark-feed.ts';
import { remarkMarks } from './remarks/remark-marks.ts';

/**
 * Marks in the text what is remarked on.
 *
 * @param choose given the remarks that somebody asked for in the text
 */
export function remarkExtension(
  { app, draft, words }: { app: App; draft: string; words: Words },
  editor: GjDraftEditor,
  choose: (ids: string[]) => void,
): Extension {
  return [
    remarkMarks(choose, words),
    remarkFeed({
      heads: () => editor.shownHeads,
      marks: async (heads) => (await app.ask('remarkMarks', { draft, heads })).marks,
      subscribe: (listener) => app.followDraft(draft, listener),
    }),
  ];
}
