import type { Clock } from '../../../src/sync/clock.ts';
import type { SimTime } from './sim-time.ts';

/** 2026-01-01, where clocks that are right begin. */
export const beginning = Date.UTC(2026, 0, 1);

/** What a device has beside its programs: a clock that may be years off, and sleep. Outlives its programs. */
export class Machine {
  readonly time: SimTime;
  /** Milliseconds that the clock is off. */
  off = 0;
  #asleep = false;
  #onWake: (() => void)[] = [];

  constructor(time: SimTime) {
    this.time = time;
  }

  get isAsleep(): boolean {
    return this.#asleep;
  }

  now(): number {
    return Math.max(0, Math.round(beginning + this.time.now + this.off));
  }

  sleep(): void {
    this.#asleep = true;
  }

  wake(): void {
    this.#asleep = false;
    const waiting = this.#onWake;
    this.#onWake = [];
    for (const call of waiting) call();
  }

  /** Calls at once, or when it wakes. */
  whenAwake(call: () => void): void {
    if (this.#asleep) this.#onWake.push(call);
    else call();
  }
}

/** The clock of one program on a machine: its timers end with it. */
export class ProgramClock implements Clock {
  #machine: Machine;
  #isOver = false;
  /** Timers that have not come. */
  pending = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  now(): number {
    return this.#machine.now();
  }

  after(ms: number, call: () => void): () => void {
    let isOpen = true;
    const close = (): void => {
      if (isOpen) this.pending -= 1;
      isOpen = false;
    };
    this.pending += 1;
    const callOff = this.#machine.time.after(ms, () =>
      this.#machine.whenAwake(() => {
        if (!isOpen || this.#isOver) return;
        close();
        call();
      }),
    );
    return () => {
      close();
      callOff();
    };
  }

  end(): void {
    this.#isOver = true;
  }
}
