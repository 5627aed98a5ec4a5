import { OwnKeys } from './own-keys.ts';
import { fieldsIn, stringIn, stringsIn } from './read-fields.ts';
import type { Change, Storage } from './storage.ts';

/**
 * Lies in a base that was made of a backup together with the keys of its device. That device may have signed since, and
 * what it signs must follow on that: until others have come with what they hold, it signs nothing.
 */
export interface RestoredMark {
  /** Public key of the device that was restored; another one that is made later has signed nothing elsewhere. */
  key: string;
  /** Devices that have held the same ledger as this one since. */
  agreed: ReadonlySet<string>;
}

const restoredKey = 'restored';

/** @throws {StorageFailed} */
export async function readRestoredMark(storage: Storage): Promise<RestoredMark | undefined> {
  const fields = fieldsIn(await storage.get('kv', restoredKey)) ?? {};
  const key = stringIn(fields, 'key');
  return key === undefined ? undefined : { key, agreed: new Set(stringsIn(fields, 'agreed')) };
}

/** Puts the mark, or takes it away. */
export const restoredMarkChange = (mark: RestoredMark | undefined): Change => ({
  room: 'kv',
  key: restoredKey,
  ...(mark !== undefined && { value: { key: mark.key, agreed: [...mark.agreed] } }),
});

/**
 * Marks a base that has just been made of a backup, if there are keys in it.
 *
 * @throws {StorageFull | StorageFailed}
 */
export async function markRestored(storage: Storage): Promise<void> {
  const key = (await OwnKeys.open(storage)).signing?.key;
  if (key === undefined) return;
  await storage.write([restoredMarkChange({ key, agreed: new Set() })], 'strict');
}
