import type { DiskFile } from './disk.ts';
import { frameHead, headLength, isPayload, nextMark, readFrame } from './log-frame.ts';
import { decodePayload, type FoundEntry } from './log-payload.ts';

/** What reading a log from its beginning found. */
export interface Scan {
  /** Where the last good frame ends; what lies beyond was never finished. */
  end: number;
  /** Bytes in the middle that had been on disk and cannot be read any more. */
  damaged: number;
}

/**
 * Reads all frames in order.
 *
 * A frame that does not hold ends the log, as a cut of power leaves it, unless a good frame further on says
 * that the place had been on disk before: then it is damage, and only what is damaged is left out.
 *
 * @param found called for each entry, its value at a place in the file
 */
export function scanLog(file: DiskFile, head: Uint8Array, found: (entry: FoundEntry) => void): Scan {
  const reader = new ReadAhead(file);
  let place = headLength;
  let damaged = 0;
  for (;;) {
    const frame = goodFrame(reader, head, place);
    if (frame !== undefined) {
      for (const entry of frame.entries) found({ ...entry, at: entry.at + frame.at });
      place = frame.end;
      continue;
    }
    const next = place < reader.size ? afterDamage(reader, head, place) : undefined;
    if (next === undefined) return { end: place, damaged };
    damaged += next - place;
    place = next;
  }
}

interface GoodFrame {
  at: number;
  end: number;
  synced: number;
  entries: FoundEntry[];
}

function goodFrame(reader: ReadAhead, head: Uint8Array, place: number): GoodFrame | undefined {
  const frame = readFrame(head, place, reader.at(place, frameHead));
  if (frame === undefined || frame.at + frame.length > reader.size) return undefined;
  const payload = reader.at(frame.at, frame.length);
  if (!isPayload(head, frame, payload)) return undefined;
  const entries = decodePayload(payload);
  return entries && { at: frame.at, end: frame.at + frame.length, synced: frame.synced, entries };
}

/** The first good frame after a bad place, if any good frame shows that this place had been on disk. */
function afterDamage(reader: ReadAhead, head: Uint8Array, bad: number): number | undefined {
  let first: number | undefined;
  let place = bad + 1;
  while (place + frameHead <= reader.size) {
    const window = reader.at(place, searchWindow);
    const frame = firstFrame(reader, head, place, window);
    if (frame === undefined) {
      // A mark may lie across the end of the window.
      place += Math.max(1, window.length - 3);
      continue;
    }
    first ??= frame.at - frameHead;
    if (frame.synced > bad) return first;
    place = frame.end;
  }
  return undefined;
}

/** The first good frame that begins in a piece of the log. */
function firstFrame(
  reader: ReadAhead,
  head: Uint8Array,
  from: number,
  piece: Uint8Array,
): GoodFrame | undefined {
  for (let mark = nextMark(piece, 0); mark >= 0; mark = nextMark(piece, mark + 1)) {
    const frame = goodFrame(reader, head, from + mark);
    if (frame !== undefined) return frame;
  }
  return undefined;
}

const searchWindow = 1 << 20;

/** Reads a file in large pieces, so that many small frames do not cost a call each. */
class ReadAhead {
  readonly size: number;
  #file: DiskFile;
  #from = 0;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  constructor(file: DiskFile) {
    this.#file = file;
    this.size = file.size();
  }

  /** At most `length` bytes from this place, fewer at the end of the file. */
  at(place: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, this.size - place));
    if (place < this.#from || place + wanted > this.#from + this.#bytes.length) {
      const ahead = Math.min(Math.max(wanted, searchWindow), this.size - place);
      this.#bytes = ahead <= 0 ? new Uint8Array(0) : this.#file.read(place, ahead);
      this.#from = place;
    }
    return this.#bytes.subarray(place - this.#from, place - this.#from + wanted);
  }
}
