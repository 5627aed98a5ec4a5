import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { Role, RosterChange } from '../../src/ledger/entry.ts';
import { seenBy } from '../../src/engine/roster-changes.ts';
import { readTable } from '../../src/exchange/read-table.ts';
import type { SomeEngine } from '../desk/some-engines.ts';
import { SomeCirculation } from './some-circulated-text.ts';

const open: SomeEngine[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function some(...args: Parameters<typeof SomeCirculation.open>): Promise<SomeCirculation> {
  const made = await SomeCirculation.open(...args);
  open.push(made.one);
  return made;
}

/** The user of the device loses roles, by an entry that knew of all that they had signed. */
async function without({ one, me }: SomeCirculation, ...roles: Role[]): Promise<void> {
  const changes: RosterChange[] = [{ op: 'remove', member: me, roles }];
  await one.engine.office.keeper.say((ledger) => {
    const roster = ledger.roster.roster();
    return { type: 'roster', epoch: roster.epoch + 1, changes, seen: seenBy(ledger, roster, changes) };
  });
}

const title = '关于加强节假日值班的通知';

test('the register of incoming documents has every field, and where it was passed on', async () => {
  const { one } = await some();
  const register = await one.ask('register', { form: 'incoming', language: 'zh', on: '2026-03-09' });
  expect(register).toMatchObject({ title: '收文登记簿', office: '某办公室' });
  expect(register.rows).toHaveLength(1);
  const row = Object.fromEntries(register.columns.map(({ name }, at) => [name, register.rows[0]![at]]));
  expect(row).toMatchObject({
    收文号: '收〔2026〕12号',
    收文日期: { day: '2026-02-27' },
    来文单位: '临江县人民政府办公室',
    文号: '临政办〔2026〕3号',
    文件标题: title,
    知悉范围: '全体人员',
    允许转发: '是',
    登记依据: '已签发',
  });
  expect(row['传阅情况']).toMatch(/^\d{4}-\d\d-\d\d，阅知，同时传阅，办理时限 2026-03-06$/);
});

test('slip, receipts and those missing say who has read what, how, and who has not', async () => {
  const made = await some();
  const { one, others } = made;
  await made.acknowledge();
  await made.acknowledge({
    behalf: { members: [others[0]!], means: 'paper', reason: '休假', witness: '王磊', on: '2026-03-03' },
  });
  const slip = await one.ask('register', made.asked('slip'));
  expect(slip.title).toBe('文件传阅单');
  expect(slip.above).toEqual(['拟办意见', '领导批示']);
  expect(slip.rows.map(([, , name, at, how]) => [name, typeof at, how])).toEqual([
    ['周明远', 'object', '本人'],
    ['陈静', 'object', '纸质签名'],
    ['王磊', 'string', ''],
  ]);
  expect(slip.head).toContainEqual({ name: '签阅情况', value: '应阅 3 人，已阅知 2 人' });
  expect(slip.head).toContainEqual({ name: '收文号', value: '收〔2026〕12号' });

  const receipts = await one.ask('register', made.asked('receipts'));
  expect(receipts.rows.map((row) => [row[1], row[2], row[8], row[9]])).toEqual([
    ['秘书科', '周明远', '阅知 本人', ''],
    ['城东支部', '陈静', '阅知 纸质签名', '周明远；休假；见证人：王磊；实际阅读：2026-03-03'],
    ['城东支部', '王磊', '尚未确认送达', ''],
  ]);
  expect(receipts.foot).toContainEqual({ name: `版本标识 《${title}》`, value: made.edition });

  const missing = await one.ask('register', made.asked('missing'));
  expect(missing.rows.map((row) => row.slice(1))).toEqual([
    ['城东支部', '王磊', '尚未确认送达', '是', '从未', `《${title}》`],
  ]);
  expect(missing.foot.map(({ name }) => name)).toEqual([
    `版本标识 《${title}》`,
    '传阅编号',
    '单位',
    '单位指纹',
    '数据截至',
    '制表人',
    '制表时间',
  ]);
});

test('an exempt member is in the receipts with the reason, and not among those missing', async () => {
  const made = await some();
  await made.one.engine.office.keeper.say({
    type: 'exempt',
    circulation: made.circulation,
    members: [made.others[1]!],
    reason: '长期借调',
  });
  const receipts = await made.one.ask('register', made.asked('receipts'));
  expect(receipts.rows.find((row) => row[2] === '王磊')!.slice(8)).toEqual(['免阅', '免阅：长期借调']);
  const missing = await made.one.ask('register', made.asked('missing'));
  expect(missing.rows.map((row) => row[2])).toEqual(['周明远', '陈静']);
});

test('the workbook is read back as it was made, and that it was handed out is signed with its hash', async () => {
  const made = await some();
  await made.acknowledge();
  const { one } = made;
  const register = await one.ask('register', made.asked('receipts'));
  const { name, bytes } = await one.ask('registerFile', { ...made.asked('receipts'), as: 'xlsx' });
  expect(name).toBe(`文件签收册 《${title}》 2026-03-09.xlsx`);
  const { rows } = readTable(name, bytes);
  expect(rows[0]![0]).toBe('文件签收册');
  const heading = rows.findIndex((row) => row.includes('见证不晚于'));
  expect(rows[heading]).toEqual(register.columns.map((column) => column.name));
  expect(rows.slice(heading + 1, heading + 4).map((row) => row[2])).toEqual(['周明远', '陈静', '王磊']);
  expect(rows.flat().join('\n')).toContain(made.edition);
  const last = [...one.engine.office.ledger.chains.all()].at(-1)!.act;
  expect(last).toEqual({
    type: 'export',
    what: 'receipts',
    circulation: made.circulation,
    file: createHash('sha256').update(bytes).digest('hex'),
  });
});

test('who may not see names gets no register, but for what they sent themselves and their own history', async () => {
  const made = await some();
  const { one } = made;
  const { office } = one.engine;
  await without(made, 'admin', 'publisher');
  expect(office.me()!.roles).toEqual(['member']);
  const denied = expect.objectContaining({ code: 'not-allowed' }) as object;
  await expect(one.ask('register', made.asked('incoming', {}))).resolves.toBeDefined();
  await expect(one.ask('register', { form: 'incoming', language: 'zh', on: '2026-03-09' })).rejects.toEqual(
    denied,
  );
  await expect(one.ask('audit', { language: 'zh', zone: 480, page: 0 })).rejects.toEqual(denied);
  await expect(one.ask('auditFile', { language: 'zh', zone: 480, page: 0, as: 'csv' })).rejects.toEqual(
    denied,
  );
  // They sent it themselves.
  expect((await one.ask('register', made.asked('missing'))).rows).toHaveLength(3);
  expect((await one.ask('register', made.asked('history'))).rows).toHaveLength(0);
  await expect(one.ask('register', made.asked('slip', { circulation: 'a'.repeat(64) }))).rejects.toEqual(
    denied,
  );
});

test('the trail has every act in words, refused ones marked, and filters by kind, day, person and words', async () => {
  const made = await some();
  const { one } = made;
  await made.acknowledge({ remark: { kind: 'question', text: '周末如何安排？' } });
  await one.ask('registerFile', { ...made.asked('slip'), as: 'xlsx' });
  const ask = (more: object): ReturnType<typeof one.ask<'audit'>> =>
    one.ask('audit', { language: 'zh', zone: 480, page: 0, ...more });
  const all = await ask({});
  expect(all.lines.slice(0, 4).map(({ kind }) => kind)).toEqual([
    'export',
    'acknowledge',
    'circulate',
    'publish',
  ]);
  expect(all.lines.at(-1)!.kind).toBe('genesis');
  expect(all.lines[0]!.what).toMatch(/^文件传阅单；《关于加强节假日值班的通知》；文件 SHA-256 [0-9a-f]{64}$/);
  expect(all.lines[1]!.what).toBe(`《${title}》；阅知；附言：周末如何安排？`);
  expect(all.lines[2]!.what).toBe(`《${title}》；阅知；限 2026-03-06 前`);
  expect((await ask({ kinds: ['roster'] })).lines.map(({ what }) => what)).toContain('处室“城东支部”');
  expect((await ask({ text: '值班 周末' })).total).toBe(1);
  expect((await ask({ text: '没有这样的话' })).total).toBe(0);
  expect((await ask({ member: made.me })).total).toBe(all.total);
  expect((await ask({ member: made.others[0]! })).total).toBe(0);
  expect((await ask({ to: '2000-01-01' })).total).toBe(0);
  expect((await ask({ page: 99 })).page).toBe(all.pages - 1);
  // What is signed without the right to stays, and is marked.
  await without(made, 'publisher');
  await one.engine.office.keeper.say({ type: 'close', circulation: made.circulation, reason: '办结' });
  const bad = await ask({ kinds: ['close'] });
  expect(bad.lines).toMatchObject([{ what: `《${title}》；办结`, refused: '无效：没有这项职责' }]);
  expect((await ask({ text: '没有这项职责' })).total).toBe(1);
  expect(all.lines[2]!.refused).toBeUndefined();
});

test('the trail goes out as a workbook and as CSV in which no cell is a formula', async () => {
  const made = await some();
  const { one } = made;
  await made.acknowledge({ remark: { kind: 'objection', text: '=HYPERLINK("x")' } });
  await one.ask('saveUnit', { name: '=1+1', kind: 'office', closed: false });
  const filter = { language: 'zh', zone: 480, page: 0 } as const;
  const csv = await one.ask('auditFile', { ...filter, as: 'csv' });
  expect(csv.bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
  const { rows } = readTable(csv.name, csv.bytes);
  expect(rows[0]).toContain('记录编号');
  const xlsx = await one.ask('auditFile', { ...filter, kinds: ['acknowledge'], as: 'xlsx' });
  expect(readTable(xlsx.name, xlsx.bytes).rows.flat().join('\n')).toContain('=HYPERLINK("x")');
  expect([...one.engine.office.ledger.chains.all()].at(-1)!.act).toMatchObject({
    type: 'export',
    what: 'audit',
  });
});
