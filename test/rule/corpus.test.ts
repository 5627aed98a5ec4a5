/**
 * All laws of a collection that lies beside the project, where there is one: does the reading of structure and
 * citations hold on texts that nobody here has written?
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../../src/exchange/read-text.ts';
import type { CitableRule, Citation, CitationTarget, TitleBase } from '../../src/rule/citation.ts';
import { classificationMark } from '../../src/rule/classification-mark.ts';
import type { EditionContent } from '../../src/rule/edition.ts';
import { resolveCitation } from '../../src/rule/resolve-citation.ts';
import { shortTitleKeys, titleKey } from '../../src/rule/title-key.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus/laws', import.meta.url));
const present = existsSync(folder);

interface Law {
  path: string;
  raw: string;
  content: EditionContent;
  articles: number;
  addresses: Set<string>;
  citations: Citation[];
}
const laws: Law[] = [];
const editions = new Map<string, CitableRule>();
const byKey = new Map<string, Set<CitableRule>>();
const base: TitleBase = { byTitleKey: (key) => [...(byKey.get(key) ?? [])] };

/** Reads each file once and keeps it as a base would. */
function readAll(): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.md')) continue;
    const raw = readFileSync(join(folder, path), 'utf8');
    const { content, units, citations, articles } = readText(path, raw).edition;
    const addresses = new Set(units.map((unit) => unit.address));
    laws.push({ path, raw, content, articles, addresses, citations });
    const from = content.effectiveOn ?? content.date;
    const edition = {
      hash: path,
      ...(from !== undefined && { from }),
      has: (one: string) => addresses.has(one),
    };
    const id = `${titleKey(content.title)} ${content.part ?? ''}`;
    const rule = editions.get(id) ?? { id, editions: [] };
    editions.set(id, { ...rule, editions: [...rule.editions, edition] });
  }
  for (const rule of editions.values()) {
    for (const key of shortTitleKeys(rule.id.split(' ')[0]!)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(rule));
    }
  }
}

/** Numerals up to 1300, by counting: nothing of this comes from what is tested. */
const numerals = new Map<string, number>();
for (let n = 1; n <= 1300; n++) {
  const [ones, tens, hundreds, thousands] = [
    n % 10,
    Math.floor(n / 10) % 10,
    Math.floor(n / 100) % 10,
    n > 999,
  ];
  const digit = ' 一二三四五六七八九';
  const high = (thousands ? '一千' : '') + (hundreds > 0 ? `${digit[hundreds]}百` : thousands ? '零' : '');
  const middle =
    tens > 0
      ? `${tens === 1 && n < 20 ? '' : digit[tens]}十`
      : n > 99 && ones > 0 && !high.endsWith('零')
        ? '零'
        : '';
  numerals.set(high + middle + (ones > 0 ? digit[ones] : ''), n);
}

/** Articles of a file, counted line by line: a label with space behind it, or the very next one behind a full stop. */
function countArticles(raw: string): number {
  let count = 0;
  let last = 0;
  for (const line of raw.split('\n')) {
    const head = /^[#\s]*第([一二三四五六七八九十百千零〇]+)条(之[一二三四五六七八九十]+)?[\s\u3000【]/.exec(
      `${line} `,
    );
    if (head === null) continue;
    count += 1;
    last = numerals.get(head[1]!.replaceAll('〇', '零')) ?? last;
    for (const joined of line.matchAll(/[。；]\s*第([一二三四五六七八九十百千零]+)条\s/g)) {
      if (numerals.get(joined[1]!) !== last + 1) continue;
      count += 1;
      last += 1;
    }
  }
  return count;
}

interface Cited {
  law: Law;
  words: string;
  citation: Citation;
  target: CitationTarget | undefined;
}

function allCited(): Cited[] {
  return laws.flatMap((law) => {
    const { content, addresses, citations } = law;
    const day = content.effectiveOn ?? content.date;
    const from = {
      rule: `${titleKey(content.title)} ${content.part ?? ''}`,
      edition: law.path,
      ...(day !== undefined && { day }),
      ...(content.part !== undefined && { volumeOf: content.title }),
      has: (one: string) => addresses.has(one),
    };
    return citations.map((citation) => ({
      law,
      words: content.text.slice(citation.start, citation.end),
      citation,
      target: resolveCitation(citation, from, base),
    }));
  });
}

describe.skipIf(!present)(
  `laws beside the project${present ? '' : ' (skipped: no ../shared/corpus/laws)'}`,
  () => {
    let cited: Cited[] = [];
    beforeAll(() => {
      readAll();
      cited = allCited();
    }, 60_000);

    /** How many of some citations lead to an article, and the first that do not. */
    function resolved(name: string, chosen: (one: Cited) => boolean): { share: number; of: number } {
      const all = cited.filter(chosen);
      const lost = all.filter(({ target }) => target?.address === undefined);
      const share = 1 - lost.length / all.length;
      const some = lost.slice(0, 5).map(({ law, words }) => `${words} in ${law.path}`);
      console.info(`${name}: ${(share * 100).toFixed(2)} % of ${all.length}; lost:`, some);
      return { share, of: all.length };
    }

    test('articles: as many as an independent count finds, within one in a thousand', () => {
      let found = 0;
      let counted = 0;
      const differing: string[] = [];
      for (const { path, raw, articles } of laws) {
        const independent = countArticles(raw);
        found += articles;
        counted += independent;
        if (independent !== articles) differing.push(`${path}: ${articles}, counted ${independent}`);
      }
      console.info(`${laws.length} laws, ${found} articles, counted ${counted}; differing:`, differing);
      expect(laws.length).toBeGreaterThan(1000);
      expect(Math.abs(found - counted)).toBeLessThanOrEqual(counted / 1000);
      expect(differing.length).toBeLessThanOrEqual(laws.length / 200);
    });

    test('本法第N条 leads to an article', () => {
      const isOwn = ({ words, citation }: Cited): boolean =>
        citation.text.kind === 'self' && !citation.relative && words.startsWith('本');
      const { share, of } = resolved('本法第N条', isOwn);
      expect(of).toBeGreaterThan(3000);
      expect(share).toBeGreaterThanOrEqual(0.999);
    });

    test('a title without marks before 第N条 is found among the titles of the base', () => {
      const { share, of } = resolved('刑法第N条', ({ citation }) => citation.text.kind === 'lead');
      expect(of).toBeGreaterThan(3000);
      expect(share).toBeGreaterThanOrEqual(0.96);
    });

    test('《…》第N条 and abbreviations: where the base has the text, it has the article', () => {
      const isNamed = ({ citation }: Cited): boolean =>
        citation.place !== undefined &&
        (citation.text.kind === 'title' || citation.text.kind === 'abbreviation');
      const isKnown = ({ citation }: Cited): boolean =>
        'title' in citation.text && shortTitleKeys(citation.text.title).some((key) => byKey.has(key));
      const named = cited.filter(isNamed);
      const known = named.filter(isKnown).length / named.length;
      console.info(`《…》第N条: ${(known * 100).toFixed(2)} % of ${named.length} titles are in the base`);
      expect(known).toBeGreaterThanOrEqual(0.85);
      expect(resolved('《…》第N条', (one) => isNamed(one) && isKnown(one)).share).toBeGreaterThanOrEqual(
        0.98,
      );
    });

    test('前款 has a paragraph before it in the same article', () => {
      const found = cited.filter(({ words }) => words.startsWith('前款')).length;
      const written = laws.reduce((sum, { content }) => sum + (content.text.match(/前款/g)?.length ?? 0), 0);
      console.info(`前款: ${found} of ${written}`);
      expect(found / written).toBeGreaterThanOrEqual(0.99);
    });

    test('every relative place exists', () => {
      expect(resolved('前款, 本条 …', ({ citation }) => citation.relative).share).toBe(1);
    });

    test('no law is taken for a classified document', () => {
      const marked = laws.filter(({ path, raw }) => classificationMark(path, raw) !== undefined);
      expect(marked.map(({ path }) => path)).toEqual([]);
      expect(laws.filter(({ raw }) => /绝密|机密|秘密/.test(raw)).length).toBeGreaterThan(100);
    });
  },
);
