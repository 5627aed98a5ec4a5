import type { CirculationRecord } from '../circulations.ts';
import { countsOf } from './counts-of.ts';
import type { RegisterBody } from './make-register.ts';
import { behalfWords, exemptWords, howRead, readersOf, remarkWords } from './reading-cells.ts';
import type { Cell, RegisterFact, RegisterOrder } from './register.ts';
import { circulatedTitle, type RegisterSources } from './register-sources.ts';
import type { RegisterWords } from './register-words.ts';

/** 文件处理单 or 文件传阅单: one circulation as on paper, with its boxes, and those who read it in their turn. */
export function slipRegister(
  record: CirculationRecord,
  { on }: RegisterOrder,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterBody {
  const rows = readersOf(record, sources).map(({ id, name, unit, isMeant }, at): Cell[] => {
    const { readings, missing } = sources.book.standing(record, id, on);
    const read = [...readings.values()].sort((a, b) => a.entry.at - b.entry.at);
    const last = read.at(-1);
    const isDone = last !== undefined && missing.length === 0;
    const remarks = read.map((one) => remarkWords(one, words));
    const others = read.map((one) => behalfWords(one, sources, words));
    return [
      at + 1,
      unit,
      name,
      isDone ? { at: last.entry.at } : '',
      isDone ? [...new Set(read.map((one) => howRead(one, words)))].join(words.list) : '',
      [...new Set([...remarks, ...others, exemptWords(record, id, words), isMeant ? '' : words.notMeant])]
        .filter(Boolean)
        .join(words.semicolon),
    ];
  });
  return {
    head: slipHead(record, on, sources, words),
    above: [words.proposal, words.instruction],
    columns: [
      { name: words.number, width: 4 },
      { name: words.unit, width: 9 },
      { name: words.reader, width: 6 },
      { name: words.signedAt, width: 10 },
      { name: words.how, width: 6 },
      { name: words.remark, width: 14 },
    ],
    rows,
    below: [words.outcome, words.returned],
    notes: [words.notes.known],
  };
}

/** The head of every form about one circulation. */
export function slipHead(
  record: CirculationRecord,
  on: string,
  sources: RegisterSources,
  words: RegisterWords,
): RegisterFact[] {
  const { act, entry, by } = record;
  const facts: RegisterFact[] = [];
  const add = (name: string, value: Cell | undefined): void => {
    if (value !== undefined) facts.push({ name, value });
  };
  for (const { publish, edition } of act.editions) {
    const document = sources.documents.get(edition);
    const received = document?.received;
    add(words.document, words.title1(circulatedTitle(sources.book, publish)));
    add(words.fromOrg, received?.from ?? document?.issuer);
    add(words.docNo, document?.docNo);
    add(words.receiveNo, received?.number);
    add(words.receivedOn, received?.on === undefined ? undefined : { day: received.on });
    add(words.scope, received?.scope);
  }
  add(words.level, words.levels[act.level]);
  add(words.order, words.orders[act.order]);
  add(words.due, act.due === undefined ? undefined : { day: act.due });
  add(words.sentBy, sources.book.ledger.roster.roster().members.get(by)?.name ?? '');
  add(words.sentAt, { at: entry.at });
  add(words.note, act.note);
  const { read, all, exempt } = countsOf(record, on, sources);
  add(words.counts, words.countsOf(read, all, exempt));
  return facts;
}
