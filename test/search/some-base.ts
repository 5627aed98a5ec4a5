import type { RuleKind } from '../../src/rule/edition.ts';
import { editionOn, validityOn } from '../../src/rule/validity.ts';
import { BodyIndex } from '../../src/search/body-index.ts';
import type { FindAnswer, FindRequest } from '../../src/search/find.ts';
import { Finder } from '../../src/search/finder.ts';
import type { Standings } from '../../src/search/standing.ts';
import type { EditionRow, RuleRow, TextRow } from '../../src/store/rows.ts';

export interface SomeRule {
  title: string;
  part?: string;
  kind?: RuleKind;
  category?: string;
  unit?: string;
  tags?: string[];
  repealedOn?: string;
  editions: { articles: string[]; path?: string; effectiveOn?: string; date?: string; docNo?: string }[];
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四'];

/** A base of small invented rules: rule `r0` with editions `r0e0`, `r0e1` and so on. */
export function someBase(rules: readonly SomeRule[]): {
  rows: RuleRow[];
  texts: Map<string, TextRow>;
  index: BodyIndex;
  finder: Finder;
  find: (query: string, more?: Partial<FindRequest>) => Promise<FindAnswer>;
} {
  const texts = new Map<string, TextRow>();
  const index = BodyIndex.load(new Map());
  const rows = rules.map((rule, r): RuleRow => {
    const { title, editions, kind = 'rule', tags = [], repealedOn: _, ...rest } = rule;
    const made = editions.map(({ articles, path = '', ...dates }, e): EditionRow => {
      const hash = `r${r}e${e}`;
      const row = someText(hash, articles, path);
      texts.set(hash, row);
      index.add([
        {
          edition: hash,
          title,
          units: row.units.map((unit) => ({ path, text: row.text.slice(unit.body, unit.end) })),
        },
      ]);
      return {
        hash,
        events: [],
        standing: 'imported',
        importedAt: 1,
        articles: articles.length,
        units: articles.length,
        characters: row.text.length,
        repeals: [],
        warnings: [],
        ...dates,
      };
    });
    return { id: `r${r}`, title, kind, tags, editions: made, updatedAt: 1, ...rest };
  });
  const finder = new Finder(
    {
      rows: () => rows,
      texts: async (hashes) =>
        new Map(hashes.flatMap((hash) => (texts.has(hash) ? [[hash, texts.get(hash)!]] : []))),
      standings: someStandings(({ id }) => rules[Number(id.slice(1))]?.repealedOn),
    },
    index,
  );
  const find = (query: string, more: Partial<FindRequest> = {}): Promise<FindAnswer> =>
    finder.find({ query, on: '2024-01-01', limit: 20, ...more });
  return { rows, texts, index, finder, find };
}

/** Standing by dates alone, as of a base without an office. */
export function someStandings(repealedOn: (row: RuleRow) => string | undefined = () => undefined): Standings {
  return {
    editionOn: (row, day) => editionOn(day, row.editions),
    validity: (row, edition, day) => validityOn(day, edition, row.editions, repealedOn(row)),
    signing: () => 'unsigned',
  };
}

export function someText(edition: string, articles: readonly string[], path = ''): TextRow {
  let text = '';
  const units = articles.map((article, i) => {
    const label = `第${numerals[i] ?? i + 1}条`;
    const start = text.length;
    text += `${label} ${article}\n\n`;
    return {
      address: `a${i + 1}`,
      label,
      path,
      start,
      body: start + label.length + 1,
      end: text.length - 2,
    };
  });
  return { edition, rule: edition.replace(/e\d+$/, ''), text, units };
}

/** Where the answers stand: r0e0#a2. */
export const places = ({ hits }: FindAnswer): string[] =>
  hits.map(({ edition, address }) => `${edition}#${address}`);
