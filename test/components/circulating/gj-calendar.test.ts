import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GjCalendar } from '../../../components/circulating/gj-calendar.ts';
import type { CalendarView } from '../../../src/engine/circulate-protocol.ts';
import { SomeApp } from '../some-app.ts';

beforeEach(() => void vi.setSystemTime('2026-06-01T09:00:00'));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

async function shown(change: Partial<CalendarView> = {}) {
  const saved: { year: number; rest: string[]; work: string[] }[] = [];
  const years: number[] = [];
  const some = new SomeApp({
    calendar: ({ year }) => {
      years.push(year);
      const rest = ['2026-10-01', '2026-10-02', '2026-12-31'];
      return { year, rest, work: ['2026-10-10'], from: 'known', mayChange: true, ...change };
    },
    saveCalendar: (what) => void saved.push(what),
  });
  const element = new GjCalendar();
  some.show(element);
  await vi.waitFor(() => expect(element.querySelector('h2')).not.toBeNull());
  const lines = (at: number): string[] =>
    [...element.querySelectorAll('.calendar-days')[at]!.querySelectorAll('li > span')].map(
      (one) => one.textContent,
    );
  return { element, saved, years, lines };
}

test('days that follow each other stand together, and nothing is signed before that is asked for', async () => {
  const { element, saved, lines } = await shown();
  expect(lines(0)).toEqual(['2026年10月1日星期四 至 2026年10月2日星期五，共 2 天', '2026年12月31日星期四']);
  expect(element.querySelector('.button.main')).toBeNull();
  const form = element.querySelectorAll('form')[0]!;
  form.querySelector<HTMLInputElement>('[name=from]')!.value = '2026-10-09';
  form.querySelector<HTMLInputElement>('[name=to]')!.value = '2026-10-10';
  form.requestSubmit();
  await vi.waitFor(() => expect(element.querySelector('.button.main')).not.toBeNull());
  element.querySelectorAll<HTMLButtonElement>('.calendar-days')[0]!.querySelector('button')!.click();
  await element.updateComplete;
  expect(saved).toEqual([]);
  element.querySelector<HTMLButtonElement>('.button.main')!.click();
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]!.rest).toEqual(['2026-10-09', '2026-10-10', '2026-12-31']);
  // What was a working Saturday is a day off now, and not both.
  expect(saved[0]!.work).toEqual([]);
});

test('another year is asked for; one that nobody knows says so, and who may not change it sees it only', async () => {
  const { element, years } = await shown({ from: 'nobody', rest: [], work: [], mayChange: false });
  expect(element.querySelector('.notice.warn')?.textContent).toContain('还没有录入');
  expect(element.querySelector('form')).toBeNull();
  element.querySelectorAll<HTMLButtonElement>('.calendar-years button')[1]!.click();
  await vi.waitFor(() => expect(years).toEqual([2026, 2027]));
});
