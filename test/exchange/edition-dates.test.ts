import { expect, test } from 'vitest';
import { editionDates } from '../../src/exchange/edition-dates.ts';
import type { FrontMatter } from '../../src/exchange/front-matter.ts';
import type { DatedEvent } from '../../src/rule/edition.ts';
import { parseText } from '../../src/rule/parse-text.ts';

function dates(
  last: string,
  {
    given = {},
    events = [],
    file,
  }: { given?: Partial<FrontMatter>; events?: DatedEvent[]; file?: string } = {},
) {
  const text = `第一条 甲。\n\n第二条 ${last}`;
  return editionDates({ warnings: [], ...given }, events, file, text, parseText(text));
}
const event = (on: string, text: string): DatedEvent => ({ on, text });

test('what is stated comes first', () => {
  const given = {
    effectiveOn: '2026-04-01',
    adoptedOn: '2026-01-01',
    publishedOn: '2026-02-01',
    date: '2026-03-01',
  };
  const events = [event('2020-01-01', '通过'), event('2020-01-02', '公布')];
  expect(dates('自2020年5月1日起施行。', { given, events, file: '2020-01-01' })).toEqual({
    ...given,
    effectiveFrom: 'metadata',
  });
});

test('the effective clause of the text', () => {
  expect(dates('自2020年5月1日起施行。', { file: '2020-03-01' })).toEqual({
    date: '2020-03-01',
    effectiveOn: '2020-05-01',
    effectiveFrom: 'text',
  });
});

test('from publication is from the day of publication', () => {
  const events = [event('2020-01-01', '会议通过'), event('2020-02-01', '公布')];
  expect(dates('自公布之日起施行。', { events })).toEqual({
    date: '2020-02-01',
    adoptedOn: '2020-01-01',
    publishedOn: '2020-02-01',
    effectiveOn: '2020-02-01',
    effectiveFrom: 'text',
  });
});

test('the clause of an amended text is older than the edition and says nothing about it', () => {
  const events = [event('2010-01-01', '通过'), event('2018-12-29', '修正')];
  expect(dates('自2010年5月1日起施行。', { events })).toEqual({
    date: '2018-12-29',
    adoptedOn: '2018-12-29',
    effectiveOn: '2018-12-29',
    effectiveFrom: 'date',
  });
  expect(
    dates('自2010年5月1日起施行。', { events: [...events, event('2019-02-01', '施行')], file: '2018-12-29' }),
  ).toMatchObject({
    effectiveOn: '2019-02-01',
    effectiveFrom: 'text',
  });
});

test('the file’s own date before that of its events', () => {
  expect(dates('甲。', { events: [event('2010-01-01', '通过')], file: '2011-01-01' })).toMatchObject({
    date: '2011-01-01',
  });
});

test('a term counts from the first day in force', () => {
  expect(dates('自2020年5月1日起施行，有效期两年。')).toEqual({
    date: '2020-05-01',
    effectiveOn: '2020-05-01',
    effectiveFrom: 'text',
    expiresOn: '2022-04-30',
  });
  expect(dates('自2020年5月1日起施行，有效期两年。', { given: { expiresOn: '2021-01-01' } })).toMatchObject({
    expiresOn: '2021-01-01',
  });
});

test('nothing known is nothing said', () => {
  expect(dates('甲。')).toEqual({});
});
