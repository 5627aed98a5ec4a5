import type { CirculateAct } from '../ledger/circulation-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Publications } from '../ledger/publications.ts';
import { byTime, insertByTime } from './by-time.ts';
import type { CirculationRecord, ReadingOf } from './circulations.ts';
import { errataOf } from './corrected-edition.ts';
import { hasPassed } from './has-passed.ts';

/** What may be acknowledged: an edition, and the circulated ones that are read with it. */
interface Answer {
  edition: string;
  circulated: string[];
}

/** By id of a publish entry. */
export type Answers = ReadonlyMap<string, readonly Answer[]>;

/** What answers a circulation today: the very editions that were circulated, and those that only correct slips in them. */
export function answersTo({ editions }: CirculateAct, publications: Publications): Answers {
  const answers = new Map<string, Answer[]>();
  const put = (publish: string, edition: string, circulated: string): void => {
    const list = answers.get(publish) ?? [];
    answers.set(publish, list);
    const same = list.find((one) => one.edition === edition);
    if (same === undefined) list.push({ edition, circulated: [circulated] });
    else if (!same.circulated.includes(circulated)) same.circulated.push(circulated);
  };
  for (const one of editions) {
    put(one.publish, one.edition, one.edition);
    for (const { id, again = [], edition } of errataOf(publications, one))
      for (const publish of [id, ...again]) put(publish, edition, one.edition);
  }
  return answers;
}

/**
 * Writes into the record of a circulation what an entry says that counts. The record is the same in whatever order the
 * entries come.
 *
 * @param by member who signed
 */
export function foldEntry(record: CirculationRecord, answers: Answers, entry: Entry, by: string): void {
  const { act } = entry;
  if (act.type === 'exempt') {
    for (const one of act.members) record.exempt.set(one, earlier(entry, record.exempt.get(one)));
  } else if (act.type === 'close') record.closed = earlier(entry, record.closed);
  else if (act.type === 'relay') {
    const relays = record.relays.get(act.unit) ?? [];
    insertByTime(relays, entry, 'newest-first');
    record.relays.set(act.unit, relays);
  } else if (act.type === 'acknowledge') {
    const answer = answers.get(act.publish)?.find(({ edition }) => edition === act.edition);
    if (answer === undefined || !isEnough(record.act, entry)) return;
    for (const edition of answer.circulated) {
      if (act.behalf !== undefined) {
        const { means, members } = act.behalf;
        for (const one of members) note(record.read, one, edition, { entry, by, means });
      } else if (act.mode === 'received' && act.unit !== undefined)
        note(record.received, act.unit, edition, { entry, by });
      else note(record.read, by, edition, { entry, by });
    }
  }
}

/** No less than what was asked? Whoever only says that their unit has it has not read it. */
function isEnough(asked: CirculateAct, { act }: Entry): boolean {
  if (act.type !== 'acknowledge') return false;
  if (act.mode === 'received') return act.unit !== undefined || asked.level === 'received';
  if (asked.level !== 'studied') return true;
  // A sheet that somebody has signed holds no answers; who enters it answers for that.
  return act.mode === 'studied' && (act.behalf !== undefined || hasPassed(asked, act.answers));
}

/** The first word stays, but one's own takes the place of another's. */
function note(
  into: Map<string, Map<string, ReadingOf>>,
  who: string,
  edition: string,
  reading: ReadingOf,
): void {
  let byEdition = into.get(who);
  if (byEdition === undefined) into.set(who, (byEdition = new Map()));
  const known = byEdition.get(edition);
  if (known === undefined || isBefore(reading, known)) byEdition.set(edition, reading);
}

function isBefore(a: ReadingOf, b: ReadingOf): boolean {
  if ((a.means === undefined) !== (b.means === undefined)) return a.means === undefined;
  return byTime(a.entry, b.entry) < 0;
}

function earlier(entry: Entry, known: Entry | undefined): Entry {
  return known === undefined || byTime(entry, known) < 0 ? entry : known;
}
