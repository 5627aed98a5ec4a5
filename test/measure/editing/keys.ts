import type { EditingOnPage } from '../browser/editing/editing.ts';
import { percentile } from '../percentile.ts';
import type { EditingPage } from './page.ts';

/** On the page. */
declare const editing: EditingOnPage;

export interface KeyFigures {
  keyP50Ms: number;
  keyP95Ms: number;
  /** How long a key keeps the page, up to where everything stands. */
  keyWorkP95Ms: number;
  /** Milliseconds of processor for a key and what others typed meanwhile, taken together. */
  keyCpuMs: number;
  keyPresses: number;
  keyFromOthers: number;
}

const round = (ms: number): number => Number(ms.toFixed(2));

/** Presses keys in a draft of `length` characters in which two others type eight characters a second. */
export async function keys(
  { page, processorMs }: EditingPage,
  length: number,
  presses: number,
): Promise<KeyFigures> {
  const opened = await page.evaluateHandle((length) => editing.openForKeys(length, 2, 8), length);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const before = await processorMs();
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press(letters[press % letters.length]!);
    // Not in step with the screen, nor with the others.
    await page.waitForTimeout(40 + ((press * 37) % 53));
  }
  const cpuMs = (await processorMs()) - before;
  const { toScreen, work, fromOthers } = await page.evaluate((opened) => opened.times(), opened);
  return {
    keyP50Ms: round(percentile(toScreen, 0.5)),
    keyP95Ms: round(percentile(toScreen, 0.95)),
    keyWorkP95Ms: round(percentile(work, 0.95)),
    keyCpuMs: round(cpuMs / presses),
    keyPresses: toScreen.length,
    keyFromOthers: fromOthers,
  };
}
