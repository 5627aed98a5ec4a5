import { afterEach, expect, test, vi } from 'vitest';
import { GjMakeBackup } from '../../../components/connecting/gj-make-backup.ts';
import { GjOpenBundle } from '../../../components/connecting/gj-open-bundle.ts';
import { GjRestoreBackup } from '../../../components/connecting/gj-restore-backup.ts';
import { GjWriteBundle } from '../../../components/connecting/gj-write-bundle.ts';
import '../../../components/people/gj-restore-office.ts';
import { en } from '../../../components/words/en.ts';
import { zh } from '../../../components/words/zh.ts';
import type { BundleReport } from '../../../src/engine/connect-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { violations } from './axe.ts';
import { pick } from './some-file.ts';
import { someOfficeView } from './some-office.ts';
import '../../../components/style/office.css';
import '../../../components/style/connect.css';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const report: BundleReport = {
  writerName: '陈静',
  writtenAt: Date.UTC(2026, 0, 5, 1),
  entries: 12,
  texts: 3,
  others: 0,
  known: 40,
  waiting: 0,
  refused: 0,
  closed: 0,
};
const device = { id: 'x', name: '手机', kind: 'device', revoked: false, here: false } as const;
const office = someOfficeView({
  members: [
    { id: 'chen', name: '陈静', roles: ['admin'], devices: [device] },
    { id: 'wang', name: '王芳', roles: ['member'], devices: [device] },
    { id: 'none', name: '没有设备', roles: ['member'], devices: [] },
    { id: 'gone', name: '已离开', roles: [], left: '2026-01-01', devices: [device] },
  ],
});

const asked = (some: SomeApp, call: string): unknown => some.asked.find((one) => one.call === call)?.args;
const submit = (element: Element): void => element.querySelector('form')!.requestSubmit();
const ready = async (element: Element): Promise<void> =>
  await vi.waitFor(() => expect(element.querySelector('form')).not.toBeNull());

async function writing(without: string[] = [], language: 'zh' | 'en' = 'zh') {
  const bytes = new Uint8Array(3);
  const some = new SomeApp(
    { makeBundle: () => ({ name: 'office.bundle', bytes, entries: 12, texts: 2, others: 1, without }) },
    { language },
  );
  const element = some.show(Object.assign(new GjWriteBundle(), { office }));
  await ready(element);
  return { element, some };
}

test('everything for the whole office, unless somebody says otherwise', async () => {
  const { element, some } = await writing();
  expect(await violations(element)).toEqual([]);
  submit(element);
  await vi.waitFor(() => expect(asked(some, 'makeBundle')).toEqual({}));
  await vi.waitFor(() =>
    expect(element.querySelector('.notice')?.textContent).toContain(
      '已下载 office.bundle，内有 2 件文本、1 份其他内容、12 条记录。',
    ),
  );
});

test('whoever made a bundle is told to take it off this computer, and of none of what is not in it', async () => {
  const { element } = await writing();
  submit(element);
  await vi.waitFor(() => expect(element.querySelector('.notice')?.textContent).toContain('存到 U 盘'));
  expect(zh.bundleMade('包', 1, 0, 0)).toBe('已下载 包，内有 1 件文本。');
  expect(zh.bundleMade('包', 0, 0, 0)).toBe('已下载 包，里面没有内容。');
  expect(en.bundleMade('b', 1, 2, 3)).toBe('Downloaded b with 1 text, 2 other items, and 3 entries.');
  expect(en.bundleNew(2, 0, 0)).toBe('New or changed, and saved: 2 texts.');
});

test('since a day, for some people that have devices', async () => {
  const { element, some } = await writing(['旧手机', '平板']);
  const radios = element.querySelectorAll<HTMLInputElement>('[type=radio]');
  radios[1]!.click();
  radios[3]!.click();
  await element.updateComplete;
  expect([...element.querySelectorAll('.chosen label')].map((l) => l.textContent.trim())).toEqual([
    '陈静',
    '王芳',
  ]);
  expect(await violations(element)).toEqual([]);
  element.querySelector<HTMLInputElement>('[name=day]')!.value = '2026-01-05';
  submit(element);
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toBe('请至少选一个人。'));
  expect(asked(some, 'makeBundle')).toBeUndefined();
  element.querySelectorAll<HTMLInputElement>('[name=member]')[1]!.click();
  submit(element);
  const since = new Date(2026, 0, 5).getTime();
  await vi.waitFor(() => expect(asked(some, 'makeBundle')).toEqual({ since, members: ['wang'] }));
  await vi.waitFor(() => expect(element.querySelector('.notice')?.textContent).toContain('旧手机、平板'));
});

test('the choice is made by keyboard as by hand', async () => {
  const { element } = await writing();
  const radios = element.querySelectorAll<HTMLInputElement>('[type=radio]');
  // One group each: the arrow keys of the browser go through it.
  expect([...radios].map(({ name }) => name)).toEqual(['what', 'what', 'whom', 'whom']);
  expect([...radios].map(({ checked }) => checked)).toEqual([true, false, true, false]);
});

async function opened(change: Partial<BundleReport>, problem = '', fault = problem) {
  const some = new SomeApp({
    applyBundle: () => {
      if (problem !== '') throw Object.assign(new Error(fault), { code: problem });
      return { ...report, ...change };
    },
  });
  const element = some.show(new GjOpenBundle());
  await ready(element);
  pick(element.querySelector('[type=file]')!);
  submit(element);
  await vi.waitFor(() => expect(element.querySelector('.notice')).not.toBeNull());
  return { element, says: element.querySelector('.notice')!.textContent.replaceAll(/\s+/g, ' ').trim() };
}

test('what a bundle brought is told in words', async () => {
  const { element, says } = await opened({ waiting: 2, refused: 1, closed: 4 });
  expect(says).toMatch(/^陈静写于 2026年1月5日/);
  for (const part of [
    '新增或更新 3 件文本、12 条记录，已存好',
    '其余的本机已有',
    '2 条记录在等',
    '1 项没有采用',
    '4 部分不是给',
  ])
    expect(says).toContain(part);
  expect(await violations(element)).toEqual([]);
});

test('a bundle with nothing new says that, and nothing of what is none', async () => {
  const { says } = await opened({ entries: 0, texts: 0 });
  expect(says).toContain('没有新内容');
  expect(says).not.toMatch(/没有采用|在等|不是给|其余/);
});

test.each([
  ['bad-bundle', 'altered', '被改动过'],
  ['bad-bundle', 'not-for-this-device', '不是写给这台设备的'],
  ['bad-bundle', 'unknown-writer', '不在本机的名册里'],
  // What a table of words inherits is no fault.
  ['bad-bundle', 'toString', '这个文件打不开'],
  ['other-office', '', '别的单位的'],
  ['bad-file', '', '不是需要的文件'],
])('a bundle that cannot be opened is said: %s %s', async (problem, fault, words) => {
  expect((await opened({}, problem, fault)).says).toContain(words);
});

test.each(['gj-open-bundle', 'gj-restore-backup', 'gj-restore-office'])(
  'a file that is too large to be read is not read, and that is said: %s',
  async (name) => {
    const some = new SomeApp({});
    const element = some.show(document.createElement(name) as GjOpenBundle);
    await ready(element);
    for (const details of element.querySelectorAll('details')) details.open = true;
    for (const field of element.querySelectorAll<HTMLInputElement>('input:not([type=file])'))
      field.value = 'correct horse battery';
    pick(element.querySelector('[type=file]')!);
    const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
    const size = vi.spyOn(Blob.prototype, 'size', 'get').mockReturnValue(1024 ** 3 + 1);
    submit(element);
    await vi.waitFor(() =>
      expect(element.querySelector('[role=alert]')?.textContent).toBe(zh.pickedTooLarge(1)),
    );
    expect(read).not.toHaveBeenCalled();
    expect(some.asked.filter(({ call }) => /apply|restore/.test(call))).toEqual([]);
    size.mockReturnValue(1024 ** 3);
    submit(element);
    await vi.waitFor(() => expect(read).toHaveBeenCalled());
  },
);

test('every fault of a bundle says what happened, what is safe and what to do, in words of its own', () => {
  for (const [table, safe] of [
    [zh, /没有变化|不受影响/],
    [en, /has changed|is safe/],
  ] as const) {
    const sentences = Object.values(table.bundleFault);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(safe);
  }
});

test('a bundle that cannot be written says why', async () => {
  const some = new SomeApp({
    makeBundle: () => {
      throw Object.assign(new Error('nobody-to-read'), { code: 'bad-bundle' });
    },
  });
  const element = some.show(Object.assign(new GjWriteBundle(), { office }));
  await ready(element);
  submit(element);
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain('没有生成'));
});

test('a backup is made only with a passphrase that is long enough and typed twice', async () => {
  const some = new SomeApp({ makeBackup: () => ({ name: 'office.backup', bytes: new Uint8Array(3) }) });
  const element = some.show(new GjMakeBackup());
  await ready(element);
  const [first, again] = element.querySelectorAll<HTMLInputElement>('[type=password]');
  for (const [one, two, says] of [
    ['short', 'short', '太短'],
    ['correct horse battery', 'correct horse', '不一致'],
  ] as const) {
    first!.value = one;
    again!.value = two;
    submit(element);
    await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain(says));
  }
  expect(asked(some, 'makeBackup')).toBeUndefined();
  again!.value = first!.value;
  submit(element);
  await vi.waitFor(() => expect(asked(some, 'makeBackup')).toEqual({ passphrase: 'correct horse battery' }));
  await vi.waitFor(() =>
    expect(element.querySelector('.notice')?.textContent).toContain('已下载 office.backup'),
  );
  // It does not stay on the screen of whoever comes next.
  expect(first!.value).toBe('');
  expect(await violations(element)).toEqual([]);
});

test('a backup that is opened is being decrypted, as the button says', async () => {
  const some = new SomeApp();
  const element = some.show(new GjRestoreBackup());
  await ready(element);
  element.querySelector('summary')!.click();
  pick(element.querySelector('[type=file]')!);
  element.querySelector<HTMLInputElement>('[type=password]')!.value = 'correct horse battery';
  submit(element);
  await vi.waitFor(() => expect(element.querySelector('button')!.textContent).toContain('正在解密'));
});

test('the pages are English when their reader is', async () => {
  const { element } = await writing([], 'en');
  const some = new SomeApp({}, { language: 'en' });
  const all = [element, some.show(new GjOpenBundle()), some.show(new GjMakeBackup())];
  await Promise.all(all.map(ready));
  expect(all.map(({ textContent }) => textContent.replaceAll(/陈静|王芳/g, '')).join('')).not.toMatch(
    /\p{Script=Han}/u,
  );
});

test.each([
  ['生成信使包', () => Object.assign(new GjWriteBundle(), { office })],
  ['打开信使包', () => new GjOpenBundle()],
  ['生成备份文件', () => new GjMakeBackup()],
])('the keyboard stays on %s while it works, and a second press begins nothing', async (name, make) => {
  // Nothing is answered: it goes on working.
  const some = new SomeApp();
  const element = some.show(make());
  await ready(element);
  for (const field of element.querySelectorAll<HTMLInputElement>('[type=password]'))
    field.value = 'correct horse battery';
  for (const field of element.querySelectorAll<HTMLInputElement>('[type=file]')) pick(field);
  const button = [...element.querySelectorAll('button')].find((one) => one.textContent.trim() === name)!;
  button.focus();
  button.click();
  await vi.waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
  expect(document.activeElement).toBe(button);
  await vi.waitFor(() => expect(some.asked).toHaveLength(1));
  button.click();
  await element.updateComplete;
  expect(some.asked).toHaveLength(1);
});
