import type { CirculationRecord } from '../circulations.ts';
import type { RegisterSources } from './register-sources.ts';

/** How many a circulation means, and how many of these have acknowledged or need not. */
export function countsOf(
  record: CirculationRecord,
  on: string,
  { book }: Pick<RegisterSources, 'book'>,
): { all: number; read: number; exempt: number } {
  const members = book.members(record);
  let read = 0;
  let exempt = 0;
  for (const member of members) {
    const { state } = book.standing(record, member, on);
    if (state === 'acknowledged') read += 1;
    if (state === 'exempt') exempt += 1;
  }
  return { all: members.length, read, exempt };
}
