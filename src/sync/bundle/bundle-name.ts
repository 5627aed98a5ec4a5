import type { Day } from '../../rule/validity.ts';
import type { BundleKind } from './prologue.ts';

/** Ending of the names of bundles and backups. */
export const bundleEnding = '.guiju';

/** Characters of the office's name in a file name. */
const mostCharacters = 40;

/**
 * A name for a bundle or a backup that every system takes: nothing in it speaks of a person or a device.
 *
 * @param office name of the office as it is to be shown; may be empty
 */
export function bundleName(kind: BundleKind, office: string, day: Day): string {
  const clean = [...office.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '-')]
    .slice(0, mostCharacters)
    .join('')
    .replaceAll(/^-+|-+$/g, '');
  const parts = [kind === 'backup' ? 'guiju-backup' : 'guiju', clean, day];
  return `${parts.filter((part) => part !== '').join('-')}${bundleEnding}`;
}
