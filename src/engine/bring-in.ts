import { importFiles, type FileOutcome } from '../exchange/import-files.ts';
import type { IncomingFile } from '../exchange/incoming-file.ts';
import type { ReadEdition } from '../exchange/read-edition.ts';
import type { Library } from '../store/library.ts';
import type { CitationResolver } from './citation-resolver.ts';
import type { BringInEntry, BringInSummary } from './protocol.ts';
import type { SearchUpkeep } from './search-upkeep.ts';
import type { CallContext } from './serve-calls.ts';

/** What coming in needs of the engine. */
export interface BringInTools {
  library: Library;
  resolver: CitationResolver;
  search: SearchUpkeep;
}

/** Texts of one transaction: enough that waiting for the disk costs little, few enough to show progress. */
const perBatch = 60;
const charactersPerBatch = 1_500_000;

type Read = { file: string; read: ReadEdition };

/**
 * Reads files, saves them in batches and keeps the index up to date. What has been reported is on disk.
 * When aborted it saves nothing more, and reports what it had saved.
 *
 * @throws {StorageFull | StorageFailed} when a batch could not be written; the batches before it are safe
 */
export async function bringIn(
  files: Iterable<IncomingFile>,
  { library, resolver, search }: BringInTools,
  { signal, progress }: CallContext,
): Promise<BringInSummary> {
  const begun = performance.now();
  const list = [...files];
  const summary: BringInSummary = {
    files: 0,
    rules: 0,
    editions: 0,
    articles: 0,
    units: 0,
    citationsFound: 0,
    citationsResolved: 0,
    refused: 0,
    warnings: 0,
    ms: 0,
    cancelled: false,
    resolvedByEdition: {},
  };
  const saved: string[] = [];
  let waiting: Read[] = [];
  let characters = 0;
  let entries: BringInEntry[] = [];

  const report = (): void => {
    const total = Math.max(list.length, summary.files);
    progress({ done: summary.files, total, articles: summary.articles, entries });
    entries = [];
  };

  const save = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    characters = 0;
    const results = await library.addEditions(batch.map(({ read }) => read.edition));
    const fresh: ReadEdition[] = [];
    results.forEach((result, i) => {
      const { file, read } = batch[i]!;
      const { edition: made, warnings } = read;
      entries.push({
        file,
        outcome: result.outcome,
        rule: result.rule,
        edition: result.edition,
        title: made.content.title,
        ...(made.content.part !== undefined && { part: made.content.part }),
        ...(made.content.date !== undefined && { date: made.content.date }),
        articles: made.articles,
        units: made.units.length,
        citations: made.citations.length,
        ...(warnings.length > 0 && { warnings }),
      });
      summary.articles += made.articles;
      summary.units += made.units.length - made.articles;
      summary.citationsFound += made.citations.length;
      summary.warnings += warnings.length;
      if (result.outcome === 'rule') summary.rules += 1;
      if (result.outcome !== 'same') summary.editions += 1;
      resolver.learn(
        result.edition,
        made.units.map(({ address }) => address),
      );
      saved.push(result.edition);
      if (result.outcome !== 'same') fresh.push(read);
    });
    await search.add(
      results.filter(({ outcome }) => outcome !== 'same').map(({ edition }) => edition),
      fresh,
    );
    report();
  };

  const take = async (outcome: FileOutcome): Promise<void> => {
    summary.files += 1;
    if ('problem' in outcome) {
      summary.refused += 1;
      entries.push({ file: outcome.file, outcome: 'problem', problem: outcome.problem });
      return;
    }
    waiting.push({ file: outcome.file, read: outcome.ok });
    characters += outcome.ok.edition.content.text.length;
    if (waiting.length >= perBatch || characters >= charactersPerBatch) await save();
  };

  report();
  for await (const outcome of importFiles(list, { signal })) {
    if (signal.aborted) break;
    await take(outcome);
  }
  summary.cancelled = signal.aborted;
  if (!signal.aborted) await save();
  await search.settle();
  await countResolved(saved, summary, library, resolver);
  report();
  summary.ms = performance.now() - begun;
  return summary;
}

/** What a citation leads to depends on everything that came in, so it is counted at the end. */
async function countResolved(
  editions: readonly string[],
  summary: BringInSummary,
  library: Library,
  resolver: CitationResolver,
): Promise<void> {
  for (let at = 0; at < editions.length; at += perBatch) {
    const some = editions.slice(at, at + perBatch);
    const rows = await library.storage.getMany('cites', some);
    for (const [i, hash] of some.entries()) {
      const place = library.catalogue.byEdition(hash);
      if (place === undefined) continue;
      const targets = await resolver.resolveAll(place.row, place.edition, rows[i]?.citations ?? []);
      const resolved = targets.filter((target) => target !== undefined).length;
      summary.resolvedByEdition[hash] = resolved;
      summary.citationsResolved += resolved;
    }
  }
}
