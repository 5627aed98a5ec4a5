import { expect, test } from 'vitest';
import { day, someDraft } from './some-drafting.ts';

test('places that are found are those of the draft with its title, and the title is no heading of the body', async () => {
  const { ask, draft } = await someDraft();
  const text = '# 灯光办法 #\n\n第一条　依照本办法第九条办理。\n\n第二条　本规定自2027年1月1日起施行。';
  const found = await ask('checkDraft', { draft, text, on: day });
  expect(
    found.filter(({ end }) => end > 0).map(({ kind, start, end }) => [kind, text.slice(start, end)]),
  ).toEqual([
    ['article-missing', '本办法第九条'],
    ['self-name', '本规定'],
  ]);
});

test('what the base says of other texts is told as well, and a text too long for any draft is not looked at', async () => {
  const { ask, draft } = await someDraft();
  const check = (text: string) => ask('checkDraft', { draft, text, on: day });
  const cited = await check('# 空调办法\n\n第一条　根据《灯光管理办法》第九条、《用电规定》，制定本办法。');
  expect(cited.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['other-place-missing', 'other-outside']),
  );
  await expect(check('字'.repeat(300_001))).rejects.toMatchObject({ code: 'too-much' });
});
