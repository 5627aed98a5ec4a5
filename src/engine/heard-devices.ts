import { fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';
import type { Clock } from '../sync/clock.ts';

/** What is remembered of another device; times in milliseconds since 1970, by this device's clock. */
export interface Heard {
  /** Something came from it. */
  heardAt?: number;
  /** It had everything that was here and that it may have. */
  agreedAt?: number;
  /**
   * The same for each space that not everybody has, as long as both might have it: what a device may have today says
   * nothing of what it was given then. Absent in what was written before this was kept.
   */
  agreedIn?: Readonly<Record<string, number>>;
}

/** Written so long after something changed, together with what changes meanwhile. */
const gather = 5000;

/**
 * What this device remembers of the others. Nothing depends on it but what people are told, and what was forgotten
 * only makes them be told less: so it is written without waiting for the disk.
 */
export class HeardDevices {
  #storage: Storage;
  #clock: Clock;
  #known: Map<string, Heard>;
  #unwritten = new Set<string>();
  #callOff: (() => void) | undefined;

  private constructor(storage: Storage, clock: Clock, known: Map<string, Heard>) {
    this.#storage = storage;
    this.#clock = clock;
    this.#known = known;
  }

  /** @throws {StorageFailed} */
  static async open(storage: Storage, clock: Clock): Promise<HeardDevices> {
    const rows = await storage.range('peers', '');
    return new HeardDevices(storage, clock, new Map(rows.map(({ key, value }) => [key, heardIn(value)])));
  }

  of(device: string): Heard {
    return this.#known.get(device) ?? {};
  }

  /** Something came from it just now. */
  heard(device: string): void {
    this.#note(device, { heardAt: this.#clock.now() });
  }

  /**
   * It has everything now.
   *
   * @param spaces those of what is here that both may have, but for that of everybody
   */
  agreed(device: string, spaces: readonly string[]): void {
    const now = this.#clock.now();
    const agreedIn = { ...this.of(device).agreedIn };
    for (const space of spaces) agreedIn[space] = now;
    this.#note(device, { heardAt: now, agreedAt: now, agreedIn });
  }

  /** Writes what was not written yet. */
  async flush(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    const some = [...this.#unwritten];
    this.#unwritten.clear();
    const batch = some.map((key) => ({ room: 'peers' as const, key, value: this.#known.get(key) }));
    if (batch.length > 0) await this.#storage.write(batch, 'relaxed');
  }

  #note(device: string, news: Heard): void {
    this.#known.set(device, { ...this.#known.get(device), ...news });
    this.#unwritten.add(device);
    this.#callOff ??= this.#clock.after(gather, () => void this.flush().catch(() => undefined));
  }
}

function heardIn(value: unknown): Heard {
  const { heardAt, agreedAt, agreedIn } = (fieldsIn(value) ?? {}) as Partial<Record<string, unknown>>;
  const times = Object.entries(fieldsIn(agreedIn) ?? {}).filter(
    (one): one is [string, number] => typeof one[1] === 'number',
  );
  return {
    ...(typeof heardAt === 'number' && { heardAt }),
    ...(typeof agreedAt === 'number' && { agreedAt }),
    ...(times.length > 0 && { agreedIn: Object.fromEntries(times) }),
  };
}
