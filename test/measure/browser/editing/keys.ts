import type { EditorView } from '@codemirror/view';
import type { DraftNews, DraftPort } from '../../../../src/app/draft-port.ts';
import { DraftView } from '../../../../components/drafting/editor/draft-view.ts';
import { boldMarks } from '../../../editing/bold-marks.ts';

/** A port whose engine is in a worker, as the product's is. */
function portTo(worker: Worker): DraftPort {
  let next = 1;
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (cause: Error) => void }>();
  const listeners = new Set<(news: DraftNews) => void>();
  worker.addEventListener('message', ({ data }) => {
    if ('news' in data) for (const listener of listeners) listener(data.news as DraftNews);
    else if ('id' in data) {
      const { resolve, reject } = waiting.get(data.id as number)!;
      waiting.delete(data.id as number);
      if ('problem' in data) reject(new Error(data.problem as string));
      else resolve(data.answer as never);
    }
  });
  const ask = (call: string) => (args?: unknown) =>
    new Promise<never>((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call, args });
    });
  return {
    open: ask('open'),
    edit: ask('edit'),
    since: ask('since'),
    present: ask('present'),
    show: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Milliseconds of every key that was pressed: until the frame that shows it was drawn, and how long it kept the page. */
export interface KeyTimes {
  toScreen: number[];
  work: number[];
  /** How many characters came from others meanwhile. */
  fromOthers: number;
}

/**
 * Opens a draft of `length` characters in which others type, and puts the caret into its middle. What is pressed from
 * then on is timed.
 */
export async function openForKeys(
  length: number,
  others: number,
  perSecond: number,
): Promise<{ times(): KeyTimes }> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
  const article = '第一条　会议应当有**议题**，参会人员提前准备材料，逐项讨论，决定事项形成纪要。\n\n';
  const text = article.repeat(Math.ceil(length / article.length)).slice(0, length);
  const ready = new Promise<void>((resolve) => {
    worker.addEventListener('message', ({ data }) => {
      if ('ready' in data) resolve();
    });
  });
  worker.postMessage({ begin: text, others, perSecond });
  await ready;
  const view = await openView(portTo(worker));
  const middle = Math.floor(view.state.doc.length / 2);
  view.dispatch({ selection: { anchor: middle }, scrollIntoView: true });
  view.focus();
  const keys = timeKeys(view);
  return {
    times: () => ({ ...keys, fromOthers: view.state.doc.length - text.length - keys.toScreen.length }),
  };
}

/** Resolves when what is open has been said to be on disk. */
async function openView(port: DraftPort): Promise<EditorView> {
  const parent = document.body.appendChild(document.createElement('div'));
  return new Promise((resolve) => {
    const draft = new DraftView({
      parent,
      onState: ({ kind }) => {
        if (kind === 'saved') resolve(draft.view);
      },
      onOthers: () => undefined,
      onFollow: () => undefined,
    });
    draft.extensions = boldMarks;
    draft.open(port);
  });
}

function timeKeys(view: EditorView): Pick<KeyTimes, 'toScreen' | 'work'> {
  const times: Pick<KeyTimes, 'toScreen' | 'work'> = { toScreen: [], work: [] };
  // What is posted while a frame is drawn comes when it has been.
  const channel = new MessageChannel();
  let drawn: number[] = [];
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    times.toScreen.push(...drawn.map((begun) => now - begun));
    drawn = [];
  });
  channel.port1.start();
  let begun = 0;
  const onKey = ({ timeStamp }: KeyboardEvent): void => {
    begun = performance.now();
    requestAnimationFrame(() => {
      drawn.push(timeStamp);
      channel.port2.postMessage(0);
    });
  };
  document.addEventListener('keydown', onKey, { capture: true });
  view.contentDOM.addEventListener('input', () => {
    queueMicrotask(() => {
      // Reading where the caret is makes the page lay itself out: the work of the key is done then.
      view.coordsAtPos(view.state.selection.main.head);
      times.work.push(performance.now() - begun);
    });
  });
  return times;
}
