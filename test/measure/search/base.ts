import { SearchUpkeep } from '../../../src/engine/search-upkeep.ts';
import { TextCache } from '../../../src/engine/text-cache.ts';
import type { Finder } from '../../../src/search/finder.ts';
import { Catalogue } from '../../../src/store/catalogue.ts';
import { MemoryStorage } from '../../../src/store/memory-storage.ts';
import type { RuleRow, TextRow } from '../../../src/store/rows.ts';
import { editionsOf, type TestArticle } from './collection.ts';

/**
 * The collection as a base of the product: every law a rule of one edition without dates, so that all of them
 * hold and only the ranking is measured.
 */
export class TestBase {
  readonly storage = new MemoryStorage();
  readonly catalogue: Catalogue;

  private constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
  }

  static async of(articles: readonly TestArticle[]): Promise<TestBase> {
    const rows: RuleRow[] = [];
    const texts: TextRow[] = [];
    for (const list of editionsOf(articles).values()) {
      const { title, subtitle, version } = list[0]!;
      const edition = `e${rows.length}`;
      const row = textRow(edition, list);
      rows.push({
        id: `r${rows.length}`,
        title,
        ...(subtitle !== '' && { part: subtitle }),
        kind: 'law',
        tags: [],
        updatedAt: 1,
        editions: [
          {
            hash: edition,
            issuer: version,
            events: [],
            standing: 'imported',
            importedAt: 1,
            articles: list.length,
            units: list.length,
            characters: row.text.length,
            repeals: [],
            warnings: [],
          },
        ],
      });
      texts.push(row);
    }
    const base = new TestBase(new Catalogue(rows));
    await base.storage.write(
      texts.map((row) => ({ room: 'texts' as const, key: row.edition, value: row })),
      'relaxed',
    );
    return base;
  }

  /** Opens the index as it is stored and brings it up to date, by the road the engine takes. */
  async open(): Promise<SearchUpkeep> {
    const cache = new TextCache(this.storage);
    return SearchUpkeep.open(this.storage, this.catalogue, cache.get, () => undefined);
  }

  /** Throws the stored index away. */
  async forgetIndex(): Promise<void> {
    const names = await this.storage.keys('segments');
    await this.storage.write(
      names.map((key) => ({ room: 'segments' as const, key })),
      'relaxed',
    );
  }

  async storedBytes(): Promise<number> {
    const segments = await this.storage.all('segments');
    return segments.reduce((sum, bytes) => sum + bytes.length, 0);
  }
}

/** The address of an article says which one of the collection it is. */
function textRow(edition: string, articles: readonly TestArticle[]): TextRow {
  let text = '';
  const units = articles.map((article) => {
    const start = text.length;
    text += `${article.label} `;
    const body = text.length;
    text += article.text;
    const unit = {
      address: `a${article.id}`,
      label: article.label,
      path: article.path.join(' › '),
      start,
      body,
      end: text.length,
    };
    text += '\n\n';
    return unit;
  });
  return { edition, rule: edition.replace('e', 'r'), text, units };
}

/** Asks as the result page does, and reads the articles off the answer. */
export async function askFinder(finder: Finder, query: string, limit: number): Promise<number[]> {
  const { hits } = await finder.find({ query, on: '2025-06-01', limit });
  return hits.map(({ address }) => Number(address.slice(1)));
}
