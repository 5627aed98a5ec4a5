import { holdConnections } from '../../../../src/app/serve-rtc.ts';
import type { PickedFile } from '../../../../src/engine/protocol.ts';

/**
 * The page of one device: its engine works in a worker, and this page holds its direct connections, as in the app. What
 * the measure asks for is passed on.
 */
const worker = new Worker(new URL('./product-worker.ts', import.meta.url), { type: 'module' });
holdConnections((port) => worker.postMessage({ rtc: port }, [port]));

const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
let last = 0;

type Said = { id: number; answer: unknown } | { id: number; problem: string } | { signal: unknown };
worker.addEventListener('message', ({ data }: MessageEvent<Said>) => {
  if ('signal' in data) return signalOut(data.signal);
  const call = waiting.get(data.id);
  waiting.delete(data.id);
  if ('problem' in data) call?.reject(new Error(data.problem));
  else call?.resolve(data.answer);
});

globalThis.ask = (call, args) => {
  const id = (last += 1);
  worker.postMessage({ id, call, args: call === 'bringIn' ? picked() : args });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
};

function picked(): PickedFile[] {
  const files = [...(document.querySelector('input')!.files ?? [])];
  return files.map((file) => ({ file, path: file.webkitRelativePath }));
}
