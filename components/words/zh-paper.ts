/** Words of the paper on which a draft is written, in Chinese. */
export const zhPaper = {
  paperText: '草稿正文',
  paperToolbar: '编辑',
  paperAction: {
    chapter: { label: '章', title: '章' },
    article: { label: '条', title: '条' },
    item: { label: '（一）', title: '项（一）' },
    bold: { label: '粗', title: '加粗' },
    table: { label: '表格', title: '插入表格' },
    cite: { label: '引用', title: '引用制度或条文' },
    comment: { label: '批注', title: '批注' },
    undo: { label: '撤销', title: '撤销' },
    redo: { label: '重做', title: '重做' },
    find: { label: '查找', title: '查找和替换' },
    renumber: { label: '重排条号', title: '重排条号' },
  },
  /** Head of a new table. */
  paperColumns: ['事项', '内容', '备注'],
  paperRenumber: '重排',
  paperInOrder: '编号已经连续，没有要改的。',
  paperPlan: (moved: number, items: number, mended: number) =>
    `${moved} 处章、条改号${items > 0 ? `，${items} 处项、目改号` : ''}，${mended} 处本文引用随之修改。可以一步撤销。`,
  paperPlanAnew: '预览期间文本有改动，已重新计算，请再看一遍。',
  paperMoves: '改号',
  paperMends: '随之修改的引用',
  paperToLookAt: (n: number) => `请逐处核对（${n}）`,
  paperUnsure: {
    gone: '没有这个编号的条文；重排后，这里可能指向别的条文。',
    double: '这个编号出现了不止一次，按第一处理解。',
    annex: '附件里的引用可能指附件自己的条文，没有改动。',
  },
  paperGoTo: '去看看',
  paperElsewhere: (n: number) => `其他制度中要跟着改的引用（${n}）`,
  paperElsewhereHelp: '这些引用不在本文里，不会自动修改；发布后请修订相应制度。',
  paperElsewhereAsking: '正在查找其他制度中的引用…',
  paperElsewhereFailed: '没能查到其他制度中的引用。重排不受影响，请另行核对。',
};
