import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EngineError } from '../../../src/app/engine-link.ts';

/** Milliseconds after the last letter until what was typed is saved. */
const pause = 600;

interface Typed {
  /** What was saved when the typing began. */
  before: string;
  reason: string;
}

/**
 * Reasons while they are typed: saved a moment after the last letter. When somebody else has saved another one meanwhile, theirs
 * is kept above what is typed, and both are saved: nobody's words are lost.
 */
export class ReasonsTyped implements ReactiveController {
  problem: EngineError | undefined;
  isSaved = false;
  #host: ReactiveControllerHost;
  #save: (key: string, before: string, reason: string) => Promise<void>;
  #look: () => void;
  #typed = new Map<string, Typed>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(
    host: ReactiveControllerHost,
    save: (key: string, before: string, reason: string) => Promise<void>,
    look: () => void,
  ) {
    this.#host = host;
    this.#save = save;
    this.#look = look;
    host.addController(this);
  }

  hostDisconnected(): void {
    // Whoever turns the page has not thrown away what they typed.
    void this.settle();
  }

  /** What is typed, and what was saved of it and is not shown as saved yet. */
  of(key: string): string | undefined {
    return this.#typed.get(key)?.reason;
  }

  /** @param saved what is shown as saved */
  type(key: string, saved: string, reason: string): void {
    const typed = this.#typed.get(key);
    if (typed === undefined) this.#typed.set(key, { before: saved, reason });
    else typed.reason = reason;
    this.isSaved = false;
    this.problem = undefined;
    this.#soon();
    this.#host.requestUpdate();
  }

  /** Saves what is typed now. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#saveAll());
    return this.#saving;
  }

  /** A newer look has come: what somebody else has saved meanwhile goes above what is typed here. */
  join(rows: readonly { key: string; reason: string }[]): void {
    const saved = new Map(rows.map(({ key, reason }) => [key, reason]));
    for (const [key, typed] of this.#typed) {
      if (typed.reason === typed.before) {
        this.#typed.delete(key);
        continue;
      }
      const theirs = saved.get(key) ?? '';
      if (theirs === typed.before) continue;
      if (theirs !== '' && !typed.reason.includes(theirs)) typed.reason = `${theirs}\n${typed.reason}`;
      typed.before = theirs;
      this.problem = undefined;
      this.#soon();
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), pause);
  }

  async #saveAll(): Promise<void> {
    const open = [...this.#typed].filter(([, { before, reason }]) => before !== reason);
    if (open.length === 0) return;
    for (const [key, typed] of open) {
      const { before, reason } = typed;
      try {
        await this.#save(key, before, reason);
        // What was typed since is saved next.
        typed.before = reason;
        this.isSaved = true;
      } catch (error) {
        this.problem = error instanceof EngineError ? error : new EngineError('unexpected', String(error));
      }
    }
    this.#host.requestUpdate();
    this.#look();
  }
}
