import { afterEach, expect, test, vi } from 'vitest';
import { GjCirculate } from '../../../components/circulating/gj-circulate.ts';
import type {
  CirculateOrder,
  CirculateView,
  EditionToSend,
  PrepareCirculate,
} from '../../../src/engine/circulate-protocol.ts';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => document.body.replaceChildren());

const member = (id: string, name: string, unit: string): OfficeView['members'][number] => ({
  id,
  name,
  unit,
  roles: ['member'],
  devices: [],
});
const office: OfficeView = {
  office: { id: 'a'.repeat(64), name: '某办公室', threshold: 1, epoch: 0, fingerprint: '0000 0000' },
  me: { device: 'd', member: 'm1', name: '王芳', roles: ['publisher', 'member'] },
  units: [
    { id: 'u1', name: '综合科', kind: 'office' },
    { id: 'u2', name: '行政科', kind: 'office' },
  ],
  posts: [],
  members: [member('m1', '王芳', 'u1'), member('m2', '李强', 'u2'), member('m3', '李强', 'u1')],
  recovery: true,
  awaiting: [],
  troubles: [],
  missing: [],
};
const edition: EditionToSend = {
  rule: 'lights',
  edition: 'b'.repeat(64),
  title: '灯光办法',
  validity: 'inForce',
  superseded: false,
  acknowledged: 0,
};
const people: CirculateView['people'] = [
  { member: 'm2', name: '李强', unitName: '行政科', hasDevice: true },
  { member: 'm1', name: '王芳', unitName: '综合科', hasDevice: false },
];

async function shown(change: Partial<CirculateView> = {}, of: Partial<EditionToSend> = {}) {
  const asked: PrepareCirculate[] = [];
  const orders: CirculateOrder[] = [];
  const some = new SomeApp({
    office: () => office,
    shelf: () => [],
    prepareCirculate: (what) => {
      asked.push(what);
      return {
        editions: [{ ...edition, ...of }],
        people,
        withoutDevice: 1,
        units: [],
        outside: [],
        mayCirculate: true,
        scopesDiffer: false,
        due: { day: '2026-06-08', workingDays: 5, unknown: [], isRest: false },
        ...change,
      };
    },
    circulate: (order) => {
      orders.push(order);
      return { circulation: 'c'.repeat(64) };
    },
  });
  const element = new GjCirculate();
  element.route = { page: 'circulate', rule: 'lights', edition: 'b'.repeat(16) };
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h1')).not.toBeNull());
  return { element, asked, orders, last: () => asked.at(-1)! };
}

const said = (element: Element, selector: string): string =>
  element.querySelector(selector)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
const choose = (element: Element, group: string, name: string): void => {
  const details = [...element.querySelectorAll('.audience-group')].find((one) =>
    one.querySelector('summary')!.textContent.includes(group),
  )!;
  const label = [...details.querySelectorAll('label')].find((one) => one.textContent.includes(name))!;
  label.querySelector('input')!.click();
};

test('whom it would reach is asked again with every choice, and people with the same name are told apart', async () => {
  const { element, last } = await shown();
  choose(element, '处室', '行政科');
  await vi.waitFor(() => expect(last().audience.units).toEqual(['u2']));
  choose(element, '指定人员', '李强 综合科');
  await vi.waitFor(() => expect(last().audience.members).toEqual(['m3']));
  choose(element, '例外', '王芳');
  await vi.waitFor(() => expect(last().audience.except).toEqual(['m1']));
  choose(element, '处室', '行政科');
  await vi.waitFor(() => expect(last().audience.units).toEqual([]));
  expect(last()).toMatchObject({
    editions: [{ rule: 'lights', edition: 'b'.repeat(16) }],
    within: { workingDays: 5 },
  });
  expect(said(element, '.reach-count')).toBe('将送 2 人，其中 1 人还没有设备');
});

test('what is signed is what the form says, and afterwards the way to it is shown', async () => {
  const { element, orders } = await shown();
  choose(element, '处室', '行政科');
  element.querySelectorAll<HTMLInputElement>('input[name=level]')[2]!.click();
  await vi.waitFor(() => expect(element.querySelector('gj-questions button')).not.toBeNull());
  element.querySelector<HTMLButtonElement>('gj-questions button')!.click();
  const form = element.querySelector('form')!;
  await vi.waitFor(() => expect(element.querySelector('.question textarea')).not.toBeNull());
  expect(form.checkValidity()).toBe(false);
  const type = async (selector: string, at: number, value: string): Promise<void> => {
    const field = element.querySelectorAll<HTMLInputElement>(selector)[at]!;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
  };
  await type('.question textarea', 0, '何时关灯？');
  await type('.question-choices .field', 0, '下班');
  await type('.question-choices .field', 1, '从不');
  element.querySelector<HTMLInputElement>('.question-choices input[type=checkbox]')!.click();
  element.querySelectorAll<HTMLInputElement>('input[name=order]')[1]!.click();
  await vi.waitFor(() => expect(element.querySelector('.turns button')).not.toBeNull());
  element.querySelector<HTMLButtonElement>('.turns button')!.click();
  element.querySelector<HTMLTextAreaElement>('[name=note]')!.value = ' 请学习 ';
  element.querySelector<HTMLSelectElement>('[name=escalate]')!.value = '3';
  await element.updateComplete;
  expect(form.checkValidity()).toBe(true);
  expect(said(element, '.confirm-send p')).toContain('《灯光办法》，2 人，学习，2026年6月8日星期一前');
  form.requestSubmit();
  await vi.waitFor(() => expect(orders).toHaveLength(1));
  expect(orders[0]).toEqual({
    editions: [{ rule: 'lights', edition: 'b'.repeat(16) }],
    audience: { units: ['u2'], posts: [], roles: [], members: ['m1', 'm2'], except: [] },
    level: 'studied',
    order: 'in-turn',
    on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    due: '2026-06-08',
    note: '请学习',
    questions: [{ text: '何时关灯？', choices: ['下班', '从不'], right: [0] }],
    pass: 1,
    escalateAfter: 3,
  });
  await vi.waitFor(() => expect(document.activeElement).toBe(element.querySelector('h1')));
  expect(element.querySelector('a.main')!.getAttribute('href')).toBe(`#/circulation/${'c'.repeat(64)}`);
});

test('what cannot be sent says why, and there is nothing to press', async () => {
  const { element } = await shown({}, { problem: 'edition-ended', superseded: true });
  expect(said(element, '.to-send .notice.bad')).toContain('已废止');
  expect(said(element, '.to-send .notice.warn')).toContain('更新的版本');
  expect(element.querySelector<HTMLButtonElement>('.confirm-send button')!.disabled).toBe(true);
  const other = await shown({ mayCirculate: false });
  expect(other.element.querySelector('form')).toBeNull();
  const outside = await shown({ outside: people });
  expect(said(outside.element, '.reach .notice')).toContain('李强、王芳');
  expect(outside.element.querySelector<HTMLButtonElement>('.confirm-send button')!.disabled).toBe(true);
});

test('a recorded scope must be given a meaning, which is signed along; one that is signed stands fast', async () => {
  const received = { scope: '机关各科室' };
  const { element, orders, last } = await shown({}, { received });
  expect(said(element, '.scope')).toContain('机关各科室');
  expect(element.querySelector('form')!.checkValidity()).toBe(false);
  choose(element, '处室', '行政科');
  element.querySelector<HTMLInputElement>('input[name=scope]')!.click();
  await vi.waitFor(() => expect(last().scope?.units).toEqual(['u2']));
  element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(orders[0]?.scope?.units).toEqual(['u2']));
  const scope = { units: ['u2'], posts: [], roles: [], members: [], except: [] };
  const bound = await shown({}, { received, scope });
  expect(said(bound.element, '.scope')).toContain('首次传阅时已签名确定：行政科');
  expect(bound.element.querySelector('input[name=scope]')).toBeNull();
});

test('a year that nobody knows is said to be so; an earlier circulation can be taken over and replaced', async () => {
  const earlier = {
    circulation: 'e'.repeat(64),
    at: Date.UTC(2026, 0, 5),
    audience: { units: ['u1'], posts: [], roles: [], members: [], except: [] },
    level: 'received' as const,
    isOpen: true,
  };
  const due = { day: '2027-01-03', workingDays: 3, unknown: [2027], isRest: true };
  const { element, orders, last } = await shown({ due }, { earlier });
  expect([...element.querySelectorAll('.notice.warn')].map((one) => one.textContent).join()).toMatch(
    /休息日[\s\S]*2027 年的放假安排还没有录入/,
  );
  element.querySelector<HTMLButtonElement>('.earlier button')!.click();
  await vi.waitFor(() => expect(last().audience.units).toEqual(['u1']));
  expect(element.querySelector<HTMLInputElement>('.earlier input')!.checked).toBe(true);
  element.querySelector('form')!.requestSubmit();
  await vi.waitFor(() => expect(orders).toHaveLength(1));
  expect(orders[0]).toMatchObject({ replaces: earlier.circulation, level: 'received' });
});
