import type { zhDraftEditor } from './zh-draft-editor.ts';

/** Words around the text of a draft, in English. */
export const enDraftEditor: typeof zhDraftEditor = {
  draftTextLabel: 'Text of the draft',
  draftNobodyElse: 'Nobody else is in this draft now.',
  draftOthersHere: 'Others in this draft',
  draftFollow: (name: string) => `Follow ${name}; typing or scrolling ends it`,
};
