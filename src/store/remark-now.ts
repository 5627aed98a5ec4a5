import type { Remark, Rewording, Ruling, Thread, WordingChange } from './draft-remark.ts';
import { changeStanding } from './remark-standing.ts';

type Version = Pick<Rewording, 'id' | 'at' | 'text' | 'mentions' | 'changes'> & { wording: string };

/**
 * A remark as it is worded now, with the rulings that are about that wording. What was taken into the text is what was
 * proposed: who rewords a proposal while somebody accepts it elsewhere finds the accepted wording.
 *
 * @param said with rulings and rewordings the oldest first
 */
export function remarkNow({
  remark,
  rulings,
  rewordings,
}: {
  remark: Remark;
  rulings: readonly Ruling[];
  rewordings: readonly Rewording[];
}): Omit<Thread, 'replies'> {
  const versions = versionsOf(remark, rewordings);
  // Nobody takes back what another one said.
  const right = rulings.filter(({ is, by }) => is !== 'withdrawn' || by === remark.by);
  const taken = versions.findLast((version) => isTaken(version, about(right, version.wording)));
  const replaced = new Set(rewordings.flatMap(({ after }) => after));
  const shown =
    taken ?? versions.findLast(({ id }) => id !== '' && !replaced.has(id)) ?? versions.at(-1) ?? versions[0]!;
  const { id, text, mentions, changes, wording } = shown;
  return {
    remark: { ...remark, text, mentions, ...(changes !== undefined && { changes }) },
    rulings: about(right, wording),
    version: id,
    wording,
    earlier: versions.slice(0, versions.indexOf(shown)),
  };
}

function versionsOf(remark: Remark, rewordings: readonly Rewording[]): Version[] {
  const versions: Version[] = [];
  for (const one of [{ ...remark, id: '' }, ...rewordings]) {
    const { id, at, text, mentions, changes } = one;
    const same = versions.find((other) => isSame(other.changes, changes));
    versions.push({
      id,
      at,
      text,
      mentions,
      wording: same?.wording ?? id,
      ...(changes !== undefined && { changes }),
    });
  }
  return versions;
}

/** Who decides on words decides on these words; who settles, opens or takes back a thread does so whatever it says. */
const about = (rulings: readonly Ruling[], wording: string): Ruling[] =>
  rulings.filter(({ is, of = '' }) => (is !== 'accepted' && is !== 'rejected') || of === wording);

const isTaken = ({ changes = [] }: Version, rulings: Ruling[]): boolean =>
  changes.some((_, index) => changeStanding({ rulings }, index).is === 'accepted');

function isSame(some: readonly WordingChange[] = [], others: readonly WordingChange[] = []): boolean {
  return (
    some.length === others.length &&
    some.every(({ at, before, after }, index) => {
      const other = others[index]!;
      return at === other.at && before === other.before && after === other.after;
    })
  );
}
