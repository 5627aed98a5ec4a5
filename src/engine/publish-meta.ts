import type { EditionContent } from '../rule/edition.ts';
import type { RuleRow } from '../store/rows.ts';
import type { PublishMeta } from './office-protocol.ts';

/** What an edition and its rule state, for a publisher to correct. */
export function metaOf(content: EditionContent, row: RuleRow): PublishMeta {
  const { title, docNo, issuer, adoptedOn, publishedOn, effectiveOn, expiresOn, trial, interpreter, basis } =
    content;
  return {
    title,
    kind: row.kind,
    ...(row.unit !== undefined && { unit: row.unit }),
    ...(docNo !== undefined && { docNo }),
    ...(issuer !== undefined && { issuer }),
    ...(adoptedOn !== undefined && { adoptedOn }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...(effectiveOn !== undefined && { effectiveOn }),
    ...(effectiveOn !== undefined && effectiveOn === publishedOn && { fromPublication: true }),
    ...(expiresOn !== undefined && { expiresOn }),
    ...(trial !== undefined && { trial }),
    ...(interpreter !== undefined && { interpreter }),
    ...(basis !== undefined && { basis }),
  };
}

/**
 * The edition with what the publisher states in place of what it stated; the text stays as it is. Stating what it
 * states already gives the same edition.
 */
export function contentWith(content: EditionContent, meta: PublishMeta): EditionContent {
  const { kind: _kind, unit: _unit, fromPublication, effectiveOn, title, ...stated } = meta;
  const { v, part, date, events, received, articleIds, text } = content;
  const from = fromPublication === true ? meta.publishedOn : effectiveOn;
  const known = from === content.effectiveOn ? content.effectiveFrom : 'metadata';
  const day = date ?? meta.publishedOn ?? meta.adoptedOn ?? from;
  return {
    v,
    title,
    ...(part !== undefined && { part }),
    ...(day !== undefined && { date: day }),
    ...stated,
    ...(from !== undefined && { effectiveOn: from }),
    ...(from !== undefined && known !== undefined && { effectiveFrom: known }),
    events,
    ...(received !== undefined && { received }),
    ...(articleIds !== undefined && { articleIds }),
    text,
  };
}
