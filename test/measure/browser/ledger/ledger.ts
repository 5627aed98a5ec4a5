/** Runs the measure in a worker, where the engine lives too. */
const worker = new Worker(new URL('./ledger-worker.ts', import.meta.url), { type: 'module' });
Object.assign(globalThis, {
  measured: new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<{ line?: string; figures?: unknown }>) => {
      if (data.line !== undefined) console.log(data.line);
      else resolve(data.figures);
    });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
  }),
});
