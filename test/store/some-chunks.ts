import { createHash } from 'node:crypto';

/** Unsigned LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of what is not negative. */
export function signedLeb(value: number): number[] {
  const bytes = leb(value);
  if (bytes.at(-1)! < 64) return bytes;
  return [...bytes.slice(0, -1), bytes.at(-1)! + 128, 0];
}

/** A run of equal rows. */
export const run = (count: number, ...value: number[]): number[] => [...signedLeb(count), ...value];

/** A chunk as Automerge writes it, its check right. */
export function someChunk(kind: 0 | 1 | 2, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const checked = Buffer.concat([Uint8Array.of(kind, ...leb(content.length)), content]);
  const check = createHash('sha256').update(checked).digest().subarray(0, 4);
  return new Uint8Array(Buffer.concat([Uint8Array.of(0x85, 0x6f, 0x4a, 0x83), check, checked]));
}

/** A chunk with another content, its check made right again. */
export function withRightCheck(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const checked = new Uint8Array(bytes);
  checked.set(createHash('sha256').update(checked.subarray(8)).digest().subarray(0, 4), 4);
  return checked;
}

/** Specifications of the columns of operations that the tests use. */
export const columns = {
  key: 0x15,
  insert: 0x34,
  action: 0x42,
  valueHead: 0x56,
  value: 0x57,
  group: 0x70,
} as const;

type Columns = readonly (readonly [specification: number, bytes: readonly number[] | Uint8Array])[];

/** What a chunk of a change holds: by the actor 00…, the first, with these columns. */
export function someChange(given: Columns): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(0, 16, ...Array.from({ length: 16 }, () => 0), 1, 1, 0, 0, 0),
    table(given),
  ]);
}

/** What a chunk of a document holds, with these columns of operations and none of changes. */
export function someDocument(given: Columns): Uint8Array {
  const heads = given.flatMap(([specification, bytes]) => [...leb(specification), ...leb(bytes.length)]);
  const actors = [1, 16, ...Array.from({ length: 16 }, () => 0)];
  return Buffer.concat([
    Uint8Array.of(...actors, 0, 0, given.length, ...heads),
    ...given.map(([, bytes]) => Uint8Array.from(bytes)),
  ]);
}

function table(given: Columns): Uint8Array {
  const heads = given.flatMap(([specification, bytes]) => [...leb(specification), ...leb(bytes.length)]);
  return Buffer.concat([
    Uint8Array.of(given.length, ...heads),
    ...given.map(([, bytes]) => Uint8Array.from(bytes)),
  ]);
}
