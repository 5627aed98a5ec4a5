import { expect, test } from 'vitest';
import { someText } from './some-engine.ts';
import { SomeCirculating, today } from './some-circulating.ts';

const textOf = (head: string, clause: string): string =>
  `---\n${head}\n---\n${someText('灯光管理办法', '节约用电。', clause)}`;

// The place of two editions of one day goes by their hashes, so of several errata some come before and some after.
const clauses = ['甲', '乙', '丙', '丁', '戊', '己'].map((one) => `下班关灯，关闭${one}区电源。`);

test.each([
  ['of the same day', 'effectiveOn: 2024-03-01'],
  ['without a day of its own', 'docNo: 行办〔2024〕3号'],
])('an erratum %s is read in place of what it corrects', async (_, head) => {
  const some = await SomeCirculating.open();
  const { engine } = some;
  let before = await some.issue('灯光管理办法.md', textOf('effectiveOn: 2024-03-01', '下班关等。'));
  for (const clause of clauses) {
    const erratum = await some.issue('灯光管理办法.md', textOf(head, clause), 'erratum');
    expect(erratum.rule).toBe(before.rule);
    const standing = async (which: { rule: string; edition: string }) =>
      (await engine.ask('read', { ...which, on: today })).validity;
    expect([await standing(before), await standing(erratum)]).toEqual(['amended', 'inForce']);
    for (const on of [today, '2024-02-01'])
      expect(await engine.ask('shelf', on)).toMatchObject([{ edition: erratum.edition }]);
    before = erratum;
  }
  await engine.close();
});
