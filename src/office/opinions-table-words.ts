import type { Decision } from './opinion-decision.ts';
import type { Lateness } from './opinion-lines.ts';

/** Words of 意见采纳情况表, in the two languages of the app. */
const zh = {
  title: '意见采纳情况表',
  about: '征求意见稿',
  asked: '征求对象',
  askedCount: (people: number, said: number) => `${people} 人，已反馈 ${said} 份`,
  closed: '截止日期',
  counts: '采纳情况',
  count: (all: number, adopted: number, partly: number, rejected: number, open: number) =>
    `共 ${all} 条：采纳 ${adopted} 条，部分采纳 ${partly} 条，不采纳 ${rejected} 条${open === 0 ? '' : `，尚未处理 ${open} 条`}`,
  columns: {
    number: '序号',
    who: '单位／人',
    place: '条款',
    opinion: '意见',
    proposal: '建议文本',
    decision: '采纳情况',
    reason: '理由',
  },
  decisions: { adopted: '采纳', partly: '部分采纳', rejected: '不采纳' } satisfies Record<
    Decision,
    string
  > as Record<Decision, string>,
  open: '尚未处理',
  both: '两种处理，待定',
  whole: '全文',
  unnamed: '不具名',
  carried: '离线回执',
  late: { written: '逾期提出', arrived: '截止后到达' } satisfies Record<Lateness, string> as Record<
    Lateness,
    string
  >,
  none: '无意见',
  sign: ['起草部门负责人', '日期'],
};

const en: typeof zh = {
  title: 'What became of opinions',
  about: 'Draft',
  asked: 'Asked',
  askedCount: (people, said) => `${people} people, ${said} answered`,
  closed: 'Closed on',
  counts: 'Outcome',
  count: (all, adopted, partly, rejected, open) =>
    `${all} opinions: ${adopted} adopted, ${partly} in part, ${rejected} not adopted${open === 0 ? '' : `, ${open} still open`}`,
  columns: {
    number: 'No.',
    who: 'Unit or person',
    place: 'Article',
    opinion: 'Opinion',
    proposal: 'Proposed wording',
    decision: 'Outcome',
    reason: 'Reason',
  },
  decisions: { adopted: 'Adopted', partly: 'In part', rejected: 'Not adopted' },
  open: 'Still open',
  both: 'Two decisions: to be settled',
  whole: 'Whole text',
  unnamed: 'Without a name',
  carried: 'from a file',
  late: { written: 'late', arrived: 'came late' },
  none: 'No objections',
  sign: ['Head of the drafting unit', 'Date'],
};

export type OpinionsTableWords = typeof zh;

export function opinionsTableWords(language: 'zh' | 'en'): OpinionsTableWords {
  return language === 'zh' ? zh : en;
}
