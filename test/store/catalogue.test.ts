import { describe, expect, test } from 'vitest';
import { Catalogue } from '../../src/store/catalogue.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { EditionRow, RuleRow } from '../../src/store/rows.ts';

function edition(hash: string, change: Partial<EditionRow> = {}): EditionRow {
  return {
    hash,
    events: [],
    standing: 'imported',
    importedAt: 1,
    articles: 1,
    units: 1,
    characters: 10,
    repeals: [],
    warnings: [],
    ...change,
  };
}

function row(id: string, title: string, ...editions: EditionRow[]): RuleRow {
  return { id, title, kind: 'rule', tags: [], editions, updatedAt: 1 };
}

describe('a catalogue', () => {
  const old = row('lamp', '灯光管理办法', edition('a1'), edition('a2'));
  const door = row('door', '门禁管理办法', edition('b1'));

  test('finds rules by id, edition and title', () => {
    const catalogue = new Catalogue([old, door]);
    expect(catalogue.rows()).toEqual([old, door]);
    expect(catalogue.rule('lamp')).toBe(old);
    expect(catalogue.rule('none')).toBeUndefined();
    expect(catalogue.byEdition('a2')).toEqual({ row: old, edition: old.editions[1] });
    expect(catalogue.rulesByTitleKey('门禁管理办法')).toEqual([door]);
    expect(catalogue.rulesByTitleKey('none')).toEqual([]);
  });

  test('forgets what a row said before', () => {
    const catalogue = new Catalogue([old, door]);
    const renamed = row('lamp', '照明管理办法', edition('a2'), edition('a3'));
    catalogue.put([renamed]);
    expect(catalogue.rows()).toEqual([renamed, door]);
    expect(catalogue.byEdition('a1')).toBeUndefined();
    expect(catalogue.byEdition('a2')?.row).toBe(renamed);
    expect(catalogue.rulesByTitleKey('灯光管理办法')).toEqual([]);
    expect(catalogue.rulesByTitleKey('照明管理办法')).toEqual([renamed]);
    catalogue.remove(['lamp', 'none']);
    expect(catalogue.rows()).toEqual([door]);
    expect(catalogue.byEdition('a3')).toBeUndefined();
    expect(catalogue.rulesByTitleKey('照明管理办法')).toEqual([]);
  });

  test('knows all volumes of a title, and shortened titles where there is no full one', () => {
    const one = { ...row('v1', '灯光法典', edition('c1')), part: '总则' };
    const two = { ...row('v2', '灯光法典', edition('c2')), part: '分则' };
    const national = row('n', '中华人民共和国门法', edition('d1'));
    const catalogue = new Catalogue([two, one, national]);
    expect(catalogue.rulesByTitleKey('灯光法典').map(({ id }) => id)).toEqual(['v1', 'v2']);
    expect(catalogue.rulesByTitleKey('门法')).toEqual([national]);
    const own = row('o', '门法', edition('e1'));
    catalogue.put([own]);
    expect(catalogue.rulesByTitleKey('门法')).toEqual([own]);
    expect(catalogue.rulesByTitleKey('中华人民共和国门法')).toEqual([national]);
  });

  test('answers what citations ask', () => {
    const catalogue = new Catalogue([
      row(
        'lamp',
        '灯光管理办法',
        edition('a1', { date: '2019-01-01' }),
        edition('a2', { date: '2020-01-01', effectiveOn: '2020-02-01' }),
        edition('a3'),
      ),
    ]);
    const base = catalogue.titleBase((hash, address) => `${hash}#${address}` === 'a2#a7');
    const [rule] = base.byTitleKey('灯光管理办法');
    expect(rule?.editions.map(({ hash, from }) => [hash, from])).toEqual([
      ['a1', '2019-01-01'],
      ['a2', '2020-02-01'],
      ['a3', undefined],
    ]);
    expect(rule?.editions.map((one) => one.has('a7'))).toEqual([false, true, false]);
  });

  test('tells who listens what changed, until told not to', () => {
    const catalogue = new Catalogue([old]);
    const heard: (readonly string[])[] = [];
    const end = catalogue.subscribe((ids) => heard.push(ids));
    const list = catalogue.rows();
    expect(catalogue.rows()).toBe(list);
    catalogue.put([door]);
    expect(catalogue.rows()).not.toBe(list);
    catalogue.remove(['door']);
    catalogue.put([]);
    end();
    catalogue.put([door]);
    expect(heard).toEqual([['door'], ['door']]);
  });

  test('reads the rows of a base and counts those that cannot be used', async () => {
    const storage = new MemoryStorage();
    await storage.write(
      [
        { room: 'catalogue', key: 'lamp', value: old },
        { room: 'catalogue', key: 'door', value: { ...door, editions: undefined } as unknown as RuleRow },
        { room: 'catalogue', key: 'x', value: 'nonsense' as unknown as RuleRow },
      ],
      'strict',
    );
    const { catalogue, damaged } = await Catalogue.load(storage);
    expect(catalogue.rows()).toEqual([old]);
    expect(damaged).toBe(2);
  });
});

describe('a rule is repealed', () => {
  const lamp = row('lamp', '灯光管理办法', edition('a', { effectiveOn: '2010-01-01' }));
  const repealing = (id: string, title: string, on: string | undefined, ...repeals: string[]): RuleRow =>
    row(id, title, edition(id, { repeals, ...(on !== undefined && { effectiveOn: on }) }));
  const on = (rule: RuleRow, ...others: RuleRow[]): string | undefined =>
    new Catalogue([rule, ...others]).repealedOn(rule);

  test('when a later text says so', () => {
    expect(on(lamp, repealing('b', '照明管理办法', '2020-01-01', '灯光管理办法'))).toBe('2020-01-01');
  });

  test('on the first day of all that is said', () => {
    const b = repealing('b', '照明管理办法', '2020-01-01', '灯光管理办法');
    const c = repealing('c', '电力管理办法', '2018-01-01', '门禁管理办法', '灯光管理办法');
    expect(on(lamp, b, c)).toBe('2018-01-01');
    expect(on({ ...lamp, repealedOn: '2015-01-01' }, b, c)).toBe('2015-01-01');
    expect(on({ ...lamp, repealedOn: '2019-01-01' }, b, c)).toBe('2018-01-01');
  });

  test('also under a title that was cited in a shorter form', () => {
    const national = row('n', '中华人民共和国门法', edition('d', { date: '2000-01-01' }));
    expect(on(national, repealing('b', '窗法', '2005-01-01', '门法'))).toBe('2005-01-01');
  });

  test('and not by what came before it, has no date, or is another text', () => {
    expect(on(lamp, repealing('b', '照明管理办法', '2009-01-01', '灯光管理办法'))).toBeUndefined();
    expect(on(lamp, repealing('b', '照明管理办法', undefined, '灯光管理办法'))).toBeUndefined();
    expect(on(lamp, repealing('b', '照明管理办法', '2020-01-01', '灯光管理细则'))).toBeUndefined();
  });

  test('and not by itself, another volume of itself or a text issued under the same title', () => {
    const own = row(
      'lamp',
      '灯光管理办法',
      edition('a', { effectiveOn: '2010-01-01' }),
      edition('a2', { effectiveOn: '2020-01-01', repeals: ['灯光管理办法'] }),
    );
    expect(on(own)).toBeUndefined();
    expect(
      on(lamp, { ...repealing('b', '灯光管理办法', '2020-01-01', '灯光管理办法'), part: '下' }),
    ).toBeUndefined();
  });

  test('and not any more when it was issued again afterwards', () => {
    const renewed = row(
      'lamp',
      '灯光管理办法',
      edition('a', { effectiveOn: '2010-01-01' }),
      edition('a2', { effectiveOn: '2022-01-01' }),
    );
    expect(on(renewed, repealing('b', '照明管理办法', '2020-01-01', '灯光管理办法'))).toBeUndefined();
  });

  test('as soon as the text that says so is there, and no longer than that', () => {
    const catalogue = new Catalogue([lamp]);
    expect(catalogue.repealedOn(lamp)).toBeUndefined();
    catalogue.put([repealing('b', '照明管理办法', '2020-01-01', '灯光管理办法')]);
    expect(catalogue.repealedOn(lamp)).toBe('2020-01-01');
    catalogue.remove(['b']);
    expect(catalogue.repealedOn(lamp)).toBeUndefined();
  });
});
