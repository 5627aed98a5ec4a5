import { Unzip, UnzipInflate, UnzipPassThrough, type UnzipFile } from 'fflate';
import { archiveName, isSystemFile, isUnsafePath } from './archive-path.ts';
import { limits, megabytes } from './limits.ts';
import type { Problem } from './problem.ts';
import { Refusal } from './refusal.ts';

/** One entry of an archive: its bytes, or why it cannot be had. */
export type ArchiveEntry = { path: string; bytes: Uint8Array } | { path: string; problem: Problem };

/** Archives are fed in portions, so that nothing is unpacked beyond the bounds. */
const portion = 64 * 1024;

/** General purpose bit 0: the entry has a password. Bit 11: its name is UTF-8. */
interface CentralEntry {
  flags: number;
}

/**
 * Flags of the entries from the central directory, by raw name; the streaming reader does not tell them.
 * A damaged directory only means that names are guessed.
 *
 * @returns undefined when the archive does not have its end, as one that was cut off
 */
function centralFlags(bytes: Uint8Array): Map<string, CentralEntry> | undefined {
  const found = new Map<string, CentralEntry>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at;
      break;
    }
  }
  if (end === -1) return undefined;
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < limits.entries && at + 46 <= bytes.length; n++) {
    if (view.getUint32(at, true) !== 0x02014b50) break;
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = Array.from(bytes.subarray(at + 46, at + 46 + nameLength), (b) =>
      String.fromCharCode(b),
    ).join('');
    found.set(
      flags & 0x800 ? new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)) : name,
      { flags },
    );
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/**
 * Entries of a zip archive, one after another, each bounded: what an entry claims of its size counts for
 * nothing, only what comes out of it.
 *
 * @throws {Refusal} when the archive as a whole cannot be read or passes a bound; entries before that were given
 */
export function* unzip(bytes: Uint8Array, wants: (path: string) => boolean): Generator<ArchiveEntry> {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) throw new Refusal('zip-damaged');
  const central = centralFlags(bytes);
  const ready: ArchiveEntry[] = [];
  let entries = 0;
  let unpacked = 0;
  let failure: Refusal | undefined;

  const unzipper = new Unzip();
  unzipper.register(UnzipInflate);
  unzipper.register(UnzipPassThrough);
  unzipper.onfile = (file: UnzipFile) => {
    if (failure !== undefined || file.name.endsWith('/')) return;
    entries += 1;
    if (entries > limits.entries) {
      failure = new Refusal('zip-too-many', { limit: limits.entries });
      return;
    }
    const flags = central?.get(file.name)?.flags ?? 0;
    const path = archiveName(file.name, (flags & 0x800) !== 0).replaceAll('\\', '/');
    if (isUnsafePath(path)) {
      ready.push({ path, problem: { code: 'zip-path' } });
      return;
    }
    if (isSystemFile(path)) return;
    if (flags & 1) {
      ready.push({ path, problem: { code: 'zip-encrypted' } });
      return;
    }
    if (!wants(path)) {
      ready.push({ path, bytes: new Uint8Array(0) });
      return;
    }
    take(file, path);
  };

  function take(file: UnzipFile, path: string): void {
    const chunks: Uint8Array[] = [];
    let size = 0;
    let ended = false;
    const end = (entry: ArchiveEntry): void => {
      if (ended) return;
      ended = true;
      ready.push(entry);
    };
    file.ondata = (error, chunk, final) => {
      if (failure !== undefined) return;
      if (error !== null) {
        end({ path, problem: { code: 'zip-damaged' } });
        return;
      }
      // Also what comes out of an entry that is given up costs time, so it counts.
      unpacked += chunk.length;
      if (unpacked > limits.unpacked) {
        failure = new Refusal('zip-too-large', { limit: megabytes(limits.unpacked) });
        return;
      }
      if (ended) return;
      size += chunk.length;
      if (size > limits.text) {
        end({
          path,
          problem: {
            code: 'too-large',
            detail: { megabytes: megabytes(size), limit: megabytes(limits.text) },
          },
        });
        file.terminate();
        return;
      }
      chunks.push(chunk);
      if (final) end({ path, bytes: joined(chunks, size) });
    };
    try {
      file.start();
    } catch {
      end({ path, problem: { code: 'zip-damaged' } });
    }
  }

  for (let at = 0; at < bytes.length && failure === undefined; at += portion) {
    try {
      unzipper.push(bytes.subarray(at, at + portion), at + portion >= bytes.length);
    } catch {
      failure ??= new Refusal('zip-damaged');
    }
    yield* ready.splice(0);
  }
  yield* ready.splice(0);
  if (failure !== undefined) throw failure;
  // Without its end nobody knows how many entries there were.
  if (entries === 0 || central === undefined) throw new Refusal('zip-damaged');
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
