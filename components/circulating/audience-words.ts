import type { OfficeView } from '../../src/engine/office-protocol.ts';
import type { Audience } from '../../src/ledger/circulation-acts.ts';
import type { Words } from '../words.ts';

/** Whom an audience means, in one line; empty when it means nobody. */
export function audienceWords(
  audience: Audience,
  { units, posts, members }: Pick<OfficeView, 'units' | 'posts' | 'members'>,
  w: Words,
): string {
  const named = (ids: readonly string[], all: readonly { id: string; name: string }[]): string[] =>
    ids.flatMap((id) => all.find((one) => one.id === id)?.name ?? []);
  const meant =
    audience.everyone === true
      ? [w.audienceEveryone]
      : [
          ...named(audience.units, units),
          ...named(audience.posts, posts),
          ...audience.roles.map((role) => w.role[role]),
          ...named(audience.members, members),
        ];
  if (meant.length === 0) return '';
  const except = named(audience.except, members);
  const line = meant.join(w.listComma);
  return except.length === 0 ? line : w.audienceBut(line, except.join(w.listComma));
}
