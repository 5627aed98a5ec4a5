import { history } from '@codemirror/commands';
import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { cdp, userEvent } from 'vitest/browser';
import {
  paperExtensions,
  type PaperSources,
} from '../../../../components/drafting/paper/paper-extensions.ts';
import '../../../../components/style/draft-paper.css';
import { zh } from '../../../../components/words/zh.ts';
import { SomeApp } from '../../some-app.ts';

/** Where the caret stands in a written text; two of them are a selection. */
const mark = '‸';

/** A paper in the document, with the keys of a person before it. */
export class SomePaper {
  readonly view: EditorView;
  readonly some = new SomeApp();
  readonly home: HTMLElement;

  constructor(written: string, sources: Partial<PaperSources> = {}) {
    const parts = written.split(mark);
    this.view = new EditorView({
      doc: parts.join(''),
      selection: EditorSelection.single(
        parts.length > 1 ? parts[0]!.length : 0,
        parts.length > 2 ? parts[0]!.length + parts[1]!.length : parts.length > 1 ? parts[0]!.length : 0,
      ),
      extensions: [history(), paperExtensions({ words: () => zh, ...sources })],
    });
    this.home = document.createElement('div');
    this.home.className = 'reading';
    this.home.append(this.view.dom);
    this.some.show(this.home);
    if (parts.length > 1) this.view.focus();
  }

  /** The text with the caret in it. */
  get written(): string {
    const { doc, selection } = this.view.state;
    const { from, to } = selection.main;
    const text = doc.toString();
    return text.slice(0, from) + mark + (to > from ? text.slice(from, to) + mark : '') + text.slice(to);
  }

  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await userEvent.keyboard(key);
  }

  /** An element beside the paper that follows it. */
  beside<E extends HTMLElement & { view: EditorView | undefined }>(element: E): E {
    element.view = this.view;
    this.home.before(element);
    return element;
  }

  /** Types a word as an input method does: letters that are not the text yet, then the word. */
  async compose(letters: readonly string[], word: string): Promise<void> {
    for (const text of letters) await this.composing(text);
    await cdp().send('Input.insertText', { text: word });
  }

  composing(text: string): Promise<unknown> {
    return cdp().send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** A key that the input method takes for itself, as the browser tells it. */
  async keyOfInputMethod(code: string): Promise<void> {
    const key = { code, key: code, windowsVirtualKeyCode: 229 };
    await cdp().send('Input.dispatchKeyEvent', { ...key, type: 'rawKeyDown' });
    await cdp().send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
  }

  /** The lines as they are seen: class, and words without what is hidden. */
  get lines(): [string, string][] {
    return [...this.view.contentDOM.querySelectorAll('.cm-line')].map((line) => [
      [...line.classList].filter((name) => name.startsWith('paper-')).join(' '),
      line.textContent,
    ]);
  }
}

export const aWhile = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
