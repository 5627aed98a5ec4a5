import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type FileHead, isWhole, mostFileBytes, pieceBytes, pieceLength } from './file-head.ts';
import { isSpaceName } from './space-name.ts';
import type { Change, Storage } from './storage.ts';

/** It is no file that can be kept: empty, too long, of no possible name, or its pieces are not all there. */
export class BadFile extends Error {
  override name = 'BadFile';
}

/**
 * What became of a piece. `more`: it is here, others are still to come. `whole`: it was the last one, and the file is the
 * right one. `altered`: it was the last one, and the file is another one; nothing of it was kept. `unneeded`: another
 * piece is wanted, or none.
 */
export type PieceTaken = 'more' | 'whole' | 'altered' | 'unneeded';

/** Pieces of one transaction when a file is brought in. */
const perTransaction = 16;

/**
 * Attachments and originals as they rest in a base: named by their hash, in pieces, from the beginning on. A file counts as
 * here only when all its bytes were found to be the right ones.
 */
export class Files {
  #storage: Storage;
  #heads: Map<string, FileHead>;
  /** Those of them that are not all here. */
  #wanted: Map<string, FileHead>;
  #listeners = new Set<(head: FileHead) => void>();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(storage: Storage, heads: readonly FileHead[]) {
    this.#storage = storage;
    this.#heads = new Map(heads.map((head) => [head.hash, head]));
    this.#wanted = new Map([...this.#heads].filter(([, head]) => !isWhole(head)));
  }

  /** @throws {StorageFailed} */
  static async open(storage: Storage): Promise<Files> {
    const keys = (await storage.keys('files')).filter((key) => key.endsWith('/head'));
    const heads = await storage.getMany('files', keys);
    return new Files(
      storage,
      heads.filter((head) => head !== undefined && 'hash' in head),
    );
  }

  head(hash: string): FileHead | undefined {
    return this.#heads.get(hash);
  }

  /** Files that should be here and are not, or not all of them. */
  wanted(): FileHead[] {
    return [...this.#wanted.values()];
  }

  /**
   * Hears of a file whenever something about it is on disk.
   *
   * @returns ends the subscription
   */
  subscribe(listener: (head: FileHead) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Keeps a file of this device.
   *
   * @throws {BadFile} when it is empty or too long, or the space is none
   * @throws {StorageFull | StorageFailed} it is not here then; keeping it again is what to do
   */
  async keep(bytes: Uint8Array<ArrayBuffer>, space: string): Promise<FileHead> {
    const hash = bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    return await this.#next(async () => {
      const head = await this.#named(hash, bytes.length, space);
      if (isWhole(head)) return head;
      const step = perTransaction * pieceBytes;
      for (let at = 0; at < bytes.length; at += step) {
        const some = bytes.subarray(at, at + step);
        await this.#put({ ...head, got: at + some.length }, piecesOf(hash, at, some));
      }
      return this.#heads.get(hash)!;
    });
  }

  /**
   * Says that a file should be here, as a document that was read names it.
   *
   * @throws {BadFile} when there can be no such file
   * @throws {StorageFull | StorageFailed}
   */
  async want(hash: string, size: number, space: string): Promise<FileHead> {
    return await this.#next(async () => await this.#named(hash, size, space));
  }

  /**
   * Takes a piece from another device, which is believed in nothing.
   *
   * @param from where it begins
   * @throws {StorageFull | StorageFailed} it was not taken
   */
  async take(hash: string, from: number, piece: Uint8Array): Promise<PieceTaken> {
    return await this.#next(async () => {
      const head = this.#heads.get(hash);
      if (head === undefined || isWhole(head) || from !== head.got) return 'unneeded';
      if (piece.length !== pieceLength(head, from)) return 'unneeded';
      const got = from + piece.length;
      if (got < head.size) {
        // What is lost with the power is fetched again.
        await this.#put({ ...head, got }, piecesOf(hash, from, piece), 'relaxed');
        return 'more';
      }
      const isRight = await this.#isRight(head, piece);
      if (isRight === true) {
        await this.#put({ ...head, got }, piecesOf(hash, from, piece));
        return 'whole';
      }
      await this.#empty(head);
      return isRight === false ? 'altered' : 'unneeded';
    });
  }

  /** Lets go of the pieces of a file that is not all here: it is to be fetched from its beginning. */
  async restart(hash: string): Promise<void> {
    await this.#next(async () => {
      const head = this.#heads.get(hash);
      if (head !== undefined && !isWhole(head) && head.got > 0) await this.#empty(head);
    });
  }

  /**
   * A piece of a file that is all here; undefined when it is not, or no piece begins there.
   *
   * @param from where it begins
   */
  async piece(hash: string, from: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const head = this.#heads.get(hash);
    if (head === undefined || !isWhole(head) || pieceLength(head, from) === 0) return undefined;
    const piece = await this.#stored(head, from);
    // A cut of power took it: it is wanted again, with what follows.
    if (piece === undefined) await this.#next(async () => void (await this.#put({ ...head, got: from })));
    return piece;
  }

  /**
   * All bytes of a file, piece by piece.
   *
   * @throws {BadFile} when it is not all here
   */
  async *read(hash: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const size = this.#heads.get(hash)?.size ?? 0;
    if (size === 0) throw new BadFile('there is no such file here');
    for (let from = 0; from < size; from += pieceBytes) {
      const piece = await this.piece(hash, from);
      if (piece === undefined) throw new BadFile('not all of the file is here');
      yield piece;
    }
  }

  /** @throws {BadFile | StorageFull | StorageFailed} */
  async #named(hash: string, size: number, space: string): Promise<FileHead> {
    if (!/^[0-9a-f]{64}$/.test(hash) || !isSpaceName(space)) throw new BadFile('no name of a file or space');
    if (!(Number.isSafeInteger(size) && size > 0)) throw new BadFile('an empty file');
    if (size > mostFileBytes) throw new BadFile('longer than a file may be');
    const known = this.#heads.get(hash);
    if (known === undefined) return await this.#put({ hash, size, spaces: [space], got: 0 });
    const spaces = [...new Set([...known.spaces, space])].sort();
    // Who has all its bytes knows how many they are; of two that only say so the later is taken.
    if (known.size === size || isWhole(known)) return await this.#put({ ...known, spaces });
    return await this.#empty({ ...known, spaces, size });
  }

  async #put(
    head: FileHead,
    pieces: readonly Change[] = [],
    durability: 'strict' | 'relaxed' = 'strict',
  ): Promise<FileHead> {
    await this.#storage.write(
      [...pieces, { room: 'files', key: `${head.hash}/head`, value: head }],
      durability,
    );
    this.#heads.set(head.hash, head);
    if (isWhole(head)) this.#wanted.delete(head.hash);
    else this.#wanted.set(head.hash, head);
    for (const listener of Array.from(this.#listeners)) listener(head);
    return head;
  }

  async #empty(head: FileHead): Promise<FileHead> {
    const gone: Change[] = [];
    for (let from = 0; from < head.got; from += pieceBytes)
      gone.push({ room: 'files', key: pieceKey(head.hash, from) });
    return await this.#put({ ...head, got: 0 }, gone);
  }

  /** Are the stored pieces with the last one the file of that name? Undefined when one of them is lost. */
  async #isRight(head: FileHead, last: Uint8Array): Promise<boolean | undefined> {
    const hash = sha256.create();
    for (let from = 0; from < head.got; from += pieceBytes) {
      const piece = await this.#stored(head, from);
      if (piece === undefined) return undefined;
      hash.update(piece);
    }
    return bytesToHex(hash.update(last).digest()) === head.hash;
  }

  async #stored(head: FileHead, from: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const piece = await this.#storage.get('files', pieceKey(head.hash, from));
    const isThere = piece instanceof Uint8Array && piece.length === pieceLength(head, from);
    return isThere ? (piece as Uint8Array<ArrayBuffer>) : undefined;
  }

  async #next<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#last.then(step);
    this.#last = run.catch(() => undefined);
    return await run;
  }
}

function pieceKey(hash: string, from: number): string {
  return `${hash}/${String(from / pieceBytes).padStart(6, '0')}`;
}

/** @param at where `bytes` begin in the file, at the beginning of a piece */
function piecesOf(hash: string, at: number, bytes: Uint8Array): Change[] {
  const pieces: Change[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes)
    pieces.push({
      room: 'files',
      key: pieceKey(hash, at + from),
      value: bytes.slice(from, from + pieceBytes),
    });
  return pieces;
}
