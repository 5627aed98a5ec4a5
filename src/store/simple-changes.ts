import { sha256 } from '@noble/hashes/sha2.js';
import { addDeltas, addRuns, ByteList, NotSimple, readDeltas, readRuns } from './column-runs.ts';
import { changeColumns, type Column, type Operation, writeColumns } from './simple-operations.ts';

/** One of the changes of a document that follow each other: who made it, and the number of its last operation. */
export interface SimpleChange {
  /** Place among all actors. */
  actor: number;
  first: number;
  last: number;
  /** So many changes of the same actor, with this one. */
  sequence: number;
}

/** Specifications of the columns of changes (Automerge binary format, §change columns). */
const columns = {
  actor: 0x01,
  sequence: 0x03,
  last: 0x13,
  time: 0x23,
  count: 0x40,
  before: 0x43,
  more: 0x56,
} as const;
/** Type of a value of bytes, with none. */
const noBytes = 7;

/**
 * @param most changes at most
 * @throws {NotSimple}
 */
export function readChanges(given: readonly Column[], most: number): SimpleChange[] {
  const found = new Map(given);
  const bytesOf = (specification: number): Uint8Array => found.get(specification) ?? new Uint8Array();
  const actors = readRuns(bytesOf(columns.actor), most, (reader) => reader.number());
  const lasts = readDeltas(bytesOf(columns.last), most);
  const sequences = new Map<number, number>();
  let before = 0;
  return actors.map((actor = -1, i) => {
    const sequence = (sequences.get(actor) ?? 0) + 1;
    sequences.set(actor, sequence);
    const [first, last] = [before + 1, lasts[i] ?? 0];
    if (last < first) throw new NotSimple('a change without operations');
    before = last;
    return { actor, first, last, sequence };
  });
}

/** Columns of changes of which each follows the one before, at time 0, as Automerge saves them in a document. */
export function columnsOfChanges(changes: readonly SimpleChange[]): Column[] {
  const numbers = (of: (change: SimpleChange, i: number) => number) => (list: ByteList) =>
    addRuns(list, changes.map(of), (to, value) => to.number(value));
  return writeColumns([
    [columns.actor, numbers(({ actor }) => actor)],
    [
      columns.sequence,
      (list) =>
        addDeltas(
          list,
          changes.map(({ sequence }) => sequence),
        ),
    ],
    [
      columns.last,
      (list) =>
        addDeltas(
          list,
          changes.map(({ last }) => last),
        ),
    ],
    [
      columns.time,
      (list) =>
        addDeltas(
          list,
          changes.map(() => 0),
        ),
    ],
    [columns.count, numbers((_, i) => Math.min(i, 1))],
    [
      columns.before,
      (list) =>
        addDeltas(
          list,
          changes.slice(1).map((_, i) => i),
        ),
    ],
    [columns.more, numbers(() => noBytes)],
  ]);
}

const list = new ByteList();

/**
 * The hash of the last of these changes, by which Automerge knows them all: each holds the hash of the one before.
 *
 * @param operations of all changes, in order of number
 */
export function headOf(
  changes: readonly SimpleChange[],
  operations: readonly Operation[],
  actors: readonly Uint8Array[],
  actorOf: (number: number) => number,
): Uint8Array {
  let head: Uint8Array | undefined;
  for (const change of changes) {
    const own = operations.slice(change.first - 1, change.last);
    const others = new Set<number>();
    for (const { to, after } of own) {
      if (to !== 0) others.add(actorOf(to));
      if (after !== 0) others.add(actorOf(after));
    }
    others.delete(change.actor);
    const places = [change.actor, ...[...others].sort((a, b) => a - b)];
    const content = list
      .again()
      .number(head === undefined ? 0 : 1)
      .add(head ?? new Uint8Array());
    addBytes(content, actors[change.actor]!);
    // Sequence number, first operation, time, length of the message.
    content
      .number(change.sequence)
      .number(change.first)
      .number(0)
      .number(0)
      .number(places.length - 1);
    for (const place of places.slice(1)) addBytes(content, actors[place]!);
    addTable(
      content,
      changeColumns(own, (number) => places.indexOf(actorOf(number))),
    );
    head = chunkHash(1, content.bytes);
  }
  return head!;
}

const begin = new ByteList(16);

/** SHA-256 over kind, length and content of a chunk, with which it begins. */
export function chunkHash(kind: number, content: Uint8Array): Uint8Array {
  return sha256
    .create()
    .update(begin.again().number(kind).number(content.length).bytes)
    .update(content)
    .digest();
}

function addBytes(list: ByteList, bytes: Uint8Array): void {
  list.number(bytes.length).add(bytes);
}

function addTable(list: ByteList, given: readonly Column[]): void {
  list.number(given.length);
  for (const [specification, bytes] of given) list.number(specification).number(bytes.length);
  for (const [, bytes] of given) list.add(bytes);
}
