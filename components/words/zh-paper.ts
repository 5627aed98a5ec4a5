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
};
