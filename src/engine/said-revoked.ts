import { fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

const key = 'said-revoked';

interface Said {
  /** The device of which it was said: this one, with the keys that it had then. */
  of: string;
  /** The device that said so. */
  by: string;
}

/**
 * Another device has said that this one is revoked. It tells nothing else, the entry that says so least of all, so that
 * this is all that a revoked device ever hears. Any one device of the office could say it without its being so: it is
 * shown as a doubt, opens the way to join again, and is forgotten once somebody agrees with this device, or it is let
 * in anew. Nothing depends on it but what people are told, so it is written without waiting for the disk.
 */
export class SaidRevoked {
  #storage: Storage;
  #own: () => string | undefined;
  #said: Said | undefined;

  private constructor(storage: Storage, own: () => string | undefined, said: Said | undefined) {
    this.#storage = storage;
    this.#own = own;
    this.#said = said;
  }

  /** @param own id of this device, once it has keys */
  static async open(storage: Storage, own: () => string | undefined): Promise<SaidRevoked> {
    const { of, by } = (fieldsIn(await storage.get('kv', key)) ?? {}) as Partial<Record<string, unknown>>;
    const said = typeof of === 'string' && typeof by === 'string' ? { of, by } : undefined;
    return new SaidRevoked(storage, own, said);
  }

  /** The device that said so, if it was of the keys that this device has now. */
  get by(): string | undefined {
    return this.#said?.of === this.#own() ? this.#said?.by : undefined;
  }

  /** A device has just said so. */
  heard(by: string): void {
    const of = this.#own();
    if (of === undefined || this.by !== undefined) return;
    this.#keep({ of, by });
  }

  /** It is not so, or not any more. */
  forget(): void {
    if (this.#said !== undefined) this.#keep(undefined);
  }

  #keep(said: Said | undefined): void {
    this.#said = said;
    const change = { room: 'kv' as const, key, ...(said !== undefined && { value: said }) };
    void this.#storage.write([change], 'relaxed').catch(() => undefined);
  }
}
