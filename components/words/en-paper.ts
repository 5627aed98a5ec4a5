/** Words of the paper on which a draft is written, in English. */
export const enPaper = {
  paperText: 'Text of the draft',
  paperLeave: 'Press Esc and then Tab to leave the text',
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
  paperRenumber: 'Renumber',
  paperInOrder: 'The numbers are in order; there is nothing to change.',
  paperPlan: (moved: number, items: number, mended: number) =>
    `Chapters and articles that get another number: ${moved}${items > 0 ? `; items: ${items}` : ''}; citations in this text mended with them: ${mended}. One undo takes all of it back.`,
  paperPlanAnew: 'The text changed while you were looking. This is computed anew; please look again.',
  paperMoves: 'New numbers',
  paperMends: 'Citations mended',
  paperToLookAt: (n: number) => `Please look at these (${n})`,
  paperUnsure: {
    gone: 'No article has this number; once renumbered, another one may.',
    double: 'More than one has this number; it is taken to mean the first.',
    annex: 'An annex may speak of its own articles; this was left alone.',
  },
  paperGoTo: 'Go there',
  paperElsewhere: (n: number) => `Citations in other rules that would have to follow (${n})`,
  paperElsewhereHelp:
    'They stand in other texts and are not changed; revise those rules once this is issued.',
  paperElsewhereAsking: 'Looking for citations in other rules…',
  paperElsewhereFailed:
    'Citations in other rules could not be looked up. Renumbering works; please check them yourself.',
  paperPasteRefused:
    'This is too large to paste, so nothing was. Copy it in parts, or bring it in as a file.',
  paperPastePlain: 'This is too large; only its words were pasted, without their look and automatic numbers.',
  paperPastePictures: (n: number) => `Pictures left out: ${n}. A text holds words and tables only. `,
  paperPasteDeletions: (n: number) => `Passages struck out by a revision and left out: ${n}. `,
  paperFind: 'Find',
  paperPrevious: 'Previous match',
  paperNext: 'Next match',
  paperFound: (here: number, all: number, isMore: boolean) =>
    all === 0 ? 'None' : `${here > 0 ? `${here} of ` : ''}${all}${isMore ? ' or more' : ''}`,
  paperCase: 'Match case',
  paperReplaceWith: 'Replace with',
  paperReplace: 'Replace',
  paperReplaceAll: 'Replace all',
  paperReplaced: (n: number) => `Replaced: ${n}`,
  paperCount: (n: number) => `${n.toLocaleString('en')} characters`,
  paperCountSelected: (n: number) => ` (selected: ${n.toLocaleString('en')})`,
  paperCountHelp: 'Chinese characters and signs count one each, so does each word or number, as in Word',
  paperChecks: 'Text checks',
  paperChecking: 'Looking it over…',
  paperChecksFailed:
    'It could not be looked over this time. The text is as it was; it is tried again as you write on.',
  /** What the editor says to programs that read the screen aloud, by its own names. */
  paperPhrases: {
    Completions: 'Citations on offer',
    'current match': 'current match',
    'on line': 'on line',
    'replaced match on line $': 'replaced a match on line $',
    'replaced $ matches': 'replaced $ matches',
  },
};
