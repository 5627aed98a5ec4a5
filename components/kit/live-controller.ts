import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Live } from '../../src/app/live.ts';

/** Draws its element again whenever a live value changes. */
export class LiveController<T> implements ReactiveController {
  #host: ReactiveControllerHost;
  #live: () => Live<T>;
  #stop: (() => void) | undefined;

  /** @param live asked for once the element stands in the document */
  constructor(host: ReactiveControllerHost, live: () => Live<T>) {
    this.#host = host;
    this.#live = live;
    host.addController(this);
  }

  get now(): T {
    return this.#live().now;
  }

  hostConnected(): void {
    this.#stop = this.#live().subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stop?.();
  }
}
