import { describe, expect, test } from 'vitest';
import type { PublishOrder } from '../../src/engine/office-protocol.ts';
import { articleMapping } from '../../src/rule/article-mapping.ts';
import { StorageFailed } from '../../src/store/storage.ts';
import { SomeDevice, someKeys } from '../ledger/some-office.ts';
import { quiet, someEngine, type SomeEngine } from './some-engine.ts';

const day = '2026-06-01';

const first = `---
docNo: 某办〔2024〕1号
effectiveOn: 2024-03-01
---
# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 下班应当关灯。

第三条 违反第二条的，由行政科提醒。

第四条 本办法由行政科负责解释。

第五条 本办法自2024年3月1日起施行。
`;
const second = `---
docNo: 某办〔2026〕2号
effectiveOn: 2026-03-01
---
# 灯光管理办法

第一条 为了节约用电，制定本办法。

第二条 会议室的灯由使用人负责。

第三条 下班应当关灯，并关闭电源。

第四条 违反第三条的，由行政科提醒。

第五条 本办法由行政科负责解释。

第六条 本办法自2026年3月1日起施行。
`;

interface Base extends SomeEngine {
  rule: string;
  one: string;
  two: string;
}

/** An office with two unsigned editions of one rule. */
async function someOffice(): Promise<Base> {
  const some = await someEngine();
  await some.engine.office.found({
    name: '某办公室',
    units: [],
    posts: [],
    me: { name: '王芳' },
    device: '台式机',
  });
  const { entries } = await some.bring({
    '灯光管理办法(2024-02-01).md': first,
    '灯光管理办法(2026-02-01).md': second,
  });
  const [a, b] = [...entries.values()];
  return { ...some, rule: a!.rule!, one: a!.edition!, two: b!.edition! };
}

/** Issues an edition as the page would when nothing is corrected. */
async function issue(
  { engine, rule }: Base,
  edition: string,
  change: Partial<PublishOrder> = {},
): Promise<string> {
  const view = await engine.publisher.prepare({ rule, edition, on: day });
  const { revises } = view;
  const made = await engine.publisher.publish({
    rule,
    edition,
    meta: view.meta,
    change: revises === undefined ? 'first' : 'revision',
    ...(revises !== undefined && { revises: revises.edition }),
    mapping: revises === undefined ? [] : articleMapping(revises.comparison),
    repeals: view.repeals.map((one) => one.rule),
    secrecy: '许静',
    ...change,
  });
  return made.edition;
}

const read = ({ engine, rule }: Base, edition: string, on = day) => engine.read({ rule, edition, on });

describe('issuing', () => {
  test('makes an edition official, and says who, when and why', async () => {
    const base = await someOffice();
    expect(await read(base, base.one)).toMatchObject({
      signing: 'unsigned',
      validity: 'amended',
      mayIssue: true,
    });
    await issue(base, base.one, { reason: '办公会议通过' });
    const page = await read(base, base.one);
    // The other one speaks for the rule no longer: nobody has issued it.
    expect(page).toMatchObject({
      signing: 'official',
      validity: 'inForce',
      issued: { by: '王芳', change: 'first', reason: '办公会议通过', secrecy: '许静' },
    });
    expect(await read(base, base.two)).toMatchObject({ signing: 'unsigned', validity: 'unofficial' });
    expect(base.engine.shelf(day)[0]).toMatchObject({
      edition: base.one,
      signing: 'official',
      validity: 'inForce',
    });
  });

  test('an edition as it stands signs that very edition; correcting what belongs to it makes another, and the import steps back', async () => {
    const base = await someOffice();
    expect(await issue(base, base.one)).toBe(base.one);
    const { meta } = await base.engine.publisher.prepare({ rule: base.rule, edition: base.two, on: day });
    const made = await issue(base, base.two, {
      meta: { ...meta, issuer: '某办公室', interpreter: '行政科', basis: ['节约能源法'] },
    });
    expect(made).not.toBe(base.two);
    const page = await read(base, made);
    expect(page.timeline.map(({ edition, signing, validity }) => [edition, signing, validity])).toEqual([
      [base.one, 'official', 'amended'],
      [made, 'official', 'inForce'],
    ]);
    expect(await read(base, base.two)).toMatchObject({ signing: 'absorbed', validity: 'unofficial' });
    const found = await base.engine.find({ query: '会议室', on: day, limit: 10 });
    expect(found.hits.map(({ edition }) => edition)).toEqual([made]);
  });

  test('a text of old that is issued later comes in the place of nothing that is newer', async () => {
    const base = await someOffice();
    await issue(base, base.two);
    const view = await base.engine.publisher.prepare({ rule: base.rule, edition: base.one, on: day });
    expect(view.revises).toBeUndefined();
    await issue(base, base.one);
    expect(await read(base, base.one)).toMatchObject({ signing: 'official', validity: 'amended' });
    expect(await read(base, base.two)).toMatchObject({ signing: 'official', validity: 'inForce' });
  });

  test('under a corrected title renames the rule, and it is found by that', async () => {
    const base = await someOffice();
    const { meta } = await base.engine.publisher.prepare({ rule: base.rule, edition: base.one, on: day });
    await issue(base, base.one, { meta: { ...meta, title: '办公区灯光管理办法' } });
    expect(base.engine.shelf(day)).toMatchObject([{ id: base.rule, title: '办公区灯光管理办法' }]);
    const found = await base.engine.find({ query: '办公区灯光', on: day, limit: 5 });
    expect(found.rules.map(({ rule }) => rule)).toEqual([base.rule]);
  });

  test('shows what changes and what was found before anything is signed', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    const view = await base.engine.publisher.prepare({ rule: base.rule, edition: base.two, on: day });
    expect(view.revises!.edition).toBe(base.one);
    expect(view.revises!.comparison.counts).toMatchObject({ inserted: 1, renumbered: 4 });
    const wrong = await base.engine.publisher.prepare({
      rule: base.rule,
      edition: base.two,
      on: day,
      meta: { ...view.meta, effectiveOn: '2026-04-01' },
    });
    expect(wrong.findings.map(({ kind, weight }) => [kind, weight])).toContainEqual([
      'effect-differs',
      'error',
    ]);
  });

  test('needs the role, and that nothing else was issued meanwhile', async () => {
    const base = await someOffice();
    const { me } = await base.engine.officeView();
    const view = await base.engine.publisher.prepare({ rule: base.rule, edition: base.two, on: day });
    await issue(base, base.one);
    await expect(issue(base, base.two, { revises: view.rule })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await base.engine.office.saveMember({ id: me!.member, name: '王芳', roles: ['admin'] });
    await expect(issue(base, base.two)).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await read(base, base.two)).signing).toBe('unsigned');
  });

  test('that did not reach the disk is not shown', async () => {
    const base = await someOffice();
    const view = await base.engine.publisher.prepare({ rule: base.rule, edition: base.one, on: day });
    base.storage.failNextWrites(new StorageFailed('gone'));
    await expect(
      base.engine.publisher.publish({
        rule: base.rule,
        edition: base.one,
        meta: view.meta,
        change: 'first',
        mapping: [],
        repeals: [],
        secrecy: '许静',
      }),
    ).rejects.toBeInstanceOf(StorageFailed);
    expect((await read(base, base.one)).signing).toBe('unsigned');
    await issue(base, base.one);
    expect((await read(base, base.one)).signing).toBe('official');
  });

  test('can be taken back and repealed, and every day says what held on it', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    const made = await issue(base, base.two);
    const page = await read(base, made);
    await base.engine.publisher.withdraw({ entry: page.issued!.entry, reason: '误发' });
    expect(await read(base, made)).toMatchObject({
      signing: 'withdrawn',
      validity: 'unofficial',
      issued: { withdrawn: { by: '王芳', reason: '误发' } },
    });
    expect((await read(base, base.one)).validity).toBe('inForce');
    await base.engine.publisher.repeal({ rule: base.rule, on: '2026-05-01', reason: '不再需要' });
    expect(await read(base, base.one)).toMatchObject({
      validity: 'repealed',
      ends: [{ on: '2026-05-01', by: '王芳', reason: '不再需要' }],
    });
    expect((await read(base, base.one, '2026-04-30')).validity).toBe('inForce');
    expect((await read(base, base.one, '2024-02-01')).validity).toBe('notYet');
    const { record } = { record: base.engine.office.ledger.publications.of(base.rule) };
    await base.engine.publisher.withdraw({ entry: record.ends[0]!.id, reason: '误录' });
    expect((await read(base, base.one)).validity).toBe('inForce');
  });

  test('when all that was issued is taken back, what nobody has issued does not speak in its place', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    const { issued } = await read(base, base.one);
    await base.engine.publisher.withdraw({ entry: issued!.entry, reason: '误发' });
    expect((await read(base, base.two)).validity).toBe('unofficial');
    expect(base.engine.shelf(day)[0]!.validity).toBe('unofficial');
  });

  test('ends the rules that the publisher confirmed', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    const { entries } = await base.bring({
      '用电办法(2026-04-01).md':
        '# 用电办法\n\n第一条 节约用电。\n\n第二条 本办法自2026年4月1日起施行，《灯光管理办法》同时废止。\n',
    });
    const [made] = [...entries.values()];
    // Its words alone end nothing that is signed.
    expect((await read(base, base.one)).validity).toBe('inForce');
    const other = { ...base, rule: made!.rule! };
    const view = await base.engine.publisher.prepare({ rule: other.rule, edition: made!.edition!, on: day });
    expect(view.repeals).toMatchObject([{ rule: base.rule }]);
    await issue(other, made!.edition!);
    expect((await read(base, base.one)).validity).toBe('repealed');
    expect((await read(base, base.one, '2026-03-31')).validity).toBe('inForce');
  });
});

describe('articles', () => {
  test('stay the same through renumbering, for links and for what is kept at hand', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    await base.engine.setFavouritePlace({
      rule: base.rule,
      edition: base.one,
      address: 'a3',
      favourite: true,
    });
    const made = await issue(base, base.two);
    const { comparer } = base.engine;
    expect(await comparer.follow({ rule: base.rule, from: base.one, to: made, address: 'a2.p1' })).toBe(
      'a3.p1',
    );
    expect(
      await comparer.follow({ rule: base.rule, from: made, to: base.one, address: 'a2' }),
    ).toBeUndefined();
    const home = await base.engine.home(day);
    expect(home.favouritePlaces).toMatchObject([
      { rule: base.rule, address: 'a4', label: '第四条', was: '第三条' },
    ]);
    expect((await read(base, made)).favouritePlaces).toEqual(['a4']);
  });

  test('follow what the publisher confirmed, and not what comparing proposed', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    const made = await issue(base, base.two, {
      mapping: [
        { before: 'a2', after: 'a2' },
        { before: 'a3', after: 'a4' },
      ],
    });
    const { comparer } = base.engine;
    expect(await comparer.follow({ rule: base.rule, from: base.one, to: made, address: 'a2' })).toBe('a2');
    expect(
      await comparer.follow({ rule: base.rule, from: base.one, to: made, address: 'a5' }),
    ).toBeUndefined();
  });

  test('of editions that state no ids are aligned by comparing', async () => {
    const base = await someOffice();
    expect(
      await base.engine.comparer.follow({ rule: base.rule, from: base.one, to: base.two, address: 'a5' }),
    ).toBe('a6');
    const view = await base.engine.comparer.compare({
      rule: base.rule,
      before: base.one.slice(0, 16),
      after: base.two,
      on: day,
    });
    expect(view).toMatchObject({
      title: '灯光管理办法',
      before: { validity: 'amended', signing: 'unsigned' },
    });
    expect(view.decision[0]).toBe('关于修改《灯光管理办法》的决定');
    await expect(
      base.engine.comparer.compare({ rule: base.rule, before: 'ffffffff', after: base.two, on: day }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('registering what was official before', () => {
  test('signs every edition, in order, and changes no standing on any day', async () => {
    const base = await someOffice();
    await base.bring({
      '旧物办法(2019-01-01).md': '# 旧物办法\n\n第一条 旧物登记。\n',
      '新物办法(2022-01-01).md':
        '# 新物办法\n\n第一条 新物登记。\n\n第二条 本办法自2022年1月1日起施行，《旧物办法》同时废止。\n',
      '试用办法（试行）(2021-01-01).md':
        '---\nexpiresOn: 2022-12-31\n---\n# 试用办法（试行）\n\n第一条 试用。\n',
    });
    const days = [
      '2018-01-01',
      '2019-06-01',
      '2021-12-31',
      '2022-01-01',
      '2023-01-01',
      '2026-03-01',
      '2030-01-01',
    ];
    const standing = () =>
      days.map((on) =>
        base.engine.shelf(on).map(({ title, edition, validity }) => [title, edition, validity]),
      );
    const before = standing();
    const progress: number[] = [];
    const { registered } = await base.engine.publisher.registerAll(
      { secrecy: '许静' },
      { ...quiet(), progress: ({ done }) => progress.push(done) },
    );
    expect(registered).toBe(5);
    expect(progress.at(-1)).toBe(5);
    expect(standing()).toEqual(before);
    expect(base.engine.shelf(day).map(({ signing }) => signing)).toEqual(Array(4).fill('official'));
    expect(base.engine.office.ledger.publications.of(base.rule).heads).toHaveLength(1);
    expect(await base.engine.publisher.registerAll({ secrecy: '许静' }, quiet())).toEqual({ registered: 0 });
  });
});

describe('signatures and texts come apart', () => {
  test('a signature without its text is told, and the text that comes later is official at once', async () => {
    const base = await someOffice();
    await issue(base, base.one);
    await issue(base, base.two);
    const { keeper, ledger } = base.engine.office;
    const entries = await keeper.signed([...ledger.chains.all()].map(({ id }) => id));
    const other = await someEngine();
    await other.bring({ '灯光管理办法(2024-02-01).md': first });
    await other.engine.office.keeper.join(ledger.office, entries);
    const view = await other.engine.officeView();
    expect(view.missing).toMatchObject([{ title: '灯光管理办法', rule: base.rule }]);
    expect(view.me).toBeUndefined();
    const page = await other.engine.read({ rule: base.rule, on: day });
    expect(page).toMatchObject({ signing: 'official', mayIssue: false, missing: { title: '灯光管理办法' } });
    // One office to a base; and what was taken back is not missed.
    const third = await someOffice();
    await expect(other.engine.office.keeper.join(third.engine.office.ledger.office, [])).rejects.toThrow();
    const { issued } = await base.engine.read({ rule: base.rule, on: day });
    await base.engine.publisher.withdraw({ entry: issued!.entry, reason: '误发' });
    const ids = [...ledger.chains.all()].map(({ id }) => id);
    await other.engine.office.keeper.take(await keeper.signed(ids));
    expect((await other.engine.officeView()).missing).toEqual([]);
  });

  test('two editions issued apart in place of the same one: neither counts, both are told, the one before stays', async () => {
    const base = await someOffice();
    const { engine, rule } = base;
    await issue(base, base.one);
    const { id } = await engine.office.saveMember({ name: '李强', roles: ['publisher'] });
    const keys = await someKeys(2);
    const { deviceCode } = await import('../../src/engine/device-code.ts');
    await engine.office.addDevice({ member: id, code: deviceCode(keys.key), name: '笔记本' });
    const other = new SomeDevice(keys, engine.office.ledger.office);
    await other.take(
      await engine.office.keeper.signed([...engine.office.ledger.chains.all()].map((one) => one.id)),
    );
    await other.say(
      other.publishAct(rule, 'their own', { change: 'revision', revises: base.one, title: '灯光管理办法' }),
    );
    const made = await issue(base, base.two);
    await engine.office.keeper.take(other.entries);
    expect(await read(base, made)).toMatchObject({ signing: 'disputed', validity: 'unofficial' });
    expect((await read(base, base.one)).validity).toBe('inForce');
    expect((await engine.officeView()).troubles).toMatchObject([{ kind: 'disputed', title: '灯光管理办法' }]);
    const theirs = engine.office.ledger.publications
      .of(rule)
      .publications.find(({ member }) => member === id)!;
    await engine.publisher.withdraw({ entry: theirs.id, reason: '以本版为准' });
    expect(await read(base, made)).toMatchObject({ signing: 'official', validity: 'inForce' });
  });
});
