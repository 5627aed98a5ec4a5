/**
 * `npm run measure -- open [--dir DIR]`: from reload to an answered search, with all rules of DIR over an
 * empty base, interleaved; memory of the engine; and from a key to results on the screen.
 */
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from 'playwright';
import { importFolder, median, percentile, withApp } from './browser/with-app.ts';

const { values } = parseArgs({ options: { dir: { type: 'string', default: '../shared/corpus/laws' } } });
const bench = await withApp();
const runs = 7;

/** Marks the moment at which the answer stands on the screen. */
const watch = (): void => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('gj-find .found-count') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => performance.mark('answered'));
  }).observe(document, { subtree: true, childList: true });
};

/** A new page, after the engine of the last one is gone. */
async function openOnce(context: BrowserContext, base: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(`${bench.address}/?base=${base}#/find?q=${encodeURIComponent('公务员 回避')}`);
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0);
  const ms = await page.evaluate(() => performance.getEntriesByName('answered')[0]!.startTime);
  await page.close();
  await engineGone();
  return ms;
}

async function engineTargets(): Promise<{ targetId: string; title: string }[]> {
  const cdp = await bench.browser.newBrowserCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets');
  await cdp.detach();
  return targetInfos.filter(({ type }) => type === 'shared_worker');
}

async function engineGone(): Promise<void> {
  while ((await engineTargets()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Used heap and array buffers of the engine in bytes. */
async function engineHeap(): Promise<number> {
  const [target] = await engineTargets();
  const cdp = await bench.browser.newBrowserCDPSession();
  const answers = new Map<number, (result: Record<string, number>) => void>();
  const { sessionId } = await cdp.send('Target.attachToTarget', {
    targetId: target!.targetId,
    flatten: false,
  });
  cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: Record<string, number> };
    answers.get(id)?.(result);
  });
  const ask = (id: number, method: string): Promise<Record<string, number>> => {
    const answer = new Promise<Record<string, number>>((resolve) => answers.set(id, resolve));
    void cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answer;
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  const usage = await ask(2, 'Runtime.getHeapUsage');
  await cdp.detach();
  return (usage['usedSize'] ?? 0) + (usage['backingStorageSize'] ?? 0);
}

/** Milliseconds from each key to the frame that shows its results. */
async function keyToScreen(page: Page, queries: readonly string[]): Promise<number[]> {
  await page.goto(`${bench.address}/?base=full#/find`);
  const field = page.locator('gj-search-field input');
  await field.waitFor();
  // How long the engine takes to start is measured apart; here it has started, as when somebody looks for the field.
  await field.fill('规定');
  await page.locator('.hit').first().waitFor();
  await page.waitForTimeout(1500);
  const times: number[] = [];
  for (const query of queries) {
    await field.fill('');
    for (let end = 1; end <= query.length; end++) {
      times.push(
        await page.evaluate(
          async (text) => {
            const input = document.querySelector<HTMLInputElement>('gj-search-field input')!;
            const find = document.querySelector('gj-find') as unknown as { route: { query: string } };
            await new Promise(requestAnimationFrame);
            const begun = performance.now();
            const drawn = new Promise<number>((resolve) => {
              const isDrawn = (): void => {
                observer.disconnect();
                document.removeEventListener('gj-settled', settled);
                requestAnimationFrame(() => resolve(performance.now() - begun));
              };
              const observer = new MutationObserver(() => {
                if (find.route.query === text) isDrawn();
              });
              // One letter more may change nothing on the screen; then the page settles once for the letter and
              // once for the answer.
              let times = 0;
              const settled = (): void => {
                times += 1;
                if (times === 2) isDrawn();
              };
              document.addEventListener('gj-settled', settled);
              observer.observe(document.querySelector('main')!, {
                subtree: true,
                childList: true,
                characterData: true,
              });
            });
            input.value = text;
            input.dispatchEvent(new InputEvent('input', { bubbles: true }));
            return drawn;
          },
          query.slice(0, end),
        ),
      );
    }
  }
  return times;
}

const page = await bench.context.newPage();
const importMs = await importFolder(page, bench.address, 'full', values.dir);
console.error(`imported in ${Math.round(importMs)} ms`);
await page.close();
await engineGone();

const empty: number[] = [];
const full: number[] = [];
await openOnce(bench.context, 'main');
await openOnce(bench.context, 'full');
for (let run = 0; run < runs; run++) {
  empty.push(await openOnce(bench.context, 'main'));
  full.push(await openOnce(bench.context, 'full'));
  console.error(`empty ${empty.at(-1)!.toFixed(0)} ms, full ${full.at(-1)!.toFixed(0)} ms`);
}

const last = await bench.context.newPage();
const keys = await keyToScreen(last, [
  '公务员回避',
  '行政处罚听证程序',
  '劳动合同解除',
  '个人信息处理者的义务',
  '会议',
  '档案销毁',
  '保密义务',
  '政府采购公开招标',
]);
const heap = await engineHeap();
const rules = await last.evaluate(async () => {
  location.hash = '#/shelf';
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return Number(
    /\d[\d,]*/.exec(document.querySelector('.list-head [role=status]')!.textContent)![0].replace(',', ''),
  );
});
await bench.close();

console.log(
  JSON.stringify({
    rules,
    emptyMs: median(empty),
    fullMs: median(full),
    ratio: median(full) / median(empty),
    engineHeapBytes: heap,
    keyP50Ms: percentile(keys, 0.5),
    keyP95Ms: percentile(keys, 0.95),
    keys: keys.length,
  }),
);
