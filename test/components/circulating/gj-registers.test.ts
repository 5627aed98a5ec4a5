import { afterEach, expect, test, vi } from 'vitest';
import { GjRegisters } from '../../../components/circulating/gj-registers.ts';
import '../../../components/style/registers.css';
import type { RegisterAsked } from '../../../src/engine/registers-protocol.ts';
import type { Register } from '../../../src/office/registers/register.ts';
import { SomeApp } from '../some-app.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const register = ({ form }: Pick<RegisterAsked, 'form'>): Register => ({
  form,
  office: '某办公室',
  title: `表 ${form}`,
  head: [{ name: '办理时限', value: { day: '2026-03-06' } }],
  above: form === 'slip' ? ['拟办意见'] : [],
  columns: [
    { name: '序号', width: 3 },
    { name: '签阅时间', width: 10 },
  ],
  rows: form === 'missing' ? [] : [[1, { at: new Date(2026, 2, 3, 9, 5).getTime() }]],
  below: [],
  foot: [{ name: '单位指纹', value: 'ab12' }],
  notes: ['说明。'],
});

async function shown(some: SomeApp, circulation = 'c'.repeat(64)): Promise<GjRegisters> {
  const element = new GjRegisters();
  element.circulation = circulation;
  some.show(element);
  await element.updateComplete;
  return element;
}

test('a register is shown as on paper: head, boxes for the hand, table, and on what it rests', async () => {
  const some = new SomeApp({ register });
  const element = await shown(some);
  await vi.waitFor(() => expect(element.querySelector('.register-title')!.textContent).toBe('表 slip'));
  expect(some.asked[0]!.args).toMatchObject({ form: 'slip', circulation: 'c'.repeat(64), language: 'zh' });
  expect(element.querySelector('.register-head')!.textContent).toContain('2026-03-06');
  expect(element.querySelector('.register-boxes')!.textContent).toContain('拟办意见');
  expect([...element.querySelectorAll('th')].map((one) => one.textContent)).toEqual(['序号', '签阅时间']);
  expect([...element.querySelectorAll('td')].map((one) => one.textContent)).toEqual([
    '1',
    '2026-03-03 09:05',
  ]);
  expect(element.querySelector('.register-foot')!.textContent).toContain('ab12');
});

test('another form is asked for when it is chosen, and says when it has no rows', async () => {
  const some = new SomeApp({ register });
  const element = await shown(some);
  await vi.waitFor(() => expect(element.querySelector('select')).not.toBeNull());
  const select = element.querySelector('select')!;
  select.value = 'missing';
  select.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(element.querySelector('.register-title')!.textContent).toBe('表 missing'));
  expect(element.querySelector('td')!.textContent).toBe('没有可列的行。');
});

test('files are made by the engine, and it is said that this is on record', async () => {
  const some = new SomeApp({ register, registerFile: () => ({ name: '册.xlsx', bytes: Uint8Array.of(1) }) });
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const element = await shown(some);
  await vi.waitFor(() => expect(element.querySelectorAll('.register-actions button')).toHaveLength(3));
  const buttons = [...element.querySelectorAll<HTMLButtonElement>('.register-actions button')];
  buttons[1]!.click();
  await vi.waitFor(() => expect(saved).toEqual(['册.xlsx']));
  await vi.waitFor(() => expect(element.querySelector('[role=status]')!.textContent).toContain('册.xlsx'));
  buttons[2]!.click();
  await vi.waitFor(() => expect(some.asked.at(-1)!.args).toMatchObject({ form: 'slip', as: 'proof' }));
  const printed = vi.spyOn(globalThis, 'print').mockImplementation(() => undefined);
  buttons[0]!.click();
  expect(printed).toHaveBeenCalledOnce();
});

test('the register of incoming documents is only made when somebody opens it', async () => {
  const some = new SomeApp({ register });
  const element = await shown(some, '');
  await vi.waitFor(() => expect(element.querySelector('button')).not.toBeNull());
  expect(some.asked).toEqual([]);
  element.querySelector('button')!.click();
  await vi.waitFor(() => expect(element.querySelector('.register-title')!.textContent).toContain('某办公室'));
  expect(some.asked[0]!.args).toMatchObject({ form: 'incoming' });
});

test('who may not see names is told so', async () => {
  const some = new SomeApp({
    register: () => {
      throw Object.assign(new Error('no'), { code: 'not-allowed' });
    },
  });
  const element = await shown(some);
  await vi.waitFor(() => expect(element.textContent).toContain('只有发布人、管理员、联络员和发起人能看'));
});
