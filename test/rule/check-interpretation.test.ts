import { expect, test } from 'vitest';
import { findings, type Given } from './check-input.ts';
import { textOf } from './some-text.ts';

const asked = (last: string, given?: Given): boolean =>
  findings(textOf('第一条 灯亮。', `第二条 ${last}`), given).some(
    ({ kind }) => kind === 'interpretation-missing',
  );

test.each(['本办法由办公室负责解释。', '本办法由办公室会同后勤处解释。', '本办法的解释权归办公室。'])(
  '%s',
  (last) => {
    expect(asked(last)).toBe(false);
  },
);

test('nobody explains it', () => {
  expect(asked('灯灭。')).toBe(true);
  expect(asked('灯灭。', { kind: 'code' })).toBe(true);
  expect(asked('《本办法由办公室负责解释》已存档。')).toBe(true);
});

test('not asked of texts of others', () => {
  expect(asked('灯灭。', { kind: 'forwarded' })).toBe(false);
  expect(asked('灯灭。', { kind: 'law' })).toBe(false);
});
