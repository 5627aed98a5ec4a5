import { parseEdition } from '../../src/exchange/parse-edition.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { Library } from '../../src/store/library.ts';
import type { Room, Storage } from '../../src/store/storage.ts';
import { notWhole } from './not-whole.ts';
import { told } from './told.ts';

/** What a break has done to a base. */
export interface Loss {
  /** Texts, rules and entries that were said to be there and are not. */
  lost: number;
  /** A transaction is half there, and the base knows. */
  isTorn: boolean;
  violations: string[];
}

/** A base that no engine has opened since the break, and what is listed in it and cannot be read. */
interface Stored {
  storage: Storage;
  unreadable: readonly string[];
}

/** Rooms of what must be in a base. */
export const roomsOfMust = ['ledger', 'rules', 'editions', 'texts'] as const satisfies readonly Room[];

/**
 * What of that which must be in a base is not in it.
 *
 * @param there as `<room>/<key>`; undefined when there is no base at all
 * @param must in the same form
 */
export function lostOf(there: ReadonlySet<string> | undefined, must: ReadonlySet<string>): Loss | undefined {
  if (there === undefined) return undefined;
  const lost = [...must].filter((name) => !there.has(name));
  return { lost: lost.length, isTorn: false, violations: told('said to be there and gone', lost) };
}

/**
 * The same, and whether everything can be read and nothing is half there once the app's own mending at its start is
 * done.
 *
 * @param stored as the break left it: no engine has opened it since
 */
export async function damageOf({ storage, unreadable }: Stored, must: ReadonlySet<string>): Promise<Loss> {
  const there = new Set<string>();
  for (const room of roomsOfMust) for (const key of await storage.keys(room)) there.add(`${room}/${key}`);
  const { lost, violations } = lostOf(there, must)!;
  // The index is written without waiting for the disk, since it can be built again.
  const broken = unreadable.filter((what) => !what.startsWith('segments/'));
  violations.push(...told('stored and unreadable', broken));
  const library = await Library.open(storage, automergeForNode);
  const isTorn = library.needsRebuild;
  const reports = [
    ...(isTorn ? [await library.rebuild(parseEdition)] : []),
    await library.derive(parseEdition),
  ];
  for (const { damagedRules, damagedEditions } of reports)
    violations.push(...told('damaged', [...damagedRules, ...damagedEditions]));
  const half = await notWhole(storage, true);
  if (half !== undefined) violations.push(`half there: ${half}`);
  return { lost, isTorn, violations };
}
