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
  const meant = new Set(audience.units);
  /** By unit, whether it or one above it is meant. */
  const known = new Map<string, boolean>();
  const isUnitMeant = (unit: string): boolean => {
    const way: string[] = [];
    let answer = false;
    for (let at: string | undefined = unit; at !== undefined; at = units.get(at)?.parent) {
      const before = known.get(at);
      // A unit that stands below itself is met again: nothing above it is left to look at.
      if (before !== undefined || way.includes(at)) {
        answer = before ?? false;
        break;
      }
      way.push(at);
      if (meant.has(at)) {
        answer = true;
        break;
      }
    }
    for (const one of way) known.set(one, answer);
    return answer;
  };
  return ({ id, unit, post, roles, left }) =>
    left === undefined &&
    roles.length > 0 &&
    !except.has(id) &&
    (audience.everyone === true ||
      named.has(id) ||
      (post !== undefined && posts.has(post)) ||
      audience.roles.some((role) => roles.includes(role)) ||
      (unit !== undefined && isUnitMeant(unit)));
}
