import { manifestDifferences } from './manifest-differences.ts';
import { rowChange, toChange } from './manifest-storage.ts';
import { moveContacts } from './move-contacts.ts';
import { NewerBase } from './newer-base.ts';
import type { Change, Storage } from './storage.ts';
import { rooms } from './storage.ts';

/**
 * One step from a schema version to the next. Its changes and the new version are written together, so a
 * base is always of one version whatever happens in between. A step after which derived rows no longer fit puts
 * `rebuildingKey` (see `rebuild.ts`) and leaves the rest to the rebuild.
 */
export interface Migration {
  /** Version that it leads to; the one before is what it finds. */
  to: number;
  changes(storage: Storage, tools: MigrationTools): Promise<Change[]>;
}

/** What a step may need. */
export interface MigrationTools {
  /** To be called before a document is opened. */
  startAutomerge: () => Promise<void>;
  /** Milliseconds since 1970, clock of this device. */
  now: number;
}

/** All steps ever released, oldest first. Version 1 is the first, so the first step leads to 2. */
export const migrations: readonly Migration[] = [
  // Rooms for ledger, keys and documents; what was there stays as it is.
  { to: 2, changes: () => Promise.resolve([]) },
  // Phone numbers that can be merged, and a manifest of what there is for other devices.
  {
    to: 3,
    async changes(storage, { startAutomerge, now }) {
      const contacts = await moveContacts(storage, startAutomerge);
      const rows = await manifestDifferences(storage, new Map(), startAutomerge, now);
      rows.push(...contacts.flatMap((change) => rowChange(change, now) ?? []));
      return [...contacts, ...rows.map(toChange)];
    },
  },
];

/**
 * Brings what lies in a base to the schema version of this app; a new base gets the version and nothing else.
 *
 * @param tools handed to the steps
 * @param steps the list above, unless a test brings its own
 * @returns the version found, or undefined for a new base
 * @throws {NewerBase} when the base is of a newer version than the last step leads to
 * @throws {StorageFull | StorageFailed} when a step cannot be written; the base is then as the step before left it
 */
export async function migrate(
  storage: Storage,
  tools: MigrationTools,
  steps: readonly Migration[] = migrations,
): Promise<number | undefined> {
  const newest = steps.at(-1)?.to ?? 1;
  const found = await versionOf(storage);
  if (found === undefined) {
    await storage.write([{ room: 'kv', key: 'schema', value: newest }], 'strict');
    return undefined;
  }
  if (found > newest) throw new NewerBase(`the base is of version ${found}, this app knows up to ${newest}`);
  for (const step of steps) {
    if (step.to <= found) continue;
    const changes = await step.changes(storage, tools);
    await storage.write([...changes, { room: 'kv', key: 'schema', value: step.to }], 'strict');
  }
  return found;
}

async function versionOf(storage: Storage): Promise<number | undefined> {
  const stored = await storage.get('kv', 'schema');
  if (typeof stored === 'number' && Number.isSafeInteger(stored) && stored >= 1) return stored;
  // Every release writes the version before anything else; a base that lost it is taken for the first one.
  for (const room of rooms) if ((await storage.keys(room)).some((key) => key !== 'schema')) return 1;
  return undefined;
}
