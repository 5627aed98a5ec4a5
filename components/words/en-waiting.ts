import type { zhWaiting } from './zh-waiting.ts';

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The name of an edition within a sentence. */
const within = (edition: string): string => edition.replace(/^E/, 'e');

/** Words of what a reader is to read and has read, in English. */
export const enWaiting: typeof zhWaiting = {
  waitingTitle: 'Waiting for me',
  waitingNone: 'Nothing is waiting for you to read.',
  waitingCount: (count) => `${count} waiting to be read`,
  waitingAll: (count) => `All ${count}`,
  waitingMore: (title, count) => `${title} and ${count - 1} more`,
  waitingFrom: (by, on) => `from ${by}, ${on}`,
  waitingDue: (day) => `read by ${day}`,
  waitingDueToday: 'due today',
  waitingOverdue: (day) => `overdue (was due ${day})`,
  waitingTurn: 'Not your turn yet: somebody before you has not confirmed',
  waitingPart: (at, of) => `${at} of ${of}`,
  waitingNote: 'Note from the sender',
  levelAsk: {
    received: 'confirm that you have it',
    read: 'read and confirm',
    studied: 'study and answer',
  },
  changedSince: (since, count) => `${plural(count, 'change')} since you confirmed the ${within(since)}`,
  sameSince: (since) => `Nothing has changed since you confirmed the ${within(since)}.`,
  wholeTextTitle: 'Whole text',
  wholeTextOf: (articles) => `Whole text (${plural(articles, 'article')})`,
  textNotHere:
    'The text has not come to this device yet, so it cannot be confirmed now. It comes by itself once there is a line to any device of the office.',
  statementOf: (level, name, edition, since) =>
    level === 'received'
      ? `I have received ${name} (${within(edition)}).`
      : `I have ${level === 'studied' ? 'studied' : 'read'} ${name} (${within(edition)})${since === '' ? ', the whole text' : `, with all changes since the ${within(since)}`}, and know what it says.`,
  statementHelp:
    'This sentence and the fingerprint of this edition are signed by this device and go into the office’s ledger, where they cannot be altered.',
  confirmRead: 'Confirm',
  confirming: 'Signing and saving…',
  remarkFold: 'Send a question or an objection along',
  remarkKinds: { question: 'Question', objection: 'Objection' },
  remarkKindTitle: 'What it is',
  remarkPlace: 'About which article',
  remarkWhole: 'The text as a whole',
  remarkText: 'Your words (everybody in the office can see them)',
  quizTitle: (pass, of) => `Questions: ${pass} of ${of} must be right`,
  quizMany: 'One or more of the choices may be right.',
  readDone: (name) => `${name} is confirmed.`,
  readAllDone: 'All of it is confirmed',
  reachedNone: 'Saved on this device, not on any other yet. It goes out by itself with the next line.',
  reachedBy: (device, at) => `It has reached ${device} (${at}).`,
  nextWaiting: 'Next',
  overWhy: {
    closed: 'This circulation is over; it need not be confirmed any more.',
    withdrawn: 'This circulation was taken back; it need not be confirmed.',
    replaced: 'Another circulation has taken the place of this one; see that one.',
    exempt: 'You are exempt from this one.',
    'not-meant': 'This circulation is not meant for you; it need not be confirmed.',
  },
  readingsTitle: 'What I have confirmed',
  readingsNone: 'You have not confirmed anything yet.',
  readingsHelp: 'All that you have confirmed, or somebody for you; every line is signed.',
  readingsProof: 'Export as proof (.html)',
  readingsProofHelp: 'One page that verifies itself without this app. That it was handed out is signed.',
  levelDone: { received: 'received', read: 'read', studied: 'studied' },
  meansOf: { proxy: 'by proxy', paper: 'on paper', package: 'offline package', meeting: 'at a meeting' },
  behalfBy: (means, by, reason) => `${means}: entered by ${by}, ${reason}`,
  signedWith: (device) => `signed by ${device}`,
  seenElsewhereBefore: (at) => `other devices witness: not later than ${at}`,
  toReadings: 'What I have confirmed',
};
