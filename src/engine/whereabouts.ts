import type { Clock } from '../sync/clock.ts';

/** Where a device is in a draft: places that move with the text, or nowhere in particular. */
export interface Whereabout {
  from?: string;
  to?: string;
}

/** Milliseconds after which somebody of whom nothing is heard is taken to have left. */
const longest = 45_000;
/** Devices that are remembered to be in one draft. */
const most = 200;

/** Who else is in a draft. Never stored; told anew every few seconds. */
export class Whereabouts {
  #clock: Clock;
  #changed: () => void;
  #known = new Map<string, Whereabout & { until: number }>();
  #stop: (() => void) | undefined;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** @param where undefined: has left */
  set(device: string, where: Whereabout | undefined): void {
    if (where === undefined) {
      if (this.#known.delete(device)) this.#changed();
      return;
    }
    if (!this.#known.has(device) && this.#known.size >= most) return;
    const before = this.#known.get(device);
    this.#known.set(device, { ...where, until: this.#clock.now() + longest });
    if (before?.from !== where.from || before?.to !== where.to || before === undefined) this.#changed();
    this.#stop ??= this.#clock.after(longest, () => this.#look());
  }

  list(): [device: string, where: Whereabout][] {
    return [...this.#known];
  }

  close(): void {
    this.#stop?.();
  }

  #look(): void {
    this.#stop = undefined;
    const now = this.#clock.now();
    for (const [device, { until }] of this.#known)
      // A clock that was set back must not keep anybody here.
      if (until <= now || until > now + longest) this.set(device, undefined);
    if (this.#known.size > 0) this.#stop = this.#clock.after(longest / 3, () => this.#look());
  }
}

/** Bytes of where a device is: two places with a line end between; a single line end for nowhere in particular. */
export function whereToBytes(where: Whereabout | undefined): Uint8Array<ArrayBuffer> {
  if (where === undefined) return new Uint8Array();
  return new TextEncoder().encode(`${where.from ?? ''}\n${where.to ?? ''}`);
}

/** @returns undefined when it has left, `'none'` for bytes that say nothing */
export function bytesToWhere(bytes: Uint8Array): Whereabout | undefined | 'none' {
  if (bytes.length === 0) return undefined;
  const parts = new TextDecoder().decode(bytes).split('\n');
  if (parts.length !== 2 || parts.some((part) => !/^[-\w@]{0,200}$/.test(part))) return 'none';
  const [from, to] = parts as [string, string];
  return from === '' || to === '' ? {} : { from, to };
}
