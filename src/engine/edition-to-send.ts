import type { CirculatedEdition } from '../ledger/circulation-acts.ts';
import type { Publication } from '../ledger/publications.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { Day } from '../rule/validity.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EarlierCirculation, EditionFault, EditionToSend, WhichEdition } from './circulate-protocol.ts';
import { editionReaders } from './edition-readers.ts';
import { EngineProblem } from './engine-problem.ts';

/** An edition as it would be sent, and what its circulate entry would name. */
export interface FoundEdition {
  view: Omit<EditionToSend, 'acknowledged'>;
  /** Absent when it cannot be sent. */
  named?: CirculatedEdition;
  /** Ids of those who have acknowledged it. */
  readers: ReadonlySet<string>;
}

/** @throws {EngineProblem} `not-found` when neither this base nor the ledger knows such an edition */
export function editionToSend(
  which: WhichEdition,
  { catalogue, book, on }: { catalogue: Catalogue; book: CirculationBook; on: Day },
): FoundEdition {
  const { publications } = book.ledger.publications.of(which.rule);
  const row = catalogue.rule(which.rule);
  const edition = row?.editions.find(({ hash }) => hash.startsWith(which.edition));
  const hash = edition?.hash ?? publications.find((one) => one.edition.startsWith(which.edition))?.edition;
  const known = publications.find((one) => one.edition === hash && one.withdrawn === undefined);
  if (hash === undefined) throw new EngineProblem('not-found');
  const readers = editionReaders(book, publications, hash);
  const validity =
    row === undefined || edition === undefined ? undefined : catalogue.validity(row, edition, on);
  const records = book.all();
  // Own texts that were sent together with a received one have no scope of their own.
  const scope = edition?.received === undefined ? undefined : scopeOf(records, hash);
  const earlier = earlierOf(records, publications, hash);
  const problem = faultOf();
  const view: FoundEdition['view'] = {
    rule: which.rule,
    edition: hash,
    title: row?.title ?? known?.act.title ?? '',
    ...(row?.part !== undefined && { part: row.part }),
    ...(edition?.docNo !== undefined && { docNo: edition.docNo }),
    ...(edition?.date !== undefined && { date: edition.date }),
    validity: validity ?? 'undated',
    ...(problem !== undefined && { problem }),
    superseded: validity === 'amended',
    ...(edition?.received !== undefined && { received: edition.received }),
    ...(scope !== undefined && { scope }),
    ...(earlier !== undefined && { earlier }),
  };
  if (problem !== undefined || known === undefined) return { view, readers };
  return { view, named: { publish: known.id, edition: hash }, readers };

  function faultOf(): EditionFault | undefined {
    if (known === undefined || known.disputed) return 'edition-unsigned';
    if (row === undefined || edition === undefined) return 'edition-missing';
    if (validity === 'repealed' || validity === 'expired') return 'edition-ended';
    if (edition.received?.mayForward === false) return 'edition-not-forwardable';
    return undefined;
  }
}

const names = ({ act }: CirculationRecord, edition: string): boolean =>
  act.editions.some((one) => one.edition === edition);

/** The scope that was signed first for an edition binds everybody who sends it later. */
function scopeOf(records: readonly CirculationRecord[], edition: string): EditionToSend['scope'] {
  return records.findLast(
    (record) => record.act.scope !== undefined && record.withdrawn === undefined && names(record, edition),
  )?.act.scope;
}

/** The newest circulation of an edition that came before this one. */
function earlierOf(
  records: readonly CirculationRecord[],
  publications: readonly Publication[],
  edition: string,
): EarlierCirculation | undefined {
  const at = publications.findIndex((one) => one.edition === edition && one.withdrawn === undefined);
  const before = publications.slice(0, Math.max(0, at)).map((one) => one.edition);
  const found = records.find(
    (record) => record.withdrawn === undefined && before.some((hash) => names(record, hash)),
  );
  return (
    found && {
      circulation: found.entry.id,
      at: found.entry.at,
      audience: found.act.audience,
      level: found.act.level,
      isOpen: found.closed === undefined,
    }
  );
}
