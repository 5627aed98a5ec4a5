import type { Chains } from './chains.ts';
import { deviceId } from './device-id.ts';
import type { Entry } from './entry.ts';
import { importPublicKey } from './signature.ts';

/**
 * Public keys of devices, each taken in once. Anybody can make keys and entries that begin a chain: a key stays only as long
 * as its first entry is kept, or waits.
 */
export class KeyRing {
  #chains: Chains;
  #keys = new Map<string, CryptoKey>();
  /** Devices of which no entry was kept when their key came. */
  #unproven = new Set<string>();

  constructor(chains: Chains) {
    this.#chains = chains;
  }

  /** Keys that are held. */
  get size(): number {
    return this.#keys.size;
  }

  /** Takes the key in that begins a chain; false when it is none, or that of another device. */
  async learn({ device, alg, key }: Pick<Entry, 'device' | 'alg' | 'key'>): Promise<boolean> {
    if (key === undefined || deviceId(alg, key) !== device) return false;
    if (this.#keys.has(device)) return true;
    const known = await importPublicKey(alg, key);
    if (known === undefined) return false;
    this.#keys.set(device, known);
    this.#unproven.add(device);
    return true;
  }

  /** The key of a device, as far as it has come. */
  async of(device: string): Promise<CryptoKey | undefined> {
    const known = this.#keys.get(device);
    if (known !== undefined) return known;
    // After a start the keys are in the first entries of the chains.
    const first = this.#chains.first(device);
    if (first?.key === undefined) return undefined;
    const key = await importPublicKey(first.alg, first.key);
    if (key !== undefined) this.#keys.set(device, key);
    return key;
  }

  /**
   * Forgets the keys of devices of which nothing was kept.
   *
   * @param waiting entries that may still be kept
   */
  settle(waiting: Iterable<Pick<Entry, 'device' | 'seq'>>): void {
    if (this.#unproven.size === 0) return;
    const open = new Set<string>();
    for (const { device, seq } of waiting) if (seq === 0) open.add(device);
    for (const device of this.#unproven) {
      const isKept = this.#chains.first(device) !== undefined;
      if (!isKept && open.has(device)) continue;
      this.#unproven.delete(device);
      if (!isKept) this.#keys.delete(device);
    }
  }
}
