import { afterEach, expect, test, vi } from 'vitest';
import { GjPackage } from '../../../components/circulating/gj-package.ts';
import type { AnswerReview, PackagesView } from '../../../src/engine/package-protocol.ts';
import type { CallArgs, CallName } from '../../../src/engine/protocol.ts';
import { violations } from '../connecting/axe.ts';
import { SomeApp } from '../some-app.ts';
import '../../../components/style/office.css';
import '../../../components/style/behalf.css';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const circulation = 'c'.repeat(64);
const edition = 'e'.repeat(64);

const someView = (change: Partial<PackagesView> = {}): PackagesView => ({
  level: 'read',
  isOver: false,
  editions: [{ edition, title: '用车规定', date: '2026-03-02' }],
  missing: [
    { member: 'm-wu', name: '吴晓', unit: 'u', unitName: '城东支部' },
    { member: 'm-li', name: '李青', unit: 'u', unitName: '城东支部' },
  ],
  made: [],
  ...change,
});

const says = {
  circulation,
  member: 'm-wu',
  name: '吴晓',
  unitName: '城东支部',
  title: '用车规定',
  statements: ['我已阅读《用车规定》。'],
  at: Date.UTC(2026, 2, 5),
  isTimeOff: false,
};

const textOf = ({ bytes }: { bytes: Uint8Array }): string => new TextDecoder().decode(bytes);

/** An engine that finds in a text one answer for each word of it. */
function reviewsOf(what: { bytes: Uint8Array }): AnswerReview[] {
  return textOf(what)
    .split(/\s+/)
    .map((word) => (word === 'good' ? { outcome: 'good', says } : { outcome: 'altered', says }));
}

async function shown(view = someView()): Promise<{ element: GjPackage; some: SomeApp }> {
  const some = new SomeApp({
    packages: () => view,
    makePackage: ({ members }) => ({ name: `${members.join()}.html`, bytes: new Uint8Array([1]) }),
    readAnswers: reviewsOf,
    takeAnswers: reviewsOf,
  });
  const element = some.show(Object.assign(new GjPackage(), { circulation }));
  await vi.waitFor(() => expect(element.querySelector('h2')).not.toBeNull());
  await vi.waitFor(() => expect(element.querySelector('gj-answers form')).not.toBeNull());
  return { element, some };
}

const all = <N extends CallName>(some: SomeApp, call: N): CallArgs<N>[] =>
  some.asked.filter((one) => one.call === call).map(({ args }) => args as CallArgs<N>);

const saved = (): string[] => {
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  return names;
};

test('a file for each, with the sentence that the app would show; what it proves stands above', async () => {
  const names = saved();
  const { element, some } = await shown();
  expect(element.textContent).toContain('不能证明操作的就是本人');
  const form = element.querySelector<HTMLFormElement>('gj-make-package form')!;
  for (const box of form.querySelectorAll<HTMLInputElement>('[name=members]')) box.click();
  expect(await violations(element)).toEqual([]);
  form.requestSubmit();
  await vi.waitFor(() => expect(names).toEqual(['m-wu.html', 'm-li.html']));
  expect(all(some, 'makePackage')).toEqual(
    ['m-wu', 'm-li'].map((member) => ({
      circulation,
      members: [member],
      statements: { [edition]: '我已阅读《用车规定》（2026-03-02 版）全文，知悉其内容。' },
    })),
  );
  await vi.waitFor(() => expect(element.querySelectorAll('gj-make-package li')).toHaveLength(2));
  element.querySelector<HTMLButtonElement>('gj-make-package li button')!.click();
  expect(names).toHaveLength(3);
});

test('one file for all is one call', async () => {
  const names = saved();
  const { element, some } = await shown();
  const form = element.querySelector<HTMLFormElement>('gj-make-package form')!;
  form.querySelector<HTMLButtonElement>('.people-choice button')!.click();
  form.querySelector<HTMLInputElement>('[value=shared]')!.click();
  form.requestSubmit();
  await vi.waitFor(() => expect(names).toEqual(['m-wu,m-li.html']));
  expect(all(some, 'makePackage')).toHaveLength(1);
});

test('many files at once are not begun', async () => {
  const missing = Array.from({ length: 21 }, (_, at) => ({ member: `m-${at}`, name: `人${at}` }));
  const { element, some } = await shown(someView({ missing }));
  const form = element.querySelector<HTMLFormElement>('gj-make-package form')!;
  form.querySelector<HTMLButtonElement>('.people-choice button')!.click();
  form.requestSubmit();
  await vi.waitFor(() =>
    expect(form.querySelector('[role=alert]')?.textContent).toContain('一次最多做 20 个'),
  );
  expect(all(some, 'makePackage')).toEqual([]);
});

test('answers are looked at first; only what is good is signed, and then it is said', async () => {
  const { element, some } = await shown();
  const form = element.querySelector<HTMLFormElement>('gj-answers form')!;
  const files = new DataTransfer();
  files.items.add(new File(['good bad'], '一.txt'));
  files.items.add(new File(['bad'], '二.txt'));
  files.items.add(new File([new Uint8Array(10 * 1024 * 1024)], '十兆.txt'));
  form.querySelector<HTMLInputElement>('[type=file]')!.files = files.files;
  form.querySelector<HTMLTextAreaElement>('textarea')!.value = ' good ';
  form.requestSubmit();
  await vi.waitFor(() => expect(element.querySelectorAll('.answers li')).toHaveLength(5));
  const outcomes = (): (string | undefined)[] =>
    [...element.querySelectorAll<HTMLElement>('.answers li')].map(({ dataset }) => dataset['outcome']);
  expect(outcomes()).toEqual(['good', 'altered', 'altered', 'too-large', 'good']);
  expect(all(some, 'takeAnswers')).toEqual([]);
  expect(element.querySelector('.answers')!.textContent).toContain('我已阅读《用车规定》。');
  expect(element.querySelector('.answers')!.textContent).toContain('来自 粘贴的文字');
  expect(await violations(element)).toEqual([]);
  const sign = element.querySelector<HTMLButtonElement>('.answers button')!;
  expect(sign.textContent).toContain('登记有效的 2 份');
  sign.click();
  await vi.waitFor(() => expect(element.querySelector('.answers')!.textContent).toContain('已登记 2 份回执'));
  expect(all(some, 'takeAnswers').map(textOf)).toEqual(['good bad', 'good']);
  expect(outcomes()).toEqual(['taken', 'altered', 'altered', 'too-large', 'taken']);
  expect(element.querySelector('.answers button')).toBeNull();
});

test('with nothing to look at it says so', async () => {
  const { element } = await shown();
  element.querySelector<HTMLFormElement>('gj-answers form')!.requestSubmit();
  await vi.waitFor(() => expect(element.querySelector('[role=alert]')?.textContent).toContain('请先选文件'));
});

test('of what is over nothing is made, and of a text that is not here neither; what was made is told', async () => {
  const made = [
    {
      id: 'p',
      at: Date.UTC(2026, 2, 4),
      people: [
        { member: 'm-wu', name: '吴晓', isAnswered: true },
        { member: 'm-li', name: '李青', isAnswered: false },
      ],
    },
  ];
  const { element } = await shown(someView({ isOver: true, made }));
  expect(element.querySelector('gj-make-package')).toBeNull();
  expect(element.querySelector('.packages')!.textContent).toContain('2 人中 1 人已签阅');
  document.body.replaceChildren();
  const other = await shown(someView({ editions: [{ edition, title: '用车规定', isMissing: true }] }));
  expect(other.element.querySelector('gj-make-package form')).toBeNull();
  expect(other.element.textContent).toContain('正文还没有传到本机');
});
