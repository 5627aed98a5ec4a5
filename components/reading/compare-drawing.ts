import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CompareItem } from './compare-changes.ts';

/** Rows drawn with the page, and with every frame that follows. */
const perFrame = 40;

/** How much of a long list is drawn: the first rows are there at once, the others follow frame by frame. */
export class CompareDrawing implements ReactiveController {
  drawn = perFrame;
  /** Folds that are open: how many of their rows are drawn. */
  readonly open = new Map<CompareItem, number>();
  #host: ReactiveControllerHost;
  #frame = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
  }

  /** Begins anew, with another list. */
  begin(): void {
    this.drawn = perFrame;
    this.open.clear();
  }

  /** Draws what is left at once, as for a place far down that is gone to. */
  finish(): void {
    this.drawn = Number.POSITIVE_INFINITY;
    this.#host.requestUpdate();
  }

  toggle = (fold: CompareItem, isOpen: boolean): void => {
    if (isOpen === this.open.has(fold)) return;
    if (isOpen) this.open.set(fold, perFrame);
    else this.open.delete(fold);
    this.#host.requestUpdate();
  };

  /**
   * To be called when something was drawn.
   *
   * @param length how many rows there are outside of folds
   * @returns false when more follows with the next frame
   */
  isDone(length: number): boolean {
    const folds = [...this.open].filter(([fold, n]) => fold.kind === 'fold' && n < fold.rows.length);
    if (this.drawn >= length && folds.length === 0) return true;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.drawn += perFrame;
      for (const [fold, n] of folds) if (this.open.has(fold)) this.open.set(fold, n + perFrame);
      this.#host.requestUpdate();
    });
    return false;
  }
}
