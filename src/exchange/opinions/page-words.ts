import { type PageWords, pageWords as packageWords } from '../package/page-words.ts';

/** What a file for opinions says, in the two languages of the app. */
const zh = {
  title: (name: string) => `征求意见：${name}`,
  ask: '请对下面的征求意见稿提出意见',
  from: (office: string, by: string) => `${office}，${by}发来`,
  closes: (day: string) => `请在 ${day} 前交回`,
  steps:
    '在要提意见的条文下面填写；不用每条都填。没有意见，请勾选“无意见”。最后生成回执，交给发来文件的人。不需要联网，也不需要安装任何软件。',
  shared: '反馈后，每条意见和办理结果会公布给所有被征求的人，不带名称。',
  note: '起草说明',
  questions: '请特别说说',
  opine: (label: string) => `对${label}提意见`,
  whole: '对全文的意见',
  wholeLabel: '全文',
  text: '意见',
  proposal: '建议改成（可不填）',
  none: '无意见',
  make: '生成回执',
  missing: {
    who: '请先选择您是谁。',
    empty: '还没有填写意见。没有意见，请勾选“无意见”。',
    both: '填了意见，就不要再勾选“无意见”。',
  },
  limits: '回执能说明什么',
  limitsText:
    '回执里有您填写的名称、意见和一个校验码，没有加密，谁拿到都能看。它能说明：持有这个文件的人写了这些话，之后没有改动过。它不能说明写的人就是您，所以请不要把文件转给别人。征求意见稿还不是正式文本，请不要外传。',
};

const en: typeof zh = {
  title: (name) => `Opinions asked for: ${name}`,
  ask: 'Please say what you think of this draft',
  from: (office, by) => `${office}, sent by ${by}`,
  closes: (day) => `Please return it by ${day}`,
  steps:
    'Write below the articles you have something to say about; not every one needs an answer. If you have no objections, tick that. Then make the answer and give it to whoever sent you this file. No network is needed, and nothing has to be installed.',
  shared:
    'Once opinions are answered, each is shown with its answer to everybody who was asked, without names.',
  note: 'What the drafters say',
  questions: 'Please say something about',
  opine: (label) => `Say something about ${label}`,
  whole: 'About the text as a whole',
  wholeLabel: 'whole text',
  text: 'Opinion',
  proposal: 'Proposed wording (optional)',
  none: 'No objections',
  make: 'Make the answer',
  missing: {
    who: 'Choose who you are first.',
    empty: 'Nothing is written yet. If you have no objections, tick that.',
    both: 'You wrote something: then do not tick “No objections”.',
  },
  limits: 'What the answer shows',
  limitsText:
    'The answer holds the name, what you wrote and a code. It is not encrypted: whoever has it can read it. It shows that whoever had this file wrote this and that nothing was changed since; it does not show that this was you, so do not pass the file on. The draft is not an official text: please keep it to yourself.',
};

/** @param language as `navigator.language` has it */
export function pageWords(language: string): Omit<PageWords, keyof typeof zh> & typeof zh {
  const own = language.toLowerCase().startsWith('zh') ? zh : en;
  return { ...packageWords(language), ...own };
}
