import type { Day } from '../../rule/validity.ts';
import { fileNamePart } from '../file-name-part.ts';
import type { BundleKind } from './prologue.ts';

/** Ending of the names of bundles and backups. */
export const bundleEnding = '.guiju';

/**
 * A name for a bundle or a backup that every system takes: nothing in it speaks of a person or a device.
 *
 * @param office name of the office as it is to be shown; may be empty
 */
export function bundleName(kind: BundleKind, office: string, day: Day): string {
  const parts = [kind === 'backup' ? 'guiju-backup' : 'guiju', fileNamePart(office), day];
  return `${parts.filter((part) => part !== '').join('-')}${bundleEnding}`;
}
