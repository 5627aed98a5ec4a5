import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Looks again, once a frame at most, whenever the page is scrolled or its window changes size. */
export class ScrollController implements ReactiveController {
  #look: () => void;
  #frame = 0;

  constructor(host: ReactiveControllerHost, look: () => void) {
    this.#look = look;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('scroll', this.soon, { passive: true });
    addEventListener('resize', this.soon);
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.soon);
    removeEventListener('resize', this.soon);
    cancelAnimationFrame(this.#frame);
  }

  /** Looks with the next frame. */
  soon = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#look);
  };
}
