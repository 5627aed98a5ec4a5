import { expect, test } from 'vitest';
import type { CirculateAct } from '../../src/ledger/circulation-acts.ts';
import type { PublishAct } from '../../src/ledger/entry.ts';
import { SomeEngine } from '../desk/some-engines.ts';

const on = '2026-03-02';

/** An office of one whose texts are issued, and the publish entry of each by title. */
async function someOffice(
  ...titles: string[]
): Promise<{ one: SomeEngine; me: string; issued: Map<string, [string, PublishAct]> }> {
  const one = await SomeEngine.open();
  await one.found();
  for (const title of titles) await one.write(title);
  await one.ask('registerAll', { secrecy: '周明远', on });
  const issued = new Map<string, [string, PublishAct]>();
  for (const { id, act } of one.engine.office.ledger.chains.all())
    if (act.type === 'publish') issued.set(act.title, [id, act]);
  return { one, me: one.engine.office.me()!.member, issued };
}

async function circulate(
  one: SomeEngine,
  issued: readonly [string, PublishAct][],
  more: Partial<CirculateAct> = {},
): Promise<string> {
  const { id } = await one.engine.office.keeper.say({
    type: 'circulate',
    editions: issued.map(([publish, { edition }]) => ({ publish, edition })),
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
    level: 'read',
    order: 'together',
    ...more,
  });
  return id;
}

test('what waits is read and confirmed, one edition after the other, and then waits no more', async () => {
  const { one, issued } = await someOffice('考勤规定', '用车规定');
  const both = [issued.get('考勤规定')!, issued.get('用车规定')!];
  const id = await circulate(one, both, { due: '2026-03-06', note: '请尽快阅读。' });
  const [line] = await one.ask('waiting', { on });
  expect(line).toMatchObject({
    circulation: id,
    by: '周明远',
    due: '2026-03-06',
    note: '请尽快阅读。',
    isOverdue: false,
  });
  expect(line!.editions.map(({ title, isRead }) => [title, isRead])).toEqual([
    ['考勤规定', false],
    ['用车规定', false],
  ]);
  const edition = both[0]![1].edition;
  const mine = await one.ask('acknowledge', {
    circulation: id,
    asked: edition,
    edition,
    statement: '我已阅读《考勤规定》。',
  });
  expect(mine).toMatchObject({
    edition,
    title: '考勤规定',
    mode: 'read',
    device: '台式机',
    statement: '我已阅读《考勤规定》。',
  });
  expect((await one.ask('waiting', { on }))[0]!.editions.map(({ isRead }) => isRead)).toEqual([true, false]);
  const other = both[1]![1].edition;
  await one.ask('acknowledge', {
    circulation: id,
    asked: other,
    edition: other,
    statement: '我已阅读《用车规定》。',
  });
  expect(await one.ask('waiting', { on })).toEqual([]);
  expect((await one.ask('readings', undefined)).map(({ title }) => title).sort()).toEqual([
    '用车规定',
    '考勤规定',
  ]);
  await one.engine.close();
});

test('the most urgent stands first: overdue, then by due day, and what has none last', async () => {
  const { one, issued } = await someOffice('考勤规定', '用车规定', '会议规定');
  const of = (title: string): [string, PublishAct][] => [issued.get(title)!];
  const none = await circulate(one, of('考勤规定'));
  const later = await circulate(one, of('用车规定'), { due: '2026-03-20' });
  const over = await circulate(one, of('会议规定'), { due: '2026-03-01' });
  const lines = await one.ask('waiting', { on });
  expect(lines.map(({ circulation }) => circulation)).toEqual([over, later, none]);
  expect(lines.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false]);
  await one.engine.close();
});

test('of a revision the reader is told what they themselves acknowledged last', async () => {
  const { one, issued } = await someOffice('考勤规定');
  const [publish, first] = issued.get('考勤规定')!;
  const id = await circulate(one, [[publish, first]]);
  const { edition } = first;
  expect((await one.ask('waiting', { on }))[0]!.editions[0]!.since).toBeUndefined();
  await one.ask('acknowledge', { circulation: id, asked: edition, edition, statement: '已阅。' });
  const second = await one.engine.office.keeper.say({
    ...first,
    edition: 'e2'.repeat(32),
    change: 'revision',
    revises: edition,
    after: [publish],
  });
  await circulate(one, [[second.id, second.act as PublishAct]]);
  const [line] = await one.ask('waiting', { on });
  expect(line!.editions[0]).toMatchObject({ edition: 'e2'.repeat(32), isMissing: true, since: { edition } });
  await one.engine.close();
});

test('an erratum is what is read in place of what it corrects, and answers for it; what was read before stays read', async () => {
  const { one, issued } = await someOffice('考勤规定');
  const [publish, first] = issued.get('考勤规定')!;
  const id = await circulate(one, [[publish, first]]);
  const erratum = {
    ...first,
    edition: 'e2'.repeat(32),
    change: 'erratum' as const,
    revises: first.edition,
    after: [publish],
  };
  await one.engine.office.keeper.say(erratum);
  const [line] = await one.ask('waiting', { on });
  expect(line!.editions[0]).toMatchObject({
    asked: first.edition,
    edition: 'e2'.repeat(32),
    isMissing: true,
  });
  await expect(
    one.ask('acknowledge', {
      circulation: id,
      asked: first.edition,
      edition: first.edition,
      statement: '已阅。',
    }),
  ).rejects.toMatchObject({ code: 'text-missing' });
  const second = await circulate(one, [[publish, first]], { replaces: id });
  expect((await one.ask('waiting', { on })).map(({ circulation }) => circulation)).toEqual([second]);
  expect((await one.ask('toRead', { circulation: id, on })).over).toBe('replaced');
  // Of one that was closed as well, a reader is told what the lists tell: another has come in its place.
  await one.engine.office.keeper.say({ type: 'close', circulation: id });
  expect((await one.ask('toRead', { circulation: id, on })).over).toBe('replaced');
  await one.engine.close();
});

test('what somebody else has said for a reader is no word of theirs from which changes are counted', async () => {
  const { one, me, issued } = await someOffice('考勤规定');
  const [publish, first] = issued.get('考勤规定')!;
  const id = await circulate(one, [[publish, first]]);
  const { edition } = first;
  const behalf = { members: [me], means: 'paper' as const, reason: '出差', witness: '吴晓' };
  await one.engine.office.keeper.say({
    type: 'acknowledge',
    circulation: id,
    publish,
    edition,
    mode: 'read',
    behalf,
  });
  expect(await one.ask('waiting', { on })).toEqual([]);
  expect(await one.ask('readings', undefined)).toMatchObject([
    { behalf: { by: '周明远', means: 'paper', reason: '出差' } },
  ]);
  const revision = {
    ...first,
    edition: 'e2'.repeat(32),
    change: 'revision' as const,
    revises: edition,
    after: [publish],
  };
  const second = await one.engine.office.keeper.say(revision);
  await circulate(one, [[second.id, revision]]);
  expect((await one.ask('waiting', { on }))[0]!.editions[0]!.since).toBeUndefined();
  await one.engine.close();
});

test('nothing is signed for what is over, not asked, not here, not in turn or not passed', async () => {
  const { one, me, issued } = await someOffice('考勤规定');
  const all = [issued.get('考勤规定')!];
  const { edition } = all[0]![1];
  const say = (circulation: string, more: object = {}): Promise<unknown> =>
    one.ask('acknowledge', { circulation, asked: edition, edition, statement: '已阅。', ...more });
  const code = (what: string): object => expect.objectContaining({ code: what }) as object;
  const size = (): number => one.engine.office.ledger.chains.size;
  const closed = await circulate(one, all);
  await one.engine.office.keeper.say({ type: 'close', circulation: closed });
  const exempt = await circulate(one, all);
  await one.engine.office.keeper.say({
    type: 'exempt',
    circulation: exempt,
    members: [me],
    reason: '外出学习',
  });
  const others = await circulate(one, all, {
    audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [me] },
  });
  const asked = { text: '几点上班？', choices: ['八点半', '九点'], right: [1] };
  const studied = await circulate(one, all, { level: 'studied', questions: [asked], pass: 1 });
  const missing = await circulate(one, [[all[0]![0], { ...all[0]![1], edition: 'ee'.repeat(32) }]]);
  const { id: colleague } = await one.ask('saveMember', { name: '吴晓', roles: [] });
  const inTurn = await circulate(one, all, {
    order: 'in-turn',
    audience: { units: [], posts: [], roles: [], members: [colleague, me], except: [] },
  });
  const before = size();
  for (const id of [closed, exempt, others]) await expect(say(id)).rejects.toEqual(code('not-asked'));
  expect((await one.ask('toRead', { circulation: exempt, on })).over).toBe('exempt');
  expect((await one.ask('toRead', { circulation: closed, on })).over).toBe('closed');
  await expect(say(studied)).rejects.toEqual(code('not-passed'));
  await expect(say(studied, { answers: [[0]] })).rejects.toEqual(code('not-passed'));
  await expect(say(missing, { asked: 'ee'.repeat(32), edition: 'ee'.repeat(32) })).rejects.toEqual(
    code('text-missing'),
  );
  await expect(say(inTurn)).rejects.toEqual(code('not-your-turn'));
  await expect(say('0a'.repeat(32))).rejects.toEqual(code('not-found'));
  await expect(say(studied, { edition: 'ee'.repeat(32), answers: [[1]] })).rejects.toEqual(
    code('changed-meanwhile'),
  );
  expect(size()).toBe(before);
  // The right answers are not told to whoever asks for the questions.
  expect((await one.ask('toRead', { circulation: studied, on })).questions).toEqual([
    { text: asked.text, choices: asked.choices },
  ]);
  await say(studied, { answers: [[1]] });
  expect(size()).toBe(before + 1);
  await one.engine.close();
});
