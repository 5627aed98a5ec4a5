import { redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import type { EditorState } from '@codemirror/state';
import type { Command, KeyBinding } from '@codemirror/view';
import type { Words } from '../../words.ts';
import { openFind } from './paper-find.ts';
import { lineAtCaret } from './line-head.ts';
import {
  cite,
  comment,
  insertTable,
  isBoldAt,
  makeArticle,
  makeChapter,
  makeItem,
  toggleBold,
} from './paper-commands.ts';

export const actionNames = [
  'chapter',
  'article',
  'item',
  'bold',
  'table',
  'cite',
  'comment',
  'undo',
  'redo',
  'find',
  'renumber',
] as const;
export type ActionName = (typeof actionNames)[number];

export interface PaperAction {
  /** As CodeMirror writes keys. */
  key: string;
  run(words: Words): Command;
  /** Is it on, where the caret stands? Absent for what cannot be. */
  isOn?(state: EditorState): boolean;
  /** Is there nothing that it could do? */
  isIdle?(state: EditorState): boolean;
}

const kindIs =
  (kind: string, level?: string) =>
  (state: EditorState): boolean => {
    const { written } = lineAtCaret(state);
    return written.kind === kind && (level === undefined || written.level === level);
  };

/** Asks the toolbar for the preview of a renumbering, by an event of the editor. */
const askRenumber: Command = (view) =>
  !view.state.readOnly && view.dom.dispatchEvent(new CustomEvent('draft-renumber', { bubbles: true }));

/** What the toolbar and the keys do. Ctrl+Alt+1 to 3 are those of a word processor for its headings. */
export const paperActions: Record<ActionName, PaperAction> = {
  chapter: { key: 'Mod-Alt-1', run: () => makeChapter, isOn: kindIs('heading', 'chapter') },
  article: { key: 'Mod-Alt-2', run: () => makeArticle, isOn: kindIs('article') },
  item: { key: 'Mod-Alt-3', run: () => makeItem, isOn: kindIs('item') },
  bold: { key: 'Mod-b', run: () => toggleBold, isOn: isBoldAt },
  table: {
    key: 'Mod-Alt-t',
    run: (words) => (view) => insertTable(view, words.paperColumns),
    isOn: kindIs('row'),
  },
  cite: { key: 'Mod-Alt-c', run: () => cite },
  comment: { key: 'Mod-Alt-m', run: () => comment },
  undo: { key: 'Mod-z', run: () => undo, isIdle: (state) => undoDepth(state) === 0 },
  redo: { key: 'Mod-y', run: () => redo, isIdle: (state) => redoDepth(state) === 0 },
  find: { key: 'Mod-f', run: () => openFind },
  renumber: { key: 'Mod-Alt-n', run: () => askRenumber },
};

export const actionKeys = (words: () => Words): KeyBinding[] =>
  actionNames.map((name) => ({
    key: paperActions[name].key,
    run: (view) => paperActions[name].run(words())(view),
    preventDefault: true,
  }));

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Mod-Alt-1 as the keyboard names it: Ctrl+Alt+1, or ⌘⌥1. */
export function keyName(key: string): string {
  const parts = key.split('-').map((part) => (part.length === 1 ? part.toUpperCase() : part));
  return isMac
    ? parts.map((part) => ({ Mod: '⌘', Alt: '⌥', Shift: '⇧' })[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}

/** The same for programs that read the screen aloud (`aria-keyshortcuts`). */
export const keyShortcut = (key: string): string =>
  key
    .split('-')
    .map((part) => (part === 'Mod' ? (isMac ? 'Meta' : 'Control') : part))
    .join('+');
