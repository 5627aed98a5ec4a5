/** Words of the paper on which a draft is written, in English. */
export const enPaper = {
  paperText: 'Text of the draft',
  paperToolbar: 'Editing',
  paperAction: {
    chapter: { label: 'Chapter', title: 'Chapter' },
    article: { label: 'Article', title: 'Article' },
    item: { label: 'Item', title: 'Item' },
    bold: { label: 'B', title: 'Bold' },
    table: { label: 'Table', title: 'Insert a table' },
    cite: { label: 'Cite', title: 'Cite a rule or an article' },
    comment: { label: 'Comment', title: 'Comment' },
    undo: { label: 'Undo', title: 'Undo' },
    redo: { label: 'Redo', title: 'Redo' },
    find: { label: 'Find', title: 'Find and replace' },
    renumber: { label: 'Renumber', title: 'Renumber articles' },
  },
  /** Head of a new table. */
  paperColumns: ['Matter', 'Content', 'Note'],
};
