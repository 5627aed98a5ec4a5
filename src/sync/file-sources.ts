/**
 * Which devices the pieces of a file came from. Only the whole file shows whether it is the right one: when it is not, and
 * one device gave all of it, that device is not asked for it again; when several did, it is fetched anew from one alone.
 * Shared by all sessions of this device.
 */
export class FileSources {
  /** Devices that gave what is here of a file; an empty name for what was here before. */
  #given = new Map<string, Set<string>>();
  #alone = new Set<string>();
  #refused = new Map<string, Set<string>>();

  /** May this device be asked for this file? */
  mayGive(hash: string, device: string): boolean {
    return this.#refused.get(hash)?.has(device) !== true;
  }

  /** Must what is here of it go before this device may give the rest? */
  mustRestart(hash: string, device: string): boolean {
    return this.#alone.has(hash) && [...(this.#given.get(hash) ?? [''])].some((one) => one !== device);
  }

  /** @param from where the piece begins */
  gave(hash: string, device: string, from: number): void {
    const known = from === 0 ? [] : (this.#given.get(hash) ?? ['']);
    this.#given.set(hash, new Set(known).add(device));
  }

  /** The file was another one. */
  altered(hash: string): void {
    const [one, ...others] = this.#given.get(hash) ?? [];
    this.#given.delete(hash);
    if (one !== undefined && one !== '' && others.length === 0) this.refuse(hash, one);
    else this.#alone.add(hash);
  }

  /** This device has something else under that name. */
  refuse(hash: string, device: string): void {
    this.#refused.set(hash, (this.#refused.get(hash) ?? new Set()).add(device));
  }

  whole(hash: string): void {
    this.#given.delete(hash);
    this.#alone.delete(hash);
    this.#refused.delete(hash);
  }
}
