import { ByteReader } from './document-chunks.ts';

/** The rows of a column of a saved document, unfolded; undefined where a row has no value. */
export type Rows<T> = (T | undefined)[];

/** Bytes that are not of the one shape that is read here; Automerge may be able to. */
export class NotSimple extends Error {
  override name = 'NotSimple';
}

/** Bytes that a list goes on holding. */
const mostKept = 512 * 1024;

/** Bytes one after another, as many as come. */
export class ByteList {
  length = 0;
  #bytes: Uint8Array<ArrayBuffer>;

  /** @param capacity bytes that are expected */
  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Forgets all bytes, so that the list can be used again: making new ones costs more than what is written. */
  again(): this {
    this.length = 0;
    // A place that was once needed for something long is not kept.
    if (this.#bytes.length > mostKept) this.#bytes = new Uint8Array(mostKept);
    return this;
  }

  /** What has been added. It belongs to this list, and changes with it. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }

  add(some: Uint8Array): this {
    this.#grow(some.length);
    this.#bytes.set(some, this.length);
    this.length += some.length;
    return this;
  }

  byte(value: number): this {
    this.#grow(1);
    this.#bytes[this.length++] = value;
    return this;
  }

  /** Letters of which each is a byte. */
  ascii(text: string): this {
    this.#grow(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.length++] = text.charCodeAt(i);
    return this;
  }

  /** Unsigned LEB128. */
  number(value: number): this {
    this.#grow(10);
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes[this.length++] = (rest % 128) | 128;
    this.#bytes[this.length++] = rest;
    return this;
  }

  /** Signed LEB128. */
  signed(value: number): this {
    this.#grow(10);
    let rest = value;
    while (rest > 63 || rest < -64) {
      const low = rest & 127;
      this.#bytes[this.length++] = low | 128;
      rest = (rest - low) / 128;
    }
    this.#bytes[this.length++] = rest & 127;
    return this;
  }

  #grow(by: number): void {
    const needed = this.length + by;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/**
 * Unfolds runs (see `columnSize`).
 *
 * @param most rows at most
 * @throws {NotSimple} when there are more, or they end too early
 */
export function readRuns<T>(bytes: Uint8Array, most: number, read: (reader: ByteReader) => T): Rows<T> {
  const reader = new ByteReader(bytes, 0);
  const rows: Rows<T> = [];
  while (reader.at < bytes.length) {
    const count = reader.signed();
    const nulls = count === 0 ? reader.number() : 0;
    if (!(rows.length + Math.abs(count) + nulls <= most)) throw new NotSimple('more rows than are read here');
    for (let i = 0; i < nulls; i++) rows.push(undefined);
    const value = count > 0 ? read(reader) : undefined;
    for (let i = 0; i < count; i++) rows.push(value);
    for (let i = 0; i < -count; i++) rows.push(read(reader));
  }
  if (reader.at > bytes.length) throw new NotSimple('a column that ends too early');
  return rows;
}

/** Rows that each say how much they are more than the last one. */
export function readDeltas(bytes: Uint8Array, most: number): Rows<number> {
  let last = 0;
  return readRuns(bytes, most, (reader) => reader.signed()).map((by) =>
    by === undefined ? undefined : (last += by),
  );
}

/** Runs of false and true in turn. */
export function readBooleans(bytes: Uint8Array, most: number): boolean[] {
  const reader = new ByteReader(bytes, 0);
  const rows: boolean[] = [];
  for (let value = false; reader.at < bytes.length; value = !value) {
    const count = reader.number();
    if (!(rows.length + count <= most)) throw new NotSimple('more rows than are read here');
    for (let i = 0; i < count; i++) rows.push(value);
  }
  return rows;
}

/** Folds rows into runs as Automerge does; nothing when no row has a value. */
export function addRuns<T>(list: ByteList, rows: Rows<T>, add: (list: ByteList, value: T) => void): void {
  if (rows.every((row) => row === undefined)) return;
  for (let at = 0; at < rows.length;) {
    const value = rows[at];
    const run = runAt(rows, at);
    if (value === undefined) list.number(0).number(run);
    else if (run > 1) add(list.signed(run), value);
    else {
      let end = at + 1;
      while (end < rows.length && rows[end] !== undefined && runAt(rows, end) === 1) end += 1;
      list.signed(at - end);
      for (let i = at; i < end; i++) add(list, rows[i]!);
      at = end;
      continue;
    }
    at += run;
  }
}

export function addDeltas(list: ByteList, rows: Rows<number>): void {
  let last = 0;
  const deltas = rows.map((row) => {
    if (row === undefined) return undefined;
    const by = row - last;
    last = row;
    return by;
  });
  addRuns(list, deltas, (to, by) => to.signed(by));
}

export function addBooleans(list: ByteList, rows: readonly boolean[]): void {
  for (let at = 0, value = false; at < rows.length; value = !value) {
    let end = at;
    while (end < rows.length && rows[end] === value) end += 1;
    list.number(end - at);
    at = end;
  }
}

function runAt<T>(rows: Rows<T>, at: number): number {
  let end = at + 1;
  while (end < rows.length && rows[end] === rows[at]) end += 1;
  return end - at;
}
