import type { DocumentKey } from '../store/manifest-row.ts';

/** Changes of one message, bytes of one change, and bytes of a place that somebody shows. */
export const mostLive = { changes: 256, bytes: 1024 * 1024, where: 512 } as const;

/**
 * What is open for writing on this device: hears at once what others write into the same document, so that it need not
 * wait for the comparison. That comes all the same, and brings what was missed.
 */
export interface Live {
  isOpen(key: DocumentKey): boolean;
  /** Changes that another device has just made; believed in nothing. */
  take(key: DocumentKey, changes: Uint8Array<ArrayBuffer>[], from: string): void;
  /** Where somebody is in it; no bytes: has left. */
  here(key: DocumentKey, where: Uint8Array<ArrayBuffer>, from: string): void;
  /** The line to a device has ended. */
  gone(device: string): void;
}
