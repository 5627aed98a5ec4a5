import { fieldsIn, stringIn, stringsIn } from '../store/read-fields.ts';

/** A branch was taken into the draft that it came from. Stands in both. */
export interface Merge {
  id: string;
  branch: string;
  /** Who did so, and when by their clock. */
  by: string;
  at: number;
  /** State of the branch that was taken in. */
  heads: string[];
  /** State of the other draft that has it, and nothing else that came after the branch began. */
  after: string[];
}

export const mergeKey = (id: string): string => `merge:${id}`;

/** Name of the change that takes a state of a branch in, see `OpenDraft.once`. */
export const mergeName = ({ branch, heads }: Pick<Merge, 'branch' | 'heads'>): string =>
  `merge:${branch}/${[...heads].sort().join('').slice(0, 16)}`;

/**
 * What stands in a draft about branches that were taken in, the first one first.
 *
 * @param facts see `OpenDraft.entries`
 */
export function mergesIn(facts: ReadonlyMap<string, unknown>): Merge[] {
  const merges: Merge[] = [];
  for (const [key, value] of facts) {
    const fields = fieldsIn(value);
    if (!key.startsWith('merge:') || fields === undefined) continue;
    const [branch, by] = [stringIn(fields, 'branch'), stringIn(fields, 'by')];
    const [heads, after, at] = [stringsIn(fields, 'heads'), stringsIn(fields, 'after'), fields['at']];
    if (branch === undefined || by === undefined || typeof at !== 'number') continue;
    if (heads.length > 0 && after.length > 0)
      merges.push({ id: key.slice('merge:'.length), branch, by, at, heads, after });
  }
  return merges.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
