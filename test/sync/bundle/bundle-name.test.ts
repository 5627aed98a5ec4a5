import { expect, test } from 'vitest';
import { bundleName } from '../../../src/sync/bundle/bundle-name.ts';

test.each([
  ['某办公室', 'guiju-某办公室-2026-11-29.guiju'],
  ['', 'guiju-2026-11-29.guiju'],
  [' ../..\\CON:<a>|"b"?*\u202e\u0000 ', 'guiju-CON-a-b-2026-11-29.guiju'],
  ['长'.repeat(100), `guiju-${'长'.repeat(40)}-2026-11-29.guiju`],
  ['𠮷'.repeat(41), `guiju-${'𠮷'.repeat(40)}-2026-11-29.guiju`],
])('%j makes a name that every system takes', (office, name) => {
  expect(bundleName('courier', office, '2026-11-29')).toBe(name);
});

test('a backup is called one', () => {
  expect(bundleName('backup', '某办公室', '2026-11-29')).toBe('guiju-backup-某办公室-2026-11-29.guiju');
});
