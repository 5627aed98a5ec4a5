import { expect, test } from 'vitest';
import { isRuleId, ruleIdOf } from '../../src/store/rule-id.ts';

test('the same title has the same id, however it is spaced', async () => {
  const id = await ruleIdOf('灯光管理办法（试行）');
  expect(id).toMatch(/^[a-z2-7]{10}$/);
  expect(await ruleIdOf('《 灯光管理办法(试行) 》')).toBe(id);
  expect(await ruleIdOf('灯光管理办法')).not.toBe(id);
});

test('volumes of one text are rules of their own', async () => {
  const ids = [
    await ruleIdOf('灯光法典'),
    await ruleIdOf('灯光法典', '总则'),
    await ruleIdOf('灯光法典', '分则'),
  ];
  expect(new Set(ids).size).toBe(3);
});

test('an id stays what it is', async () => {
  expect(await ruleIdOf('灯光管理办法')).toBe('ggvf3p4zzs');
});

test('ids spread over all characters', async () => {
  const ids = await Promise.all(Array.from({ length: 400 }, (_, i) => ruleIdOf(`办法${i}`)));
  expect(new Set(ids).size).toBe(400);
  for (let place = 0; place < 10; place++) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test.each([
  ['meeting-rules', true],
  ['a', true],
  ['会议', false],
  ['', false],
  ['-a', false],
  ['A', false],
  ['a/b', false],
  ['a'.repeat(65), false],
])('%s may be an id: %s', (id, may) => {
  expect(isRuleId(id)).toBe(may);
});
