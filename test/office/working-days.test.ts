import { describe, expect, test } from 'vitest';
import { dueDay, isWorkingDay } from '../../src/office/working-days.ts';

const calendar = { rest: ['2026-05-01', '2026-05-04', '2026-05-05'], work: ['2026-05-09'] };

describe('working days', () => {
  test('leaves out weekends and days off, and counts a working Saturday', () => {
    const known = new Map([[2026, calendar]]);
    expect(dueDay('2026-04-30', 1, known)).toEqual({ day: '2026-05-06', unknown: [] });
    expect(dueDay('2026-04-30', 4, known)).toEqual({ day: '2026-05-09', unknown: [] });
    expect(dueDay('2026-04-30', 5, known)).toEqual({ day: '2026-05-11', unknown: [] });
  });

  test('says of which years nobody has entered the days off', () => {
    expect(dueDay('2026-12-30', 2, new Map([[2026, calendar]]))).toEqual({
      day: '2027-01-01',
      unknown: [2027],
    });
    expect(dueDay('2026-12-30', 1, new Map([[2026, calendar]])).unknown).toEqual([]);
  });

  test('takes no number that is none, and no day that is none', () => {
    for (const days of [0, -1, 1.5, Number.NaN, 1001])
      expect(() => dueDay('2026-04-30', days, new Map())).toThrow(RangeError);
    expect(() => dueDay('2026-13-01', 1, new Map())).toThrow(RangeError);
  });

  test('knows weekdays without a calendar', () => {
    expect(isWorkingDay('2026-11-27')).toBe(true);
    expect(isWorkingDay('2026-11-28')).toBe(false);
  });
});
