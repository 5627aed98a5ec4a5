import type { zhCompare } from './zh-compare.ts';

const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

/** Words of the page on which two editions are compared, in English. */
export const enCompare: typeof zhCompare = {
  compareHeading: {
    comparison: (title) => `Comparison of ${title}`,
    table: (title) => `Table of amendments to ${title}`,
    decision: (title) => `Draft decision amending ${title}`,
  },
  compareViews: 'Shown as',
  compareView: { comparison: 'Comparison', table: 'Table', decision: 'Decision (draft)' },
  compareSides: { before: 'Old edition', after: 'New edition' },
  compareOption: (day, standing) => `${day} (${standing})`,
  compareEditions: (before, after) => `Old: ${before}; new: ${after}`,
  compareCounts: (counts, otherChanges, before, after) => {
    const told = [
      counts.changed > 0 ? `${many(counts.changed, 'article')} changed` : '',
      counts.inserted > 0 ? `${counts.inserted} added` : '',
      counts.deleted > 0 ? `${counts.deleted} deleted` : '',
      counts.split > 0 ? `${counts.split} split` : '',
      counts.merged > 0 ? many(counts.merged, 'merger') : '',
      counts.moved > 0 ? `${counts.moved} moved` : '',
      counts.renumbered > 0 ? `${counts.renumbered} renumbered` : '',
      otherChanges > 0
        ? many(otherChanges, 'change to headings or preamble', 'changes to headings or preamble')
        : '',
      counts.same > 0 ? `wording unchanged in ${counts.same}` : '',
    ].filter(Boolean);
    return `${before} → ${after}: ${told.join(', ')}.`;
  },
  compareOnlyChanges: 'Only changes',
  compareColumns: 'Columns',
  compareColumn: { two: 'Two columns', one: 'One column' },
  compareJumps: (n) => `Changes (${n.toLocaleString('en')})`,
  compareUnchanged: (n, renumbered, preamble) =>
    n === 0
      ? preamble
        ? 'Preamble unchanged'
        : 'Headings unchanged'
      : renumbered === 0
        ? `${many(n, 'article')} unchanged`
        : renumbered === n
          ? `${many(n, 'article')} only renumbered`
          : `${many(n, 'article')} with the same wording, ${renumbered} of them renumbered`,
  compareKind: {
    changed: 'Changed',
    inserted: 'Added',
    deleted: 'Deleted',
    split: 'Split',
    merged: 'Merged',
  },
  compareMoved: (from) => (from === '' ? 'Moved' : `Moved (was ${from})`),
  compareRenumbered: (from, to) => `Renumbered ${from} → ${to}`,
  compareShort: { moved: 'Moved', renumbered: 'Renumbered' },
  compareBecame: (kind, from, to) => `${kind} ${from} → ${to}`,
  compareAnd: ', ',
  compareDeleted: 'deleted: ',
  compareInserted: 'added: ',
  compareEnd: ' (end) ',
  comparePreamble: 'Preamble',
  compareNotThere: { before: 'Not in the old edition', after: 'Not in the new edition' },
  compareTableHead: { before: 'Old wording', after: 'New wording', reason: 'Reason' },
  compareStays: 'unchanged',
  compareReason: (label) => `Reason for changing ${label}`,
  compareRow: (n) => `row ${n}`,
  compareTableHelp:
    'You write the reasons. They are kept until you leave this page, and are printed and copied with the table.',
  compareTableEmpty: 'Articles were only renumbered; nothing has to stand in this table.',
  compareNoDecision: 'There is nothing that a decision would have to say.',
  compareCopyTable: 'Copy the table',
  compareCopyDecision: 'Copy the draft',
  compareCopied: 'Copied; you can paste it into a document',
  compareCopyFailed:
    'The browser does not allow copying. The text has been selected for you: press Ctrl+C (⌘C on a Mac).',
  compareDraft: 'Draft',
  compareDraftNote:
    'A first wording, made from the differences between the two editions, to help whoever drafts. Check every sentence, number and date, then take it through the procedure of your office.',
  compareSame: 'The two editions are the same word for word.',
  compareSameEdition: 'The same edition is chosen on both sides; there is nothing to compare.',
  compareSameHelp: 'Choose another edition above, or go back to the text.',
  compareOneEdition: 'This text has only one edition; there is nothing to compare it with yet.',
  compareOneEditionHelp: 'Once another edition has been imported, the two can be compared here.',
  compareNoEdition: 'The edition in this address is not in the base.',
  compareNoEditionHelp:
    'Choose one of the editions above, or ask whoever sent the address for the file of that edition.',
  compareLatest: 'Compare the latest two editions',
  compareRead: 'Read the text',
};
