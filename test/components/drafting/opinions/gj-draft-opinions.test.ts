import { afterEach, expect, test, vi } from 'vitest';
import { GjDraftOpinions } from '../../../../components/drafting/opinions/gj-draft-opinions.ts';
import type { OpinionView, RoundLine, RoundView } from '../../../../src/engine/opinions-protocol.ts';
import type { OfficeView } from '../../../../src/engine/office-protocol.ts';
import type { CallArgs, CallName } from '../../../../src/engine/protocol.ts';
import { violations } from '../../connecting/axe.ts';
import { SomeApp } from '../../some-app.ts';
import '../../../../components/style/office.css';
import '../../../../components/style/registers.css';
import '../../../../components/style/draft-opinions.css';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const consultation = 'c'.repeat(64);

const someOpinion = (n: number, change: Partial<OpinionView> = {}): OpinionView => ({
  id: String(n).repeat(16),
  key: `k${n}`,
  address: 'a2',
  label: '第二条',
  quote: '第二条\u3000轻声交谈。',
  text: `意见${n}`,
  proposal: '',
  from: { kind: 'member', name: '安娜', unitName: '秘书科' },
  decisions: [],
  isChanged: false,
  ...change,
});

const line: RoundLine = {
  consultation,
  state: 'open',
  closes: '2099-12-20',
  at: 1_790_000_000_000,
  byName: '周明远',
  asked: 2,
  anonymous: true,
  shared: false,
};

const someRound = (change: Partial<RoundView> = {}): RoundView => ({
  ...line,
  draft: 'd1',
  title: '行为规范',
  note: '',
  questions: [],
  isMissing: false,
  people: [
    { id: 'm1', name: '安娜', said: 'opinions' },
    { id: 'm2', name: '白洋' },
  ],
  units: [],
  unnamed: 0,
  carried: 0,
  opinions: [],
  leftOut: 0,
  unreached: [],
  answered: 0,
  packages: [],
  ...change,
});

const office: OfficeView = {
  office: { id: 'a'.repeat(64), name: '某办公室', threshold: 1, epoch: 0, fingerprint: '0000 0000' },
  units: [],
  posts: [],
  members: [{ id: 'm1', name: '安娜', roles: ['member'], devices: [] }] as unknown as OfficeView['members'],
  recovery: true,
  awaiting: [],
  troubles: [],
  missing: [],
};

const table = {
  form: 'opinions',
  office: '某办公室',
  title: '意见采纳情况表',
  head: [{ name: '征求意见稿', value: '行为规范' }],
  above: [],
  columns: [
    { name: '序号', width: 4 },
    { name: '意见', width: 20 },
  ],
  rows: [[1, '意见"1"\n第二行']],
  below: ['日期'],
  foot: [],
  notes: [],
};

async function shown(
  rounds: RoundLine[],
  view = someRound(),
  answers: ConstructorParameters<typeof SomeApp>[0] = {},
): Promise<{ element: GjDraftOpinions; some: SomeApp }> {
  const some = new SomeApp({
    rounds: () => rounds,
    round: () => view,
    office: () => office,
    beginRound: () => ({ consultation }),
    decideOpinions: () => undefined,
    closeRound: () => undefined,
    withdrawRound: () => undefined,
    giveFeedback: () => ({ answered: 1, isShared: false }),
    opinionsTable: () => table,
    ...answers,
  });
  const element = some.show(Object.assign(new GjDraftOpinions(), { draft: 'd1' }));
  await vi.waitFor(() => expect(element.querySelector('gj-begin-round form')).not.toBeNull());
  if (rounds.length > 0)
    await vi.waitFor(() =>
      expect(element.querySelector('gj-round-opinions p, gj-opinion article')).not.toBeNull(),
    );
  return { element, some };
}

const all = <N extends CallName>(some: SomeApp, call: N): CallArgs<N>[] =>
  some.asked.filter((one) => one.call === call).map(({ args }) => args as CallArgs<N>);

const button = (element: Element, words: string): HTMLButtonElement =>
  [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === words)!;

test('a round is begun with its people, its day, what the drafters say and questions', async () => {
  const { element, some } = await shown([]);
  const form = element.querySelector<HTMLFormElement>('gj-begin-round form')!;
  form.querySelector<HTMLInputElement>('.audience input')!.click();
  form.querySelector<HTMLInputElement>('[name=closes]')!.value = '2099-12-20';
  form.querySelector<HTMLTextAreaElement>('[name=note]')!.value = '为规范秩序。';
  form.querySelector<HTMLTextAreaElement>('[name=questions]')!.value = '可行吗？\n何时施行？';
  form.querySelector<HTMLInputElement>('[name=anonymous]')!.click();
  expect(await violations(element)).toEqual([]);
  form.requestSubmit();
  await vi.waitFor(() => expect(all(some, 'beginRound')).toHaveLength(1));
  expect(all(some, 'beginRound')[0]).toMatchObject({
    draft: 'd1',
    audience: { everyone: true },
    closes: '2099-12-20',
    anonymous: true,
    shared: true,
    note: '为规范秩序。',
    questions: ['可行吗？', '何时施行？'],
  });
});

test('who has answered, who has not, and what is late or without a name stands in words', async () => {
  const { element } = await shown(
    [line],
    someRound({
      unnamed: 1,
      unreached: ['白洋'],
      opinions: [
        someOpinion(1, { late: 'arrived' }),
        someOpinion(2, { from: { kind: 'anonymous', name: '' } }),
        someOpinion(3, { from: { kind: 'unit', name: '城东支部', byName: '李青' }, address: '', label: '' }),
        someOpinion(4, {
          from: { kind: 'carried', name: '市民代表', byName: '周明远' },
          address: '',
          label: '',
        }),
      ],
    }),
  );
  for (const words of [
    '白洋还没有能接收的设备',
    '不具名 1 份',
    '截止后到达',
    '城东支部（李青代表）',
    '市民代表（离线回执，周明远录入）',
  ])
    expect(element.textContent).toContain(words);
  const people = [...element.querySelectorAll('.round-people li')].map((one) =>
    one.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(people).toEqual(['安娜 已提意见', '白洋 未反馈']);
  const places = [...element.querySelectorAll('.round-place')].map((one) => one.textContent.trim());
  expect(places).toEqual(['第二条', '全文']);
  expect(await violations(element)).toEqual([]);
});

test('opinions are decided, one by one or several at once, over what was seen', async () => {
  const earlier = { id: 'd1', decision: 'adopted' as const, reason: '', byName: '吴晓', at: 1 };
  const other = { ...earlier, id: 'd2', decision: 'rejected' as const };
  const { element, some } = await shown(
    [line],
    someRound({ opinions: [someOpinion(1, { decisions: [earlier, other] }), someOpinion(2)] }),
  );
  expect(element.textContent).toContain('两位编辑作了不同的办理');
  const [first, second] = element.querySelectorAll('gj-opinion');
  second!.querySelector<HTMLInputElement>('[name=tick-k2]')!.click();
  await vi.waitFor(() => expect(first!.querySelector('[name=also]')).not.toBeNull());
  const form = first!.querySelector<HTMLFormElement>('form')!;
  form.closest('details')!.open = true;
  form.querySelector<HTMLInputElement>('[value=partly]')!.click();
  form.querySelector<HTMLTextAreaElement>('[name=reason]')!.value = '改得更清楚';
  form.requestSubmit();
  await vi.waitFor(() => expect(all(some, 'decideOpinions')).toHaveLength(1));
  expect(all(some, 'decideOpinions')[0]).toEqual({
    consultation,
    opinions: ['k1', 'k2'],
    decision: 'partly',
    reason: '改得更清楚',
    over: ['d1', 'd2'],
  });
});

test('a proposed wording goes into the draft as an edit, and its article is shown there', async () => {
  const place = { heads: ['h'], from: 10, to: 20, bodyFrom: 14, isSame: true };
  const events: unknown[] = [];
  const { element } = await shown(
    [line],
    someRound({
      opinions: [
        someOpinion(1, { proposal: '小声交谈。' }),
        someOpinion(2, { proposal: '第二条\u3000小声。' }),
      ],
    }),
    { opinionPlace: ({ opinion }) => (opinion === 'k1' || opinion === 'k2' ? place : undefined) },
  );
  for (const name of ['draft-select', 'draft-edit'])
    document.body.addEventListener(name, (event) => events.push((event as CustomEvent).detail), {
      once: false,
    });
  const [first, second] = element.querySelectorAll('gj-opinion');
  button(first!, '到这一条').click();
  await vi.waitFor(() => expect(events).toEqual([{ from: 10, to: 20 }]));
  button(first!, '把建议文本写进草稿').click();
  await vi.waitFor(() => expect(events).toHaveLength(2));
  button(second!, '把建议文本写进草稿').click();
  await vi.waitFor(() => expect(events).toHaveLength(3));
  expect(events.slice(1)).toEqual([
    { heads: ['h'], splices: [{ at: 14, remove: 6, insert: '小声交谈。' }] },
    { heads: ['h'], splices: [{ at: 10, remove: 10, insert: '第二条\u3000小声。' }] },
  ]);
});

test('an article that is gone is said to be gone', async () => {
  const { element } = await shown([line], someRound({ opinions: [someOpinion(1)] }), {
    opinionPlace: () => undefined,
  });
  button(element.querySelector('gj-opinion')!, '到这一条').click();
  await vi.waitFor(() => expect(element.textContent).toContain('草稿里已经没有这一条'));
});

test('the table is shown, copied as words and as a table, and printed', async () => {
  const copied: ClipboardItem[] = [];
  vi.spyOn(navigator.clipboard, 'write').mockImplementation((items) => {
    copied.push(...items);
    return Promise.resolve();
  });
  const { element } = await shown([line], someRound({ opinions: [someOpinion(1)] }));
  button(element, '意见采纳情况表').click();
  await vi.waitFor(() => expect(element.querySelector('.register-paper')).not.toBeNull());
  button(element, '复制表格').click();
  await vi.waitFor(() => expect(copied).toHaveLength(1));
  const text = await (await copied[0]!.getType('text/plain')).text();
  expect(text).toBe('序号\t意见\n1\t"意见""1""\n第二行"');
  const html = await (await copied[0]!.getType('text/html')).text();
  expect(html).toContain('<td');
  expect(html).toContain('意见"1"');
  expect(await violations(element)).toEqual([]);
});

test('a round is closed, prolonged, and taken back with a reason', async () => {
  const { element, some } = await shown([line], someRound({ opinions: [someOpinion(1)] }));
  // As long as others may speak nobody is answered.
  expect(button(element, '反馈办理结果')).toBeUndefined();
  button(element, '现在截止').click();
  await vi.waitFor(() => expect(all(some, 'closeRound')).toHaveLength(1));
  expect(all(some, 'closeRound')[0]).not.toHaveProperty('closes');
  const idle = (words: string): Promise<HTMLButtonElement> =>
    vi.waitFor(() => {
      const one = button(element, words);
      expect(one.disabled).toBe(false);
      return one;
    });
  const form = (await idle('改截止日期')).closest('form')!;
  form.querySelector<HTMLInputElement>('[name=closes]')!.value = '2099-12-31';
  form.requestSubmit();
  await vi.waitFor(() => expect(all(some, 'closeRound')[1]).toMatchObject({ closes: '2099-12-31' }));
  const back = (await idle('撤回这一轮')).closest('form')!;
  back.querySelector<HTMLInputElement>('[name=reason]')!.value = '发错了';
  back.requestSubmit();
  await vi.waitFor(() => expect(all(some, 'withdrawRound')).toEqual([{ consultation, reason: '发错了' }]));
});

test('those who spoke are answered once the round is closed', async () => {
  const decisions = [{ id: 'd1', decision: 'adopted' as const, reason: '', byName: '吴晓', at: 1 }];
  const closed = { ...line, state: 'closed' as const };
  const { element } = await shown(
    [closed],
    someRound({ ...closed, opinions: [someOpinion(1, { decisions })] }),
  );
  button(element, '反馈办理结果').click();
  await vi.waitFor(() => expect(element.textContent).toContain('已答复 1 份'));
});

test('files for people without the app are made, and answers looked at before they are taken in', async () => {
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  const { element, some } = await shown([line], someRound(), {
    opinionsPackage: ({ names: all_ }) => ({ name: `${all_.join()}.html`, bytes: new Uint8Array([1]) }),
    readOpinions: () => [{ outcome: 'good', name: '城东支部', opinions: 2 }, { outcome: 'altered' }],
  });
  const part = element.querySelector('gj-opinions-file')!;
  const [make, check] = part.querySelectorAll('form');
  make!.querySelector<HTMLTextAreaElement>('[name=names]')!.value = '城东支部\n市民代表';
  make!.requestSubmit();
  await vi.waitFor(() => expect(names).toEqual(['城东支部,市民代表.html']));
  check!.requestSubmit();
  await vi.waitFor(() => expect(part.textContent).toContain('请选择文件'));
  check!.querySelector<HTMLTextAreaElement>('[name=text]')!.value = 'guiju-opinions:…';
  check!.requestSubmit();
  await vi.waitFor(() => expect(part.textContent).toContain('被改动过'));
  expect(all(some, 'readOpinions').map(({ take }) => take)).toEqual([false]);
  button(part, '收下 1 份').click();
  await vi.waitFor(() => expect(all(some, 'readOpinions').map(({ take }) => take)).toEqual([false, true]));
  await vi.waitFor(() => expect(part.textContent).toContain('已经收过'));
});
