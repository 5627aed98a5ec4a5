import { ByteList, NotSimple } from './column-runs.ts';
import { ByteReader } from './document-chunks.ts';
import type { Operation } from './simple-operations.ts';

/** What operations do, and what values are (Automerge binary format, §operations, §values). */
const actions = { makeMap: 0, set: 1, makeList: 2 } as const;
export const valueTypes = { null: 0, false: 1, true: 2, integer: 4, text: 6 } as const;
/** As deep as `plain` goes. */
const deepest = 16;

/** A map or list, and what was added to it. */
interface Container {
  isMap: boolean;
  depth: number;
  added: Operation[];
}

/**
 * What operations add up to, as `canonicalBytes` writes it. Texts are never unpacked into strings on the way. The bytes
 * hold until others are written.
 *
 * @param operations as a document has them: sorted by what they add to, then by key or in the order of the list
 * @throws {NotSimple} when they are not, or are more than plain data
 */
export function simpleJson(operations: readonly Operation[]): Uint8Array<ArrayBuffer> {
  const containers = new Map<number, Container>([[0, { isMap: true, depth: 0, added: [] }]]);
  let last = 0;
  for (const one of operations) {
    const container = containers.get(one.to);
    if (one.to < last || container === undefined) throw new NotSimple('an operation out of order');
    last = one.to;
    const { isMap, depth, added } = container;
    const before = added.at(-1);
    const isNext = isMap
      ? one.key !== undefined && (before === undefined || before.key! < one.key)
      : one.key === undefined && one.after === (before?.number ?? 0);
    if (!isNext) throw new NotSimple('an operation out of order');
    added.push(one);
    if (one.action === actions.set) continue;
    const makes = one.action === actions.makeMap || one.action === actions.makeList;
    if (!makes || one.head !== 0 || depth === deepest) throw new NotSimple('an operation of another kind');
    containers.set(one.number, { isMap: one.action === actions.makeMap, depth: depth + 1, added: [] });
  }
  list.again();
  write(list, 0, containers);
  return list.bytes;
}

const list = new ByteList();

const signs = {
  open: 0x7b,
  close: 0x7d,
  begin: 0x5b,
  end: 0x5d,
  comma: 0x2c,
  colon: 0x3a,
  quote: 0x22,
} as const;

function write(list: ByteList, number: number, containers: ReadonlyMap<number, Container>): void {
  const { isMap, added } = containers.get(number)!;
  list.byte(isMap ? signs.open : signs.begin);
  for (const [i, one] of added.entries()) {
    if (i > 0) list.byte(signs.comma);
    if (one.key !== undefined) list.ascii(JSON.stringify(one.key)).byte(signs.colon);
    if (one.action === actions.set) writeScalar(list, one);
    else write(list, one.number, containers);
  }
  list.byte(isMap ? signs.close : signs.end);
}

function writeScalar(list: ByteList, { head, value }: Operation): void {
  if (value.length !== head >>> 4) throw new NotSimple('a value that ends too early');
  const type = head & 15;
  if (type === valueTypes.text) writeText(list, value);
  else if (type === valueTypes.integer) list.ascii(String(integer(value)));
  else if (value.length > 0 || type > valueTypes.true) throw new NotSimple('a value of another type');
  else list.ascii(type === valueTypes.null ? 'null' : String(type === valueTypes.true));
}

/** UTF-8 as a string of JSON. */
function writeText(list: ByteList, value: Uint8Array): void {
  list.byte(signs.quote);
  let from = 0;
  for (let at = 0; at < value.length;) {
    const byte = value[at]!;
    if (byte >= 0x80) {
      // Nearly all of a Chinese text has three bytes: without a call, and the ends of the range left to it.
      if (byte > 0xe0 && byte < 0xed && isNext(value[at + 1]!) && isNext(value[at + 2]!)) at += 3;
      else at += sequenceAt(value, at);
      continue;
    }
    if (byte < 0x20 || byte === signs.quote || byte === 0x5c) {
      list.add(value.subarray(from, at));
      if (byte === 0x0a) list.byte(0x5c).byte(0x6e);
      else list.ascii(JSON.stringify(String.fromCharCode(byte)).slice(1, -1));
      from = at + 1;
    }
    at += 1;
  }
  list.add(value.subarray(from)).byte(signs.quote);
}

const isNext = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Bytes of the character that begins here (RFC 3629). */
function sequenceAt(value: Uint8Array, at: number): number {
  const first = value[at]!;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = value[at + 1]!;
  let isRight = first >= 0xc2 && first <= 0xf4 && second >= least && second <= most;
  for (let i = 2; i < length; i++) isRight &&= isNext(value[at + i]!);
  if (!isRight) throw new NotSimple('text that is no UTF-8');
  return length;
}

function integer(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes, 0);
  const value = reader.signed();
  const [last = 0, before = 0] = [bytes.at(-1), bytes.at(-2)];
  // In as few bytes as it needs, and surely one that a double holds.
  const isShort = bytes.length < 2 || !((last === 0 && before < 192) || (last === 127 && before >= 192));
  if (reader.at !== bytes.length || bytes.length === 0 || bytes.length > 6 || !isShort)
    throw new NotSimple('a number written otherwise');
  return value;
}
