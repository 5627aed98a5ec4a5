import { fileName } from '../exchange/markdown-path.ts';
import { writeXlsx } from '../exchange/write-xlsx.ts';
import { type OpinionsTableWords, opinionsTableWords } from '../office/opinions-table-words.ts';
import { cellText } from '../office/registers/cell-text.ts';
import type { RegisterLanguage } from '../office/registers/register.ts';
import { registerSheet } from './registers/register-sheet.ts';
import type { SavedFile } from './office-protocol.ts';
import type { OpinionsTable, OpinionView, RoundView, SaidBy } from './opinions-protocol.ts';

/** 意见采纳情况表 as plain words: drawn on paper, copied and written into a workbook alike. */
export function opinionsTable(view: RoundView, office: string, language: RegisterLanguage): OpinionsTable {
  const words = opinionsTableWords(language);
  const { columns } = words;
  const of = (decision: string): number =>
    view.opinions.filter(({ decisions }) => decisions.length === 1 && decisions[0]!.decision === decision)
      .length;
  const [all, adopted, partly, rejected] = [
    view.opinions.length,
    of('adopted'),
    of('partly'),
    of('rejected'),
  ];
  const said = [...view.people, ...view.units].filter((one) => one.said !== undefined).length;
  return {
    form: 'opinions',
    office,
    title: words.title,
    head: [
      { name: words.about, value: view.title },
      { name: words.closed, value: { day: view.closes } },
      { name: words.asked, value: words.askedCount(view.asked, said + view.unnamed + view.carried) },
      {
        name: words.counts,
        value: words.count(all, adopted, partly, rejected, all - adopted - partly - rejected),
      },
    ],
    above: [],
    columns: [
      { name: columns.number, width: 4 },
      { name: columns.who, width: 10 },
      { name: columns.place, width: 8 },
      { name: columns.opinion, width: 24 },
      { name: columns.proposal, width: 24 },
      { name: columns.decision, width: 8 },
      { name: columns.reason, width: 20 },
    ],
    rows: view.opinions.map((one, at) => [
      at + 1,
      whoWords(one.from, words),
      one.label === '' ? words.whole : one.label,
      one.late === undefined ? one.text : `${one.text}（${words.late[one.late]}）`,
      one.proposal,
      decisionWords(one, words),
      one.decisions
        .map(({ reason }) => reason)
        .filter(Boolean)
        .join('\n'),
    ]),
    below: words.sign,
    foot: [],
    notes: [],
  };
}

export function opinionsSheet(table: OpinionsTable, language: RegisterLanguage): SavedFile {
  const zone = -new Date().getTimezoneOffset();
  const bytes = writeXlsx(registerSheet(table, { zone, language, creator: table.office }));
  const about = cellText(table.head[0]!.value, zone);
  return { name: `${fileName(`${table.title} ${about}`)}.xlsx`, bytes };
}

function whoWords({ kind, name, unitName }: SaidBy, words: OpinionsTableWords): string {
  if (kind === 'anonymous') return words.unnamed;
  if (kind === 'carried') return `${name}（${words.carried}）`;
  return unitName === undefined ? name : `${unitName} ${name}`;
}

function decisionWords({ decisions }: OpinionView, words: OpinionsTableWords): string {
  const [one, other] = decisions;
  if (one === undefined) return words.open;
  return other === undefined ? words.decisions[one.decision] : words.both;
}
