import type { ReadingLevel } from '../../ledger/circulation-acts.ts';

/** What a read-and-sign package says, in the two languages of the app. */
const zh = {
  title: (name: string) => `签阅：${name}`,
  several: (name: string, count: number) => `${name} 等 ${count} 份`,
  damaged: '文件已损坏，打不开。请联络员重新发一份。',
  ask: {
    received: '请确认收到',
    read: '请阅读并确认',
    studied: '请学习、答题并确认',
  } satisfies Record<ReadingLevel, string>,
  from: (office: string, by: string) => `${office}，${by}发来`,
  due: (day: string) => `请在 ${day} 前完成`,
  steps: '读完下面的正文，逐份勾选确认，最后生成回执，交给联络员。不需要联网，也不需要安装任何软件。',
  note: '来件说明',
  who: '您是',
  whoOnly: (name: string) => `这份文件只给${name}用。如果您不是本人，请不要签。`,
  whoChoose: '请选择',
  whoHelp: '请只选您自己的名字。',
  part: (at: number, of: number) => `第 ${at} 份，共 ${of} 份`,
  changes: (since: string, count: number) => `与${since}相比，有 ${count} 处变化`,
  since: (day: string | null) => (day === null ? '上一版' : `${day} 版`),
  before: '原条文',
  after: '修改后',
  confirm: '确认',
  quiz: (pass: number, of: number) => `答题：${of} 题，答对 ${pass} 题为合格`,
  quizMany: '可多选',
  make: '生成回执',
  missing: {
    who: '请先选择您的名字。',
    texts: '请至少勾选一份已读的文件。',
    quiz: '还有题目没有作答。',
  },
  done: (name: string) => `${name}的回执已生成`,
  doneNext: (liaison: string) => `还差一步：把回执交给联络员${liaison}，交到才算签阅。下面三种办法任选一种。`,
  partial: (left: number) => `还有 ${left} 份没有勾选，回执里不含。读完后可以再生成一次。`,
  save: '保存回执文件',
  saveHelp: '把保存下来的文件发给联络员，或用 U 盘带去。',
  qr: '回执二维码',
  qrHelp: '请联络员当面用手机扫描，把扫出的文字粘贴进“规矩”。也可以截图发去。',
  text: '回执文字',
  textHelp: '复制整段文字，用短信、微信或邮件发给联络员。',
  copy: '复制',
  copied: '已复制',
  copyByHand: '已选中全文，请长按或按 Ctrl+C 复制',
  again: '重新填写',
  fileName: (title: string, name: string) => `回执 ${title} ${name}.txt`,
  limits: '回执能证明什么',
  limitsText: (several: boolean) =>
    `回执里有您的姓名、确认的原话、每份文件的校验值、时间和一个校验码。它能证明：持有这个文件的人作了这个确认，之后没有改动过。它不能证明操作的人就是您${several ? '——这份文件里有几个人的名字，谁拿到都能替别人答' : '——谁拿到这份文件都能替您答'}，所以请不要转给别人。登记时会写明“离线签阅包”和联络员的姓名；时间是本机时钟的时间。`,
  between: '，',
  table: '表格',
  locale: 'zh-CN',
};

const en: typeof zh = {
  title: (name) => `Read and confirm: ${name}`,
  several: (name, count) => `${name} and ${count - 1} more`,
  damaged: 'The file is damaged and cannot be opened. Ask your liaison officer for it again.',
  ask: {
    received: 'Please confirm receipt',
    read: 'Please read and confirm',
    studied: 'Please study, answer and confirm',
  },
  from: (office, by) => `${office}, sent by ${by}`,
  due: (day) => `Please finish by ${day}`,
  steps:
    'Read the text below, tick what you have read, then make the answer and give it to your liaison officer. No network is needed, and nothing has to be installed.',
  note: 'Note from the sender',
  who: 'You are',
  whoOnly: (name) => `This file is for ${name} alone. If that is not you, do not confirm.`,
  whoChoose: 'Choose',
  whoHelp: 'Choose your own name only.',
  part: (at, of) => `${at} of ${of}`,
  changes: (since, count) => `${count} changes since ${since}`,
  since: (day) => (day === null ? 'the edition before' : `the edition of ${day}`),
  before: 'Before',
  after: 'Now',
  confirm: 'Confirm',
  quiz: (pass, of) => `Questions: ${pass} of ${of} must be right`,
  quizMany: 'one or more',
  make: 'Make the answer',
  missing: {
    who: 'Choose your name first.',
    texts: 'Tick at least one text that you have read.',
    quiz: 'Some questions have no answer yet.',
  },
  done: (name) => `The answer of ${name} is ready`,
  doneNext: (liaison) =>
    `One step is left: give it to ${liaison}. It counts only once it is there. Any one of these ways will do.`,
  partial: (left) => `${left} not ticked, and not in this answer. You can make another one later.`,
  save: 'Save the answer file',
  saveHelp: 'Send the saved file to your liaison officer, or carry it there.',
  qr: 'The answer as a QR code',
  qrHelp:
    'Have it scanned with the phone of your liaison officer, who pastes the text into Guiju. A screenshot will do too.',
  text: 'The answer as text',
  textHelp: 'Copy all of it and send it by message or mail.',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'All of it is selected: press Ctrl+C, or hold it',
  again: 'Fill in again',
  fileName: (title, name) => `Answer ${title} ${name}.txt`,
  limits: 'What the answer proves',
  limitsText: (several) =>
    `The answer holds your name, the sentences you confirmed, the hash of every text, the time and a code. It proves that whoever had this file confirmed this, and that nothing was changed since. It does not prove that this was you${several ? ': several names are in this file, and whoever has it can answer for any of them' : ': whoever has this file can answer for you'}. So do not pass it on. It will be recorded as coming from a read-and-sign package, under the name of the liaison officer; the time is that of this device’s clock.`,
  between: ', ',
  table: 'Table',
  locale: 'en-GB',
};

export type PageWords = typeof zh;

/** @param language as `navigator.language` has it */
export function pageWords(language: string): PageWords {
  return language.toLowerCase().startsWith('zh') ? zh : en;
}
