import type { Entry } from '../ledger/entry.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import { titlesOf } from './circulation-line.ts';
import type { Reply } from './circulations-protocol.ts';

/** As many as anybody reads through; older ones stand with their circulation. */
const mostReplies = 300;

/**
 * What has come back from those who read, of all circulations, the newest first: questions and objections of readers,
 * feedback and news of branches. Of a unit that has spoken several times its last word stands here.
 */
export function replies(book: CirculationBook): Reply[] {
  const { ledger } = book;
  const roster = ledger.roster.roster();
  const unitName = (unit: string | undefined): { unitName?: string } => {
    const name = roster.units.get(unit ?? '')?.name;
    return name === undefined ? {} : { unitName: name };
  };
  const all = book.all().flatMap((record) => {
    const editions = titlesOf(book, record);
    const signed = (entry: Entry, unit: string | undefined): Omit<Reply, 'kind' | 'text'> => {
      const member = roster.members.get(ledger.roster.judge(entry, 'member').member ?? '');
      return {
        entry: entry.id,
        circulation: record.entry.id,
        editions,
        by: member?.name ?? '',
        ...unitName(unit ?? member?.unit),
        at: entry.at,
      };
    };
    const lines: Reply[] = [];
    for (const byEdition of record.read.values())
      for (const { entry, means } of byEdition.values()) {
        // What is said for others is nobody's own question.
        if (means !== undefined) continue;
        if (entry.act.type !== 'acknowledge' || entry.act.remark === undefined) continue;
        const { kind, text, address, edition } = entry.act.remark;
        const { rule } = titlesOf(book, { act: { ...record.act, editions: [entry.act] } })[0]!;
        const place = {
          rule,
          ...(edition !== undefined && { edition }),
          ...(address !== undefined && { address }),
        };
        lines.push({ ...signed(entry, undefined), kind, text, place });
      }
    for (const [unit, [newest]] of record.relays) {
      if (newest?.act.type !== 'relay') continue;
      for (const kind of ['feedback', 'news'] as const) {
        const text = newest.act[kind];
        if (text !== undefined) lines.push({ ...signed(newest, unit), kind, text });
      }
    }
    return lines;
  });
  return all.sort((a, b) => b.at - a.at || (a.entry < b.entry ? -1 : 1)).slice(0, mostReplies);
}
