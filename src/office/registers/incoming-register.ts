import type { CirculationRecord } from '../circulations.ts';
import type { RegisterBody } from './make-register.ts';
import type { Cell, RegisterOrder } from './register.ts';
import { type DocumentFacts, type RegisterSources, titleOf } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';

/** 收文登记簿: everything that was received, by day and number of receipt, and where it was passed on. */
export function incomingRegister(
  { zone }: RegisterOrder,
  { book, documents, incoming }: RegisterSources,
  words: RegisterWords,
): RegisterBody {
  const circulations = new Map<string, CirculationRecord[]>();
  for (const record of book.all())
    for (const { edition } of record.act.editions)
      circulations.set(edition, [record, ...(circulations.get(edition) ?? [])]);
  const signed = officialEditions(book.ledger);
  const rows = [...new Set(incoming)]
    .flatMap((edition) => {
      const facts = documents.get(edition);
      return facts === undefined ? [] : [{ edition, facts }];
    })
    .sort((a, b) => compare(a.facts, b.facts) || (a.edition < b.edition ? -1 : 1))
    .map(({ edition, facts }, at): Cell[] => {
      const { from, number, on, scope, mayForward } = facts.received ?? {};
      return [
        at + 1,
        number ?? '',
        on === undefined ? '' : { day: on },
        from ?? facts.issuer ?? '',
        facts.docNo ?? '',
        titleOf(facts),
        scope ?? words.unstated,
        mayForward === undefined ? words.unstated : mayForward ? words.yes : words.no,
        (circulations.get(edition) ?? []).map((record) => circulationLine(record, zone, words)).join('\n'),
        signed.has(edition) ? words.issued : words.unsigned,
        edition.slice(0, 16),
      ];
    });
  return {
    head: [],
    above: [],
    columns: [
      { name: words.number, width: 4 },
      { name: words.receiveNo, width: 6 },
      { name: words.receivedOn, width: 6 },
      { name: words.fromOrg, width: 9 },
      { name: words.docNo, width: 9 },
      { name: words.document, width: 18 },
      { name: words.scope, width: 7 },
      { name: words.mayForward, width: 4 },
      { name: words.circulated, width: 12 },
      { name: words.signing, width: 4 },
      { name: words.edition, width: 10 },
    ],
    rows,
    below: [],
    notes: [words.notes.known],
  };
}

function officialEditions({ publications }: RegisterSources['book']['ledger']): Set<string> {
  const signed = new Set<string>();
  for (const rule of publications.rules())
    for (const { edition, withdrawn } of publications.of(rule).publications)
      if (withdrawn === undefined) signed.add(edition);
  return signed;
}

/** Sent on which day where it is told, asked what, until when. */
function circulationLine(
  { entry, act, closed, withdrawn }: CirculationRecord,
  zone: number,
  words: RegisterWords,
): string {
  return [
    new Date(entry.at + zone * 60_000).toISOString().slice(0, 10),
    words.levels[act.level],
    words.orders[act.order],
    act.due === undefined ? '' : `${words.due} ${act.due}`,
    withdrawn !== undefined ? words.withdrawn : closed !== undefined ? words.closed : '',
  ]
    .filter(Boolean)
    .join(words.comma);
}

/** What has no day or number comes last. */
function compare({ received: a }: DocumentFacts, { received: b }: DocumentFacts): number {
  return text(a?.on, b?.on) || text(a?.number, b?.number);
}

function text(a = '\uffff', b = '\uffff'): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
