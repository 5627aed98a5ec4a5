import type { zhConnect } from './zh-connect.ts';

const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

/** What there is of each kind; of what there is none, nothing. */
function counted(texts: number, others: number, entries = 0): string {
  const parts = [
    texts > 0 && many(texts, 'text'),
    others > 0 && many(others, 'other item'),
    entries > 0 && many(entries, 'entry', 'entries'),
  ];
  return new Intl.ListFormat('en').format(parts.filter((part) => part !== false));
}

/** Words of other devices in English: how this one stands with them, joining, files that are carried. */
export const enConnect: typeof zhConnect = {
  connectionsTitle: 'Devices and sync',
  connectionsParts: {
    devices: 'Other devices',
    invitations: 'Invitations',
    direct: 'Direct line',
    bundles: 'Bundles and backup',
  },
  calledHere: 'In the roster of the office this device is called',
  copiesWhere: 'Whether other devices have this too stands under',
  justNow: 'just now',

  standingWord: {
    apart: () => 'Not in an office',
    outside: () => 'Not in an office',
    revoked: () => 'Revoked',
    doubted: () => 'Perhaps revoked',
    alone: (_, others) => (others === 0 ? 'Only here' : 'Not connected'),
    receiving: (n) => (n === 0 ? 'Receiving' : `Receiving ${n.toLocaleString('en')}`),
    agreed: () => 'In agreement',
  },
  standingSpoken: {
    apart: 'Not in an office',
    outside: 'Not in an office',
    revoked: 'This device is revoked',
    doubted: 'The office may have revoked this device',
    alone: 'Not connected to another device',
    receiving: 'Receiving',
    agreed: 'The same as the other devices',
  },
  standingLong: {
    apart: () => 'This device has not joined an office, so there are no devices to keep in step with.',
    outside: () => 'This device is not a device of the office: it receives nothing and passes nothing on.',
    revoked: () =>
      'The office has revoked this device: what you write is not passed on, and nothing is received. Ask an admin.',
    doubted: () =>
      'The office may have revoked this device: another one said so and broke off. What you write is saved here, but is not passed on. Ask an admin.',
    alone: (_, __, others) =>
      others === 0
        ? 'The office has no other device yet. Everything is on this device only.'
        : 'Not connected to another device now. Changes are saved here and passed on once one is reached.',
    receiving: (n) =>
      n === 0
        ? 'Comparing with other devices. What has come is saved.'
        : `Receiving: ${many(n, 'item')} still to come. What has come is saved.`,
    agreed: (_, inLine) =>
      inLine === 1
        ? 'This device holds the same as the one it is connected to.'
        : `This device holds the same as the ${inLine} it is connected to.`,
  },
  rejoinHelp:
    'To go on using this device, ask an admin for a new invitation and join again with its code. What is on this device stays.',
  rejoin: 'Join again with a code',
  inLine: (n) => many(n, 'device'),
  inLineSpoken: (n) => `connected to ${many(n, 'device')}`,
  notOfOffice: (office) =>
    `This device holds what belongs to ${office}, but is not a device of the office: it receives nothing and passes nothing on.`,
  notOfOfficeHelp:
    'Ask an admin for an invitation and join with its code. If it has joined and other admins have yet to sign, it begins by itself once they have.',
  standingDeskAway:
    'The desk cannot be reached, so no other device is connected. Changes are saved here and passed on once it is back.',
  tryNow: 'Try again now',
  deskTried: 'Tried just now; the desk still cannot be reached.',
  triedPresent: 'The devices that are online were called again.',
  triedNobody: 'No other device is online now.',

  deskTitle: 'Desk',
  deskState: {
    none: "This page does not come from a desk, so it cannot find other devices. Connect with a direct code, carry a bundle, or open the address of the office's desk instead.",
    connecting: 'Connecting to the desk…',
    open: 'Connected to the desk, where the devices find each other.',
    waiting: 'The desk cannot be reached. It will be tried again in a while.',
  },
  deskSince: 'Connected: ',
  deskTrying: 'Trying since: ',
  deskIsDevice: 'The desk keeps a copy too: you can receive from it while all other devices are off.',
  deskOnlyPasses: 'The desk only passes things on. It cannot see them and keeps nothing.',
  because: (why) => `Reason: ${why}`,
  deskLost: 'the desk is not running, or the network broke off.',

  noOthers: 'There are no other devices yet.',
  noOthersHelp: 'An admin opens a person on the page "Office" to invite a phone or computer of theirs.',
  peerMine: 'My device',
  peerWay: {
    direct: 'direct, same network',
    relay: 'passed on by the desk',
    desk: 'the desk itself',
  },
  peerMeeting: 'Comparing',
  peerReceiving: (n) => (n === 0 ? 'Receiving' : `${many(n, 'item')} still to come`),
  peerAgreed: 'The same',
  peerPresent: 'Online, connecting',
  peerUnmet: 'Online, but not connected',
  peerAside: 'Online, not connected directly',
  unmetHelp:
    'Devices are online, but none is connected. They may not know this device yet: write a bundle and have it opened on one of them.',
  peerRefuses: 'Online, exchanges nothing with this device any more',
  peerAway: 'Not connected',
  peerSince: 'Connected: ',
  peerHeard: 'Last heard: ',
  peerNeverHeard: 'Never heard from',
  peerConnected: 'Connected now',
  peerHadAll: 'Last had everything: ',
  peerNeverHadAll: 'Never had everything',
  lastEnded: (why) => `How the last connection ended: ${why}`,
  ended: {
    closed: 'one side closed the app.',
    lost: 'the other side was closed, or the network broke off.',
    silent: 'no answer for a long time.',
    stranger: 'the other side could not show that it belongs to this office. Nothing was exchanged.',
    version: 'the two sides have different versions of the app. Reload both to get the newest.',
    revoked: 'it said that this device is revoked, or that its member has left.',
    malformed: 'something arrived that cannot be read. It was not taken.',
    'too-large': 'something arrived that is too large. It was not taken.',
    'too-many': 'too much was asked for or sent at once. What had come before is kept.',
    'not-entitled': 'it concerned what the other side may not see or change. It was not taken.',
    replaced: 'a newer connection to the same device took its place.',
    storage: 'this device could not read or save. What was saved is safe; see the page "This device".',
  },
  copiesKnown: (agreed, others, days) =>
    agreed === 0
      ? `The office has ${many(others, 'device')} besides this one; none has had everything from it yet.`
      : `The office has ${many(others, 'device')} besides this one; ${agreed} ${agreed === 1 ? 'has' : 'have'} had everything from it, last on ${days.join(' to ')}.`,
  onlyHereCount: (texts, others) => `${counted(texts, others)} on this device only`,
  onlyHereText: 'On this device only; no other has received it yet.',
  onlyHereHelp:
    'No other device has received them and no bundle holds them; if this device breaks, they are gone. Connect to another device, or write a bundle to a USB stick.',
  bundleWriteGo: 'Write a bundle',
  inviteOwn: 'Add my phone or computer',
  inviteOther: 'Invite a device',
  inviteHelp: (name) =>
    `Makes an invitation code for a device of ${name}. It works once, and you compare digits before the device comes in.`,
  inviteOwnHelp:
    'Makes an invitation code for another device of yours. It works once, and you compare digits on both.',
  inviteOnce: 'The code is shown only this once. When you leave this page, it is gone.',
  inviteUntil: (at) => `Good until ${at}`,
  inviteExpires: (at) => `Good until ${at}, for one device.`,
  inviteCode: 'Invitation code',
  inviteLink: 'Invitation link',
  inviteQr: 'QR code of the invitation link',
  inviteSteps: [
    'On the new device, scan the QR code, open the link, or open "Office" in Guiju, choose "I have a code: join an office", and type the code.',
    'Leave this device on. When the new one asks to come in, you are told at the top of the page.',
    'Both show the same six digits. Once you confirm that and sign, the device is in.',
  ],
  inviteOnlyHere:
    'The present address opens on this device only. On the new device, open the address of your desk, then "Office" and "I have a code: join an office", and type the code.',
  copyCode: 'Copy the code',
  copyLink: 'Copy the link',
  copyByHand: 'The browser does not allow it; select the text and copy it by hand.',
  invitationCancel: 'Cancel the invitation',
  invitationDrop: 'Remove from the list',
  invitationState: {
    open: 'Waiting to be used',
    used: 'Used',
    expired: 'Expired',
    'too-many-tries': 'Tried too often and closed',
  },
  invitationFor: (name) => `Invitation for ${name}`,
  invitationsOpen: 'Invitations made',
  invitationsNone: 'No invitation is waiting to be used.',
  invitationsNew: 'Invite',
  invitationsNewHelp: 'To invite a device of a colleague, open that person in the roster.',
  invitationsAdminOnly: 'Only admins can invite devices. Ask one to add your phone or computer.',
  toPeople: 'Open the roster',

  asksToJoin: (member, device) => `"${device}" of ${member} asks to come in`,
  compareDigits: 'Compare the digits',
  admitTitle: 'Admit a device',
  admitCompareHelp: 'In person or by phone: does the new device show the same six digits?',
  joinCompareHelp: "In person or by phone: does the admin's screen show the same six digits?",
  digitsSame: 'Same',
  digitsDiffer: 'Not the same',
  digitsDiffered: (member, device) =>
    `"${device}" of ${member} was not admitted: the digits differed, so somebody may be pretending. Cancel this invitation and make a new one in person.`,
  digitsDifferedWhy: 'Look',
  admitWaiting: 'You have confirmed the digits. Waiting for the other side to do so too.',
  admitSending: 'Signed. Sending the roster of the office to the new device…',
  admitDone: (device, member) => `"${device}" has joined as a device of ${member}.`,
  admitOver: 'This is over, or there was no such request.',
  admitFailed: 'Not admitted',
  admitSafe:
    "No device has seen anything of the office because of it. Should the person's page list this device all the same, invite it once more.",
  joinFailed: 'Not joined',
  joinSafe: 'Nothing on this device has changed.',
  pairingFault: {
    'digits-differ': () =>
      'The digits differ, so it was stopped. It may be another device, or somebody in between who pretends to be the other side. This invitation should be cancelled, and a new one made in person.',
    unwanted: (byHere) => (byHere ? 'You have cancelled it.' : 'The other side has cancelled it.'),
    failed: (byHere) =>
      byHere
        ? 'This device could not sign or save. Look at the storage on the page "This device" and try again.'
        : 'The other device could not sign or save. Try again once that has been looked at.',
    taken: (byHere) =>
      byHere
        ? 'Another device came in with this invitation meanwhile, so nothing was signed for this one. If you do not know that device, revoke it.'
        : 'Another device is just coming in with this invitation, or has come in. If that is not you, tell the admin to choose "Not the same" and to cancel the invitation.',
    revoked: (byHere) =>
      byHere
        ? 'This device was revoked and does not come in again with its old keys. On it, choose "Try again": it then asks as a new device and keeps what it holds.'
        : 'This device was revoked and does not come in again with its old keys. Try again: it then asks as a new device, and keeps what it holds.',
    'other-member': (byHere) =>
      byHere
        ? 'In the roster this device belongs to another person. Revoke it there, then try again.'
        : 'In the roster this device belongs to another person. Ask the admin to revoke it there, then try again.',
    'not-revoked': () =>
      'This device is not revoked: it belongs to the office as before. Ask the admin to revoke the new entry that was signed for it.',
    lost: () => 'The connection broke off. Make sure that both devices have a network and try again.',
    silent: () => 'The other side did not answer for too long. Open this page on both and try again.',
    version: () => 'The two devices have different versions of the app. Reload both and try again.',
    code: () => 'The code is wrong, or was used or has expired. A new invitation is needed.',
    malformed: () => 'Something arrived that cannot be read. Reload both devices and try again.',
    'same-device': () => 'Both sides are the same device. Open the invitation on the device that is to join.',
    'not-admin': () => 'Who answered is no admin of this office. Ask your admin in person.',
    'other-office': () =>
      'This invitation is of another office; this device already holds what belongs to one and cannot join another. Check the code.',
    'no-desk': () =>
      "This page does not come from a desk, or the desk does not answer. Open the address of the office's desk instead, or join by a file or a direct code.",
    'nobody-there': () =>
      'The device that made the invitation was not found. Ask the admin to open Guiju and connect to the desk, then try again. Or the code was used, has expired or was cancelled: ask the admin to look under "Devices and sync", "Invitations", and to invite you anew.',
  },
  leaveIt: 'Cancel',
  understood: 'OK',

  joinTitle: 'Join an office',
  joinHelp: 'Type the code that an admin gave you. Opened from a link or QR code, it is filled in.',
  joinHave: 'I have a code: join an office',
  joinCode: 'Invitation code (26 characters, capitals or not)',
  joinAction: 'Join',
  joinSeeking: "Looking for the admin's device…",
  joinSeekingHelp: 'Ask the admin to open Guiju, connected to the same desk. This takes a minute at most.',
  joinWaiting: 'You have confirmed the digits. Waiting for the admin to confirm and sign.',
  joinDone: (member) => `Welcome, ${member}`,
  joinDoneIn: (office) => `This device now belongs to ${office}.`,
  joinAwaitingIn: (office) => `An admin has signed that this device may join ${office}.`,
  joinAwaiting:
    'More admins must sign before it counts. Receiving then begins by itself; there is no need to wait here.',
  joinFingerprintHelp:
    'Compare it with the one that the office has published on paper, or with the one on the page "Office" of an admin: an answer file alone does not show who wrote it. If they differ, use nothing that is on this device and tell an admin.',
  joinOwnTexts: (n) =>
    `${n === 1 ? 'There is 1 text on this device already. Once the device joins, it goes' : `There are ${many(n, 'text')} on this device already. Once the device joins, they all go`} to the other devices of the office, where everybody can see ${n === 1 ? 'it' : 'them'}; nothing can be held back. If you do not want that, join with another device.`,
  joinSoon: 'What the office has is received from its other devices by itself.',
  joinStart: 'Start',
  joinAgain: 'Try again',
  joinRevoked: 'This device was revoked and invited again',
  joinRevokedHelp:
    'It comes in as a new device with new keys. What it holds stays; what other devices lack goes to them, as from any device. Unless it has been revoked, nothing changes here.',
  joinAnew: 'This device was revoked: ask as a new one',
  joinAlready: (office) => `This device belongs to ${office} already and cannot join another office.`,
  deviceKinds: {
    windows: 'Windows computer',
    mac: 'Mac',
    linux: 'Linux computer',
    phone: 'Phone',
    tablet: 'Tablet',
  },
  joinByFile: 'Without a network: join by file',
  joinByFileHelp:
    'Make a request file and carry it to an admin. They compare the digits, sign, and give you an answer file to open here.',
  makeRequest: 'Make a request file',
  requestDigitsHelp: 'The file is downloaded. Tell the admin these twelve digits, in person or by phone:',
  requestKept: (device, at) =>
    `The request file of "${device}" was made on ${at} and waits for the admin's answer. Tell the admin these twelve digits, in person or by phone:`,
  requestLost: 'If the request file is lost, make a new one; the digits will be others.',
  answerFileWanted:
    'Wanted is the answer file that the admin gave you; its name ends with .guiju-answer. If it is lost, ask the admin to sign once more.',
  answerNotAsked:
    'This device waits for no answer, so it cannot open one. Nothing was changed; make a request file above and carry it to an admin first.',
  answerFile: 'Answer file',
  takeAnswer: 'Open the answer file',
  joinByCode: 'With a network but no desk: join by direct code',
  joinByCodeHelp:
    'Ask the admin to choose "Admit a device" under "Devices and sync", "Direct line", and to send you the direct code.',
  joinWaits: "The admin's device was found; compare the digits",

  offerOfOther: 'Direct code from the other side',
  makeReply: 'Make a reply code',
  replyHelp: 'Send this reply code back. Once the other side has entered it, you are connected:',
  copyReply: 'Copy the reply code',
  offerQr: 'QR code of the direct code',
  replyQr: 'QR code of the reply code',
  codeQrHelp:
    'The QR code holds this same text. Guiju has no scanner: read it with the camera of a phone, then paste it into Guiju.',

  requestTitle: 'Answer a request file',
  requestHelp:
    'A new device without a network brings a request file. Compare the digits, sign, and carry the answer file back.',
  requestFile: 'Request file',
  requestFileWanted:
    'Wanted is the request file of the new device; its name ends with .guiju-request.json. If it is lost, make a new one on that device.',
  requestOtherInvitation:
    'The code in this request file is of no invitation that this device made, or of one that was cancelled. Nothing was signed; open it on the device that made the invitation, or invite anew.',
  openRequest: 'Open the request file',
  requestCompare: 'In person or by phone: does the new device show the same twelve digits?',
  requestSign: 'Same: sign and make the answer file',
  requestSigned:
    'Signed; the answer file is downloaded. Carry it to the new device and open it under "Join an office".',
  requestRefused:
    'The digits differ, so nothing was signed. The file may have been exchanged; cancel this invitation and make a new one, in person.',

  directHelp:
    'Two devices in the same network, without a desk, are connected by exchanging direct codes: by internal mail, chat or USB stick.',
  directStart: 'Begin on this device',
  directMeet: 'Connect to a device of the office',
  directAdmit: 'Admit a device',
  directAdmitHelp: 'Before a device can be admitted, invite it.',
  offerHelp:
    'Send this direct code to the other side, and enter the reply code that comes back within ten minutes:',
  copyOffer: 'Copy the direct code',
  replyOfOther: 'Reply code from the other side',
  directConnect: 'Connect',
  directDone: 'Connected. When the new device asks to come in, you are told at the top of the page.',
  directDoneMeet: 'Connected. Comparing what both have.',
  directAnswer: 'The other side has begun',
  directAnswerHelp: 'Paste the direct code that you were sent; a reply code is made of it.',

  bundleWriteTitle: 'Write a bundle',
  bundleWriteHelp:
    'A bundle is an encrypted file that carries what is on this device to others of the office, on a USB stick or by mail. Nobody else can open it.',
  bundleWhat: 'What it holds',
  bundleAll: 'Everything',
  bundleSince: 'What came since a day',
  bundleDay: 'Since',
  bundleFor: 'Who can open it',
  bundleForAll: 'The whole office',
  bundleForSome: 'Only some people',
  bundleMembers: 'People',
  bundleMembersNone: 'Choose at least one person.',
  bundleMake: 'Make the bundle',
  bundleMade: (name, texts, others, entries) =>
    texts + others + entries === 0
      ? `Downloaded ${name}; there is nothing in it.`
      : `Downloaded ${name} with ${counted(texts, others, entries)}.`,
  bundleKeep:
    'Put it on a USB stick or give it to the other side: as long as it lies on this computer, it is no further copy.',
  bundleWithout: (names) =>
    `These devices have not been in touch with the office yet and cannot open it: ${names}`,
  bundleOpenTitle: 'Open a bundle',
  bundleOpenHelp: 'A bundle can be opened again; nothing is stored twice.',
  bundleFile: 'Bundle file',
  bundleOpen: 'Open the bundle',
  bundleFrom: (name, at) => `Written by ${name}, ${at}.`,
  bundleNew: (texts, others, entries) =>
    texts + others + entries === 0
      ? 'Nothing new; all of it was here.'
      : `New or changed, and saved: ${counted(texts, others, entries)}.`,
  bundleKnown: 'The rest had been here already.',
  bundleWaiting: (n) =>
    n === 1
      ? '1 entry waits for others on which it builds; it is taken in when these come.'
      : `${n.toLocaleString('en')} entries wait for others on which they build; they are taken in when these come.`,
  bundleRefused: (n) => `${many(n, 'item')} not taken: damaged, or sent by who had no right to.`,
  bundleClosed: (n) => `${many(n, 'part')} not for this device and left unopened.`,
  backupTitle: 'Backup',
  backupHelp:
    'Saves everything on this device as one file, encrypted with a passphrase. Keep the two apart. If this device breaks, an empty one gets it all back.',
  backupMake: 'Make a backup file',
  backupMade: (name) => `Downloaded ${name}. Keep it on another disk, and remember the passphrase.`,
  backupFile: 'Backup file',
  backupRestoreTitle: 'Get it back from a backup',
  backupRestoreHelp:
    'On a device that holds nothing yet, with a backup file and its passphrase. If you have a recovery file too, use it after the backup.',
  backupRestore: 'Get it back',
  backupRestored: (office) => `Everything of ${office} that was in the backup is back.`,
};
