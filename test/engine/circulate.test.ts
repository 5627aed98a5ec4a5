import { describe, expect, test } from 'vitest';
import type { CirculateAct } from '../../src/ledger/circulation-acts.ts';
import { everyone, nobody, SomeCirculating } from './some-circulating.ts';
import { someText } from './some-engine.ts';

const file = '灯光管理办法(2024-02-01).md';
const first = `---\neffectiveOn: 2024-03-01\n---\n${someText('灯光管理办法', '节约用电。', '下班关灯。')}`;

const refusal = async (asked: Promise<unknown>): Promise<unknown> =>
  await asked.then(
    () => 'sent',
    (error: unknown) => (error as { code?: string }).code,
  );

async function someOffice() {
  const some = await SomeCirculating.open();
  const edition = await some.issue(file, first);
  const acts = (): CirculateAct[] => some.engine.engine.circulating.book.all().map(({ act }) => act);
  return { some, edition, acts };
}

describe('a circulation', () => {
  test('is signed with what was asked, and is in the book at once', async () => {
    const { some, edition, acts } = await someOffice();
    const { circulation } = await some.send(
      [edition, edition],
      { ...nobody, units: [some.units.get('行政科')!], roles: ['liaison'] },
      { level: 'studied', due: '2026-06-08', note: '请认真学习', escalateAfter: 3 },
    );
    const { book } = some.engine.engine.circulating;
    const record = book.circulations.of(circulation)!;
    expect(record.act).toMatchObject({
      editions: [{ edition: edition.edition }],
      level: 'studied',
      order: 'together',
      due: '2026-06-08',
      note: '请认真学习',
      escalateAfter: 3,
    });
    expect(book.ledger.chains.get(record.act.editions[0]!.publish)?.act).toMatchObject({
      type: 'publish',
      edition: edition.edition,
    });
    expect(new Set(book.members(record))).toEqual(new Set([some.id('李强'), some.id('赵敏')]));
    expect(acts()).toHaveLength(1);
  });

  test('is not sent to nobody, nor without the right, nor of what does not count; nothing is signed then', async () => {
    const { some, edition, acts } = await someOffice();
    expect(await refusal(some.send([edition], nobody))).toBe('audience-empty');
    const excepted = { ...nobody, members: [some.id('李强')], except: [some.id('李强')] };
    expect(await refusal(some.send([edition], excepted))).toBe('audience-nobody');
    expect(await refusal(some.send([], everyone))).toBe('not-found');
    expect(await refusal(some.send([{ ...edition, edition: 'f'.repeat(64) }], everyone))).toBe('not-found');
    const unsigned = await some.bring('另件(2026-01-01).md', someText('另件', '一条。'));
    expect(await refusal(some.send([edition, unsigned], everyone))).toBe('edition-unsigned');
    expect(await refusal(some.send([edition], everyone, { due: '2026-05-31' }))).toBe('due-over');
    expect(await refusal(some.send([edition], everyone, { replaces: 'a'.repeat(64) }))).toBe('not-found');
    const questions = [{ text: '下班后？', choices: ['关灯', '不关'], right: [0] }];
    expect(await refusal(some.send([edition], everyone, { questions }))).toBe('bad-questions');
    expect(await refusal(some.send([edition], everyone, { level: 'studied', questions, pass: 2 }))).toBe(
      'bad-questions',
    );
    await some.engine.ask('repeal', { rule: edition.rule, on: '2026-05-01', reason: '' });
    expect(await refusal(some.send([edition], everyone))).toBe('edition-ended');
    await some.engine.ask('saveMember', { id: some.id('周明远'), name: '周明远', roles: ['admin'] });
    expect(await refusal(some.send([edition], everyone))).toBe('not-allowed');
    expect(acts()).toEqual([]);
  });
});
