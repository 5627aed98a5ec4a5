import * as Automerge from '@automerge/automerge/slim';
import type { RuleContent } from '../rule/edition.ts';
import { ruleKinds } from '../rule/edition.ts';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { DamagedDocument } from './damaged-document.ts';
import { load, plain, whole, withDocument } from './plain-document.ts';
import { dayIn, type Fields, fieldsIn, present, stringIn, stringsIn } from './read-fields.ts';
import { readSimple } from './simple-document.ts';
import { hex, sha256 } from '../ledger/sha256.ts';

/**
 * A change of what belongs to the rule; absent fields stay as they are, null removes. `editions` are hashes
 * to be added: editions are never taken away.
 */
export interface RuleChange {
  title?: string;
  part?: string;
  kind?: RuleContent['kind'];
  category?: string | null;
  unit?: string | null;
  tags?: string[];
  repealedOn?: string | null;
  editions?: string[];
}

type RuleDoc = Fields & {
  /** Hash → how many editions were known before it. A map, so that merging unites and nothing doubles. */
  editions: Record<string, number>;
};

/** A rule's document as it is to be stored, and what it says. */
export interface SavedRule {
  bytes: Uint8Array;
  content: RuleContent;
}

/**
 * Makes a change in a rule's document. Needs Automerge started.
 *
 * The same change on the same state is the same bytes on every device: the first change of a document
 * depends on the rule's id alone, and the actor of every further one is a hash of what it changes, with time
 * 0. So two devices that bring in the same texts need not exchange anything, and a document begun on both
 * has one history.
 *
 * @param before saved document; undefined begins a new one, and then the change must give it a title
 * @throws {DamagedDocument} when `before` is no document of a rule
 */
export async function changeRule(
  id: string,
  before: Uint8Array | undefined,
  change: RuleChange,
): Promise<SavedRule> {
  const doc = before === undefined ? beginRule(id) : load<RuleDoc>(before);
  try {
    const heads = Automerge.getHeads(doc).sort();
    const reason = canonicalBytes({ change: onlyKnown(change), heads });
    const actor = hex((await sha256('guiju/rule-change/1', reason)).subarray(0, 16));
    const copy = Automerge.clone(doc, { actor });
    try {
      const changed = Automerge.change(copy, { time: 0 }, (fields) => apply(fields, change));
      return { bytes: Automerge.save(changed), content: toRuleContent(plain(changed)) };
    } finally {
      Automerge.free(copy);
    }
  } finally {
    Automerge.free(doc);
  }
}

function beginRule(id: string): Automerge.Doc<RuleDoc> {
  const actor = hex(new TextEncoder().encode(`begin ${id}`));
  return Automerge.change(Automerge.init<RuleDoc>({ actor }), { time: 0 }, (fields) => {
    Object.assign(fields, whole({ editions: {}, id, v: 1 }));
  });
}

/** In order, because the order of the operations decides the bytes. */
const replaceable = ['category', 'kind', 'part', 'repealedOn', 'tags', 'title', 'unit'] as const;

/** The known fields of a change and no others, whatever else the object carries. */
function onlyKnown(change: RuleChange): RuleChange {
  const fields = replaceable.map((key) => [key, change[key]]);
  return present<RuleChange>({ ...Object.fromEntries(fields), editions: change.editions });
}

function apply(doc: RuleDoc, change: RuleChange): void {
  for (const key of replaceable) {
    const value = change[key];
    if (value === null) delete doc[key];
    else if (value !== undefined) doc[key] = whole(value);
  }
  for (const hash of change.editions ?? []) {
    if (!(hash in doc.editions)) doc.editions[hash] = Object.keys(doc.editions).length;
  }
}

/**
 * What a rule's document says. Needs Automerge started.
 *
 * @throws {DamagedDocument} when the bytes are no document of a rule
 */
export function openRule(bytes: Uint8Array): RuleContent {
  return openSimpleRule(bytes) ?? withDocument(bytes, readRule);
}

/**
 * The same without Automerge; undefined for bytes of which only Automerge can say.
 *
 * @throws {DamagedDocument} when it is surely the document of something else
 */
export function openSimpleRule(bytes: Uint8Array): RuleContent | undefined {
  const simple = readSimple(bytes);
  return simple && toRuleContent(JSON.parse(new TextDecoder().decode(simple)) as Fields);
}

/**
 * The same of a document that is open.
 *
 * @throws {DamagedDocument} when it is not one of a rule
 */
export function readRule(doc: Automerge.Doc<Fields>): RuleContent {
  return toRuleContent(plain(doc));
}

function toRuleContent(data: Fields): RuleContent {
  const id = stringIn(data, 'id');
  const title = stringIn(data, 'title');
  if (data['v'] !== 1) throw new DamagedDocument('a rule of an unknown version');
  if (id === undefined || title === undefined) throw new DamagedDocument('a rule without id or title');
  const editions = Object.entries(fieldsIn(data['editions']) ?? {})
    .filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && /^[0-9a-f]{64}$/.test(entry[0]),
    )
    .sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
    .map(([hash]) => hash);
  return present<RuleContent>({
    v: 1,
    id,
    title,
    part: stringIn(data, 'part'),
    kind: ruleKinds.find((kind) => kind === data['kind']) ?? 'rule',
    category: stringIn(data, 'category'),
    unit: stringIn(data, 'unit'),
    tags: stringsIn(data, 'tags'),
    repealedOn: dayIn(data, 'repealedOn'),
    editions,
  });
}
