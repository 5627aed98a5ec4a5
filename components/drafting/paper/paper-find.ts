import { findNext, findPrevious, openSearchPanel, search } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { keymap, type Command, type EditorView } from '@codemirror/view';
import { GjDraftFind } from './gj-draft-find.ts';

const panelOf = (view: EditorView): GjDraftFind | null => view.dom.querySelector('gj-draft-find');

/** Opens the panel, or goes back to it, with the keys in one of its fields. */
const openAt =
  (field: 'find' | 'replace'): Command =>
  (view) => {
    openSearchPanel(view);
    void panelOf(view)?.take(field);
    return true;
  };

export const openFind = openAt('find');

/** Find and replace by a panel of our own. */
export const paperFind = (): Extension => [
  search({
    top: true,
    createPanel: (view) => {
      const dom = new GjDraftFind();
      dom.view = view;
      return { dom, top: true, mount: () => void dom.take() };
    },
  }),
  keymap.of([
    { key: 'Mod-h', mac: 'Mod-Alt-f', run: openAt('replace'), preventDefault: true },
    { key: 'F3', run: findNext, shift: findPrevious, preventDefault: true },
    { key: 'Mod-g', run: findNext, shift: findPrevious, preventDefault: true },
  ]),
];
