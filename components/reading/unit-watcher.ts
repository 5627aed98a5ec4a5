import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells which unit is being read: the first whose text reaches below the header. Also draws the hairline of progress. */
export class UnitWatcher implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #tell: (index: number) => void;
  #text: HTMLElement | undefined;
  #units: HTMLElement[] = [];
  #count = 0;
  #frame = 0;
  #last = -1;

  constructor(host: ReactiveControllerHost & HTMLElement, tell: (index: number) => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('scroll', this.#soon, { passive: true });
    addEventListener('resize', this.#soon);
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.#soon);
    removeEventListener('resize', this.#soon);
    cancelAnimationFrame(this.#frame);
  }

  /** @param text the element that holds all units */
  watch(text: HTMLElement, count: number): void {
    this.#text = text;
    this.#count = count;
    this.#units = [...text.querySelectorAll<HTMLElement>('.unit')];
    this.#last = -1;
    this.#soon();
  }

  #soon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#look);
  };

  #look = (): void => {
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
  };
}
