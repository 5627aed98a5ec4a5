import type { ReactiveController } from 'lit';
import type { GjElement } from '../../kit/gj-element.ts';

/** Milliseconds between two looks at a draft that others write in; of one that takes long to look at, so many times as long. */
const between = 800;
const timesAsLong = 5;

/** Looks again when a draft has changed: soon, but not with every letter. */
export class FollowDraft implements ReactiveController {
  #host: GjElement;
  #draft: () => string;
  #look: () => Promise<unknown>;
  #took = 0;
  #following = '';
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: GjElement, draft: () => string, look: () => Promise<unknown>) {
    this.#host = host;
    this.#draft = draft;
    this.#look = look;
    host.addController(this);
  }

  hostUpdated(): void {
    const draft = this.#draft();
    if (draft === this.#following) return;
    this.#stop?.();
    this.#following = draft;
    this.#stop = this.#host.app.followDraft(draft, ({ kind }) => {
      if (kind !== 'changed') return;
      this.#timer ??= setTimeout(
        () => {
          this.#timer = undefined;
          void this.#lookOnce();
        },
        Math.max(between, timesAsLong * this.#took),
      );
    });
  }

  async #lookOnce(): Promise<void> {
    const begun = performance.now();
    await this.#look();
    this.#took = performance.now() - begun;
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#following = '';
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
