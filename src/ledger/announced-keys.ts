import type { Entry } from './entry.ts';

/** The agreement keys that devices have announced, each in its own chain. */
export class AnnouncedKeys {
  #newest = new Map<string, { seq: number; id: string; key: string }>();

  add({ device, seq, id, act }: Entry): void {
    if (act.type !== 'key') return;
    const known = this.#newest.get(device);
    // Of a chain that has split all must choose alike, whatever came first.
    if (known !== undefined && (known.seq > seq || (known.seq === seq && known.id <= id))) return;
    this.#newest.set(device, { seq, id, key: act.key });
  }

  /** Public key of the device, base64url of the uncompressed point; whether it still belongs here the roster knows. */
  keyOf(device: string): string | undefined {
    return this.#newest.get(device)?.key;
  }
}
