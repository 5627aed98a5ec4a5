import { redo, undo } from '@codemirror/commands';
import type { EditorView } from '@codemirror/view';
import type { CompositionCase, Step } from './composition-cases.ts';

/** An editor on a page with a draft open in it, and all that happens around it. */
export interface Bench {
  view: EditorView;
  /** The text as it is stored. */
  stored(): string;
  /** How many changes were written for what was done in the editor. */
  written(): number;
  /** The text as somebody else has it, who hears nothing of what is done here; and what they do. */
  theirs(): string;
  replace(at: number, remove: number, insert: string): void;
  otherComposes(at: number, text: string): void;
  otherCommits(text: string): void;
  otherCaret(from: number, to: number): void;
  hold(): void;
  engine(state: 'gone' | 'back' | 'restarted'): void;
  /** Resolves when all that is due has been written and put in. */
  settled(): Promise<void>;
  close(): void;
}

/** Speaks to the browser as an input method of the system does. */
export type SendToBrowser = (
  method: 'Input.imeSetComposition' | 'Input.insertText',
  params: { text: string; selectionStart?: number; selectionEnd?: number },
) => Promise<unknown>;

export interface CaseOutcome {
  name: string;
  /** What is wrong; nothing when the case passed. */
  faults: string[];
  written: number;
  /** How many compositions the browser said had begun: proof that it was an input method, and that none was cut. */
  begun: number;
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Does one case in a new editor. */
export async function runComposition(
  { name, text, steps, becomes, begins }: CompositionCase,
  open: (text: string) => Promise<Bench>,
  send: SendToBrowser,
): Promise<CaseOutcome> {
  const bench = await open(text.replaceAll('‸', ''));
  const { view } = bench;
  let begun = 0;
  view.contentDOM.addEventListener('compositionstart', ({ isTrusted }) => {
    if (isTrusted) begun += 1;
  });
  try {
    const anchor = text.indexOf('‸');
    const last = text.lastIndexOf('‸');
    view.focus();
    view.dispatch({ selection: { anchor, head: last === anchor ? anchor : last - 1 } });
    await frame();
    for (const step of steps) {
      await doStep(step, bench, send);
      await frame();
      await bench.settled();
    }
    // That an input method has ended is noticed a moment later.
    for (let frames = 0; frames < 10 && bench.stored() !== view.state.doc.toString(); frames++) {
      await frame();
      await bench.settled();
    }
    const shown = view.state.doc.toString();
    const stored = bench.stored();
    const faults: string[] = [];
    if (![becomes].flat().includes(shown)) faults.push(`shows ${JSON.stringify(brief(shown))}`);
    if (stored !== shown) faults.push(`stores ${JSON.stringify(brief(stored))}`);
    if (begun !== (begins ?? compositionsIn(steps))) faults.push(`composed ${begun} times`);
    return { name, faults, written: bench.written(), begun };
  } catch (cause) {
    return { name, faults: [String(cause)], written: bench.written(), begun };
  } finally {
    bench.close();
  }
}

/** How many times an input method begins if nobody cuts it. */
function compositionsIn(steps: readonly Step[]): number {
  let times = 0;
  let isOpen = false;
  for (const step of steps) {
    if ('compose' in step && !isOpen) times += 1;
    if ('compose' in step) isOpen = true;
    else if ('commit' in step || 'cancel' in step || 'blur' in step) isOpen = false;
  }
  return times;
}

const brief = (text: string): string =>
  text.length > 300 ? `${text.slice(0, 20)}…${text.slice(-200)}` : text;

async function doStep(step: Step, bench: Bench, send: SendToBrowser): Promise<void> {
  if ('compose' in step) {
    const caret = step.caret ?? step.compose.length;
    await send('Input.imeSetComposition', { text: step.compose, selectionStart: caret, selectionEnd: caret });
  } else if ('commit' in step) await send('Input.insertText', { text: step.commit });
  else if ('cancel' in step)
    await send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  else if ('from' in step) replace(bench, step.from, step.to);
  else if ('otherComposes' in step) {
    bench.otherComposes(bench.theirs().indexOf(step.after) + step.after.length, step.otherComposes);
  } else if ('otherCommits' in step) bench.otherCommits(step.otherCommits);
  else if ('undo' in step) undo(bench.view);
  else if ('redo' in step) redo(bench.view);
  else if ('blur' in step) bench.view.contentDOM.blur();
  else if ('caretOf' in step) bench.otherCaret(0, bench.stored().indexOf(step.caretOf));
  else if ('hold' in step) bench.hold();
  else bench.engine(step.engine);
}

/** Only what differs is written, so that what stays is not written anew. */
function replace(bench: Bench, from: string, to: string): void {
  const at = bench.theirs().indexOf(from);
  if (at < 0) throw new Error(`${from} does not stand in ${bench.theirs()}`);
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  let end = 0;
  const most = Math.min(from.length, to.length) - start;
  while (end < most && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  bench.replace(at + start, from.length - start - end, to.slice(start, to.length - end));
}
