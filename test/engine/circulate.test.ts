import { describe, expect, test } from 'vitest';
import type { RosterChange } from '../../src/ledger/entry.ts';
import type { CirculateAct } from '../../src/ledger/circulation-acts.ts';
import { everyone, nobody, SomeCirculating, today } from './some-circulating.ts';
import { someText } from './some-engine.ts';

const file = '灯光管理办法(2024-02-01).md';
const first = `---\neffectiveOn: 2024-03-01\n---\n${someText('灯光管理办法', '节约用电。', '下班关灯。')}`;

const second = `---\neffectiveOn: 2026-03-01\n---\n${someText('灯光管理办法', '节约用电。', '下班关灯，关闭电源。')}`;

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

/** A received document that states whom it is for. */
const received = (more = ''): string =>
  `---\nkind: forwarded\nreceived:\n  from: 某市某局\n  scope: 机关各科室\n${more}effectiveOn: 2026-01-01\n---\n${someText('来文', '一件事。')}`;

test('ten thousand people are reached, one more is not', async () => {
  const { some, edition } = await someOffice();
  const { office } = some.engine.engine;
  const join = (ids: number[]) =>
    office.change(
      ids.flatMap((n): RosterChange[] => [
        { op: 'member', id: `x${n}`, name: `人${n}` },
        { op: 'grant', member: `x${n}`, roles: ['member'] },
      ]),
    );
  // Three are there already.
  const numbers = Array.from({ length: 9_997 }, (_, n) => n);
  for (let at = 0; at < numbers.length; at += 500) await join(numbers.slice(at, at + 500));
  const view = await some.prepare([edition], everyone);
  expect([view.people.length, view.withoutDevice]).toEqual([10_000, 9_999]);
  await join([10_000]);
  expect(await refusal(some.send([edition], everyone))).toBe('audience-too-large');
  const { circulation } = await some.send([edition], { ...everyone, except: ['x10000'] });
  const { book } = some.engine.engine.circulating;
  expect(book.members(book.circulations.of(circulation)!)).toHaveLength(10_000);
}, 60_000);

describe('the scope of a received document', () => {
  test('must be said, binds the circulation and all that come later, and whoever joins', async () => {
    const { some } = await someOffice();
    const edition = await some.issue('来文(2026-01-01).md', received());
    const unit = { ...nobody, units: [some.units.get('行政科')!] };
    expect(await refusal(some.send([edition], unit))).toBe('scope-unsaid');
    expect(await refusal(some.send([edition], everyone, { scope: unit }))).toBe('audience-too-wide');
    const seen = await some.prepare([edition], everyone, { scope: unit });
    expect(seen.editions[0]!.received).toMatchObject({ from: '某市某局', scope: '机关各科室' });
    expect(seen.outside.map(({ name }) => name).sort()).toEqual(['周明远', '赵敏']);
    expect(seen.people.map(({ name }) => name)).toEqual(['李强']);
    const { circulation } = await some.send([edition], unit, { scope: unit });
    // Said wider later, it stays what was signed first.
    expect(await refusal(some.send([edition], everyone, { scope: everyone }))).toBe('audience-too-wide');
    const again = await some.prepare([edition], unit, { scope: everyone });
    expect(again.editions[0]!.scope).toEqual(unit);
    const { book } = some.engine.engine.circulating;
    await some.add('新人', '行政科支部');
    await some.add('新手', '行政科');
    const members = book.members(book.circulations.of(circulation)!);
    expect(members).toContain(some.id('新手'));
    expect(members).not.toContain(some.id('新人'));
  });

  test('that differs between editions keeps them apart; what may not be passed on is not', async () => {
    const { some } = await someOffice();
    const unit = { ...nobody, units: [some.units.get('行政科')!] };
    const edition = await some.issue('前文(2025-12-01).md', received().replace('# 来文', '# 前文'));
    const other = await some.issue('来文(2026-01-01).md', received());
    await some.send([edition], unit, { scope: everyone });
    await some.send([other], unit, { scope: unit });
    expect((await some.prepare([edition, other], unit)).scopesDiffer).toBe(true);
    expect(await refusal(some.send([edition, other], unit))).toBe('scopes-differ');
    const own = await some.issue('另件(2026-01-01).md', someText('另件', '一条。'));
    await some.send([own, other], unit);
    // The scope is that of the document, not of what was sent along with it.
    expect(await refusal(some.send([own], everyone))).toBe('sent');
    const kept = await some.issue(
      '密件(2026-01-01).md',
      received('  mayForward: false\n').replace('# 来文', '# 另一来文'),
    );
    expect(await refusal(some.send([kept], unit, { scope: unit }))).toBe('edition-not-forwardable');
  });
});

describe('before sending', () => {
  test('it is shown whom it reaches, in their turn, and who has no device or has read it already', async () => {
    const { some, edition } = await someOffice();
    await some.add('李强', '行政科支部');
    const named = {
      ...nobody,
      members: [some.id('赵敏'), some.id('周明远')],
      units: [some.units.get('行政科')!],
    };
    const view = await some.prepare([edition], named);
    expect(view.people.map(({ name, unitName, hasDevice }) => [name, unitName, hasDevice])).toEqual([
      ['赵敏', '行政科支部', false],
      ['周明远', '秘书科', true],
      ['李强', '行政科', false],
    ]);
    expect(view).toMatchObject({ withoutDevice: 2, mayCirculate: true, outside: [] });
    expect(view.units.map(({ name, count }) => [name, count])).toEqual([
      ['秘书科', 1],
      ['行政科', 1],
      ['行政科支部', 1],
    ]);
    expect(view.editions[0]).toMatchObject({ title: '灯光管理办法', validity: 'inForce', acknowledged: 0 });
    const { circulation } = await some.send([edition], named);
    await some.acknowledge(circulation, edition);
    expect((await some.prepare([edition], named)).editions[0]!.acknowledged).toBe(1);
    expect(
      (await some.prepare([edition], { ...nobody, members: [some.id('赵敏')] })).editions[0]!.acknowledged,
    ).toBe(0);
  });

  test('an edition says why it cannot be sent, that a newer one holds, and how an earlier one was sent', async () => {
    const { some, edition } = await someOffice();
    const { circulation } = await some.send([edition], everyone, { level: 'studied' });
    const newer = await some.issue('灯光管理办法(2026-02-01).md', second, 'revision');
    const view = await some.prepare([edition, newer], everyone);
    expect(view.editions[0]).toMatchObject({ superseded: true });
    expect(view.editions[0]!.problem).toBeUndefined();
    expect(view.editions[1]!.earlier).toMatchObject({
      circulation,
      level: 'studied',
      audience: everyone,
      isOpen: true,
    });
    expect(view.editions[0]!.earlier).toBeUndefined();
    await some.send([newer], everyone, { replaces: circulation });
    const { issued } = await some.engine.ask('read', { ...newer, on: today });
    await some.engine.ask('withdraw', { entry: issued!.entry, reason: '误发' });
    expect((await some.prepare([newer], everyone)).editions[0]!.problem).toBe('edition-unsigned');
  });

  test('the text of an edition that has not come cannot be sent', async () => {
    const { some } = await someOffice();
    const { rule } = await some.bring('另件(2026-01-01).md', someText('另件', '一条。'));
    await some.engine.engine.office.keeper.say({
      type: 'publish',
      rule,
      edition: 'e'.repeat(64),
      title: '另件',
      kind: 'rule',
      change: 'first',
      after: [],
      repeals: [],
      secrecy: '许静',
    });
    const which = { rule, edition: 'e'.repeat(64) };
    expect((await some.prepare([which], everyone)).editions[0]!.problem).toBe('edition-missing');
    expect(await refusal(some.send([which], everyone))).toBe('edition-missing');
  });
});

describe('days off', () => {
  test('are known for 2026, are what a publisher has signed, and are said to be unknown for any other year', async () => {
    const { some, edition } = await someOffice();
    const due = async (on: string, workingDays: number) =>
      (await some.prepare([edition], everyone, { on, within: { workingDays } })).due;
    expect(await due('2026-09-30', 1)).toEqual({
      day: '2026-10-08',
      workingDays: 1,
      unknown: [],
      isRest: false,
    });
    // The Saturday after the holidays is worked.
    expect((await due('2026-10-09', 1))!.day).toBe('2026-10-10');
    expect(await due('2026-12-31', 1)).toMatchObject({ day: '2027-01-01', unknown: [2027] });
    expect(await some.engine.ask('calendar', { year: 2027 })).toMatchObject({
      from: 'nobody',
      rest: [],
      mayChange: true,
    });
    expect(await some.engine.ask('calendar', { year: 2026 })).toMatchObject({ from: 'known' });
    await some.engine.ask('saveCalendar', { year: 2027, rest: ['2027-01-01'], work: ['2027-01-02'] });
    expect(await due('2026-12-31', 1)).toMatchObject({ day: '2027-01-02', unknown: [] });
    expect(await some.engine.ask('calendar', { year: 2027 })).toMatchObject({ from: 'signed', by: '周明远' });
    await some.engine.ask('saveCalendar', { year: 2026, rest: [], work: [] });
    expect((await due('2026-09-30', 1))!.day).toBe('2026-10-01');
  });

  test('count the working days until a day, and say when it is one off', async () => {
    const { some, edition } = await someOffice();
    const until = async (day: string) =>
      (await some.prepare([edition], everyone, { on: '2026-09-28', within: { day } })).due;
    expect(await until('2026-10-10')).toMatchObject({ workingDays: 5, isRest: false });
    expect(await until('2026-09-29')).toMatchObject({ workingDays: 1 });
    expect(await until('2026-09-28')).toMatchObject({ workingDays: 0 });
    expect(await until('2026-10-03')).toMatchObject({ workingDays: 2, isRest: true });
    expect(await until('2026-09-27')).toBeUndefined();
    expect((await some.prepare([edition], everyone, { within: { workingDays: 0 } })).due).toBeUndefined();
  });

  test('that contradict each other are not signed', async () => {
    const { some } = await someOffice();
    const save = (rest: string[], work: string[]) =>
      refusal(some.engine.ask('saveCalendar', { year: 2027, rest, work }));
    expect(await save(['2026-01-01'], [])).toBe('bad-calendar');
    expect(await save(['2027-01-01'], ['2027-01-01'])).toBe('bad-calendar');
    expect(await some.engine.ask('calendar', { year: 2027 })).toMatchObject({ from: 'nobody' });
  });
});

describe('a circulation that was sent', () => {
  test('is ended once: closed, or taken back; members are exempted while it is open', async () => {
    const { some, edition } = await someOffice();
    const { circulation } = await some.send([edition], everyone);
    const record = () => some.engine.engine.circulating.book.circulations.of(circulation)!;
    const exempt = (members: string[]) =>
      refusal(some.engine.ask('exempt', { circulation, members, reason: '休假' }));
    expect(await exempt([])).toBe('audience-empty');
    expect(await exempt(['nobody'])).toBe('not-found');
    expect(await exempt([some.id('李强')])).toBe('sent');
    expect(record().exempt.has(some.id('李强'))).toBe(true);
    await some.engine.ask('closeCirculation', { circulation, reason: '' });
    expect(record().closed).toBeDefined();
    expect(await refusal(some.engine.ask('closeCirculation', { circulation }))).toBe('circulation-over');
    expect(await exempt([some.id('赵敏')])).toBe('circulation-over');
    await some.engine.ask('withdrawCirculation', { circulation, reason: '误发' });
    expect(record().withdrawn).toBeDefined();
    expect(await refusal(some.engine.ask('withdrawCirculation', { circulation, reason: '误发' }))).toBe(
      'circulation-over',
    );
    const unknown = { circulation: 'a'.repeat(64), reason: '误发' };
    expect(await refusal(some.engine.ask('withdrawCirculation', unknown))).toBe('not-found');
  });

  test('counts for what comes next: an erratum keeps who has read, a revision asks them again', async () => {
    const { some, edition } = await someOffice();
    const { rule } = edition;
    const readers = (which?: string) =>
      some.engine.ask('readersOf', { rule, on: today, ...(which !== undefined && { edition: which }) });
    expect(await readers()).toMatchObject({
      edition: edition.edition,
      acknowledged: 0,
      waiting: 0,
      open: [],
    });
    const { circulation } = await some.send([edition], everyone);
    await some.acknowledge(circulation, edition);
    expect(await readers()).toMatchObject({
      acknowledged: 1,
      waiting: 2,
      open: [{ circulation, people: 3, acknowledged: 1 }],
    });
    const corrected = await some.issue('灯光管理办法(2026-02-01).md', second, 'erratum');
    expect(await readers()).toMatchObject({ edition: corrected.edition, acknowledged: 1 });
    const third = second.replace('关闭电源', '拔掉插头').replace('2026-03-01', '2026-04-01');
    const revised = await some.issue('灯光管理办法(2026-03-15).md', third, 'revision');
    expect(await readers()).toMatchObject({ edition: revised.edition, acknowledged: 0 });
    expect(await readers(corrected.edition)).toMatchObject({ acknowledged: 1 });
    // A word on paper counts as one; of who has left nothing is asked again.
    const { act } = some.engine.engine.circulating.book.circulations.of(circulation)!;
    await some.engine.engine.office.keeper.say({
      type: 'acknowledge',
      circulation,
      ...act.editions[0]!,
      mode: 'read',
      behalf: { members: [some.id('李强')], means: 'paper', reason: '没有设备' },
    });
    expect(await readers(edition.edition)).toMatchObject({ acknowledged: 2, waiting: 1 });
    await some.engine.ask('endMember', { id: some.id('李强'), on: today });
    expect(await readers(edition.edition)).toMatchObject({ acknowledged: 1, waiting: 1 });
  });
});
