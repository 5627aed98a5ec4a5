import { inflateSync } from 'fflate';
import { sameBytes } from '../ledger/same-bytes.ts';
import { NotSimple } from './column-runs.ts';
import { DamagedDocument } from './damaged-document.ts';
import { mostExpansion } from './document-bounds.ts';
import { ByteReader, chunksOf } from './document-chunks.ts';
import { inflate } from './inflate.ts';
import { chunkHash, columnsOfChanges, headOf, readChanges } from './simple-changes.ts';
import { simpleJson } from './simple-json.ts';
import {
  type Column,
  documentColumns,
  type Operation,
  readOperations,
  valuesColumn,
  valuesLength,
} from './simple-operations.ts';

/** More than that is left to Automerge. */
const most = {
  actors: 1000,
  changes: 1000,
  columns: 32,
  operations: 20_000,
  values: 64 * 1024 * 1024,
  /** To what bytes may unfold that are unpacked at once, all but a few of them into nowhere. */
  unfolding: 128 * 1024 * 1024,
  others: 1024 * 1024,
} as const;

/** The parts of a saved document that may be a simple one. */
interface Parts {
  content: Uint8Array;
  actors: Uint8Array[];
  /** Hash of the last change. */
  head: Uint8Array;
  changes: Column[];
  operations: Column[];
}

/**
 * What a saved document says to which was only added, change after change, as to most: read without Automerge, in a
 * fraction of the time. It is not believed that it is whole: of what was read the document is made anew, with the hashes
 * of its changes, and must be the one that came. So Automerge reads the same in it.
 *
 * @returns as `canonicalBytes` writes it, until another document is read; undefined for all other bytes, of which
 * Automerge has to say what they are
 */
export function readSimple(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  return unlessOther(() => {
    const parts = partsOf(bytes);
    const changes = readChanges(parts.changes, most.changes);
    must(changes.every(({ actor }) => parts.actors[actor] !== undefined));
    must(isSame(parts.changes, columnsOfChanges(changes)));
    const operations = readOperations(parts.operations, most.operations);
    const inOrder = [...operations].sort((a, b) => a.number - b.number);
    must(inOrder.length === changes.at(-1)?.last && inOrder.every(({ number }, i) => number === i + 1));
    must(operations.every(({ number, to, after }) => to < number && after < number));
    const makers = changes.flatMap(({ actor, first, last }) =>
      Array.from({ length: last - first + 1 }, () => actor),
    );
    const actorOf = (number: number): number => makers[number - 1]!;
    must(isSame(parts.operations, documentColumns(operations, actorOf)));
    must(sameBytes(parts.head, headOf(changes, inOrder, parts.actors, actorOf)));
    must(sameBytes(bytes.subarray(4, 8), chunkHash(0, parts.content).subarray(0, 4)));
    return simpleJson(operations);
  });
}

/**
 * The same of a document that is known by a hash of what it says: how it came about, and whether Automerge would take it,
 * makes no difference then, and is not looked at. All that is returned holds until another document is read.
 */
export function readUnproven(
  bytes: Uint8Array,
): { json: Uint8Array<ArrayBuffer>; operations: Operation[] } | undefined {
  return unlessOther(() => {
    const operations = readOperations(partsOf(bytes).operations, most.operations);
    return { json: simpleJson(operations), operations };
  });
}

function unlessOther<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof NotSimple || cause instanceof DamagedDocument) return undefined;
    throw cause;
  }
}

function partsOf(bytes: Uint8Array): Parts {
  const [chunk, ...others] = chunksOf(bytes);
  must(chunk?.kind === 'document' && others.length === 0);
  const content = bytes.subarray(chunk.at, chunk.end);
  const reader = new ByteReader(content, 0);
  const actors = readActors(reader);
  must(reader.number() === 1);
  const head = reader.bytes(32);
  const heads = [columnHeads(reader), columnHeads(reader)] as const;
  const changes = readColumns(reader, heads[0]);
  const operations = readColumns(reader, heads[1]);
  // The place of the last change, and nothing more.
  const place = reader.number();
  must(reader.at === content.length && place < most.changes);
  return { content, actors, head, changes, operations };
}

function readActors(reader: ByteReader): Uint8Array[] {
  const count = reader.number();
  must(count <= most.actors);
  const actors: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const actor = reader.bytes(reader.number());
    must(actor.length > 0 && (i === 0 || isBelow(actors[i - 1]!, actor)));
    actors.push(actor);
  }
  return actors;
}

function isBelow(a: Uint8Array, b: Uint8Array): boolean {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at === -1 ? a.length < b.length : a[at]! < (b[at] ?? -1);
}

interface ColumnHead {
  specification: number;
  length: number;
}

function columnHeads(reader: ByteReader): ColumnHead[] {
  const count = reader.number();
  must(count <= most.columns);
  return Array.from({ length: count }, () => ({ specification: reader.number(), length: reader.number() }));
}

/** Bit of a specification that says that the bytes of the column are deflated. */
const deflated = 8;

function readColumns(reader: ByteReader, heads: readonly ColumnHead[]): Column[] {
  const columns: Column[] = [];
  for (const { specification, length } of heads) {
    const bytes = reader.bytes(length);
    must(bytes.length === length);
    if ((specification & deflated) === 0) columns.push([specification, bytes]);
    else columns.push([specification - deflated, unpack(specification - deflated, bytes, columns)]);
  }
  return columns;
}

/** Into which columns are unpacked; longer ones get a place of their own. */
const places = { values: new Uint8Array(512 * 1024), others: new Uint8Array(64 * 1024) } as const;

/** @param before the columns before it, of which one says how long all values are */
function unpack(specification: number, bytes: Uint8Array, before: readonly Column[]): Uint8Array {
  const isValues = specification === valuesColumn;
  const length = isValues ? valuesLength(before, most.operations) : most.others;
  must(length <= most.values);
  const place = isValues ? places.values : places.others;
  // What could become far too much is unpacked little by little, which takes longer.
  if (bytes.length * mostExpansion > most.unfolding) return inflate(bytes, length);
  const unpacked = unpackInto(place, bytes);
  // A place that is full may not have been enough.
  if (unpacked.length === place.length) return inflate(bytes, length);
  must(!isValues || unpacked.length === length);
  return isValues ? unpacked : unpacked.slice();
}

function unpackInto(place: Uint8Array, bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { out: place });
  } catch {
    throw new NotSimple('bytes that cannot be unpacked');
  }
}

function isSame(given: readonly Column[], expected: readonly Column[]): boolean {
  return (
    given.length === expected.length &&
    given.every(([specification, bytes], i) => {
      const [wanted, made] = expected[i]!;
      return specification === wanted && sameBytes(bytes, made);
    })
  );
}

function must(holds: boolean): asserts holds {
  if (!holds) throw new NotSimple('another shape');
}
