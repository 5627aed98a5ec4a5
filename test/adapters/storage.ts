import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CitedByRow } from '../../src/store/rows.ts';
import type { Change, Storage } from '../../src/store/storage.ts';
import { rooms, StorageFailed } from '../../src/store/storage.ts';

/** How the suite gets at the storage under test. */
export interface StorageUnderTest {
  /** Opens the same place again and again within one test; `place` is fresh for every test. */
  open(place: string): Promise<Storage>;
  /** Removes what the test left. */
  clear(place: string): Promise<void>;
}

const cited = (rule: string): CitedByRow => ({ edition: `e-${rule}`, rule });

const put = (key: string, value: unknown): Change => ({ room: 'kv', key, value });

/** What every storage must do; run against each of them. */
export function storageAcceptance(name: string, under: StorageUnderTest): void {
  describe(`storage: ${name}`, () => {
    let place = '';
    let storage: Storage;
    let opened = 0;

    const reopen = async (): Promise<void> => {
      await storage.close();
      storage = await under.open(place);
    };

    beforeEach(async () => {
      place = `acceptance-${name}-${++opened}`;
      await under.clear(place);
      storage = await under.open(place);
    });

    afterEach(async () => {
      await storage.close();
      await under.clear(place);
    });

    test('a new base is empty in every room', async () => {
      for (const room of rooms) {
        expect(await storage.keys(room)).toEqual([]);
        expect(await storage.all(room)).toEqual([]);
        expect(await storage.range(room, '')).toEqual([]);
      }
      expect(await storage.get('kv', 'nothing')).toBeUndefined();
      expect(await storage.getMany('kv', [])).toEqual([]);
    });

    test.each(['strict', 'relaxed'] as const)(
      '%s writes are there, also after reopening',
      async (durability) => {
        await storage.write([put('a', 1), put('b', { deep: ['值', null, true] })], durability);
        for (let round = 0; round < 2; round++) {
          expect(await storage.get('kv', 'a')).toBe(1);
          expect(await storage.get('kv', 'b')).toEqual({ deep: ['值', null, true] });
          await reopen();
        }
      },
    );

    test('rooms do not see each other', async () => {
      await storage.write(
        [
          { room: 'rules', key: 'x', value: new Uint8Array([1]) },
          { room: 'editions', key: 'x', value: new Uint8Array([2, 3]) },
          { room: 'citedBy', key: 'x', value: cited('x') },
        ],
        'strict',
      );
      expect(await storage.get('rules', 'x')).toEqual(new Uint8Array([1]));
      expect(await storage.get('editions', 'x')).toEqual(new Uint8Array([2, 3]));
      expect(await storage.get('citedBy', 'x')).toEqual(cited('x'));
      expect(await storage.get('texts', 'x')).toBeUndefined();
    });

    test('bytes come back as bytes of their own', async () => {
      const whole = Uint8Array.from({ length: 64 }, (_, i) => i);
      await storage.write([{ room: 'segments', key: 's', value: whole.subarray(8, 24) }], 'strict');
      const back = (await storage.get('segments', 's'))!;
      expect(Object.getPrototypeOf(back)).toBe(Uint8Array.prototype);
      expect([...back]).toEqual([...whole.subarray(8, 24)]);
      expect(back.byteOffset % 8).toBe(0);
      back.fill(0);
      expect((await storage.get('segments', 's'))![0]).toBe(8);
    });

    test('a changed copy does not change what is stored', async () => {
      const mine = { list: [1] };
      await storage.write([put('k', mine)], 'strict');
      mine.list.push(2);
      const read = (await storage.get('kv', 'k')) as typeof mine;
      read.list.push(3);
      expect(await storage.get('kv', 'k')).toEqual({ list: [1] });
    });

    test('the last change of a key in a batch holds', async () => {
      await storage.write([put('a', 1), put('a', 2), put('b', 1), { room: 'kv', key: 'b' }], 'strict');
      expect(await storage.get('kv', 'a')).toBe(2);
      expect(await storage.keys('kv')).toEqual(['a']);
      await storage.write([{ room: 'kv', key: 'a' }, put('a', 3)], 'strict');
      await reopen();
      expect(await storage.get('kv', 'a')).toBe(3);
    });

    test('deleting removes, also what was never there', async () => {
      await storage.write([put('a', 1), put('b', 2)], 'strict');
      await storage.write(
        [
          { room: 'kv', key: 'a' },
          { room: 'kv', key: 'never' },
        ],
        'strict',
      );
      await reopen();
      expect(await storage.keys('kv')).toEqual(['b']);
      expect(await storage.get('kv', 'a')).toBeUndefined();
    });

    test('null and false are values', async () => {
      await storage.write(
        [put('null', null), put('false', false), put('zero', 0), put('empty', '')],
        'strict',
      );
      await reopen();
      expect(await storage.all('kv')).toEqual(['', false, null, 0]);
    });

    test('keys, all and range follow the order of UTF-16 code units', async () => {
      const keys = [
        '',
        'Z',
        'a',
        'a\n1',
        'a\n2',
        'a\u0000',
        'aa',
        'b',
        '公务员法',
        '公务员法\nff',
        '公司',
        '😀',
        '\uffff',
        'a\uffff',
        'a\uffff\uffff',
      ];
      const sorted = [...keys].sort();
      await storage.write(
        [...keys].reverse().map((key): Change => ({ room: 'citedBy', key, value: cited(key) })),
        'relaxed',
      );
      for (let round = 0; round < 2; round++) {
        expect(await storage.keys('citedBy')).toEqual(sorted);
        expect(await storage.all('citedBy')).toEqual(sorted.map(cited));
        for (const prefix of ['', 'a', 'a\n', 'a\uffff', '公务员法', '公务员法\n', '\uffff', 'nothing']) {
          const expected = sorted.filter((key) => key.startsWith(prefix));
          expect(await storage.range('citedBy', prefix)).toEqual(
            expected.map((key) => ({ key, value: cited(key) })),
          );
        }
        await reopen();
      }
    });

    test('odd characters in keys stay what they are', async () => {
      const keys = [
        'a/b',
        '../up',
        'NUL\u0000',
        'é',
        'e\u0301',
        '\ud800',
        '\udc00x',
        '😀',
        ' ',
        'x'.repeat(2000),
      ];
      await storage.write(
        keys.map((key, i) => put(key, i)),
        'strict',
      );
      await reopen();
      expect(await storage.getMany('kv', keys)).toEqual(keys.map((_, i) => i));
      expect(await storage.keys('kv')).toEqual([...keys].sort());
    });

    test('getMany answers in the order asked, with gaps', async () => {
      await storage.write([put('a', 1), put('b', 2), put('c', 3)], 'strict');
      expect(await storage.getMany('kv', ['c', 'x', 'a', 'c'])).toEqual([3, undefined, 1, 3]);
    });

    test('big values and many small ones', async () => {
      const text = '第一条 规矩。'.repeat(600_000);
      const bytes = new Uint8Array(5_000_000).map((_, i) => i * 31);
      const many = Array.from({ length: 5_000 }, (_, i) => put(`n${String(i).padStart(5, '0')}`, i));
      await storage.write(
        [
          { room: 'texts', key: 't', value: { edition: 't', rule: 'r', text, units: [] } },
          { room: 'segments', key: 's', value: bytes },
          ...many,
        ],
        'strict',
      );
      await reopen();
      expect((await storage.get('texts', 't'))?.text === text).toBe(true);
      const back = (await storage.get('segments', 's'))!;
      expect(back.length === bytes.length && back.every((byte, i) => byte === bytes[i])).toBe(true);
      expect((await storage.range('kv', 'n')).map((entry) => entry.value)).toEqual(many.map((_, i) => i));
    });

    test('a batch with a value that cannot be stored leaves nothing', async () => {
      await storage.write([put('kept', 1)], 'strict');
      const batch = [
        put('kept', 2),
        put('new', 3),
        put('bad', () => 0),
        { room: 'kv', key: 'kept' } as Change,
      ];
      await expect(storage.write(batch, 'strict')).rejects.toBeInstanceOf(StorageFailed);
      for (let round = 0; round < 2; round++) {
        expect(await storage.keys('kv')).toEqual(['kept']);
        expect(await storage.get('kv', 'kept')).toBe(1);
        await reopen();
      }
      await storage.write([put('after', 4)], 'strict');
      expect(await storage.keys('kv')).toEqual(['after', 'kept']);
    });

    test('writes that were not waited for end in the order they were given', async () => {
      const writes = Array.from({ length: 30 }, (_, i) =>
        storage.write([put('last', i), put(`w${i}`, i)], 'relaxed'),
      );
      await Promise.all(writes);
      await reopen();
      expect(await storage.get('kv', 'last')).toBe(29);
      expect(await storage.keys('kv')).toHaveLength(31);
    });

    test('rewriting again and again keeps only the last', async () => {
      const blob = new Uint8Array(200_000).fill(7);
      for (let i = 0; i < 40; i++) {
        blob[0] = i;
        await storage.write([{ room: 'segments', key: 'one', value: blob }, put('round', i)], 'relaxed');
      }
      await reopen();
      expect((await storage.get('segments', 'one'))![0]).toBe(39);
      expect(await storage.get('kv', 'round')).toBe(39);
    });

    test('an empty batch is no failure', async () => {
      await storage.write([], 'strict');
      expect(await storage.keys('kv')).toEqual([]);
    });

    test('after closing every call says so', async () => {
      await storage.close();
      await expect(storage.get('kv', 'a')).rejects.toBeInstanceOf(StorageFailed);
      await expect(storage.range('kv', '')).rejects.toBeInstanceOf(StorageFailed);
      await expect(storage.write([put('a', 1)], 'strict')).rejects.toBeInstanceOf(StorageFailed);
      storage = await under.open(place);
    });
  });
}
