import type { TextFinding } from '../rule/check-finding.ts';
import { titleOfDraft, withoutTitle } from '../rule/draft-title.ts';
import { titleKey } from '../rule/title-key.ts';
import { mostDraftText } from '../store/draft-document.ts';
import type { Library } from '../store/library.ts';
import type { CitedBy } from './cited-by.ts';
import type { CitableArticle, CitableTitle, CitedElsewhere, DraftsCalls } from './drafts-protocol.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import { draftCandidate } from './publish-candidate.ts';
import type { Publisher } from './publisher.ts';
import { previewOf } from './read-rule.ts';

type Args<N extends keyof DraftsCalls> = Parameters<DraftsCalls[N]>[0];

/** Titles, and articles of one text, that are offered; a longer list is narrowed by a further character. */
const mostTitles = 60;
const mostArticles = 1000;
/** Characters of an article by which it is known again. */
const mostWords = 40;
/** Places elsewhere that cite what moves. */
const mostPlaces = 200;

/** What the base knows that helps somebody who writes: what may be cited, what looks wrong, who cites what moves. */
export class DraftHelp {
  #parts: { drafts: Drafts; library: Library; publisher: Publisher; citedBy: CitedBy };

  constructor(parts: { drafts: Drafts; library: Library; publisher: Publisher; citedBy: CitedBy }) {
    this.#parts = parts;
  }

  /** Titles that have these words; those that begin with them first, and what is in force before what is not. */
  titles({ words, on }: Args<'citableTitles'>): CitableTitle[] {
    const { catalogue } = this.#parts.library;
    const key = titleKey(words);
    const rank = (title: string): number => (titleKey(title).startsWith(key) ? 0 : 1);
    return catalogue
      .rows()
      .filter(({ title }) => titleKey(title).includes(key))
      .map((row) => {
        const edition = catalogue.editionOn(row, on) ?? row.editions.at(-1)!;
        return { title: row.title, validity: catalogue.validity(row, edition, on) };
      })
      .sort((a, b) => {
        const byForce = Number(b.validity === 'inForce') - Number(a.validity === 'inForce');
        return rank(a.title) - rank(b.title) || byForce || a.title.length - b.title.length;
      })
      .slice(0, mostTitles);
  }

  /** Articles of the text of this title, as it stands on a day. */
  async articles({ title, on }: Args<'citableArticles'>): Promise<CitableArticle[]> {
    const { catalogue, storage } = this.#parts.library;
    for (const row of catalogue.rulesByTitleKey(titleKey(title))) {
      const edition = catalogue.editionOn(row, on);
      const text = edition && (await storage.get('texts', edition.hash));
      if (text === undefined) continue;
      const articles = text.units.filter(({ label }) => /^第.+条/.test(label)).slice(0, mostArticles);
      return articles.map(({ label, body, end }) => ({
        label,
        words: text.text.slice(body, Math.min(end, body + mostWords)).trim(),
      }));
    }
    return [];
  }

  /** What should be looked at in a text that is being written, at its places in that text. */
  async check({ draft, text, on }: Args<'checkDraft'>): Promise<TextFinding[]> {
    if (text.length > mostDraftText) throw new EngineProblem('too-much', String(mostDraftText));
    const { drafts, library, publisher } = this.#parts;
    const { title: named, kind, rule, base } = await drafts.look(draft, (open) => open.head);
    const isHere = base !== undefined && library.catalogue.byEdition(base) !== undefined;
    const candidate = await draftCandidate(
      { title: titleOfDraft(text) ?? named, text: withoutTitle(text), kind, rule },
      isHere ? await library.openEdition(base) : undefined,
      library.catalogue,
      library.storage.now(),
    );
    return await publisher.findings(candidate, on);
  }

  /** Who else cites articles of the rule that is revised, which will have other numbers. */
  async elsewhere({ draft, addresses, on }: Args<'citedElsewhere'>): Promise<CitedElsewhere[]> {
    const { drafts, library, citedBy } = this.#parts;
    const { base } = await drafts.look(draft, (open) => open.head);
    if (base === undefined || library.catalogue.byEdition(base) === undefined) return [];
    const found: CitedElsewhere[] = [];
    for (const address of addresses) {
      for (const place of await citedBy.places(base, address, on)) {
        if (found.length === mostPlaces) return found;
        const { rule, edition, title, label } = place;
        const { text } = await previewOf({ rule, edition, address: place.address, on }, library);
        found.push({
          title,
          label,
          text: text.slice(0, 2 * mostWords),
          rule,
          edition,
          address: place.address,
        });
      }
    }
    return found;
  }
}
