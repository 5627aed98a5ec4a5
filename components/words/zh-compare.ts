import type { Comparison, ComparisonRow, RowKind } from '../../src/rule/comparison.ts';

/** Words of the page on which two editions are compared, in Chinese. */
export const zhCompare = {
  compareHeading: {
    comparison: (title: string) => `${title}新旧条文对照`,
    table: (title: string) => `${title}修改对照表`,
    decision: (title: string) => `${title}修改决定（草稿）`,
  },
  compareViews: '显示方式',
  compareView: { comparison: '对照', table: '修改对照表', decision: '修改决定（草稿）' },
  compareSides: { before: '旧版本', after: '新版本' },
  compareOption: (day: string, standing: string) => `${day}（${standing}）`,
  compareEditions: (before: string, after: string) => `旧版本：${before}；新版本：${after}`,
  compareCounts: (
    counts: Comparison['counts'],
    otherChanges: number,
    before: string,
    after: string,
  ): string => {
    const told = [
      counts.changed > 0 ? `修改 ${counts.changed} 条` : '',
      counts.inserted > 0 ? `新增 ${counts.inserted} 条` : '',
      counts.deleted > 0 ? `删去 ${counts.deleted} 条` : '',
      counts.split > 0 ? `拆分 ${counts.split} 条` : '',
      counts.merged > 0 ? `合并 ${counts.merged} 处` : '',
      counts.moved > 0 ? `移动 ${counts.moved} 条` : '',
      counts.renumbered > 0 ? `条号变动 ${counts.renumbered} 条` : '',
      otherChanges > 0 ? `章节标题等变动 ${otherChanges} 处` : '',
      counts.same > 0 ? `文字未变 ${counts.same} 条` : '',
    ].filter(Boolean);
    return `${after}与 ${before}相比：${told.join('、')}。`;
  },
  compareOnlyChanges: '只看变化',
  compareColumns: '栏数',
  compareColumn: { two: '两栏', one: '一栏' },
  compareJumps: (n: number) => `变化（${n} 处）`,
  compareUnchanged: (n: number, renumbered: number, preamble: boolean): string =>
    n === 0
      ? preamble
        ? '引言未变'
        : '标题未变'
      : renumbered === 0
        ? `未变 ${n} 条`
        : renumbered === n
          ? `文字未变 ${n} 条，只是条号变动`
          : `文字未变 ${n} 条，其中 ${renumbered} 条条号变动`,
  compareKind: {
    changed: '修改',
    inserted: '新增',
    deleted: '删去',
    split: '拆分',
    merged: '合并',
  } as Partial<Record<RowKind, string>>,
  compareMoved: (from: string) => (from === '' ? '移动' : `移动（原${from}）`),
  compareRenumbered: (from: string, to: string, of: ComparisonRow['of']) =>
    `${of === 'unit' ? '条号变动' : '编号变动'} ${from}→${to}`,
  /** The same in a list, where there is little room. */
  compareShort: { moved: '移动', renumbered: '编号变动' },
  compareBecame: (kind: string, from: string, to: string) => `${kind} ${from}→${to}`,
  compareAnd: '、',
  compareDeleted: '删去：',
  compareInserted: '新增：',
  compareEnd: '（止）',
  comparePreamble: '引言',
  compareNotThere: { before: '旧版本没有', after: '新版本没有' },
  compareTableHead: { before: '原条文', after: '修改后条文', reason: '修改理由' },
  compareStays: '未改动',
  compareReason: (label: string) => `${label}的修改理由`,
  compareRow: (n: number) => `第 ${n} 行`,
  compareTableHelp: '修改理由由您填写，离开本页前一直保留，打印和复制时一并带上。',
  compareTableEmpty: '条文只是顺序编号有变，没有需要列入对照表的内容。',
  compareNoDecision: '没有需要写进修改决定的内容。',
  compareCopyTable: '复制表格',
  compareCopyDecision: '复制草稿',
  compareCopied: '已复制，可以粘贴到文档里',
  compareCopyFailed: '浏览器不允许复制。文字已替您选中，请按 Ctrl+C（苹果电脑按 ⌘C）。',
  compareDraft: '草稿',
  compareDraftNote:
    '这是按两个版本的差别自动拟写的初稿，仅供起草参考。请逐条核对文字、条号和施行日期，再按本单位的程序报批。',
  compareSame: '两个版本逐字相同，没有变化。',
  compareSameEdition: '两边选的是同一个版本，没有可以对照的内容。',
  compareSameHelp: '请在上面另选一个版本，或回去阅读文本。',
  compareOneEdition: '这件文本只有一个版本，还没有可以对照的。',
  compareOneEditionHelp: '导入它的另一个版本以后，就能在这里逐条对照。',
  compareNoEdition: '地址里的版本不在库中。',
  compareNoEditionHelp: '请在上面改选库中的版本，或请发地址的同事把那个版本的文件也发来。',
  compareLatest: '对照最近两个版本',
  compareRead: '阅读文本',
};
