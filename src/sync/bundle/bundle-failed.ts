import type { BundleReport } from './bundle-report.ts';

/** Why a bundle or a backup could not be written, read or taken in whole. Words for it are in the interface. */
export type BundleFault =
  | 'not-a-bundle'
  /** Written by a newer version of the app. */
  | 'newer-version'
  | 'too-large'
  /** The end is missing. */
  | 'cut-short'
  /** Changed since it was written, or put together from others. */
  | 'altered'
  /** The file cannot be read, or has changed while it was being read. */
  | 'unreadable'
  | 'other-office'
  /** Sealed for other devices: by somebody who did not know this one yet, or for chosen members only. */
  | 'not-for-this-device'
  /** It is a backup and needs its passphrase. */
  | 'passphrase-wanted'
  | 'wrong-passphrase'
  /** Written by a device that is not in the roster, as far as this base knows it now. */
  | 'unknown-writer'
  /** Written by a device that was revoked, or whose member has left. */
  | 'revoked-writer'
  /** This device is not of the office, so it cannot write to it. */
  | 'not-admitted'
  /** No device that it was meant for can be sealed for. */
  | 'nobody-to-read'
  /** Whoever asked for it has stopped it. */
  | 'stopped';

export class BundleFailed extends Error {
  override name = 'BundleFailed';
  readonly fault: BundleFault;
  /** What had been taken by then, and stays; absent when nothing was. It can be taken again at any time. */
  readonly report: BundleReport | undefined;

  constructor(fault: BundleFault, report?: BundleReport) {
    super(fault);
    this.fault = fault;
    this.report = report;
  }
}
