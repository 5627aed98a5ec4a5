/** Words that make a question and say nothing of what it is about; leaving them out is worth more than any weight. */
const phrases = [
  '怎么办',
  '怎么处理',
  '怎么样',
  '怎样',
  '怎么',
  '如何处理',
  '如何',
  '是否可以',
  '是否应当',
  '是否需要',
  '是否',
  '能不能',
  '可不可以',
  '可以吗',
  '行不行',
  '要不要',
  '需不需要',
  '有没有',
  '是不是',
  '会不会',
  '应该',
  '应不应该',
  '为什么',
  '什么时候',
  '什么情况下',
  '哪些情况下',
  '什么情况',
  '哪些情形',
  '什么样',
  '什么',
  '哪些',
  '哪个',
  '哪种',
  '哪里',
  '多少',
  '多久',
  '多长时间',
  '几年',
  '几天',
  '谁来',
  '请问',
  '吗',
  '呢',
  '吧',
  '我们',
  '我',
  '你',
  '他们',
  '可以',
  '能否',
  '能够',
  '的话',
  '如果',
  '时候',
  '一个',
  '进行',
  '属于',
  '算',
].sort((a, b) => b.length - a.length);

const pattern = new RegExp(phrases.join('|'), 'g');

/** The question without its question words; where they stood, words do not run together. */
export function withoutQuestionWords(question: string): string {
  const bare = question.replaceAll(pattern, ' ');
  return /[\p{Script=Han}]{2}/u.test(bare) ? bare : question;
}

const asking =
  /怎么|怎样|如何|是否|能否|[能可要有会是需]不[能可要有会是需]|有没有|什么|哪些|哪个|哪种|哪里|多少|多久|多长|几[年天个次]|吗|谁/;

/** Does somebody ask something, rather than name what to look for? */
export function asks(text: string): boolean {
  return /[？?]/.test(text) || asking.test(text);
}
