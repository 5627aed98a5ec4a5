import type { Random } from '../random.ts';
import type { Machine } from './sim-clock.ts';
import type { SimTime } from './sim-time.ts';
import type { Trace } from './trace.ts';
import { Wire } from './wire.ts';

/** The network of the house: which machines reach each other, how long it takes, and what breaks. */
export class SimNetwork {
  readonly time: SimTime;
  readonly random: Random;
  readonly trace: Trace;
  /** Milliseconds that a message takes at least, and beyond that at most. */
  delay = { least: 1, spread: 4 };
  /** Chance that a message comes twice, or with a bit changed, which no honest link does. */
  tampering = 0;
  /** Pairs that do not reach each other now. */
  #apart = new Set<string>();
  #wires = new Set<Wire>();
  #machines: readonly Machine[] = [];
  /** A doubled or changed message that did not end its line. */
  readonly unnoticed: string[] = [];
  /** What went over direct lines, the first of it. */
  readonly overheard: Uint8Array<ArrayBuffer>[] = [];
  messages = 0;
  /** Most bytes that ever waited on one wire. */
  mostWaiting = 0;

  constructor(time: SimTime, random: Random, trace: Trace) {
    this.time = time;
    this.random = random;
    this.trace = trace;
  }

  set machines(machines: readonly Machine[]) {
    this.#machines = machines;
  }

  machine(host: number): Machine {
    return this.#machines[host]!;
  }

  reaches(a: number, b: number): boolean {
    return !this.#apart.has(pair(a, b));
  }

  setApart(a: number, b: number, isApart: boolean): void {
    if (isApart) this.#apart.add(pair(a, b));
    else this.#apart.delete(pair(a, b));
  }

  heal(): void {
    this.#apart.clear();
    this.delay = { least: 1, spread: 4 };
    this.tampering = 0;
  }

  some(): number {
    return this.delay.least + this.random.next() * this.delay.spread;
  }

  wire(a: number, b: number, name: string): Wire {
    const wire: Wire = new Wire(this, [a, b], name, () => this.#wires.delete(wire));
    this.#wires.add(wire);
    return wire;
  }

  /** Wires that are open, in the order in which they were made. */
  wires(): Wire[] {
    return [...this.#wires];
  }

  /** A program is gone. Its system says so to the others, unless the power went with it. */
  hostGone(host: number, isPowerCut: boolean): void {
    for (const wire of this.wires()) {
      const end = wire.hosts.indexOf(host);
      if (end < 0) continue;
      wire.abandon(end);
      if (isPowerCut) wire.lose();
      else wire.cut();
    }
  }
}

const pair = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
