import type { zhConnect } from './zh-connect.ts';

const many = (n: number, one: string, more = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : more}`;

/** Words of other devices in English: how this one stands with them, joining, files that are carried. */
export const enConnect: typeof zhConnect = {
  connectionsTitle: 'Devices and sync',
  connectionsParts: {
    devices: 'Other devices',
    invitations: 'Invitations',
    direct: 'Direct line',
    bundles: 'Bundles and backup',
  },
  copiesWhere: 'Whether other devices have this too stands under',
  justNow: 'just now',

  standingWord: {
    apart: () => 'Not in an office',
    alone: (_, others) => (others === 0 ? 'Only here' : 'Not connected'),
    receiving: (n) => (n === 0 ? 'Receiving' : `Receiving ${n.toLocaleString('en')}`),
    agreed: () => 'In agreement',
  },
  standingSpoken: {
    apart: 'Not in an office',
    alone: 'Not connected to another device',
    receiving: 'Receiving',
    agreed: 'The same as the other devices',
  },
  standingLong: {
    apart: () => 'This device has not joined an office, so there are no devices to keep in step with.',
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
        ? 'The same as the device this one is connected to.'
        : `The same as the ${inLine} devices this one is connected to.`,
  },
  inLine: (n) => many(n, 'device'),
  inLineSpoken: (n) => `connected to ${many(n, 'device')}`,
  tryNow: 'Try again now',

  deskTitle: 'Desk',
  deskState: {
    none: 'This page does not come from a desk, so it cannot find other devices. Connect with a direct code, carry a bundle, or open the address of the office’s desk instead.',
    connecting: 'Connecting to the desk…',
    open: 'Connected to the desk, where the devices find each other.',
    waiting: 'The desk cannot be reached. It will be tried again in a while.',
  },
  deskIsDevice: 'The desk keeps a copy too: you can receive from it while all other devices are off.',
  deskOnlyPasses: 'The desk only passes things on. It cannot see them and keeps nothing.',
  because: (why) => `Reason: ${why}`,

  noOthers: 'There are no other devices yet.',
  noOthersHelp: 'An admin opens a person on the page "Office" to invite a phone or computer of theirs.',
  peerMine: 'My device',
  peerWay: {
    direct: 'directly, in the same network',
    relay: 'passed on by the desk',
    desk: 'the desk itself',
  },
  peerMeeting: 'Comparing',
  peerReceiving: (n) => (n === 0 ? 'Receiving' : `${many(n, 'item')} still to come`),
  peerAgreed: 'The same',
  peerPresent: 'Online, connecting',
  peerAway: 'Not connected',
  peerSince: 'Connected: ',
  peerHeard: 'Last heard: ',
  peerNeverHeard: 'Never heard from',
  peerHadAll: 'Last had everything: ',
  peerNeverHadAll: 'Never had everything',
  lastEnded: (why) => `How the last connection ended: ${why}`,
  ended: {
    closed: 'one side closed the app.',
    lost: 'the network broke off.',
    silent: 'no answer for a long time.',
    stranger: 'the other side could not show that it belongs to this office. Nothing was exchanged.',
    version: 'the two sides have different versions of the app. Reload both to get the newest.',
    revoked: 'the device is revoked, or its member has left.',
    malformed: 'something arrived that cannot be read. It was not taken.',
    'too-large': 'something arrived that is too large. It was not taken.',
    'too-many': 'too much was asked for or sent at once. What had come before is kept.',
    'not-entitled': 'it concerned what the other side may not see or change. It was not taken.',
    replaced: 'a newer connection to the same device took its place.',
    storage: 'this device could not read or save. What was saved is safe; see the page "This device".',
  },
  onlyHereCount: (n) => `${many(n, 'document')} on this device only`,
  onlyHereHelp:
    'No other device has received them and no bundle holds them; if this device breaks, they are gone. Connect to another device, or write a bundle to a USB stick.',
  bundleWriteGo: 'Write a bundle',
};
