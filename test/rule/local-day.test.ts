import { afterEach, expect, test, vi } from 'vitest';
import { localDay } from '../../src/rule/local-day.ts';

afterEach(() => vi.unstubAllEnvs());

test('the day is the one where the device stands', () => {
  const at = Date.parse('2026-01-01T17:30:00Z');
  vi.stubEnv('TZ', 'Asia/Shanghai');
  expect(localDay(at)).toBe('2026-01-02');
  vi.stubEnv('TZ', 'UTC');
  expect(localDay(at)).toBe('2026-01-01');
});
