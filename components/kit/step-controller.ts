import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Something that goes on by steps, each with a heading of class `step-title`: when the next begins, what was pressed is
 * gone, so that the keyboard, and whoever reads by ear, begin at its heading.
 */
export class StepController implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #step: () => string | undefined;
  #before: string | undefined;

  /** @param step name of the step that is shown; undefined while nothing is known */
  constructor(host: ReactiveControllerHost & HTMLElement, step: () => string | undefined) {
    this.#host = host;
    this.#step = step;
    host.addController(this);
  }

  hostUpdated(): void {
    const step = this.#step();
    if (step === this.#before) return;
    const isFirst = this.#before === undefined;
    this.#before = step;
    if (isFirst || step === undefined) return;
    this.#host.querySelector<HTMLElement>('.step-title')?.focus();
  }
}
