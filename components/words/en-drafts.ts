import type { zhDrafts } from './zh-drafts.ts';

/** Words of drafts and of the page on which they are written, in English. */
export const enDrafts: typeof zhDrafts = {
  navDrafts: 'Drafts',
  draftsTitle: 'Drafts',
  draftTitle: 'Draft',
  draftsNone: 'No drafts yet. Begin by revising a rule in force, or write a new one.',
  draftsHelp:
    'Only editors, reviewers and publishers see drafts; nothing here is official before it is issued.',
  draftNew: 'New draft',
  draftOf: (title) => `Revision of “${title}”`,
  draftFrom: {
    edition: 'Revision',
    template: 'From a template',
    import: 'From a file',
    nothing: 'New text',
    draft: 'Branch',
  },
  draftBy: (name, on) => `Begun by ${name}, ${on}`,
  draftChangedAt: (ago) => `changed ${ago}`,
  draftMergedInto: (title, ago, isAhead) =>
    `merged into “${title}” ${ago}${isAhead ? ', changed since' : ''}`,
  draftChars: (count) => `${count} characters`,
  draftParts: {
    write: 'Text',
    remarks: 'Comments',
    history: 'History',
    workflow: 'Workflow',
    opinions: 'Consultation',
    review: 'Review',
  },
  draftSaving: 'Saving…',
  draftSaved: 'Saved on this device',
  draftFailed: 'Not saved: what you typed is still on this page. Do not close the page.',
  draftFailedAgain: 'Saving is tried again.',
  draftFailedWhy: {
    'not-allowed':
      'You may not change this draft any more, so what you just typed does not become part of it. Save it as a file, and give it to an editor of the draft if it is needed.',
    'too-much':
      'The draft is longer than the limit of 300,000 characters. Delete some, and the rest is saved; or make several texts of it.',
  },
  draftFailedSave: 'Save as a file',
  draftOvertaken: {
    newer: 'A newer edition of this rule was issued meanwhile. Compare under “Review” before you go on.',
    repealed:
      'This rule was repealed meanwhile. The draft is still here; make sure that it is still wanted before issuing it.',
  },
  draftReadOnly:
    'You may read this draft but not change it: you are no longer an editor and were not invited. What you wrote is kept.',
  draftNotHere: 'This draft is not on this device, or you may not see it.',
  draftStartFrom: 'Begin with',
  draftStartEdition: 'A text that is here',
  draftStartTemplate: 'A template',
  draftStartNothing: 'An empty page',
  draftStartRule: 'Which text',
  draftStartName: 'Title',
  draftStartKind: 'Kind',
  draftStartGo: 'Begin',
  draftRevise: 'Draft a revision',
  draftOpenOthers: (count) =>
    count === 1
      ? 'One draft of this text is already open:'
      : `${count} drafts of this text are already open:`,
};
