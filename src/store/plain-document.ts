import * as Automerge from '@automerge/automerge/slim';
import { DamagedDocument } from './damaged-document.ts';
import type { Fields } from './read-fields.ts';

/** Longest document that is opened; the longest of 3,500 real laws is 0.1 MB. */
const mostBytes = 64 * 1024 * 1024;
const deepest = 16;

/** A plain value as Automerge keeps what is replaced and never typed: every string whole. */
export function whole(value: unknown): unknown {
  if (typeof value === 'string') return new Automerge.ImmutableString(value);
  if (Array.isArray(value)) return value.map(whole);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'object' && value !== null) return Object.fromEntries(fieldsOf(value));
  return value;
}

/** Fields in order of key, without undefined ones: the order decides the bytes. */
function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, whole(one)]);
}

/** Nobody in particular: documents that are made whole have no history to tell apart. */
const actor = '00'.repeat(16);

/** Plain data as a document of a single change at time 0: the same data give the same bytes on every device. */
export function saveWhole(value: object): Uint8Array {
  const doc = Automerge.change(
    Automerge.init<Record<string, unknown>>({ actor }),
    { time: 0 },
    (fields) => void Object.assign(fields, whole(value)),
  );
  try {
    return Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/**
 * Opens a document. Free it when done: what wasm holds is not collected by itself in time.
 *
 * @param as who changes it, where somebody does
 * @throws {DamagedDocument} when the bytes are no document
 */
export function load<T>(bytes: Uint8Array, as?: string): Automerge.Doc<T> {
  if (bytes.length > mostBytes) throw new DamagedDocument('a document of this size is not opened');
  try {
    return Automerge.load<T>(bytes, as === undefined ? {} : { actor: as });
  } catch (cause) {
    throw new DamagedDocument('the bytes are no document', { cause });
  }
}

/**
 * Opens a document, hands it to `use` and frees it again, whatever happens.
 *
 * @throws {DamagedDocument} when the bytes are no document
 */
export function withDocument<T>(bytes: Uint8Array, use: (doc: Automerge.Doc<Fields>) => T): T {
  const doc = load<Fields>(bytes);
  try {
    return use(doc);
  } finally {
    Automerge.free(doc);
  }
}

/** The content of a document as plain data, strings being strings again. */
export function plain(doc: Automerge.Doc<Fields>): Fields {
  // Not by `toJS`: the document is plain already, and would be read a second time.
  return unwrap(doc, 0) as Fields;
}

function unwrap(value: unknown, depth: number): unknown {
  if (depth > deepest) throw new DamagedDocument('nested too deep');
  if (value instanceof Automerge.ImmutableString) return value.val;
  if (Array.isArray(value)) return value.map((one) => unwrap(one, depth + 1));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) {
    return value;
  }
  const fields = Object.entries(value).map(([key, one]) => [key, unwrap(one, depth + 1)] as const);
  return Object.fromEntries(fields);
}
