import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { EditorView, showPanel, type Panel } from '@codemirror/view';
import { fitted, pastedText, type PastedText } from '../../../src/app/pasted-text.ts';
import type { Words } from '../../words.ts';
import { isInFence } from './fences.ts';

const tellPasted = StateEffect.define<PastedText | undefined>();

/** What a person should know of the last paste; gone as soon as they write on. */
const pastedNote = (words: () => Words): Extension =>
  StateField.define<PastedText | undefined>({
    create: () => undefined,
    update(note, transaction) {
      for (const effect of transaction.effects) if (effect.is(tellPasted)) return effect.value;
      return transaction.docChanged && note !== undefined ? undefined : note;
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
  return { dom };
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

/** Takes what was copied in Word, WPS or a page as clean text with its numbers. */
export function paste(words: () => Words): Extension {
  return [
    pastedNote(words),
    EditorView.domEventHandlers({
      paste(event, view) {
        const data = event.clipboardData;
        if (data === null || view.state.readOnly) return false;
        const { main } = view.state.selection;
        const html = isInFence(view.state, main.head) ? '' : data.getData('text/html');
        const plain = data.getData('text/plain');
        const hasFiles = data.files.length > 0;
        if (html === '' && plain === '' && !hasFiles) return false;
        event.preventDefault();
        const pasted = pastedText(isOwn(html) ? '' : html, plain);
        const { pictures, deletions, isTooLarge } = pasted;
        const lost = hasFiles && html === '' && plain === '' ? data.files.length : pictures;
        const { doc } = view.state;
        const line = doc.lineAt(main.from);
        const insert = fitted(
          pasted.text,
          line.text.slice(0, main.from - line.from),
          view.state.sliceDoc(main.to, doc.lineAt(main.to).to),
          doc.line(1).text.startsWith('# ') && line.number > 1,
        );
        const isTold = lost > 0 || deletions > 0 || isTooLarge;
        view.dispatch({
          ...(insert !== '' && {
            changes: { from: main.from, to: main.to, insert },
            selection: { anchor: main.from + insert.length },
          }),
          effects: tellPasted.of(isTold ? { ...pasted, pictures: lost } : undefined),
          userEvent: 'input.paste',
          scrollIntoView: true,
        });
        return true;
      },
    }),
  ];
}

/** What was copied in this very editor is Markdown already, and lies in the plain words. */
const isOwn = (html: string): boolean => /class="cm-line/.test(html.slice(0, 2000));
