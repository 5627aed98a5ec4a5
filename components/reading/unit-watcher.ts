import type { ReactiveControllerHost } from 'lit';
import { ScrollController } from '../kit/scroll-controller.ts';

/** Tells which unit is being read: the first whose text reaches below the header. Also draws the hairline of progress. */
export class UnitWatcher {
  #host: ReactiveControllerHost & HTMLElement;
  #tell: (index: number) => void;
  #scroll: ScrollController;
  #text: HTMLElement | undefined;
  #units: HTMLElement[] = [];
  #count = 0;
  #last = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, tell: (index: number) => void) {
    this.#host = host;
    this.#tell = tell;
    this.#scroll = new ScrollController(host, () => this.#look());
  }

  /** @param text the element that holds all units */
  watch(text: HTMLElement, count: number): void {
    this.#text = text;
    this.#count = count;
    this.#units = [...text.querySelectorAll<HTMLElement>('.unit')];
    this.#last = -1;
    this.#scroll.soon();
  }

  #look(): void {
    if (this.#text === undefined || this.#count === 0) return;
    // A little below the header, where a place comes to rest when one goes to it.
    const header = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 60;
    const line = Math.max(0, header) + 44;
    // Units stand one below another, so the one at the line is found by halving.
    let low = 0;
    let high = this.#units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#units[middle]!.getBoundingClientRect().bottom > line) high = middle;
      else low = middle + 1;
    }
    const hairline = this.#host.querySelector<HTMLElement>('.read-hairline');
    const { top, height } = this.#text.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (innerHeight - top) / Math.max(1, height)));
    hairline?.style.setProperty('transform', `scaleX(${share.toFixed(4)})`);
    if (low !== this.#last) {
      this.#last = low;
      this.#tell(low);
    }
  }
}
