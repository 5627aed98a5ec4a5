import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, showPanel, ViewPlugin, type Panel } from '@codemirror/view';
import type { PastedText } from '../../../src/app/pasted-text.ts';
import type { Words } from '../../words.ts';
import { draftClipboard, ownCopied } from './draft-clipboard.ts';
import { isInFence } from './fences.ts';

const tellPasted = StateEffect.define<PastedText | undefined>();

/** What a person should know of the last paste; gone as soon as they write on. */
const pastedNote = (words: () => Words): Extension =>
  StateField.define<PastedText | undefined>({
    create: () => undefined,
    update(note, transaction) {
      for (const effect of transaction.effects) if (effect.is(tellPasted)) return effect.value;
      // What others write meanwhile is no sign that it was read.
      const isOwn = transaction.isUserEvent('input') || transaction.isUserEvent('delete');
      return transaction.docChanged && isOwn ? undefined : note;
    },
    provide: (field) =>
      showPanel.from(field, (note) =>
        note === undefined ? null : () => notePanel(noteWords(note, words())),
      ),
  });

function notePanel(words: string): Panel {
  const dom = document.createElement('p');
  dom.className = 'notice warn draft-note';
  dom.setAttribute('role', 'status');
  dom.textContent = words;
  // Where it is seen: a long draft ends far below the screen.
  return { dom, top: true };
}

function noteWords({ text, pictures, deletions, isTooLarge }: PastedText, w: Words): string {
  if (isTooLarge) return text === '' ? w.paperPasteRefused : w.paperPastePlain;
  return [
    pictures > 0 ? w.paperPastePictures(pictures) : '',
    deletions > 0 ? w.paperPasteDeletions(deletions) : '',
  ]
    .filter(Boolean)
    .join('');
}

/** What reads a page is fetched once the editor stands, and is there when something is pasted. */
const reader = () => import('../../../src/app/pasted-text.ts');

async function insert(view: EditorView, html: string, plain: string, files: number): Promise<void> {
  const { fitted, pastedText } = await reader();
  const pasted = pastedText(html, plain);
  const { deletions, isTooLarge } = pasted;
  const pictures = files > 0 && html === '' && plain === '' ? files : pasted.pictures;
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const line = doc.lineAt(from);
  const text = fitted(
    pasted.text,
    line.text.slice(0, from - line.from),
    doc.sliceString(to, doc.lineAt(to).to),
    doc.line(1).text.startsWith('# ') && line.number > 1,
  );
  const isTold = pictures > 0 || deletions > 0 || isTooLarge;
  view.dispatch({
    ...(text !== '' && { changes: { from, to, insert: text }, selection: { anchor: from + text.length } }),
    effects: tellPasted.of(isTold ? { ...pasted, pictures } : undefined),
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}

/** Takes what was copied in Word, WPS or a page as clean text with its numbers. */
export function paste(words: () => Words): Extension {
  return [
    pastedNote(words),
    ViewPlugin.define(() => {
      const timer = setTimeout(() => void reader().catch(() => undefined), 2000);
      return { destroy: () => clearTimeout(timer) };
    }),
    draftClipboard,
    EditorView.domEventHandlers({
      paste(event, view) {
        const data = event.clipboardData;
        if (data === null || view.state.readOnly) return false;
        const html = isInFence(view.state, view.state.selection.main.head) ? '' : data.getData('text/html');
        const plain = data.getData('text/plain');
        const files = data.files.length;
        const own = ownCopied(data);
        if (own === undefined && html === '' && plain === '' && files === 0) return false;
        event.preventDefault();
        if (own !== undefined) {
          view.dispatch(view.state.replaceSelection(own), { userEvent: 'input.paste', scrollIntoView: true });
          return true;
        }
        insert(view, html, plain, files).catch(() => {
          // What reads a page could not be fetched: its words are better than nothing.
          view.dispatch(view.state.replaceSelection(plain), { userEvent: 'input.paste' });
        });
        return true;
      },
    }),
  ];
}
