import type { zhBundles } from './zh-bundles.ts';

/** Words of bundles in English: what can be wrong with one, and the folder into which they are written. */
export const enBundles: typeof zhBundles = {
  pickedTooLarge: (gigabytes) =>
    `This file is larger than ${gigabytes} GB, more than a browser can read at once, and was not read. Nothing on this device has changed; check that it is the right file, and if it is, ask for several smaller ones.`,
  bundleFault: {
    'not-a-bundle':
      'This is neither a bundle nor a backup. Nothing on this device has changed; check the file and choose another.',
    'not-a-backup':
      'This is not a backup. Nothing on this device has changed; if it is a bundle, join the office first and open it under "Bundles and backup".',
    'newer-version':
      'The file was written by a newer version of Guiju, which this one cannot read. Nothing on this device has changed; reload the page to get the new version and open it again.',
    'too-large':
      'This is more than one file may hold, so it was stopped. What is on this device is safe; write several, each for some of the people, or ask for a new one if it was brought to you.',
    'cut-short':
      'The end of the file is missing; it may not have been copied whole. What is on this device is safe; copy it once more and open it again.',
    altered:
      'The file was changed after it was written, or is damaged. What is on this device is safe; ask for a new one, on another disk.',
    unreadable:
      'The file cannot be read, or changed while it was being read. What is on this device is safe; copy it to the disk of this device and open it there.',
    'other-office':
      'This file is of another office. Nothing on this device has changed; check it and choose another.',
    'not-for-this-device':
      'The bundle is not for this device: its writer did not know this device yet, or wrote it for other people. Nothing on this device has changed; connect to the writer once, or bring them a bundle of yours, and ask for a new one.',
    'passphrase-wanted':
      'This is a backup, which takes its passphrase. Nothing on this device has changed; it can be got back on a device that is in no office yet, on its page "Devices and sync".',
    'unknown-writer':
      'The device that wrote the bundle is not in the roster here, so what it holds was not taken. What is on this device is safe; connect to a device of the office once, so that the roster is up to date, and open it again.',
    'revoked-writer':
      'The device that wrote the bundle is revoked, or its member has left, so what it holds was not taken. What is on this device is safe; in doubt, ask an admin.',
    'not-admitted':
      'This device is not of the office yet and cannot write a bundle. Nothing on it has changed; join the office first.',
    'nobody-to-read':
      'Not made: no device of the people you chose could open it, since none has been in touch with the office yet. Nothing on this device has changed; have them connect once, or choose other people.',
  },

  folderTitle: 'Write to a folder regularly',
  folderHelp:
    'Choose a folder, such as one on a USB stick or a share. While Guiju is open, what is new is put there as a bundle when it is time; what was missed while it was closed follows when it is opened.',
  folderChoose: 'Choose a folder',
  folderOther: 'Another folder',
  folderName: 'Folder',
  folderSchedule: 'How often',
  folderSchedules: { daily: 'Daily', weekly: 'Weekly', 'by-hand': 'Only when I say so' },
  folderLast: 'Last written',
  folderNever: 'Nothing yet',
  folderWriting: 'Writing…',
  folderWriteNow: 'Write one now',
  folderAllow: 'Allow writing',
  folderStop: 'Stop writing',
  folderStopHelp: 'Files that are in the folder stay there.',
  folderFault: {
    permission:
      'The browser wants you to allow writing to this folder again. What was written is there; choose "Allow writing".',
    'folder-gone':
      'The folder is not there: the stick may not be plugged in, or the folder was moved or renamed. What is on this device is safe; plug it in and write again, or choose another folder.',
    'no-room':
      'The disk is full, so this one was not written. What was written before is there; free some space and write again.',
    'not-written':
      'Nothing was written. What was written before is there; write again, and if that fails choose another folder.',
    'not-made':
      'The bundle could not be made, and nothing was added to the folder. What is on this device is safe; write again.',
  },
};
