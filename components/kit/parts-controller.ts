import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * The parts of a page stand in a row, `.parts`; on a narrow screen they do not all fit, and the one that is open is
 * brought into view: when it is drawn, and when the window has changed its size.
 */
export class PartsController implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('resize', this.#show);
  }

  hostDisconnected(): void {
    removeEventListener('resize', this.#show);
  }

  hostUpdated(): void {
    this.#show();
  }

  #show = (): void => {
    const row = this.#host.querySelector('.parts');
    const current = row?.querySelector('[aria-current]')?.getBoundingClientRect();
    if (row === null || current === undefined) return;
    const { left, right } = row.getBoundingClientRect();
    if (current.left < left) row.scrollLeft -= left - current.left;
    else if (current.right > right) row.scrollLeft += current.right - right;
  };
}
