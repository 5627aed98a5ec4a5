import type { CirculateFault } from '../../src/engine/circulate-protocol.ts';

/** Why a circulation cannot be sent or ended, and what to do, in English. */
export const enCirculateTrouble: Record<CirculateFault, string> = {
  'edition-unsigned':
    'This edition is not issued (or was withdrawn, or is in dispute) and cannot be circulated. Nothing was sent; issue it first.',
  'edition-ended':
    'This text is repealed or has expired and cannot be circulated. Nothing was sent; choose one that is in force.',
  'edition-missing':
    'The text of this edition is not on this device. Nothing was sent; sync with a device that has it first.',
  'edition-not-forwardable':
    'Whoever issued this document does not allow passing it on. Nothing was sent; ask for their consent first.',
  'audience-empty': 'Nobody is chosen yet. Nothing was sent; choose units, posts, roles or people first.',
  'audience-nobody':
    'Everybody who was chosen is excepted or has left. Nothing was sent; choose somebody else.',
  'audience-too-large': 'These are more than ten thousand people. Nothing was sent; send it in parts.',
  'audience-too-wide':
    'Somebody is chosen who is outside the recorded scope of the document. Nothing was sent; leave them out.',
  'scope-unsaid': 'The document has a recorded scope; say first whom it means. Nothing was sent.',
  'scopes-differ': 'These documents have different scopes. Nothing was sent; send each by itself.',
  'due-over': 'The due day is over already. Nothing was sent; choose a later one.',
  'bad-questions':
    'The questions are not complete. Nothing was sent; each needs at least two choices, and the right ones marked.',
  'circulation-over': 'This circulation is closed or withdrawn already; nothing was changed.',
  'bad-calendar':
    'Something is wrong with the days: all must be of this year, and none both off and worked. Nothing was saved; correct them and save again.',
};
