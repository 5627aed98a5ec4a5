import { unitAddressOf } from '../rule/address.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { parseText } from '../rule/parse-text.ts';
import { readingUnits } from '../rule/reading-units.ts';
import type { Day } from '../rule/validity.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { EditionRow, RuleRow } from '../store/rows.ts';
import type { Storage } from '../store/storage.ts';
import type { CitationResolver } from './citation-resolver.ts';
import { EngineProblem } from './engine-problem.ts';
import type { IssueLine } from './office-protocol.ts';
import { endLines, issueLine, missingTexts } from './office-view.ts';
import type { Preview, Reading } from './protocol.ts';

/** Which text is asked for: by edition (a hash or how it begins), else the one of the day. */
export interface Which {
  rule: string;
  edition?: string;
  on: Day;
}

/** What reading needs of the engine. */
export interface ReadingSources {
  storage: Storage;
  catalogue: Catalogue;
  resolver: CitationResolver;
  /** Where there is an office. */
  ledger: Ledger | undefined;
}

/** @throws {EngineProblem} `not-found` */
export function chooseEdition(
  { rule, edition, on }: Which,
  catalogue: Catalogue,
): { row: RuleRow; edition: EditionRow } {
  const row = catalogue.rule(rule);
  if (row === undefined) throw new EngineProblem('not-found');
  const chosen =
    edition === undefined
      ? catalogue.editionOn(row, on)
      : row.editions.find(({ hash }) => hash.startsWith(edition));
  if (chosen === undefined) throw new EngineProblem('not-found');
  return { row, edition: chosen };
}

/** Makes a page out of one edition. Reads the derived text, so no Automerge is needed. */
export async function readRule(
  which: Which,
  sources: ReadingSources,
): Promise<Omit<Reading, 'favourite' | 'mayIssue' | 'mayDraft' | 'favouritePlaces'>> {
  const { storage, catalogue, resolver, ledger } = sources;
  const { row, edition } = chooseEdition(which, catalogue);
  const [textRow, cites] = await Promise.all([
    storage.get('texts', edition.hash),
    storage.get('cites', edition.hash),
  ]);
  if (textRow === undefined) throw new EngineProblem('not-found');
  const parsed = parseText(textRow.text);
  const citations = cites?.citations ?? [];
  const { preamble, units } = readingUnits(parsed, citations);
  const targets = await resolver.resolveAll(row, edition, citations);
  const repealedOn = catalogue.repealedOn(row);
  const issued = (hash: string): { issued?: IssueLine } => {
    const publication = catalogue.official.publication(row.id, hash);
    return publication === undefined || ledger === undefined
      ? {}
      : { issued: issueLine(publication, ledger) };
  };
  // The text as it came in says nothing beside the edition that was made of it, unless it is asked for.
  const shown = row.editions.filter((one) => one === edition || catalogue.signing(row, one) !== 'absorbed');
  const missing = ledger === undefined ? undefined : missingTexts(ledger, catalogue, [row.id]).at(-1);
  return {
    rule: {
      id: row.id,
      title: row.title,
      ...(row.part !== undefined && { part: row.part }),
      kind: row.kind,
      ...(row.category !== undefined && { category: row.category }),
      ...(row.unit !== undefined && { unit: row.unit }),
      tags: row.tags,
      ...(repealedOn !== undefined && { repealedOn }),
    },
    edition,
    validity: catalogue.validity(row, edition, which.on),
    signing: catalogue.signing(row, edition),
    ...issued(edition.hash),
    ends:
      ledger === undefined ? [] : endLines(catalogue.official.record(row.id)?.ends ?? [], ledger, catalogue),
    ...(missing !== undefined && { missing: { edition: missing.edition, title: missing.title } }),
    on: which.on,
    ...(edition.received !== undefined && { received: edition.received }),
    timeline: shown.map((stop) => {
      const event = stop.events.at(-1)?.text;
      return {
        edition: stop.hash,
        ...(stop.date !== undefined && { date: stop.date }),
        ...(stop.effectiveOn !== undefined && { effectiveOn: stop.effectiveOn }),
        ...(stop.docNo !== undefined && { docNo: stop.docNo }),
        ...(event !== undefined && { event }),
        validity: catalogue.validity(row, stop, which.on),
        signing: catalogue.signing(row, stop),
        ...issued(stop.hash),
      };
    }),
    outline: parsed.outline.map((heading) => ({
      level: heading.level,
      depth: heading.depth,
      label: heading.label,
      title: heading.title,
      address: parsed.units[heading.firstUnit]?.address ?? '',
      unit: heading.firstUnit,
    })),
    preamble,
    units,
    citations: targets.map((target) => target ?? {}),
    warnings: parsed.warnings,
  };
}

/** Characters of a preview: an article nearly always fits; of a whole text its beginning is enough to know it by. */
const longestPreview = { place: 260, whole: 130 };

/** The words of one place, or how a text begins. */
export async function previewOf(
  which: Which & { address?: string },
  { storage, catalogue }: Pick<ReadingSources, 'storage' | 'catalogue'>,
): Promise<Preview> {
  const { row, edition } = chooseEdition(which, catalogue);
  const textRow = await storage.get('texts', edition.hash);
  if (textRow === undefined) throw new EngineProblem('not-found');
  const wanted = which.address === undefined ? undefined : unitAddressOf(which.address);
  const unit = wanted === undefined ? undefined : textRow.units.find(({ address }) => address === wanted);
  const whole = (unit === undefined ? textRow.text : textRow.text.slice(unit.body, unit.end)).trim();
  const longest = unit === undefined ? longestPreview.whole : longestPreview.place;
  return {
    rule: row.id,
    edition: edition.hash,
    title: row.title,
    ...(row.part !== undefined && { part: row.part }),
    label: unit?.label ?? '',
    validity: catalogue.validity(row, edition, which.on),
    signing: catalogue.signing(row, edition),
    text: whole
      .slice(0, longest)
      // Half a character at the cut is none.
      .replace(/[\ud800-\udbff]$/, '')
      .replaceAll(/\n\s*\n/g, '\n')
      .replaceAll(/^#+ /gm, ''),
    cut: whole.length > longest,
  };
}
