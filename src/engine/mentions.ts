import type { Thread } from '../store/draft-remark.ts';

/**
 * Members whose names stand behind an @ in a text.
 *
 * @param people by id; of two with one name both are meant
 */
export function mentionsIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  const found = new Set<string>();
  const names = [...new Set(people.map(({ name }) => name))]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    // Of 王芳 and 王芳芳 the longer one is meant where it stands.
    const name = names.find((one) => text.startsWith(one, at + 1));
    for (const person of people) if (person.name === name) found.add(person.id);
  }
  return [...found];
}

/** What in a thread asks a member who has said nothing in it since. */
export function lastAsking(
  { remark, replies, rulings }: Thread,
  member: string,
): { by: string; at: number; text: string } | undefined {
  const said = [remark, ...replies];
  const asked = said.findLastIndex(({ mentions }) => mentions.includes(member));
  if (asked < 0 || said.slice(asked + 1).some(({ by }) => by === member)) return undefined;
  const { by, at, text } = said[asked]!;
  return rulings.some((ruling) => ruling.by === member && ruling.at >= at) ? undefined : { by, at, text };
}
