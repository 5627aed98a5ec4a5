import MiniSearch from 'minisearch';
import type { RuleRow } from '../store/rows.ts';
import { foldText } from './fold.ts';
import { pinyinInitials, pinyinReadings } from './pinyin.ts';

/** Longest run of initials that is indexed; titles are remembered by how they begin and by their last words. */
const longestInitials = 24;

/** Han by pairs and single characters, letters and digits by words. */
function tokens(text: string): string[] {
  const found: string[] = [];
  for (const word of foldText(text).split(' ')) {
    for (const run of word.match(/[a-z0-9]+|[^a-z0-9]+/g) ?? []) {
      if (/^[a-z0-9]/.test(run)) found.push(run);
      else {
        if (run.length === 1) found.push(run);
        for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
      }
    }
  }
  return found;
}

/** gzzd, zzd, zd: any part of a title can be typed by its initials. */
function initialTokens(title: string): string[] {
  const found = new Set<string>();
  for (const reading of pinyinReadings(title)) {
    const initials = reading.slice(0, longestInitials);
    for (let i = 0; i + 1 < initials.length; i++) found.add(initials.slice(i));
  }
  return [...found];
}

interface TitleDoc {
  id: string;
  title: string;
  initials: string;
  docNo: string;
  people: string;
  tags: string;
}

function docOf(row: RuleRow): TitleDoc {
  return {
    id: row.id,
    title: `${row.title} ${row.part ?? ''}`,
    initials: row.title,
    docNo: row.editions.map(({ docNo }) => docNo ?? '').join(' '),
    people: [row.unit ?? '', ...new Set(row.editions.map(({ issuer }) => issuer ?? ''))].join(' '),
    tags: [...row.tags, row.category ?? ''].join(' '),
  };
}

/** Titles, document numbers, units, issuers and tags: small fields, where prefixes and typing errors matter. */
export class TitleIndex {
  #index = new MiniSearch<TitleDoc>({
    fields: ['title', 'initials', 'docNo', 'people', 'tags'],
    tokenize: (text, field) => (field === 'initials' ? initialTokens(text) : tokens(text)),
    processTerm: (term) => term,
    searchOptions: {
      combineWith: 'AND',
      boost: { title: 4, docNo: 3 },
      // Letters are completed and forgiven; Han characters mean what they are.
      prefix: (term) => /^[a-z0-9]/.test(term),
      fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 0.2 : false),
    },
  });
  #rows = new Map<string, RuleRow>();

  /** Follows the rows of the base: adds, replaces and removes what has changed. */
  update(rows: readonly RuleRow[]): void {
    const ids = new Set<string>();
    const fresh: TitleDoc[] = [];
    for (const row of rows) {
      ids.add(row.id);
      const before = this.#rows.get(row.id);
      if (before === row) continue;
      if (before !== undefined) this.#index.remove(docOf(before));
      this.#rows.set(row.id, row);
      fresh.push(docOf(row));
    }
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue;
      this.#index.remove(docOf(row));
      this.#rows.delete(id);
    }
    this.#index.addAll(fresh);
  }

  /** Rule ids that fit a few words, the best first. */
  search(query: string, limit: number): string[] {
    const wanted = tokens(query);
    if (wanted.length === 0 || wanted.length > 40) return [];
    const folded = foldText(query).replaceAll(' ', '');
    const found = this.#index
      .search(query, { tokenize: tokens })
      .map((result) => {
        const title = this.#foldedTitle(result.id as string);
        // The whole words in the title come before their pairs scattered over it; short titles before long.
        const whole =
          title === folded ? 1000 : title.includes(folded) ? 100 / (1 + title.indexOf(folded) / 10) : 0;
        return { id: result.id as string, score: result.score + whole - title.length / 20 };
      })
      .sort((a, b) => b.score - a.score)
      .map(({ id }) => id);
    return (found.length > 0 ? found : this.#soundsLike(folded)).slice(0, limit);
  }

  /**
   * Titles that sound like what was typed: of characters chosen wrongly (公物员法) the initials are right. At
   * least half of them must be the right ones.
   */
  #soundsLike(folded: string): string[] {
    if (!/^\p{Script=Han}{4,20}$/u.test(folded)) return [];
    const initials = pinyinInitials(folded);
    return this.#index
      .search(initials, { fields: ['initials'], tokenize: (text) => [text], fuzzy: false })
      .map(({ id }) => id as string)
      .filter((id) => {
        const title = this.#foldedTitle(id);
        return [...folded].filter((character) => title.includes(character)).length * 2 >= folded.length;
      });
  }

  #foldedTitle(id: string): string {
    return foldText(this.#rows.get(id)!.title).replaceAll(' ', '');
  }
}
