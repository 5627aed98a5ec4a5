import { parseEdition } from '../exchange/parse-edition.ts';
import type { Act, Entry, PublishAct } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { mostHeads } from '../ledger/read-act.ts';
import { articleIdsFor } from '../rule/article-ids.ts';
import { checkText } from '../rule/check-text.ts';
import type { CitedInBase, TextFinding } from '../rule/check-finding.ts';
import type { EditionContent } from '../rule/edition.ts';
import type { RuleText } from '../rule/rule-text.ts';
import { parseText } from '../rule/parse-text.ts';
import { titleKey } from '../rule/title-key.ts';
import type { Day } from '../rule/validity.ts';
import type { ActToSay } from '../store/ledger-keeper.ts';
import { editionHash } from '../ledger/edition-hash.ts';
import type { Library } from '../store/library.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import { freshIds, type Comparer } from './comparer.ts';
import type { CitationResolver } from './citation-resolver.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { PublishMeta, PublishOrder, PublishView } from './office-protocol.ts';
import type { PublishCandidate } from './publish-candidate.ts';
import { contentWith, metaOf } from './publish-meta.ts';
import type { SearchUpkeep } from './search-upkeep.ts';
import type { CallContext } from './serve-calls.ts';

/** What issuing needs of the engine. */
export interface PublisherTools {
  library: Library;
  office: Office;
  comparer: Comparer;
  resolver: CitationResolver;
  search: SearchUpkeep;
}

/** Entries signed in one transaction. */
const perBatch = 100;

/** Issuing editions in the name of the office: what is signed is the hash of the whole edition. */
export class Publisher {
  #tools: PublisherTools;

  constructor(tools: PublisherTools) {
    this.#tools = tools;
  }

  /**
   * Everything a publisher must see: what belongs to the edition, findings in the text, what changes.
   *
   * @param meta as the publisher has it so far; without it as the edition states it
   * @throws {EngineProblem} `not-found`
   */
  async prepare(
    what: { rule: string; edition: string; meta?: PublishMeta; on: Day },
    candidate?: PublishCandidate,
  ): Promise<PublishView> {
    const { library, comparer } = this.#tools;
    const { row, edition, content: stored } = candidate ?? (await this.#stored(what.rule, what.edition));
    const meta = what.meta ?? metaOf(stored, row);
    const content = contentWith(stored, meta);
    const parsed = parseText(content.text);
    const { citations, articles, repeals } = parseEdition(content, parsed);
    if (candidate !== undefined)
      this.#tools.resolver.learn(
        edition.hash,
        parsed.units.map(({ address }) => address),
      );
    const revised = this.#revised(row, edition);
    const ended = library.catalogue.repealedOn(row);
    const findings = await this.#findings(
      { row: { ...row, kind: meta.kind }, edition, content },
      parsed,
      citations,
      what.on,
    );
    return {
      rule: row.id,
      edition: edition.hash,
      meta,
      articles,
      findings,
      ...(revised !== undefined && {
        revises: {
          edition: revised.hash,
          ...(revised.date !== undefined && { date: revised.date }),
          comparison: await comparer.comparisonWith(revised.hash, { text: stored.text, parsed }),
        },
      }),
      repeals: repeals
        .flatMap((key) => library.catalogue.rulesByTitleKey(key))
        .filter(({ id }) => id !== row.id)
        .map(({ id, title }) => ({ rule: id, title })),
      ...(ended !== undefined && ended <= what.on && revised !== undefined && { ended }),
      signing: library.catalogue.signing(row, edition),
    };
  }

  /** What should be looked at in a text before it is signed, as `prepare` tells it. */
  async findings(candidate: PublishCandidate, on: Day): Promise<TextFinding[]> {
    const parsed = parseText(candidate.content.text);
    const { citations } = parseEdition(candidate.content, parsed);
    const addresses = parsed.units.map(({ address }) => address);
    this.#tools.resolver.learn(candidate.edition.hash, addresses);
    return await this.#findings(candidate, parsed, citations, on);
  }

  /**
   * Issues an edition. The text is saved first and signed then: what is signed is always there.
   *
   * @param from absent: an edition that is in the base; what comes from elsewhere, and what is signed with it in one go
   * @throws {EngineProblem} `not-allowed`, `not-found`, `changed-meanwhile`
   */
  async publish(
    order: PublishOrder,
    from?: { candidate: PublishCandidate; also: (issued: Entry, edition: string) => Act },
  ): Promise<{ edition: string }> {
    const { library, office, search } = this.#tools;
    office.must('publisher');
    const {
      row,
      edition,
      content: stored,
    } = from?.candidate ?? (await this.#stored(order.rule, order.edition));
    const revised = this.#revised(row, edition);
    if (revised?.hash !== order.revises) throw new EngineProblem('changed-meanwhile');
    const content = contentWith(stored, order.meta);
    if (revised !== undefined) await this.#nameArticles(content, row, revised, order);
    const parsed = parseEdition(content);
    const hash = await editionHash(content);
    const { kind, unit } = order.meta;
    const rule = { kind, id: row.id, ...(unit !== undefined && { unit }) };
    const made = { content, rule, ...parsed };
    const [result] = await library.addEditions([made]);
    if (result!.outcome !== 'same') await search.add([hash], [{ edition: made, warnings: [] }]);
    await library.setRuleMeta(row.id, { title: content.title, kind, unit: unit ?? null });
    const on = content.effectiveOn ?? content.publishedOn ?? content.date;
    const act = (ledger: Ledger): PublishAct => ({
      type: 'publish',
      rule: row.id,
      edition: hash,
      title: content.title,
      ...(content.part !== undefined && { part: content.part }),
      kind,
      ...(unit !== undefined && { unit }),
      change: order.change,
      ...(revised !== undefined && { revises: revised.hash }),
      ...(from === undefined && hash !== edition.hash && { source: edition.hash }),
      after: newest(ledger.publications.of(row.id).heads),
      repeals: on === undefined ? [] : order.repeals.map((id) => ({ rule: id, on })),
      secrecy: order.secrecy,
      ...(order.reason !== undefined && { reason: order.reason }),
    });
    const also = from?.also;
    await office.keeper.sayAll([
      act,
      ...(also === undefined ? [] : [(_: Ledger, [issued]: readonly Entry[]) => also(issued!, hash)]),
    ]);
    return { edition: hash };
  }

  /**
   * Registers every rule that nothing was signed of yet, with all its editions, as official from of old. When aborted
   * it ends after what is being saved.
   *
   * @returns how many editions were signed
   */
  async registerAll(
    what: { secrecy: string },
    { signal, progress }: CallContext,
  ): Promise<{ registered: number }> {
    const { library, office } = this.#tools;
    office.must('publisher');
    const { catalogue } = library;
    const open = catalogue.rows().filter(({ id }) => catalogue.official.record(id) === undefined);
    const total = open.reduce((sum, { editions }) => sum + editions.length, 0);
    let registered = 0;
    const tell = (): void => progress({ done: registered, total, articles: 0, entries: [] });
    tell();
    for (let at = 0; at < open.length && !signal.aborted; at += perBatch) {
      const acts = open.slice(at, at + perBatch).flatMap((row) => this.#registration(row, what.secrecy));
      await office.keeper.sayAll(acts);
      registered += open.slice(at, at + perBatch).reduce((sum, { editions }) => sum + editions.length, 0);
      tell();
    }
    return { registered };
  }

  async repeal({ rule, on, reason }: { rule: string; on: Day; reason: string }): Promise<void> {
    const { office, library } = this.#tools;
    office.must('publisher');
    const row = library.catalogue.rule(rule);
    if (row === undefined) throw new EngineProblem('not-found');
    await office.keeper.say((ledger) => ({
      type: 'repeal',
      rule,
      title: row.title,
      on,
      after: newest(ledger.publications.of(rule).heads),
      ...(reason !== '' && { reason }),
    }));
  }

  async withdraw(what: { entry: string; reason: string }): Promise<void> {
    const { office } = this.#tools;
    office.must('publisher');
    const target = office.ledger.chains.get(what.entry)?.act.type;
    if (target !== 'publish' && target !== 'repeal') throw new EngineProblem('not-found');
    await office.keeper.say({ type: 'withdraw', ...what });
  }

  /** One entry for each edition, oldest first, and one for the end of the rule if it has ended. */
  #registration(row: RuleRow, secrecy: string): ActToSay[] {
    const { catalogue } = this.#tools.library;
    const { id, title, part, kind, unit } = row;
    const last = (before: readonly { id: string; act: { type: string; rule?: string } }[]): string[] => {
      const found = before.findLast(({ act }) => act.rule === id);
      return found === undefined ? [] : [found.id];
    };
    const acts = row.editions.map((edition, i): ActToSay => {
      const revises = row.editions[i - 1]?.hash;
      return (_, before) => ({
        type: 'publish',
        rule: id,
        edition: edition.hash,
        title,
        ...(part !== undefined && { part }),
        kind,
        ...(unit !== undefined && { unit }),
        change: 'registered',
        ...(revises !== undefined && { revises }),
        after: last(before),
        // Which rules it ends is told with these.
        repeals: [],
        secrecy,
      });
    });
    const end = catalogue.repealedOn(row);
    if (end !== undefined)
      acts.push((_, before) => ({ type: 'repeal', rule: id, title, on: end, after: last(before) }));
    return acts;
  }

  async #findings(
    { row, edition, content }: PublishCandidate,
    parsed: RuleText,
    citations: Parameters<CitationResolver['resolveAll']>[2],
    on: Day,
  ): Promise<TextFinding[]> {
    const isRevision = this.#revised(row, edition) !== undefined;
    return checkText({
      kind: row.kind,
      content,
      parsed,
      citations,
      ...(isRevision && { begun: this.#begun(row, edition.hash) }),
      targetOf: await this.#targets(row, edition, citations, on),
    });
  }

  /** The issued edition in whose place another comes: the latest, but for a text of old the latest before it. */
  #revised(row: RuleRow, { hash }: EditionRow): EditionRow | undefined {
    const { catalogue } = this.#tools.library;
    const dayOf = (edition: EditionRow | undefined): Day | undefined => edition?.effectiveOn ?? edition?.date;
    const day = dayOf(row.editions.find((one) => one.hash === hash));
    const uncorrected = catalogue.official.uncorrected(row);
    const isOfficial = (one: EditionRow): boolean => catalogue.signing(row, one) === 'official';
    return row.editions.findLast((one) => {
      const isEarlier = day === undefined || (dayOf(one) ?? '') <= day;
      return one.hash !== hash && isEarlier && uncorrected.includes(one) && isOfficial(one);
    });
  }

  /** Days on which the editions before this one began. */
  #begun(row: RuleRow, edition: string): Day[] {
    const before = row.editions.filter(({ hash }) => hash !== edition);
    return before.flatMap(({ effectiveOn }) => (effectiveOn === undefined ? [] : [effectiveOn]));
  }

  async #nameArticles(
    content: EditionContent,
    row: RuleRow,
    revised: EditionRow,
    order: PublishOrder,
  ): Promise<void> {
    const before = await this.#tools.comparer.ids(row, revised);
    const addresses = parseText(content.text).units.map(({ address }) => address);
    content.articleIds = articleIdsFor(addresses, order.mapping, before, freshIds(order.edition));
  }

  async #stored(rule: string, hash: string): Promise<PublishCandidate> {
    const { library } = this.#tools;
    const row = library.catalogue.rule(rule);
    const edition = row?.editions.find((one) => one.hash.startsWith(hash));
    if (row === undefined || edition === undefined) throw new EngineProblem('not-found');
    return { row, edition, content: await library.openEdition(edition.hash) };
  }

  async #targets(
    row: RuleRow,
    edition: EditionRow,
    citations: Parameters<CitationResolver['resolveAll']>[2],
    on: Day,
  ): Promise<(index: number) => CitedInBase | undefined> {
    const { resolver, library } = this.#tools;
    const { catalogue } = library;
    const targets = await resolver.resolveAll(row, edition, citations);
    return (index) => {
      const target = targets[index];
      const { text } = citations[index]!;
      if (text.kind === 'self') return undefined;
      const title = text.kind === 'lead' ? undefined : text.title;
      if (target === undefined) {
        const isHere = title !== undefined && catalogue.rulesByTitleKey(titleKey(title)).length > 0;
        return { found: false, outside: !isHere, ...(title !== undefined && { title }) };
      }
      const cited = catalogue.rule(target.rule);
      const end = cited === undefined ? undefined : catalogue.repealedOn(cited);
      return {
        found: true,
        ...(end !== undefined && end <= on && { repealed: true }),
        ...(cited !== undefined && { title: cited.title }),
      };
    };
  }
}

/** So many of what came last; more come only from somebody who makes them on purpose. */
function newest(heads: readonly string[]): string[] {
  return heads.slice(-mostHeads);
}
