import { node } from '../proof/page-node.ts';
import type { PageWords } from './page-words.ts';
import { qrNode } from './qr-node.ts';

/** What a page says of an answer and how it goes back. */
export type AnswerWords = Pick<
  PageWords,
  | 'done'
  | 'doneNext'
  | 'partial'
  | 'save'
  | 'saveHelp'
  | 'qr'
  | 'qrHelp'
  | 'text'
  | 'textHelp'
  | 'copy'
  | 'copied'
  | 'copyByHand'
  | 'again'
  | 'fileName'
>;

interface Made {
  /** Who takes the answer, what it is about and whose it is. */
  to: string;
  title: string;
  name: string;
  /** The line that is to be carried back. */
  text: string;
  /** Texts that are not in it. */
  left: number;
  again: () => void;
}

/** The answer, and the three ways in which it can go back. */
export function answerPart({ to, title, name, text, left, again }: Made, words: AnswerWords): HTMLElement {
  const heading = node('h1', '', words.done(name));
  heading.tabIndex = -1;
  const made = node('section', 'answer', heading, node('p', '', words.doneNext(to)));
  if (left > 0) made.append(node('p', 'notice', words.partial(left)));
  made.append(node('section', 'way', saveLink(title, name, text, words), node('p', 'quiet', words.saveHelp)));
  const code = qrNode(text, words.qr);
  if (code !== undefined)
    made.append(node('section', 'way', node('h2', '', words.qr), code, node('p', 'quiet', words.qrHelp)));
  made.append(copyPart(text, words));
  const back = node('button', 'button', words.again);
  back.addEventListener('click', again);
  made.append(node('p', '', back));
  return made;
}

function saveLink(title: string, name: string, text: string, words: AnswerWords): HTMLElement {
  const link = node('a', 'button main', words.save);
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
  link.download = words.fileName(title, name).replaceAll(/[<>:"/\\|?*]/g, '_');
  return link;
}

function copyPart(text: string, words: AnswerWords): HTMLElement {
  const area = node('textarea', 'code');
  area.value = text;
  area.readOnly = true;
  area.rows = 4;
  area.setAttribute('aria-label', words.text);
  const button = node('button', 'button', words.copy);
  const became = node('span', 'quiet');
  became.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(text);
      became.textContent = words.copied;
    } catch {
      became.textContent = words.copyByHand;
    }
  });
  return node(
    'section',
    'way',
    node('h2', '', words.text),
    area,
    node('p', 'row', button, ' ', became),
    node('p', 'quiet', words.textHelp),
  );
}
