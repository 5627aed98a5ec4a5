import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { GjCirculations } from '../../../components/circulating/gj-circulations.ts';
import { GjCirculationsWay } from '../../../components/circulating/gj-circulations-way.ts';
import { GjEscalations } from '../../../components/circulating/gj-escalations.ts';
import { GjMatrix } from '../../../components/circulating/gj-matrix.ts';
import { GjPerson } from '../../../components/circulating/gj-person.ts';
import { GjUnit } from '../../../components/circulating/gj-unit.ts';
import '../../../components/style/circulating.css';
import '../../../components/style/office.css';
import type { MatrixView } from '../../../src/engine/circulations-protocol.ts';
import { SomeApp } from '../some-app.ts';
import { someId, someLine, somePerson, someView } from './some-circulation.ts';

afterEach(async () => {
  document.body.replaceChildren();
  await page.viewport(1000, 800);
});

const { cutOff } = someView();

test('the list names each circulation, its due day and how far it has come, on the desk and on the phone', async () => {
  const some = new SomeApp({
    circulations: () => ({
      lines: [someLine(), someLine({ circulation: 'd'.repeat(64), state: 'closed' })],
      mayNames: true,
      mayAct: true,
      cutOff,
    }),
  });
  const element = some.show(new GjCirculations());
  await vi.waitFor(() => expect(element.querySelectorAll('tbody tr')).toHaveLength(2));
  expect(element.querySelector(`a[href="#/circulation/${someId}"]`)!.textContent).toContain('用车规定');
  expect(element.textContent).toContain('5 人中 2 人已阅，2 人逾期');
  expect(element.querySelectorAll('tbody tr')[1]!.textContent).toContain('已结束');
  await page.viewport(390, 800);
  expect(getComputedStyle(element.querySelector('tbody tr')!).display).toBe('block');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  // However it looks, to the ear it stays a table.
  expect(element.querySelector('table')!.getAttribute('role')).toBe('table');
  expect((await axe.run(element)).violations.map(({ id }) => id)).toEqual([]);
});

test('who oversees nothing finds no matrix, and no way to the circulations', async () => {
  let oversees = false;
  const some = new SomeApp({
    circulations: () => ({ lines: [], mayNames: false, mayAct: false, cutOff }),
    oversees: () => oversees,
  });
  const element = some.show(new GjCirculations());
  const way = some.show(new GjCirculationsWay());
  await vi.waitFor(() => expect(element.querySelector('.parts')).not.toBeNull());
  expect(element.querySelector('.parts')!.textContent).not.toContain('矩阵');
  expect(element.textContent).toContain('还没有传阅过文件');
  expect(element.querySelector('a[href="#/circulate"]')).toBeNull();
  expect(way.querySelector('a')).toBeNull();
  oversees = true;
  some.news({ changed: 1 });
  await vi.waitFor(() => expect(way.querySelector('a')).not.toBeNull());
});

const someMatrix = (change: Partial<MatrixView> = {}): MatrixView => ({
  mayNames: true,
  units: [
    { id: 'u', name: '秘书科' },
    { id: 'v', name: '行政科' },
  ],
  documents: [{ circulation: someId, editions: someLine().editions, due: '2026-03-10', state: 'open' }],
  people: [
    { member: 'a', name: '李强', number: 'GH1', unitName: '秘书科', cells: ['late'] },
    { member: 'b', name: '李强', number: 'GH2', unitName: '秘书科', cells: ['overdue'] },
  ],
  total: 1,
  cutOff,
  ...change,
});

test('the matrix says each cell in words too, and shows one unit when asked', async () => {
  const asked: unknown[] = [];
  const some = new SomeApp({
    matrix: (what) => {
      asked.push(what);
      return what.unit === 'v' ? someMatrix({ people: [] }) : someMatrix({ total: 130 });
    },
  });
  const element = some.show(new GjMatrix());
  await vi.waitFor(() => expect(element.querySelectorAll('tbody tr')).toHaveLength(2));
  expect([...element.querySelectorAll('td')].map((td) => td.querySelector('.vh')!.textContent)).toEqual([
    '已阅，迟于期限',
    '逾期未阅',
  ]);
  expect(element.querySelector('tbody th')!.textContent).toContain('GH1');
  expect((await axe.run(element)).violations.map(({ id }) => id)).toEqual([]);
  const [newer, older] = element.querySelectorAll<HTMLButtonElement>('.list-tools .button');
  expect(newer!.disabled).toBe(true);
  older!.click();
  await vi.waitFor(() => expect(asked.at(-1)).toMatchObject({ from: 60 }));
  const unit = element.querySelector('select')!;
  unit.value = 'v';
  unit.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(element.textContent).toContain('这个科室没有人'));
});

test('the pages of a person and of a unit sum up what is to be read', async () => {
  const some = new SomeApp({
    person: () => ({
      member: 'a',
      name: '李强',
      unit: 'u',
      unitName: '秘书科',
      lines: [
        {
          ...someLine(),
          circulationState: 'open',
          isApart: false,
          person: somePerson('a', { state: 'reached', isOverdue: true, missing: 1 }),
        },
        { ...someLine(), circulationState: 'closed', isApart: true, person: somePerson('a') },
      ],
      cutOff,
    }),
    unit: () => ({
      unit: 'u',
      name: '秘书科',
      mayNames: true,
      size: 1,
      lines: [someLine()],
      people: [{ member: 'a', name: '李强', open: 1, overdue: 1, acknowledged: 2 }],
      cutOff,
    }),
  });
  const person = some.show(new GjPerson());
  await vi.waitFor(() => expect(person.querySelector('.big-count')).not.toBeNull());
  expect(person.querySelector('.big-count')!.textContent).toBe('待阅 1 件（逾期 1 件），已阅 1 件');
  expect(person.querySelectorAll('.standing')[1]!.textContent).toContain('已不在范围内');
  const unit = some.show(new GjUnit());
  await vi.waitFor(() => expect(unit.querySelector('.lines li')).not.toBeNull());
  expect(unit.querySelector('.lines li')!.textContent).toContain('待阅 1 件（逾期 1 件），已阅 2 件');
  for (const one of [person, unit]) expect((await axe.run(one)).violations.map(({ id }) => id)).toEqual([]);
});

test('what is unread for too long stands on the home page of those who answer for it', async () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己'];
  const some = new SomeApp({
    escalations: () => [
      { circulation: someId, editions: someLine().editions, unitName: '秘书科', names, since: '2026-03-09' },
    ],
  });
  const element = some.show(new GjEscalations());
  await vi.waitFor(() => expect(element.querySelectorAll('li')).toHaveLength(1));
  expect(element.textContent).toContain('秘书科：甲、乙、丙、丁、戊 等 6 人');
  expect(element.querySelector('a')!.getAttribute('href')).toBe(`#/circulation/${someId}/reminders`);
});
