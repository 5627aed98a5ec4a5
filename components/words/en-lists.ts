import type { zhLists } from './zh-lists.ts';

/** Words of the pages on which one sees who has read what, in English. */
export const enLists: typeof zhLists = {
  circulationsParts: { list: 'List', matrix: 'Matrix', calendar: 'Working days', audit: 'Audit trail' },
  circulationParts: {
    people: 'People',
    relays: 'Passed on',
    reminders: 'Reminders',
    registers: 'Registers',
    package: 'Offline package',
  },
  circulationsNone: 'Nothing has been circulated yet.',
  circulateNew: 'Circulate',
  countSentence: (meant, done, overdue) =>
    `${done} of ${meant} have confirmed${overdue > 0 ? `, ${overdue} overdue` : ''}`,
  circulationState: { open: 'open', closed: 'closed', withdrawn: 'withdrawn', replaced: 'replaced' },
  listTitle: 'Document',
  listLevel: 'Asked',
  listFrom: 'From',
  listDue: 'Due',
  listProgress: 'Progress',
  levelName: { received: 'receive', read: 'read', studied: 'study' },
  dueNone: 'no due day',
  cutOffSentence: (now, newest) =>
    `What this device knows at ${now}; the newest record of another device that it holds is of ${newest}. What was confirmed elsewhere since is not known here yet.`,
  cutOffAlone: (now) =>
    `What this device knows at ${now}; it holds no record of another device, and what was confirmed elsewhere is not known here.`,
};
