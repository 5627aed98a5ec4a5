import * as Automerge from '@automerge/automerge/slim';
import { beforeAll, expect, test } from 'vitest';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { Library } from '../../src/store/library.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import {
  newSealed,
  readSealed,
  sealedHash,
  sealedKey,
  sealedOfKey,
} from '../../src/store/sealed-document.ts';

beforeAll(automergeForNode);

type Bytes = Uint8Array<ArrayBuffer>;
const some = (n: number, fill = 7): Bytes => new Uint8Array(n).fill(fill);
const round = 'ab'.repeat(16);

const keyOf = (bytes: Bytes, kind: 'opinions' | 'key' = 'opinions'): ReturnType<typeof sealedKey> =>
  sealedKey({ round, kind, hash: sealedHash(bytes) });

/** The same content, written by somebody else. */
function byAnother(bytes: Bytes): Bytes {
  const doc = Automerge.change(
    Automerge.init<Record<string, unknown>>({ actor: 'ff'.repeat(16) }),
    (fields) => void Object.assign(fields, { v: 1, bytes }),
  );
  return Automerge.save(doc) as Bytes;
}

test('a sealed document is kept as it is named, and nothing can take its place', async () => {
  const library = await Library.open(new MemoryStorage(), automergeForNode);
  const content = some(3000);
  const key = keyOf(content);
  const document = newSealed(content);
  const changed = Automerge.save(
    Automerge.change(Automerge.load<Record<string, unknown>>(document), (fields) => void (fields['x'] = 1)),
  ) as Bytes;
  const tricks = [newSealed(some(3000, 8)), byAnother(content), changed, some(50)];
  for (const bytes of tricks) expect(await library.merge([{ ...key, bytes }])).toEqual(['refused']);
  expect(await library.merge([{ ...key, bytes: document }])).toEqual(['kept']);
  const digest = (await library.manifest()).row(key)!.digest;
  for (const bytes of tricks) expect(await library.merge([{ ...key, bytes }])).toEqual(['refused']);
  expect(await library.merge([{ ...key, bytes: document }])).toEqual(['kept']);
  expect((await library.manifest()).row(key)!.digest).toBe(digest);
  expect(readSealed((await library.document(key))!)).toEqual(content);
});

test('what is larger than such a thing can be is refused', async () => {
  const library = await Library.open(new MemoryStorage(), automergeForNode);
  const large = crypto.getRandomValues(some(60_000));
  const content = some(1024 * 1024 + 1);
  for (let at = 0; at < content.length; at += large.length)
    content.set(large.subarray(0, content.length - at), at);
  expect(await library.merge([{ ...keyOf(content), bytes: newSealed(content) }])).toEqual(['refused']);
  expect(await library.merge([{ ...keyOf(content, 'key'), bytes: newSealed(content) }])).toEqual(['kept']);
});

test('a copy is named by its round, and no other document is taken for a sealed one', async () => {
  const library = await Library.open(new MemoryStorage(), automergeForNode);
  const content = some(100);
  const hash = sealedHash(content);
  const wrong = sealedKey({ round, kind: 'copy', hash });
  const right = sealedKey({ round: hash.slice(0, 32), kind: 'copy', hash });
  const bytes = newSealed(content);
  expect(
    await library.merge([
      { ...wrong, bytes },
      { ...right, bytes },
    ]),
  ).toEqual(['refused', 'kept']);
  expect(sealedOfKey(right)).toEqual({ round: hash.slice(0, 32), kind: 'copy', hash });
  expect(sealedOfKey({ ...right, space: 'editors' })).toBeUndefined();
  expect(sealedOfKey({ ...right, id: right.id.replace(':c:', ':z:') })).toBeUndefined();
  expect(sealedOfKey({ ...right, id: `${right.id}0` })).toBeUndefined();
});
