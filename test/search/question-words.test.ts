import { expect, test } from 'vitest';
import { formalWords } from '../../src/search/formal-words.ts';
import { asks, withoutQuestionWords } from '../../src/search/question-words.ts';

test('question words go, and what they stood between does not run together', () => {
  expect(withoutQuestionWords('请假怎么办')).toBe('请假 ');
  expect(withoutQuestionWords('值班是否可以调换')).toBe('值班 调换');
  expect(withoutQuestionWords('什么时候交班')).toBe(' 交班');
});

test('a question of nothing else keeps its words', () => {
  expect(withoutQuestionWords('怎么办')).toBe('怎么办');
  expect(withoutQuestionWords('假是什么')).toBe('假是 ');
});

test.each(['怎么请假', '请假？', '请假吗', '要几天', '谁批', '可不可以', '有没有'])('%s asks', (text) =>
  expect(asks(text)).toBe(true),
);
test.each(['请假', '值班表', '几案', '不可', '会议 记录'])('%s does not', (text) =>
  expect(asks(text)).toBe(false),
);

test('words of rules are those for what was said, and only new ones', () => {
  expect(formalWords('老板不发工资')).toContain('用人单位');
  expect(formalWords('老板是用人单位')).not.toContain('用人单位');
  expect(formalWords('值班表')).toEqual([]);
  for (const word of formalWords('房东要租客退押金，车祸后丈夫不上班'))
    expect(word.length).toBeGreaterThan(1);
});
