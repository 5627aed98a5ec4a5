import { describe, expect, test, vi } from 'vitest';
import { StorageFailed } from '../../src/store/storage.ts';
import { someEngine, someText } from './some-engine.ts';

const today = '2026-05-01';

const bike = someText(
  '自行车棚管理办法',
  '车停在棚内。',
  '棚内不得充电。',
  '长期不用的车移走。',
  '违反本办法第一条的，由保卫科提醒。',
  '本办法自2018年1月1日起施行。',
);

describe('who cites a text', () => {
  test('counts by address: articles, ranges, the text as a whole, and itself', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({
      '自行车棚管理办法(2017-12-01).md': bike,
      '保卫办法(2019-01-01).md': someText(
        '保卫办法',
        '依照《自行车棚管理办法》执行。',
        '依照《自行车棚管理办法》第一条至第三条、《自行车棚管理办法》第二条执行。',
      ),
    });
    const edition = entries.get('自行车棚管理办法(2017-12-01).md')!.edition!;
    // The second article names article 2 twice, which is one place.
    expect(await engine.citedCounts(edition, today)).toEqual({ '': 1, a1: 2, a2: 1, a3: 1 });
    const places = await engine.citedBy(edition, 'a1', today);
    expect(places.map(({ title, label, address, validity }) => [title, label, address, validity])).toEqual(
      expect.arrayContaining([
        ['保卫办法', '第二条', 'a2', 'inForce'],
        ['自行车棚管理办法', '第四条', 'a4', 'inForce'],
      ]),
    );
    expect(places).toHaveLength(2);
    expect((await engine.citedBy(edition, '', today)).map(({ label }) => label)).toEqual(['第一条']);
    expect(await engine.citedBy(edition, 'a5', today)).toEqual([]);
    const guard = entries.get('保卫办法(2019-01-01).md')!.edition!;
    expect(await engine.citedCounts(guard, today)).toEqual({});
  });

  test('counts and places agree for every address', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({
      '自行车棚管理办法(2017-12-01).md': bike,
      '保卫办法(2019-01-01).md': someText('保卫办法', '见《自行车棚管理办法》第二条、第三条。'),
      '停车办法(2020-01-01).md': someText(
        '停车办法',
        '见自行车棚管理办法第二条。',
        '见《自行车棚管理办法》。',
      ),
    });
    const edition = entries.get('自行车棚管理办法(2017-12-01).md')!.edition!;
    const counts = await engine.citedCounts(edition, today);
    expect(counts).toEqual({ '': 1, a1: 1, a2: 2, a3: 1 });
    for (const [address, count] of Object.entries(counts))
      expect(await engine.citedBy(edition, address, today)).toHaveLength(count);
  });

  test('three editions of a text do not cite three times: the one of the day speaks', async () => {
    const { engine, bring } = await someEngine();
    const guard = (n: number): string => someText('保卫办法', `第${n}次修订。见《自行车棚管理办法》第二条。`);
    const { entries } = await bring({
      '自行车棚管理办法(2017-12-01).md': bike,
      '保卫办法(2018-05-01).md': guard(1),
      '保卫办法(2020-05-01).md': guard(2),
      '保卫办法(2022-05-01).md': guard(3),
    });
    const edition = entries.get('自行车棚管理办法(2017-12-01).md')!.edition!;
    for (const [on, speaking] of [
      ['2019-01-01', '保卫办法(2018-05-01).md'],
      ['2021-01-01', '保卫办法(2020-05-01).md'],
      [today, '保卫办法(2022-05-01).md'],
    ] as const) {
      expect(await engine.citedCounts(edition, on)).toMatchObject({ a2: 1 });
      const places = await engine.citedBy(edition, 'a2', on);
      expect(places.map((place) => place.edition)).toEqual([entries.get(speaking)!.edition]);
    }
  });

  test('an edition is cited by those of its own time', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({
      '自行车棚管理办法(2017-12-01).md': bike,
      '自行车棚管理办法(2021-12-01).md': bike.replace('2018年1月1日', '2022年1月1日').replace('提醒', '处理'),
      '保卫办法(2019-01-01).md': someText('保卫办法', '见《自行车棚管理办法》第二条。'),
      '门卫办法(2023-01-01).md': someText('门卫办法', '见《自行车棚管理办法》第二条。'),
    });
    const titles = async (file: string): Promise<string[]> => {
      const places = await engine.citedBy(entries.get(file)!.edition!, 'a2', today);
      return places.map(({ title }) => title);
    };
    expect(await titles('自行车棚管理办法(2017-12-01).md')).toEqual(['保卫办法']);
    expect(await titles('自行车棚管理办法(2021-12-01).md')).toEqual(['门卫办法']);
  });

  test('what comes in later is counted', async () => {
    const { engine, bring } = await someEngine();
    const { entries } = await bring({ '自行车棚管理办法(2017-12-01).md': bike });
    const edition = entries.get('自行车棚管理办法(2017-12-01).md')!.edition!;
    expect(await engine.citedCounts(edition, today)).toEqual({ a1: 1 });
    await bring({ '保卫办法(2019-01-01).md': someText('保卫办法', '见《自行车棚管理办法》第一条。') });
    expect(await engine.citedCounts(edition, today)).toEqual({ a1: 2 });
  });

  test('an edition that is not here is cited by nobody', async () => {
    const { engine } = await someEngine();
    expect(await engine.citedCounts('0'.repeat(64), today)).toEqual({});
    expect(await engine.citedBy('0'.repeat(64), 'a1', today)).toEqual([]);
  });

  test('an answer that failed is asked for again', async () => {
    const { engine, storage, bring } = await someEngine();
    const { entries } = await bring({ '自行车棚管理办法(2017-12-01).md': bike });
    const edition = entries.get('自行车棚管理办法(2017-12-01).md')!.edition!;
    vi.spyOn(storage, 'range').mockRejectedValueOnce(new StorageFailed('for a moment'));
    await expect(engine.citedCounts(edition, today)).rejects.toBeInstanceOf(StorageFailed);
    expect(await engine.citedCounts(edition, today)).toEqual({ a1: 1 });
  });
});
