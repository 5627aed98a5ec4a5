import { addBooleans, addDeltas, addRuns, ByteList, NotSimple, readDeltas, readRuns } from './column-runs.ts';
import type { ByteReader } from './document-chunks.ts';

/** An operation that only adds: a field of a map, or an element after the last one of a list. */
export interface Operation {
  /** Its number among all operations of the document, from 1. */
  number: number;
  /** Number of the operation that made the map or list; 0 for the outermost map. */
  to: number;
  /** Of a field; undefined for an element. */
  key: string | undefined;
  /** Of an element, the number of the one before it; 0 for the first. */
  after: number;
  action: number;
  /** Type and length of the value: length · 16 + type. */
  head: number;
  value: Uint8Array;
}

/** A column: its specification (number · 16 + kind) and its bytes, not deflated. */
export type Column = readonly [specification: number, bytes: Uint8Array];

/** Specifications of the columns of operations (Automerge binary format, §operation columns). */
const columns = {
  toActor: 0x01,
  to: 0x02,
  afterActor: 0x11,
  after: 0x13,
  key: 0x15,
  actor: 0x21,
  number: 0x23,
  isElement: 0x34,
  action: 0x42,
  head: 0x56,
  value: 0x57,
  predecessors: 0x70,
  successors: 0x80,
} as const;

const nothing = new Uint8Array();

/**
 * Operations in the order in which a document has them. What they say beside this is not looked at: it has to be
 * compared with `documentColumns`.
 *
 * @param most operations at most
 * @throws {NotSimple} when they cannot be read
 */
export function readOperations(given: readonly Column[], most: number): Operation[] {
  const found = new Map(given);
  const bytesOf = (specification: number): Uint8Array => found.get(specification) ?? nothing;
  const numbers = readRuns(bytesOf(columns.action), most, readNumber);
  const to = readRuns(bytesOf(columns.to), most, readNumber);
  const after = readDeltas(bytesOf(columns.after), most);
  const keys = readRuns(bytesOf(columns.key), most, readKey);
  const ids = readDeltas(bytesOf(columns.number), most);
  const heads = readRuns(bytesOf(columns.head), most, readNumber);
  const values = bytesOf(columns.value);
  let at = 0;
  return numbers.map((action, i) => {
    const head = heads[i] ?? 0;
    const value = values.subarray(at, (at += head >>> 4));
    return {
      number: ids[i] ?? 0,
      to: to[i] ?? 0,
      key: keys[i],
      after: after[i] ?? 0,
      action: action ?? -1,
      head,
      value,
    };
  });
}

/** The column of all values: nothing else of a document is long. */
export const valuesColumn = columns.value;

/** Bytes of all values together, as the columns before that of the values say. */
export function valuesLength(given: readonly Column[], most: number): number {
  const heads = given.find(([specification]) => specification === columns.head)?.[1] ?? nothing;
  return readRuns(heads, most, readNumber).reduce<number>((sum, head) => sum + ((head ?? 0) >>> 4), 0);
}

/**
 * Columns of operations as Automerge saves them in a document.
 *
 * @param actorOf the place of who made an operation among all actors
 */
export function documentColumns(
  operations: readonly Operation[],
  actorOf: (number: number) => number,
): Column[] {
  return writeColumns([
    ...sharedColumns(operations, actorOf),
    [columns.actor, (list) => addNumbers(list, operations, ({ number }) => actorOf(number))],
    [
      columns.number,
      (list) =>
        addDeltas(
          list,
          operations.map(({ number }) => number),
        ),
    ],
    [columns.successors, (list) => addNumbers(list, operations, () => 0)],
  ]);
}

/**
 * Columns of the operations of one change.
 *
 * @param actorOf the place of who made an operation among the actors of the change
 */
export function changeColumns(
  operations: readonly Operation[],
  actorOf: (number: number) => number,
): Column[] {
  return writeColumns([
    ...sharedColumns(operations, actorOf),
    [columns.predecessors, (list) => addNumbers(list, operations, () => 0)],
  ]);
}

/** A column to be written. */
export type Writing = readonly [specification: number, add: (list: ByteList) => void];

const list = new ByteList();

/** Columns in order, without those in which there is nothing; they hold until others are written. */
export function writeColumns(given: readonly Writing[]): Column[] {
  list.again();
  const inOrder = [...given].sort(([a], [b]) => a - b);
  const ends = inOrder.map(([, add]) => {
    add(list);
    return list.length;
  });
  return inOrder.flatMap(([specification], i) => {
    const bytes = list.bytes.subarray(ends[i - 1] ?? 0, ends[i]);
    return bytes.length === 0 ? [] : [[specification, bytes] as const];
  });
}

function sharedColumns(operations: readonly Operation[], actorOf: (number: number) => number): Writing[] {
  const made = (number: number | undefined): number | undefined => (number ? actorOf(number) : undefined);
  const afterOf = ({ key, after }: Operation): number | undefined => (key === undefined ? after : undefined);
  return [
    [columns.toActor, (list) => addNumbers(list, operations, ({ to }) => made(to))],
    [columns.to, (list) => addNumbers(list, operations, ({ to }) => to || undefined)],
    [columns.afterActor, (list) => addNumbers(list, operations, (one) => made(afterOf(one)))],
    [columns.after, (list) => addDeltas(list, operations.map(afterOf))],
    [
      columns.key,
      (list) =>
        addRuns(
          list,
          operations.map(({ key }) => key),
          addKey,
        ),
    ],
    [
      columns.isElement,
      (list) =>
        addBooleans(
          list,
          operations.map(({ key }) => key === undefined),
        ),
    ],
    [columns.action, (list) => addNumbers(list, operations, ({ action }) => action)],
    [columns.head, (list) => addNumbers(list, operations, ({ head }) => head)],
    [columns.value, (list) => operations.forEach(({ value }) => list.add(value))],
  ];
}

const readNumber = (reader: ByteReader): number => reader.number();

function addNumbers<T>(list: ByteList, from: readonly T[], of: (one: T) => number | undefined): void {
  addRuns(list, from.map(of), (to, value) => to.number(value));
}

/** Only ASCII: its order is the same in whatever units it is compared. */
function readKey(reader: ByteReader): string {
  let key = '';
  for (const byte of reader.bytes(reader.number())) {
    if (byte > 126) throw new NotSimple('a key of other letters');
    key += String.fromCharCode(byte);
  }
  return key;
}

function addKey(list: ByteList, key: string): void {
  list.number(key.length).ascii(key);
}
