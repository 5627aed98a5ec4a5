import { expect, test, vi } from 'vitest';
import type { AnswerOutcome, AnswerReview } from '../../src/engine/package-protocol.ts';
import { type PackageAnswer, writeAnswer } from '../../src/exchange/package/package-answer.ts';
import type { PackageData } from '../../src/exchange/package/package-data.ts';
import { fromBase64url } from '../../src/ledger/base64url.ts';
import type { CirculateAct } from '../../src/ledger/circulation-acts.ts';
import { localDay } from '../../src/rule/local-day.ts';
import { type SomeCirculation, someCirculation } from './some-circulation.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const reason = '本人没有设备，用离线签阅包确认';

/** A package for 吴晓 and 李青, and its data as the page has them. */
async function somePackage(
  more: Partial<CirculateAct> = {},
): Promise<SomeCirculation & { data: PackageData; html: string }> {
  const some = await someCirculation(more);
  const { one, ids, circulation, editions } = some;
  const file = await one.ask('makePackage', {
    circulation,
    members: [ids.get('吴晓')!, ids.get('李青')!],
    statements: Object.fromEntries(editions.map((edition, at) => [edition, `我已阅读第 ${at + 1} 份。`])),
  });
  const html = new TextDecoder().decode(file.bytes);
  const json = /<script type="application\/json" id="package">(.*?)<\/script>/.exec(html)![1]!;
  return { ...some, html, data: JSON.parse(json) as PackageData };
}

/** What the page makes of a person's ticks. */
function answerOf(data: PackageData, name: string, change: Partial<PackageAnswer> = {}): string {
  const { member, secret } = data.people.find((one) => one.name === name)!;
  return writeAnswer(
    {
      v: 1,
      package: data.id,
      circulation: data.circulation,
      member,
      readings: data.texts.map(({ edition, statement }) => ({ edition, statement })),
      at: Date.now(),
      ...change,
    },
    fromBase64url(secret)!,
  );
}

const outcomes = (reviews: AnswerReview[]): AnswerOutcome[] => reviews.map(({ outcome }) => outcome);

test('a package holds the texts and asks nobody; its answer is signed once, under the name of who takes it', async () => {
  const { one, ids, circulation, editions, data, html } = await somePackage();
  expect(html).not.toMatch(/(src|href)="/);
  expect(html).toContain("default-src 'none'");
  expect(data.texts.map(({ content }) => content.title).sort()).toEqual(['用车规定', '考勤规定']);
  expect(data.people.map(({ name, unit }) => [name, unit])).toEqual([
    ['吴晓', '城东支部'],
    ['李青', '城东支部'],
  ]);
  const exported = [...one.engine.office.ledger.chains.all()].find(({ act }) => act.type === 'export')!;
  expect(exported.act).toMatchObject({ what: 'package', circulation });

  const text = answerOf(data, '吴晓');
  const [review] = await one.ask('readAnswers', { bytes: bytes(text) });
  expect(review).toMatchObject({
    outcome: 'good',
    says: {
      name: '吴晓',
      unitName: '城东支部',
      statements: ['我已阅读第 1 份。', '我已阅读第 2 份。'],
      isTimeOff: false,
    },
  });
  const before = one.engine.office.ledger.chains.size;
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(text), reason }))).toEqual(['good']);
  expect(one.engine.office.ledger.chains.size).toBe(before + 2);
  const reading = one.engine.behalf.record(circulation).read.get(ids.get('吴晓')!)!.get(editions[0]!)!;
  expect(reading).toMatchObject({
    means: 'package',
    by: ids.get('周明远'),
    entry: {
      act: {
        statement: '我已阅读第 1 份。',
        behalf: { members: [ids.get('吴晓')], reason, on: localDay(Date.now()) },
      },
    },
  });
  // The answer itself is kept, as it came.
  const { act } = reading.entry;
  const file = act.type === 'acknowledge' ? act.behalf!.file! : '';
  expect(new TextDecoder().decode((await one.ask('photo', { hash: file })).bytes)).toBe(text);
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(text), reason }))).toEqual(['taken']);
  expect(outcomes(await one.ask('readAnswers', { bytes: bytes(answerOf(data, '吴晓', { at: 5 })) }))).toEqual(
    ['read-before'],
  );
  expect(one.engine.office.ledger.chains.size).toBe(before + 2);
  const [made] = (await one.ask('packages', { circulation })).made;
  expect(made!.people.map(({ name, isAnswered }) => [name, isAnswered])).toEqual([
    ['吴晓', true],
    ['李青', false],
  ]);
  await one.close();
});

test('of an answer that leaves a text out the rest is still missing', async () => {
  const { one, ids, circulation, editions, data } = await somePackage();
  const { edition, statement } = data.texts[0]!;
  const text = answerOf(data, '李青', { readings: [{ edition, statement }] });
  await one.ask('takeAnswers', { bytes: bytes(text), reason });
  const record = one.engine.behalf.record(circulation);
  expect([...record.read.get(ids.get('李青')!)!.keys()]).toEqual([edition]);
  expect((await one.ask('missingMembers', { circulation })).map(({ name }) => name)).toContain('李青');
  const rest = editions.filter((hash) => hash !== edition);
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(answerOf(data, '李青')), reason }))).toEqual([
    'good',
  ]);
  expect(one.engine.behalf.record(circulation).read.get(ids.get('李青')!)!.has(rest[0]!)).toBe(true);
  await one.close();
});

test('several answers in one text, one of them twice, are each told of and taken once', async () => {
  const { one, data } = await somePackage();
  const [wu, li] = [answerOf(data, '吴晓'), answerOf(data, '李青')];
  const all = bytes(`${wu}\n${li}\n${wu}\nguiju-answer:abc.`);
  const before = one.engine.office.ledger.chains.size;
  expect(outcomes(await one.ask('readAnswers', { bytes: all }))).toEqual(['good', 'good', 'good', 'damaged']);
  const [first, again] = await Promise.all([
    one.ask('takeAnswers', { bytes: all, reason }),
    one.ask('takeAnswers', { bytes: all, reason }),
  ]);
  expect(outcomes(first)).toEqual(['good', 'good', 'taken', 'damaged']);
  expect(outcomes(again)).toEqual(['taken', 'taken', 'taken', 'damaged']);
  expect(one.engine.office.ledger.chains.size).toBe(before + 4);
  await one.close();
});

test('nothing is signed of what was changed, is of elsewhere, too large or no answer', async () => {
  const { one, ids, circulation, data } = await somePackage();
  const other = await somePackage();
  const before = one.engine.office.ledger.chains.size;
  const is = async (given: string | Uint8Array, outcome: AnswerOutcome): Promise<void> => {
    const what = typeof given === 'string' ? bytes(given) : given;
    expect(outcomes(await one.ask('readAnswers', { bytes: what }))).toEqual([outcome]);
    expect(outcomes(await one.ask('takeAnswers', { bytes: what, reason }))).toEqual([outcome]);
  };
  const good = answerOf(data, '吴晓');
  const decoded = JSON.parse(
    Buffer.from(good.slice('guiju-answer:'.length, -1), 'base64url').toString(),
  ) as PackageAnswer;
  const edited = (change: object): string =>
    `guiju-answer:${Buffer.from(JSON.stringify({ ...decoded, ...change })).toString('base64url')}.`;
  await is(edited({ member: ids.get('李青') }), 'altered');
  await is(edited({ member: ids.get('周明远') }), 'altered');
  await is(edited({ at: 1 }), 'altered');
  await is(edited({ readings: [{ ...decoded.readings[0], statement: '同意。' }] }), 'altered');
  // Also who has the secret cannot confirm another sentence, or another text.
  const { edition } = data.texts[0]!;
  await is(answerOf(data, '吴晓', { readings: [{ edition, statement: '我已阅读一切。' }] }), 'altered');
  await is(answerOf(data, '吴晓', { readings: [{ edition: 'e'.repeat(64), statement: '' }] }), 'altered');
  await is(answerOf(other.data, '吴晓'), 'unknown-circulation');
  await is(answerOf(data, '吴晓', { package: 'ab'.repeat(16) }), 'unknown-package');
  await is(
    answerOf(other.data, '吴晓', { circulation, package: data.id, member: ids.get('吴晓')! }),
    'altered',
  );
  await is(good.slice(0, 200), 'damaged');
  await is('你好', 'none');
  await is(new Uint8Array(10 * 1024 * 1024), 'too-large');
  await one.engine.office.keeper.say({ type: 'close', circulation });
  await is(good, 'over');
  // Only that it was closed has come to the ledger.
  expect(one.engine.office.ledger.chains.size).toBe(before + 1);
  await one.close();
  await other.one.close();
});

test('a clock that was set back, or ahead, is told of and gives no day', async () => {
  const { one, ids, circulation, editions, data } = await somePackage();
  const text = answerOf(data, '吴晓', { at: 1000 });
  const [review] = await one.ask('readAnswers', { bytes: bytes(text) });
  expect(review).toMatchObject({ outcome: 'good', says: { isTimeOff: true, at: 1000 } });
  const ahead = answerOf(data, '李青', { at: Date.now() + 3 * 86_400_000 });
  await one.ask('takeAnswers', { bytes: bytes(`${text}${ahead}`), reason });
  for (const name of ['吴晓', '李青']) {
    const { act } = one.engine.behalf.record(circulation).read.get(ids.get(name)!)!.get(editions[0]!)!.entry;
    expect(act.type === 'acknowledge' && act.behalf).not.toHaveProperty('on');
  }
  await one.close();
});

test('questions go along without what is right; who has not passed is not signed', async () => {
  const question = { text: '几点上班？', choices: ['八点半', '九点'], right: [1] };
  const { one, html, data, circulation, ids, editions } = await somePackage({
    level: 'studied',
    questions: [question],
    pass: 1,
  });
  expect(html).not.toContain('"right"');
  const wrong = answerOf(data, '吴晓', { answers: [[0]] });
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(wrong), reason }))).toEqual(['not-passed']);
  const right = answerOf(data, '吴晓', { answers: [[1]] });
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(right), reason }))).toEqual(['good']);
  const reading = one.engine.behalf.record(circulation).read.get(ids.get('吴晓')!)!.get(editions[0]!)!;
  expect(reading.entry.act).toMatchObject({ mode: 'studied', answers: [[1]] });
  await one.close();
});

test('who moves out of the audience, or has read it in the app, is not signed for', async () => {
  const some = await someCirculation();
  const unit = some.ids.get('城东支部')!;
  const { one, ids, editions } = some;
  const issued = some.one.engine.behalf.record(some.circulation).act.editions;
  const { id: circulation } = await one.engine.office.keeper.say({
    type: 'circulate',
    editions: issued,
    audience: { units: [unit], posts: [], roles: [], members: [], except: [] },
    level: 'read',
    order: 'together',
  });
  const statements = Object.fromEntries(editions.map((edition) => [edition, '我已阅读。']));
  const file = await one.ask('makePackage', { circulation, members: [ids.get('吴晓')!], statements });
  const json = /id="package">(.*?)<\/script>/.exec(new TextDecoder().decode(file.bytes))![1]!;
  const text = answerOf(JSON.parse(json) as PackageData, '吴晓');
  await one.ask('saveMember', { id: ids.get('吴晓')!, name: '吴晓', unit: ids.get('秘书科')!, roles: [] });
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(text), reason }))).toEqual(['not-meant']);
  await one.close();
});

test('no package without the right, for nobody, for who has read it, or of a text that is not here', async () => {
  const { one, ids, circulation, editions } = await someCirculation();
  const statements = Object.fromEntries(editions.map((edition) => [edition, '我已阅读。']));
  const make = (members: string[], of = statements, id = circulation): Promise<unknown> =>
    one.ask('makePackage', { circulation: id, members, statements: of });
  const code = (what: object): object => expect.objectContaining(what) as object;
  await expect(make([])).rejects.toEqual(code({ message: 'nobody' }));
  await expect(make([ids.get('郑海')!])).rejects.toEqual(code({ message: 'not-meant' }));
  await expect(make([ids.get('吴晓')!], {})).rejects.toEqual(code({ code: 'changed-meanwhile' }));
  const { publish } = one.engine.behalf.record(circulation).act.editions[0]!;
  const { id: missing } = await one.engine.office.keeper.say({
    ...one.engine.behalf.record(circulation).act,
    editions: [{ publish, edition: 'e'.repeat(64) }],
  });
  await expect(make([ids.get('吴晓')!], { ['e'.repeat(64)]: '我已阅读。' }, missing)).rejects.toEqual(
    code({ code: 'text-missing' }),
  );
  vi.spyOn(one.engine.office, 'me').mockReturnValue({ member: ids.get('吴晓')!, roles: ['member'] });
  await expect(make([ids.get('吴晓')!])).rejects.toEqual(code({ code: 'not-allowed' }));
  await expect(one.ask('packages', { circulation })).rejects.toEqual(code({ code: 'not-allowed' }));
  await expect(one.ask('readAnswers', { bytes: bytes('') })).rejects.toEqual(code({ code: 'not-allowed' }));
  await expect(one.ask('takeAnswers', { bytes: bytes(''), reason })).rejects.toEqual(
    code({ code: 'not-allowed' }),
  );
  await one.close();
});

test('where a slip was corrected since, the package holds the corrected text, and its answer counts', async () => {
  const { one, ids, circulation, editions } = await someCirculation();
  const { publish } = one.engine.behalf.record(circulation).act.editions[0]!;
  const { act } = one.engine.office.ledger.chains.get(publish)!;
  if (act.type !== 'publish') throw new Error('no publication');
  const text = `# ${act.title}\n\n2026年3月9日 勘误\n<!-- INFO END -->\n\n第一条 更正以后的目的。\n\n第二条 要求。`;
  await one.ask('bringInText', { text });
  const { timeline } = await one.ask('read', { rule: act.rule, on: '2026-03-10' });
  const corrected = timeline.map(({ edition }) => edition).find((edition) => edition !== act.edition)!;
  await one.engine.office.keeper.say({
    ...act,
    edition: corrected,
    change: 'erratum',
    revises: act.edition,
    after: [publish],
  });
  const view = await one.ask('packages', { circulation });
  expect(view.editions.map(({ edition }) => edition)).toEqual([corrected, editions[1]]);
  const make = (of: readonly string[]): Promise<{ bytes: Uint8Array }> =>
    one.ask('makePackage', {
      circulation,
      members: [ids.get('吴晓')!],
      statements: Object.fromEntries(of.map((edition) => [edition, '我已阅读。'])),
    });
  // Sentences of the page as it was before.
  await expect(make(editions)).rejects.toMatchObject({ code: 'changed-meanwhile' });
  const file = await make([corrected, editions[1]!]);
  const json = /id="package">(.*?)<\/script>/.exec(new TextDecoder().decode(file.bytes))![1]!;
  const data = JSON.parse(json) as PackageData;
  expect(data.texts[0]!.content.text).toContain('更正以后的目的');
  // What differs from the edition that it corrects goes along.
  expect(data.texts[0]!.changes?.rows).not.toHaveLength(0);
  expect(outcomes(await one.ask('takeAnswers', { bytes: bytes(answerOf(data, '吴晓')), reason }))).toEqual([
    'good',
  ]);
  const read = one.engine.behalf.record(circulation).read.get(ids.get('吴晓')!)!;
  expect([...read.keys()].sort()).toEqual([...editions].sort());
  await one.close();
});
