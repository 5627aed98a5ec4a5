import { expect, test } from 'vitest';
import type { Citation, CitedText } from '../../src/rule/citation.ts';
import { citedNames, editionRow } from '../../src/store/derived-rows.ts';
import { someContent, someParse } from './some-edition.ts';

const citing = (text: CitedText): Citation => ({ unit: 0, start: 0, end: 1, relative: false, text });

test('a citation can be looked up by what it says of the title', () => {
  const names = citedNames([
    citing({ kind: 'title', title: '《灯光 管理办法(试行)》' }),
    citing({ kind: 'abbreviation', short: '办法', title: '门禁管理办法' }),
    citing({ kind: 'lead', lead: '依照电力使用规定' }),
    citing({ kind: 'lead', lead: '违反供水规定' }),
    citing({ kind: 'self' }),
    citing({ kind: 'title', title: '门禁管理办法' }),
  ]);
  expect(names).toEqual(['灯光管理办法（试行）', '门禁管理办法', '~规定']);
});

test('a line of the catalogue has no field that the edition does not state', () => {
  const content = someContent({ text: '第一条 灯 。\n\u3000第二条\t关。' });
  const { date: _, effectiveOn: __, effectiveFrom: ___, ...undated } = content;
  const line = editionRow('h', undated, someParse(content), 7);
  expect(line).toEqual({
    hash: 'h',
    events: content.events,
    standing: 'imported',
    importedAt: 7,
    articles: 1,
    units: 1,
    characters: 10,
    repeals: [],
    warnings: [],
  });
});
