import { page } from 'vitest/browser';
import axeSource from 'axe-core/axe.min.js?raw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import '../../../components/style/compare.css';
import { GjCompare } from '../../../components/reading/gj-compare.ts';
import { compareItems } from '../../../components/reading/compare-changes.ts';
import { breakMark, compareLines } from '../../../components/reading/compare-lines.ts';
import { parseRoute, type Route } from '../../../src/app/route.ts';
import type { CompareView } from '../../../src/engine/office-protocol.ts';
import type { Reading, TimelineStop } from '../../../src/engine/protocol.ts';
import { amendingDecision } from '../../../src/rule/amending-decision.ts';
import { textOfSide, type Piece } from '../../../src/rule/comparison.ts';
import { comparisonTable } from '../../../src/rule/comparison-table.ts';
import { compareTexts } from '../../../src/rule/compare-texts.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import { SomeApp } from '../some-app.ts';
import { readingOf } from '../some-reading.ts';

type CompareRoute = Extract<Route, { page: 'compare' }>;

const oldText = `## 第一章 总则

第一条 为了规范灯塔的值守，制定本办法。

第二条【值守】 守塔人每晚日落前点亮主灯，日出后熄灭，不得擅离塔顶。

第三条 雾天应当每隔两分钟鸣笛一次，并在航海日志上记下起止时刻。

## 第二章 来访

第四条 来访船员可以在底层客房借宿三夜，离开时打扫干净。

第五条 燃油由港务科按季配送，存放于北侧油库，钥匙由两人分别保管。油库每月盘点一次，盘点结果报港务科备案，发现短少的当日报告。

第六条 塔内禁止饲养家禽。

第七条 每年春季粉刷塔身一次，所需涂料由港务科统一采购。

## 第三章 附则

第八条 损坏透镜、玻璃罩的，照价赔偿；故意损坏的，调离岗位。

第九条 本办法自公布之日起施行。`;

const newText = `## 第一章 总则

第一条 为了规范灯塔的值守，制定本办法。

第二条【值守】 守塔人每晚日落前半小时点亮主灯，日出后熄灭，不得擅离塔顶。

第三条 损坏透镜、玻璃罩的，照价赔偿；故意损坏的，调离岗位。

第四条 每年汛期前检修一次避雷针<b>。

检修由有资质的单位承担。

第五条 雾天应当每隔两分钟鸣笛一次，并在航海日志上记下起止时刻。

## 第二章 来访与保管

第六条 来访船员可以在底层客房借宿五夜，离开时打扫干净。

第七条 燃油由港务科按季配送，存放于北侧油库，钥匙由两人分别保管。

第八条 油库每月盘点一次，盘点结果报港务科备案，发现短少的当日报告。

第九条 每年春季粉刷塔身一次，所需涂料由港务科统一采购。

## 第三章 附则

第十条 本办法自公布之日起施行。`;

const [first, second, third] = ['c', 'b', 'a'].map((letter) => letter.repeat(64)) as [string, string, string];

const stops: TimelineStop[] = [
  { edition: first, date: '2020-01-01', validity: 'amended', signing: 'official' },
  { edition: second, date: '2024-01-01', validity: 'amended', signing: 'official' },
  { edition: third, date: '2026-05-01', validity: 'inForce', signing: 'official' },
];

const parsed = (text: string): { text: string; parsed: ReturnType<typeof parseText> } => ({
  text,
  parsed: parseText(text),
});

function viewOf(before: string, after: string): CompareView {
  const comparison = compareTexts(parsed(before), parsed(after));
  return {
    rule: 'tower',
    title: '灯塔值守办法',
    before: { edition: second, date: '2024-01-01', validity: 'amended', signing: 'official' },
    after: { edition: third, date: '2026-05-01', validity: 'inForce', signing: 'official' },
    comparison,
    table: comparisonTable(comparison),
    decision: amendingDecision(comparison, { title: '灯塔值守办法' }),
  };
}

const reading = (timeline: TimelineStop[] = stops): Reading =>
  readingOf('第一条 见。', {
    rule: { id: 'tower', title: '灯塔值守办法', kind: 'rule', tags: [] },
    timeline,
  });

const notFound = (): never => {
  throw Object.assign(new Error(''), { code: 'not-found' });
};

async function compare(
  route: Partial<CompareRoute> = {},
  answers: ConstructorParameters<typeof SomeApp>[0] = {},
  settings: ConstructorParameters<typeof SomeApp>[1] = {},
): Promise<{ element: GjCompare; some: SomeApp }> {
  const some = new SomeApp(
    { read: () => reading(), compare: () => viewOf(oldText, newText), ...answers },
    settings,
  );
  const element = new GjCompare();
  element.route = { page: 'compare', rule: 'tower', ...route };
  const settled = new Promise((resolve) => element.addEventListener('gj-settled', resolve, { once: true }));
  some.show(element);
  if (answers.compare === undefined) await settled;
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, some };
}

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

const texts = (root: Element, selector: string): string[] => [...root.querySelectorAll(selector)].map(words);

async function look(element: GjCompare, at: number): Promise<void> {
  element.querySelectorAll<HTMLElement>('.compare-view input')[at]!.click();
  await element.updateComplete;
}

function row(element: Element, label: string): Element {
  return [...element.querySelectorAll('.compare-row')].find((one) =>
    [...one.querySelectorAll('.number')].some((number) => words(number) === label),
  )!;
}

function press(key: string): void {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
}

const focusedRow = (): string | undefined => document.activeElement?.closest('.compare-row')?.id;

beforeEach(() => page.viewport(1280, 800));

afterEach(() => {
  document.body.replaceChildren();
  scrollTo(0, 0);
  history.replaceState(null, '', '#/');
  vi.restoreAllMocks();
});

test('without editions in the address, the one in force stands beside the one before it', async () => {
  const { element, some } = await compare();
  expect(some.asked.filter(({ call }) => call === 'compare').map(({ args }) => args)).toMatchObject([
    { rule: 'tower', before: second, after: third },
  ]);
  expect(words(element.querySelector('h1'))).toBe('《灯塔值守办法》新旧条文对照');
  expect([...element.querySelectorAll('select')].map(({ value }) => value)).toEqual([second, third]);
  expect(document.title).toContain('《灯塔值守办法》新旧条文对照');
});

test('an edition that is to come is not taken by itself, nor one that was withdrawn', async () => {
  const timeline: TimelineStop[] = [
    stops[0]!,
    { ...stops[1]!, signing: 'withdrawn' },
    stops[2]!,
    { edition: 'd'.repeat(64), date: '2027-01-01', validity: 'notYet', signing: 'official' },
  ];
  const { element } = await compare({}, { read: () => reading(timeline) });
  expect([...element.querySelectorAll('select')].map(({ value }) => value)).toEqual([first, third]);
});

test('a sentence counts what happened', async () => {
  const { element } = await compare();
  expect(words(element.querySelector('.compare-counts'))).toBe(
    '2026-05-01 版与 2024-01-01 版相比：修改 2 条、新增 1 条、删去 1 条、拆分 1 条、移动 1 条、条号变动 6 条、章节标题等变动 1 处、文字未变 5 条。',
  );
});

test('choosing an edition changes the address and asks for the other pair', async () => {
  const { element, some } = await compare();
  const follow = (): void => {
    element.route = parseRoute(location.hash) as CompareRoute;
  };
  addEventListener('hashchange', follow);
  const before = element.querySelector<HTMLSelectElement>('select[data-side=before]')!;
  before.value = first;
  before.dispatchEvent(new Event('change'));
  removeEventListener('hashchange', follow);
  expect(location.hash).toBe(`#/compare/tower?from=${first.slice(0, 16)}&to=${third.slice(0, 16)}`);
  await vi.waitFor(() =>
    expect(some.asked.findLast(({ call }) => call === 'compare')?.args).toMatchObject({
      before: first.slice(0, 16),
      after: third.slice(0, 16),
    }),
  );
});

test('side by side, each edition shows its own words, and what differs is marked in both', async () => {
  const { element } = await compare();
  const changed = row(element, '第六条');
  const [before, after] = changed.querySelectorAll('.compare-side');
  expect(words(before)).toBe('第四条来访船员可以在底层客房借宿三夜，离开时打扫干净。');
  expect(words(after)).toBe('第六条来访船员可以在底层客房借宿五夜，离开时打扫干净。');
  expect(texts(changed, 'del')).toEqual(['三夜']);
  expect(before!.contains(changed.querySelector('del'))).toBe(true);
  expect(texts(changed, 'ins')).toEqual(['五夜']);
  expect(after!.contains(changed.querySelector('ins'))).toBe(true);
  expect([...changed.querySelectorAll('a.number')].map((link) => link.getAttribute('href'))).toEqual([
    `#/rule/tower/a4?ed=${second.slice(0, 16)}`,
    `#/rule/tower/a6?ed=${third.slice(0, 16)}`,
  ]);
});

test('what came and went is told by line and ground, and in words to those who listen', async () => {
  const { element } = await compare();
  const changed = row(element, '第六条');
  for (const [name, line, says] of [
    ['del', 'line-through', '删去：'],
    ['ins', 'underline', '新增：'],
  ] as const) {
    const mark = changed.querySelector(name)!;
    const style = getComputedStyle(mark);
    expect(style.textDecorationLine).toBe(line);
    expect(style.backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
    expect(getComputedStyle(mark, '::before').content).toBe(`"${says}"`);
    // Selected and copied are the words alone.
    getSelection()!.selectAllChildren(mark);
    expect(String(getSelection())).toBe(mark.textContent);
  }
});

test('every row says in words what became of it', async () => {
  const { element } = await compare();
  expect(texts(row(element, '第二条'), '.badge-word')).toEqual(['修改']);
  expect(texts(row(element, '第三条'), '.badge-word')).toEqual(['移动（原第八条）']);
  expect(texts(element.querySelector('[data-of=unit][data-kind=inserted]')!, '.badge-word')).toEqual([
    '新增',
  ]);
  expect(texts(row(element, '第六条'), '.badge-word')).toEqual(['修改', '条号变动 第四条→第六条']);
  expect(texts(row(element, '第七条'), '.badge-word')).toEqual(['拆分 第五条→第七条、第八条']);
  const gone = element.querySelector('[data-kind=deleted]')!;
  expect(texts(gone, '.badge-word')).toEqual(['删去']);
  expect(words(gone.querySelector('[data-side=after]'))).toBe('新版本没有');
});

test('parts of a split article stand each under its own number', async () => {
  const { element } = await compare();
  expect(texts(row(element, '第七条'), '[data-side=after] p')).toEqual([
    '第七条燃油由港务科按季配送，存放于北侧油库，钥匙由两人分别保管。',
    '第八条油库每月盘点一次，盘点结果报港务科备案，发现短少的当日报告。',
  ]);
});

test('words of a text never become markup', async () => {
  const { element } = await compare();
  expect(element.querySelector('.compare-list b')).toBeNull();
  expect(words(element.querySelector('[data-kind=inserted]'))).toContain('<b>');
});

test('only changes are shown, with quiet lines between that can be opened', async () => {
  const { element } = await compare();
  expect(texts(element, '.compare-list .fold > summary')).toEqual([
    '未变 1 条',
    '文字未变 1 条，只是条号变动',
    '文字未变 2 条，只是条号变动',
  ]);
  // A heading stays where something below it changed; the last chapter has nothing, and is folded with its article.
  expect(texts(element, 'h2')).toEqual(['第一章总则', '第二章来访与保管']);
  const fold = element.querySelector<HTMLDetailsElement>('.compare-list .fold')!;
  expect(fold.querySelector('.compare-row')).toBeNull();
  fold.querySelector('summary')!.click();
  await vi.waitFor(() => expect(texts(fold, '.compare-row')).toHaveLength(1));
  expect(fold.textContent).toContain('为了规范灯塔的值守');

  element.querySelector<HTMLElement>('.switch input')!.click();
  await vi.waitFor(() => expect(element.querySelectorAll('.compare-row')).toHaveLength(13));
  expect(element.querySelector('.compare-list .fold')).toBeNull();
  expect(texts(row(element, '第九条'), '.badge-word')).toEqual(['条号变动 第七条→第九条']);
});

test('one column lays the editions over each other, by choice and on the phone', async () => {
  const { element } = await compare();
  const oneColumn = [
    '第四条第六条来访船员可以在底层客房借宿三夜五夜，离开时打扫干净。',
    ['第四条', '三夜'],
    ['第六条', '五夜'],
  ];
  const shown = (): unknown[] => {
    const changed = row(element, '第六条');
    expect(changed.querySelectorAll('.compare-side')).toHaveLength(1);
    return [words(changed.querySelector('p.paragraph')), texts(changed, 'del'), texts(changed, 'ins')];
  };
  element.querySelectorAll<HTMLElement>('.compare-columns input')[1]!.click();
  await element.updateComplete;
  expect(shown()).toEqual(oneColumn);
  element.querySelectorAll<HTMLElement>('.compare-columns input')[0]!.click();
  await element.updateComplete;
  expect(row(element, '第六条').querySelectorAll('.compare-side')).toHaveLength(2);
  await page.viewport(390, 800);
  await vi.waitFor(() => expect(element.querySelector('.compare-columns')).toBeNull());
  expect(shown()).toEqual(oneColumn);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
});

test('the list of changes leads to each of them', async () => {
  const { element } = await compare();
  expect(texts(element, '.jumps button')).toEqual([
    '第二条 修改',
    '第三条 移动',
    '第四条 新增',
    '第二章 来访与保管 修改',
    '第六条 修改',
    '第七条 拆分',
    '第六条 删去',
  ]);
  element.querySelectorAll<HTMLElement>('.jumps button')[4]!.click();
  await vi.waitFor(() => expect(focusedRow()).toBe(row(element, '第六条').id));
  expect(words(element.querySelector('.jumps [aria-current]'))).toBe('第六条 修改');
});

test('J and K go from change to change, unless the reader has turned such keys off', async () => {
  const { element } = await compare();
  const ids = [...element.querySelectorAll('[data-change]')].map(({ id }) => id);
  const way: (string | undefined)[] = [];
  for (const key of ['j', 'j', 'j', 'j', 'k']) {
    press(key);
    way.push(focusedRow());
  }
  expect(way).toEqual([ids[0], ids[1], ids[2], ids[3], ids[2]]);
  document.body.replaceChildren();
  await compare({}, {}, { shortcuts: false });
  press('j');
  expect(focusedRow()).toBeUndefined();
});

test('the table has the old words, the new ones, and reasons that stay while the page is open', async () => {
  const { element } = await compare();
  await look(element, 1);
  expect(words(element.querySelector('h1'))).toBe('《灯塔值守办法》修改对照表');
  expect(texts(element, 'th')).toEqual(['原条文', '修改后条文', '修改理由']);
  expect(texts(element, 'tbody tr:nth-child(3) td').slice(0, 2)).toEqual([
    '（新增）',
    '第四条每年汛期前检修一次避雷针<b>。 检修由有资质的单位承担。',
  ]);
  const reason = element.querySelector('textarea')!;
  expect(reason.getAttribute('aria-label')).toBe('第二条【值守】的修改理由');
  reason.value = '主灯预热要半小时。';
  reason.dispatchEvent(new Event('input'));
  await look(element, 0);
  await look(element, 1);
  expect(element.querySelector('textarea')!.value).toBe('主灯预热要半小时。');
  expect(words(element.querySelector('.reason-printed'))).toBe('主灯预热要半小时。');
});

test('the table is copied as a table, with its reasons, and as plain text', async () => {
  const { element } = await compare();
  await look(element, 1);
  const reason = element.querySelector('textarea')!;
  reason.value = '甲\n=1+1 <i>';
  reason.dispatchEvent(new Event('input'));
  const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
  element.querySelector<HTMLElement>('.copy')!.click();
  await vi.waitFor(() => expect(texts(element, '.said')).toEqual(['已复制，可以粘贴到文档里']));
  const [item] = write.mock.calls[0]![0];
  const markup = await (await item!.getType('text/html')).text();
  const pasted = new DOMParser().parseFromString(markup, 'text/html');
  expect(pasted.querySelectorAll('tr')).toHaveLength(8);
  expect(texts(pasted.body, 'tbody tr:first-child td')).toEqual([
    '第二条【值守】 守塔人每晚日落前点亮主灯，日出后熄灭，不得擅离塔顶。',
    '第二条【值守】 守塔人每晚日落前半小时点亮主灯，日出后熄灭，不得擅离塔顶。',
    '甲=1+1 <i>',
  ]);
  expect(texts(pasted.body, 'tbody tr:first-child u')).toEqual(['前半小时']);
  expect(pasted.querySelector('i, td > b, ins, del')).toBeNull();
  const text = await (await item!.getType('text/plain')).text();
  expect(text.split('\n')[0]).toBe('原条文\t修改后条文\t修改理由');
  expect(text).toContain('\t"甲\n=1+1 <i>"\n');
  expect(text).toContain(
    '（新增）\t"第四条\u3000每年汛期前检修一次避雷针<b>。\n检修由有资质的单位承担。"\t\n',
  );
});

test('the decision is a draft, said to be one, and copied as plain text', async () => {
  const { element } = await compare();
  await look(element, 2);
  expect(words(element.querySelector('.notice'))).toContain('请逐条核对');
  expect(words(element.querySelector('.decision h2'))).toBe('关于修改《灯塔值守办法》的决定');
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  element.querySelector<HTMLElement>('.copy')!.click();
  await vi.waitFor(() => expect(write).toHaveBeenCalledWith(viewOf(oldText, newText).decision.join('\n')));
});

test('what the browser does not let be copied is selected, and the reader told', async () => {
  const { element } = await compare();
  await look(element, 2);
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  element.querySelector<HTMLElement>('.copy')!.click();
  await vi.waitFor(() => expect(words(element.querySelector('.said'))).toContain('Ctrl+C'));
  expect(String(getSelection())).toContain('关于修改《灯塔值守办法》的决定');
});

test('nothing to compare: each reason has its sentence and a next step', async () => {
  const says = (element: Element): string => words(element.querySelector('.notice'));
  const same = await compare({}, { compare: () => viewOf(oldText, oldText) });
  await vi.waitFor(() => expect(says(same.element)).toContain('逐字相同'));
  expect(same.element.querySelector('.compare-row, .compare-tools')).toBeNull();
  expect(same.element.querySelector('.row a')?.getAttribute('href')).toBe('#/rule/tower');

  const one = await compare({}, { read: () => reading(stops.slice(0, 1)), compare: notFound });
  expect(says(one.element)).toContain('只有一个版本');
  expect(one.element.querySelector('a.main')?.getAttribute('href')).toBe('#/bring-in');
  expect(one.some.asked.map(({ call }) => call)).not.toContain('compare');

  const twice = await compare(
    { before: third.slice(0, 16), after: third.slice(0, 20) },
    { compare: notFound },
  );
  await vi.waitFor(() => expect(says(twice.element)).toContain('同一个版本'));
  expect(twice.element.querySelectorAll('select')).toHaveLength(2);

  const lost = await compare(
    { before: '0123456789abcdef', after: third.slice(0, 16) },
    { compare: notFound },
  );
  await vi.waitFor(() => expect(says(lost.element)).toContain('不在库中'));
  expect(lost.element.querySelector('a.main')?.getAttribute('href')).toBe('#/compare/tower');

  const unknown = await compare({}, { read: notFound, compare: notFound });
  expect(words(unknown.element.querySelector('h1'))).toBe('库里没有这件文本');
  expect(unknown.element.querySelector('a.main')?.getAttribute('href')).toBe('#/bring-in');
});

test('twelve hundred and sixty articles: the first are there at once, the others follow', async () => {
  const many = (word: string): string =>
    Array.from({ length: 1260 }, (_, i) => `第${i + 1}条 第${i + 1}盏灯由值守人${word}擦拭${i % 7}次。`).join(
      '\n\n',
    );
  const view = viewOf(many('每日'), many('每周'));
  const { element } = await compare({}, { compare: () => view });
  await vi.waitFor(() => expect(element.querySelector('.compare-row')).not.toBeNull());
  const drawn = element.querySelectorAll('.compare-row').length;
  expect(drawn).toBeLessThan(1260);
  await vi.waitFor(() => expect(element.querySelectorAll('.compare-row')).toHaveLength(1260), {
    timeout: 20_000,
  });
  // What is not drawn yet can be gone to all the same.
  await look(element, 1);
  await look(element, 0);
  element.querySelector<HTMLElement>('.jumps li:last-child button')!.click();
  await vi.waitFor(() => expect(focusedRow()).toBe('change-1259'));
});

test('of the headings, those stay below which something changed', () => {
  const text = (word: string, title = '鸣放'): string =>
    [
      '## 第一章 主灯',
      '第一条 主灯每晚点亮，由两人轮流看守。',
      '## 第二章 雾笛',
      '### 第一节 保养',
      '第二条 笛口每周除锈一次，并涂上清漆。',
      `### 第二节 ${title}`,
      `第三条 有雾时每隔${word}分钟鸣放一次。`,
      '## 第三章 附则',
      '第四条 本办法自公布之日起施行。',
    ].join('\n\n');
  const { rows } = viewOf(text('两'), text('三')).comparison;
  const shown = (now: string): (number | string)[] =>
    compareItems(viewOf(text('两'), now).comparison.rows, true).map((item) =>
      item.kind === 'fold' ? item.rows.length : textOfSide(item.placed.row, 'after').slice(0, 2),
    );
  expect(shown(text('三'))).toEqual([2, '雾笛', 2, '鸣放', '有雾', 2]);
  expect(shown(text('两', '鸣响'))).toEqual([2, '雾笛', 2, '鸣响', 3]);
  expect(compareItems(rows, false)).toHaveLength(rows.length);
});

test('what comes into the base is looked at again only where an edition was missing', async () => {
  const { element, some } = await compare();
  const asked = (): number => some.asked.filter(({ call }) => call === 'compare').length;
  expect(asked()).toBe(1);
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(some.asked.filter(({ call }) => call === 'read')).toHaveLength(2));
  await element.updateComplete;
  expect(asked()).toBe(1);

  let here = false;
  const lost = await compare(
    { before: '0123456789abcdef', after: third.slice(0, 16) },
    { compare: () => (here ? viewOf(oldText, newText) : notFound()) },
  );
  await vi.waitFor(() => expect(words(lost.element.querySelector('.notice'))).toContain('不在库中'));
  here = true;
  lost.some.news({ changed: 1 });
  await vi.waitFor(() => expect(lost.element.querySelector('.compare-counts')).not.toBeNull());
});

test('paragraphs of a row hold every word of each edition once', () => {
  for (const row of viewOf(oldText, newText).comparison.rows) {
    const lengths = {
      before: row.before.map(({ length }) => length),
      after: row.after.map(({ length }) => length),
    };
    for (const side of ['before', 'after'] as const) {
      const lines = compareLines(row.pieces, lengths, side);
      const shown = lines.map(({ pieces }) => pieces.map(({ text }) => text).join('')).filter(Boolean);
      const lone = textOfSide(row, side).split('\n').filter(Boolean);
      expect(shown.map((line) => line.replace(breakMark, ''))).toEqual(lone);
      expect(lines.flatMap(({ starts }) => starts.map(({ at }) => at))).toEqual(row[side].map((_, at) => at));
    }
  }
});

test('a break alone that went or came is shown by a mark', () => {
  const pieces: Piece[] = [
    { kind: 'same', text: '甲。' },
    { kind: 'deleted', text: '\n\n' },
    { kind: 'same', text: '乙。' },
  ];
  const lengths = { before: [6], after: [4] };
  const shown = (side?: 'before' | 'after'): string[] =>
    compareLines(pieces, lengths, side).map((line) => line.pieces.map(({ text }) => text).join(''));
  expect(shown('before')).toEqual(['甲。¶', '乙。']);
  expect(shown('after')).toEqual(['甲。乙。']);
  expect(shown()).toEqual(['甲。¶', '乙。']);
});

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
}

for (const [language, theme] of [
  ['zh', 'light'],
  ['en', 'dark'],
] as const) {
  test(`axe finds nothing in any view, ${language} and ${theme}`, async () => {
    const root = document.documentElement;
    root.dataset['theme'] = theme;
    root.lang = language;
    document.title = 'x';
    if (!('axe' in globalThis)) {
      const script = document.createElement('script');
      script.textContent = axeSource;
      document.head.append(script);
    }
    const { axe } = globalThis as unknown as { axe: Axe };
    for (const width of [1280, 390]) {
      await page.viewport(width, 800);
      const { element } = await compare({}, {}, { language });
      element.querySelector('summary')!.click();
      for (const at of [0, 1, 2]) {
        await look(element, at);
        const { violations } = await axe.run();
        expect(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
          ),
          `${width} ${at}`,
        ).toEqual([]);
      }
      document.body.replaceChildren();
    }
    delete root.dataset['theme'];
  });
}
