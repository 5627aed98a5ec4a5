import type { Clock } from '../sync/clock.ts';

/** Milliseconds within which a line to a device that is there comes about, if one does at all. */
const enough = 30_000;

/** Devices that have been in the room for a while without a line to them: they may not know this one yet. */
export class UnmetDevices {
  #clock: Clock;
  #changed: () => void;
  /** Since when each is there without a line, in milliseconds since 1970. */
  #since = new Map<string, number>();
  #timer: (() => void) | undefined;

  /** @param changed hears that another one has been there for a while */
  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** @param devices those that are in the room now and that no line goes to */
  look(devices: readonly string[]): void {
    const now = this.#clock.now();
    this.#since = new Map(devices.map((device) => [device, this.#since.get(device) ?? now]));
    this.#timer?.();
    const waits = [...this.#since.values()].map((at) => at + enough - now).filter((wait) => wait > 0);
    this.#timer =
      waits.length === 0
        ? undefined
        : this.#clock.after(Math.min(...waits), () => {
            this.look([...this.#since.keys()]);
            this.#changed();
          });
  }

  has(device: string): boolean {
    const since = this.#since.get(device);
    return since !== undefined && this.#clock.now() - since >= enough;
  }
}
