import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Pictures of what people see in a story, step by step, as on a desk and as on a phone; kept in `test-results/NAME`. */
export class StoryPictures {
  #folder: string;
  #step = 0;

  constructor(name: string) {
    this.#folder = join('test-results', name);
  }

  async take(page: Page, name: string): Promise<void> {
    this.#step += 1;
    const step = String(this.#step).padStart(2, '0');
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.screenshot({ path: join(this.#folder, `${step}-${name}-${width}.png`) });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
}
