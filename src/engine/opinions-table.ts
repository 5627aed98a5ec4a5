import { fileName } from '../exchange/markdown-path.ts';
import { writeXlsx } from '../exchange/write-xlsx.ts';
import { type OpinionsTableWords, opinionsTableWords } from '../office/opinions-table-words.ts';
import type { SavedFile } from './office-protocol.ts';
import type { OpinionsTable, OpinionView, RoundView, SaidBy } from './opinions-protocol.ts';

/** 意见采纳情况表 as plain words: drawn on paper, copied and written into a workbook alike. */
export function opinionsTable(view: RoundView, language: 'zh' | 'en'): OpinionsTable {
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
    title: words.title,
    above: [
      [words.about, view.title],
      [words.closed, view.closes],
      [words.asked, words.askedCount(view.asked, said + view.unnamed + view.carried)],
      [words.counts, words.count(all, adopted, partly, rejected, all - adopted - partly - rejected)],
    ],
    columns: [
      columns.number,
      columns.who,
      columns.place,
      columns.opinion,
      columns.proposal,
      columns.decision,
      columns.reason,
    ],
    rows: view.opinions.map((one, at) => [
      String(at + 1),
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
  };
}

export function opinionsSheet(table: OpinionsTable, office: string, language: 'zh' | 'en'): SavedFile {
  const widths = [4, 10, 8, 24, 24, 8, 20];
  const bytes = writeXlsx({
    name: table.title,
    title: table.title,
    above: table.above,
    columns: table.columns.map((name, i) => ({ name, width: widths[i]! })),
    rows: table.rows.map(([number, ...rest]) => [Number(number), ...rest]),
    below: table.below.map((name) => [name, '']),
    notes: [],
    pages: language === 'zh' ? '第 &P 页，共 &N 页' : 'Page &P of &N',
    creator: office,
  });
  return { name: `${fileName(`${table.title} ${table.above[0]![1]}`)}.xlsx`, bytes };
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
