import type { Audience } from '../ledger/circulation-acts.ts';
import type { Member, Roster } from '../ledger/roster.ts';

/**
 * Whom an audience means by this roster. Who has left is not meant, whoever joins later is; people with the same name
 * are told apart by their ids.
 *
 * @param scope the audience of the incoming document (知悉范围): nobody outside it is meant
 * @returns ids; those named one by one come first and in their order, for reading in turn
 */
export function audienceMembers(
  roster: Pick<Roster, 'units' | 'members'>,
  audience: Audience,
  scope?: Audience,
): string[] {
  const isMeant = memberTest(roster, audience);
  const isWithin = scope === undefined ? (): boolean => true : memberTest(roster, scope);
  const ids = new Set([...audience.members, ...roster.members.keys()]);
  return [...ids].filter((id) => {
    const member = roster.members.get(id);
    return member !== undefined && isMeant(member) && isWithin(member);
  });
}

function memberTest({ units }: Pick<Roster, 'units'>, audience: Audience): (member: Member) => boolean {
  const named = new Set(audience.members);
  const except = new Set(audience.except);
  const posts = new Set(audience.posts);
  const meant = withThoseBelow(units, audience.units);
  return ({ id, unit, post, roles, left }) =>
    left === undefined &&
    roles.length > 0 &&
    !except.has(id) &&
    (audience.everyone === true ||
      named.has(id) ||
      (post !== undefined && posts.has(post)) ||
      audience.roles.some((role) => roles.includes(role)) ||
      (unit !== undefined && meant.has(unit)));
}

function withThoseBelow(units: Roster['units'], some: readonly string[]): Set<string> {
  const all = new Set(some);
  // What is added on the way is walked too, and nothing twice: units that stand below each other come to an end.
  for (const above of all) for (const { id, parent } of units.values()) if (parent === above) all.add(id);
  return all;
}
