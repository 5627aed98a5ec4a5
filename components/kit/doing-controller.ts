import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EngineError } from '../../src/app/engine-link.ts';

/** Runs one command at a time, and keeps what became of the last one for the page to show. */
export class DoingController implements ReactiveController {
  busy = false;
  /** Name of the command that was done last, so that the page can say so; empty before. */
  done = '';
  problem: EngineError | undefined;
  #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing to begin: commands begin with the hand that gives them.
  }

  /**
   * @param name says which command this is
   * @param command what is to be done; another that is given meanwhile is not begun
   * @returns whether it was done
   */
  async run(name: string, command: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.done = '';
    this.problem = undefined;
    this.#host.requestUpdate();
    try {
      await command();
      this.done = name;
      return true;
    } catch (error) {
      this.problem = error instanceof EngineError ? error : new EngineError('unexpected', String(error));
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}
