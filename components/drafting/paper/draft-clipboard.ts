import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { copiedText, type CopiedLine } from './copied-text.ts';
import { isInFence } from './fences.ts';

/** What is written, with its marks: only a draft asks for it, every other program takes the words. */
const ownType = 'text/x-guiju-draft';

/** More than any draft; such a clipboard is read as one from elsewhere. */
const mostOwn = 2_000_000;

const controls = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function selectedLines(state: EditorState): CopiedLine[] {
  const { main } = state.selection;
  const lines: CopiedLine[] = [];
  for (let at = main.from; at <= main.to;) {
    const line = state.doc.lineAt(at);
    lines.push({
      text: line.text,
      from: Math.max(0, main.from - line.from),
      to: Math.min(line.length, main.to - line.from),
      isInFence: isInFence(state, line.from),
    });
    at = line.to + 1;
  }
  return lines;
}

/** With nothing selected nothing is copied, as in every other page. */
function give(event: ClipboardEvent, view: EditorView): boolean {
  const { state } = view;
  const { main } = state.selection;
  const data = event.clipboardData;
  if (data === null) return false;
  event.preventDefault();
  if (main.empty) return true;
  const { plain, html } = copiedText(selectedLines(state));
  data.clearData();
  data.setData('text/plain', plain);
  data.setData('text/html', html);
  data.setData(ownType, state.sliceDoc(main.from, main.to));
  if (event.type === 'cut' && !state.readOnly)
    view.dispatch({ changes: main, scrollIntoView: true, userEvent: 'delete.cut' });
  return true;
}

/** What was copied in a draft, here or in another, to the last sign; undefined for anything else. */
export function ownCopied(data: DataTransfer): string | undefined {
  const own = data.getData(ownType);
  if (own === '' || own.length > mostOwn) return undefined;
  return own.replaceAll(/\r\n?/g, '\n').replaceAll(controls, '');
}

/** What is copied or cut reads well wherever it is put, and comes back into a draft as it was written. */
export const draftClipboard: Extension = EditorView.domEventHandlers({ copy: give, cut: give });
