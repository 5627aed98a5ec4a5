import type { CirculateFault } from '../../src/engine/circulate-protocol.ts';
import type { zhCirculate } from './zh-circulate.ts';

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

const people = (n: number): string => (n === 1 ? '1 person' : `${n} people`);
const workingDays = (n: number): string => (n === 1 ? '1 working day' : `${n} working days`);

/** Words of the form with which an edition is sent round, and of the table of days off, in English. */
export const enCirculate: typeof zhCirculate = {
  circulateAction: 'Circulate',
  circulateNotAllowed: 'Only publishers may circulate.',
  circulateWhat: 'What to circulate',
  circulateNone: 'No text is chosen yet; choose one first.',
  circulateAdd: 'Add another text',
  circulateFind: 'Find an issued text in force by its title',
  circulateNoText: 'No text fits.',
  circulateMoreTexts: (n) => `${n} more; type a few more letters.`,
  circulateTake: 'Add',
  circulateRemove: 'Remove',
  editionFault: {
    'edition-unsigned': 'Not issued (or withdrawn, or in dispute): it cannot be circulated.',
    'edition-ended': 'Repealed or expired: it cannot be circulated.',
    'edition-missing': 'The text is not on this device: it cannot be circulated.',
    'edition-not-forwardable': 'Whoever issued it does not allow passing it on: it cannot be circulated.',
  },
  editionSuperseded: 'A newer edition is in force; usually that is the one to circulate.',
  editionAcknowledged: (n) => `Of those chosen, ${people(n)} already acknowledged this edition.`,
  cameFrom: (facts) => `Received: ${facts}`,
  earlierSent: (day, level, isOpen) =>
    `An earlier edition was circulated on ${day} (${level}${isOpen ? ', still open' : ''}).`,
  earlierTake: 'Same people and level as then',
  earlierReplace: 'Take the place of that one: who has not read the old edition reads only the new',
  scopeTitle: 'Scope of the document',
  scopeSays: (text) => `Scope as recorded: ${text}`,
  scopeHelp:
    'Say whom it means. This is signed along; no later circulation of this document can reach further.',
  scopeChoice: { same: 'Those chosen below', everyone: 'Everybody', other: 'Others, namely' },
  scopeOther: 'The scope means',
  scopeBound: (whom) => `Signed with the first circulation: ${whom}. This one cannot reach further.`,
  circulateWhom: 'To whom',
  audienceTitle: 'Audience',
  audienceEveryone: 'Everybody',
  audienceGroup: {
    units: 'Units and branches',
    posts: 'Posts',
    roles: 'Roles',
    members: 'Named people',
    except: 'Exceptions',
  },
  audienceSome: (names, n) => `${names.join(', ')}${n > names.length ? ` and ${n - names.length} more` : ''}`,
  audienceFind: 'Find by name or unit',
  audienceMore: (n) => `${n} more; find them by name.`,
  audienceBut: (whom, except) => `${whom} (but not ${except})`,
  reachCount: (n, without) =>
    `Goes to ${people(n)}${without === 0 ? '' : `, ${without} of them without a device yet`}`,
  reachWho: 'Show names',
  reachUnits: (units) => units.map(({ name, count }) => `${name} ${count}`).join(', '),
  reachMore: (n) => `and ${n} more`,
  reachNoDevice: 'no device',
  reachOutside: (names, n) =>
    `Outside the scope: ${names.join(', ')}${n > names.length ? ` and ${n - names.length} more` : ''}. Leave them out.`,
  circulateHow: 'How',
  levelTitle: 'What is asked',
  levelWord: { received: 'Receipt', read: 'Reading', studied: 'Study' },
  levelHelp: {
    received: 'they confirm that they have it',
    read: 'they read it themselves and confirm that they know it',
    studied: 'they read it and confirm; with questions, only right answers count',
  },
  questionAdd: 'Add a question',
  questionOf: (n) => `Question ${n}`,
  questionText: 'Question',
  questionRemove: 'Remove question',
  choiceOf: (n) => `Choice ${n}`,
  choiceRight: (n) => `Choice ${n} is right`,
  choiceIsRight: 'right',
  choiceAdd: 'Add a choice',
  choiceRemove: 'Remove',
  passField: 'To pass, at least',
  passOf: (n) => `of ${n} right`,
  dueTitle: 'Due',
  dueDays: workingDays,
  dueOn: 'On a day',
  dueDay: 'Day',
  dueNever: 'No limit',
  dueIs: (day, n) => `Until ${day} (${workingDays(n)})`,
  dueRest: 'That is a day off.',
  dueUnknown: (years) =>
    `Nobody has entered the days off of ${years.join(', ')}: only weekends were left out, and the day may be wrong.`,
  dueToCalendar: 'Enter the days off',
  orderTitle: 'Order',
  orderWord: { together: 'All at once', 'in-turn': 'In turn' },
  orderHelp: {
    together: 'everybody has it at the same time',
    'in-turn': 'the next one’s turn comes when the one before has acknowledged',
  },
  orderUp: 'Move up',
  noteField: 'Note (optional, goes along)',
  escalateField: 'Tell the head of the unit when somebody has not acknowledged',
  escalateNever: 'Never',
  escalateAfter: (n) => `after ${workingDays(n)}`,
  confirmUnready: 'Choose what to circulate and to whom; then it can be sent.',
  confirmSends: (titles, n, level, day) =>
    `This device will sign and send: ${titles.join(', ')}, to ${people(n)}, ${level}${day === '' ? ', no limit' : `, until ${day}`}. It cannot be changed then, only closed or withdrawn.`,
  confirmSend: (n) => `Sign and send to ${people(n)}`,
  confirmSending: 'Signing…',
  sentTitle: 'Sent',
  sentHelp: (n) => `Signed and saved; ${people(n)} will see it on their home page once their devices sync.`,
  sentWithout: (n) =>
    `${people(n)} of them have no device yet: a liaison officer may pass it on, or send a read-and-sign package.`,
  sentOpen: 'See how it stands',
  publishAndCirculate: 'Issue and circulate',
  readersKept: (n) => `The acknowledgements of ${people(n)} stay valid.`,
  readersAgain: (n) => `${people(n)} will have to acknowledge again (circulate it after issuing).`,
  readersWaiting: (n) => `${people(n)} more have not acknowledged the present edition yet.`,
  calendarTitle: (year) => `Days off in ${year}`,
  calendarYear: (year) => String(year),
  calendarSigned: (by, day) => `Signed by ${by} on ${day}.`,
  calendarKnown: (year) =>
    `Built in, after the State Council’s notice for ${year}. Once changed, what was signed holds.`,
  calendarNobody: (year) =>
    `Nobody has entered the days off of ${year}. Due days in it leave out weekends only, and may be wrong.`,
  calendarKind: { rest: 'Days off', work: 'Working weekends' },
  calendarNone: 'None.',
  calendarRange: (first, last, n) => `${first} to ${last}, ${n} days`,
  calendarRemove: 'Remove',
  calendarFrom: 'From',
  calendarTo: 'to (optional)',
  calendarSave: 'Sign and save',
};
