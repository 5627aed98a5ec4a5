/** Documents and bytes of one transaction. */
const perMerge = 200;
const bytesPerMerge = 4 * 1024 * 1024;

/** Bytes that wait to be kept: with so many nothing more is asked for, and no more has room. */
const enough = 4 * 1024 * 1024;
const most = 64 * 1024 * 1024;

export interface Arrival<Asked> {
  asked: Asked;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Documents that have come and wait to be kept. */
export class Arrivals<Asked> {
  #waiting: Arrival<Asked>[] = [];
  #bytes = 0;

  get count(): number {
    return this.#waiting.length;
  }

  get areEnough(): boolean {
    return this.#bytes >= enough;
  }

  /** @returns false when there is no room for it */
  add(arrival: Arrival<Asked>): boolean {
    const bytes = this.#bytes + arrival.bytes.length;
    if (bytes > most) return false;
    this.#waiting.push(arrival);
    this.#bytes = bytes;
    return true;
  }

  /** Takes out what is to be kept next, in the order in which it came. */
  portion(): Arrival<Asked>[] {
    let bytes = 0;
    let count = 0;
    while (count < Math.min(perMerge, this.#waiting.length) && bytes < bytesPerMerge)
      bytes += this.#waiting[count++]!.bytes.length;
    this.#bytes -= bytes;
    return this.#waiting.splice(0, count);
  }

  /** Takes out everything. */
  clear(): Asked[] {
    this.#bytes = 0;
    return this.#waiting.splice(0).map(({ asked }) => asked);
  }
}
