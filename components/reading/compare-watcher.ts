import type { ReactiveControllerHost } from 'lit';
import { ScrollController } from '../kit/scroll-controller.ts';

/** Tells which change is being read: the last whose beginning has come up to where places rest below the header. */
export class CompareWatcher {
  #host: ReactiveControllerHost & HTMLElement;
  #tell: (row: HTMLElement | undefined) => void;

  constructor(host: ReactiveControllerHost & HTMLElement, tell: (row: HTMLElement | undefined) => void) {
    this.#host = host;
    this.#tell = tell;
    new ScrollController(host, () => this.#look());
  }

  #look(): void {
    const rows = this.#host.querySelectorAll<HTMLElement>('.compare-row[data-change]');
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const header = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 3.5 * rem;
    const line = Math.max(0, header) + 5.5 * rem;
    // Rows stand one below another, so the one at the line is found by halving.
    let low = -1;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (rows[middle]!.getBoundingClientRect().top <= line) low = middle;
      else high = middle - 1;
    }
    this.#tell(rows[low]);
  }
}
