import * as Automerge from '@automerge/automerge/slim';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type RuleKind, ruleKinds } from '../rule/edition.ts';
import { DamagedDocument } from './damaged-document.ts';
import type { Bounds } from './document-bounds.ts';
import { checkFrame } from './document-frame.ts';
import { isDraftId } from './draft-id.ts';
import type { DocumentKey } from './manifest-row.ts';
import { plain, whole } from './plain-document.ts';
import { type Fields, fieldsIn, present, stringIn, stringsIn } from './read-fields.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** From what a draft was begun. */
export const draftOrigins = ['edition', 'template', 'import', 'nothing', 'draft'] as const;
export type DraftOrigin = (typeof draftOrigins)[number];

/** What belongs to a draft beside its text. */
export interface DraftHead {
  id: string;
  title: string;
  kind: RuleKind;
  from: DraftOrigin;
  /** Rule that it is to become an edition of. */
  rule?: string;
  /** Hash of the edition that it revises. */
  base?: string;
  /** Draft that it branched off, and the state of that. */
  parent?: string;
  parentHeads?: string[];
  /** Member who began it, and when by their clock, in milliseconds since 1970. */
  by: string;
  at: number;
}

/** Maps of a draft that hold what is replaced whole, by key. */
export const draftMaps = ['remarks', 'reasons', 'facts'] as const;
export type DraftMap = (typeof draftMaps)[number];

/** A draft as Automerge holds it. Only `text` is typed into; everything else is replaced whole. */
export type DraftDoc = Fields & { text: string } & Record<DraftMap, Record<string, unknown>>;

/** Characters of a draft, in UTF-16 units: nearly twice the longest of 1,512 real laws. */
export const mostDraftText = 300_000;

/** To what a draft of years unfolds: it has a row for every letter that was ever written. */
export const draftBounds: Bounds = { bytes: 64 * 1024 * 1024, rows: 600_000 };

/** Fields of a draft into which is written, see `checkFrame`. */
export const draftFilled = ['text', ...draftMaps] as const;

/** Space of drafts that nobody but editors, reviewers and publishers has. */
export const editorsSpace = 'editors';

/** Space of a draft to which others are invited. */
export function invitedSpace(draft: string): string {
  return `draft:${draft}`;
}

export function draftKey(draft: string, space: string): DocumentKey & { kind: 'document' } {
  return { space, kind: 'document', id: `d:${draft}` };
}

/** Id of the draft in whose document this is the key; undefined for other documents. */
export function draftOfKey({ space, kind, id }: DocumentKey): string | undefined {
  if (kind !== 'document' || !id.startsWith('d:')) return undefined;
  const draft = id.slice(2);
  return isDraftId(draft) && (space === editorsSpace || space === invitedSpace(draft)) ? draft : undefined;
}

/**
 * Begins a draft. The text is put in by a change of its own, so that a branch of it has the same root.
 *
 * @param actor who begins it, see `draftActor`
 */
export function newDraft(head: DraftHead, text: string, actor: string): Uint8Array {
  const doc = Automerge.change(
    Automerge.init<Record<string, unknown>>({ actor }),
    { time: seconds(head.at) },
    (fields) => {
      Object.assign(fields, whole({ ...head, v: 1 }));
      Object.assign(fields, { text, remarks: {}, reasons: {}, facts: {} });
    },
  );
  try {
    return Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/**
 * Name under which a device writes into a draft: the device, and a number that no other session of it has, since two
 * sessions must not write under one.
 *
 * @param device its id, 32 hexadecimal digits
 */
export function draftActor(device: string): string {
  return device + bytesToHex(crypto.getRandomValues(new Uint8Array(8)));
}

/** Device that wrote under a name; undefined for a name of another shape. */
export function deviceOfActor(actor: string): string | undefined {
  return /^[0-9a-f]{48}$/.test(actor) ? actor.slice(0, 32) : undefined;
}

/** Times of changes are in seconds. */
export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/**
 * What a draft says of itself.
 *
 * @throws {DamagedDocument} when it is no draft
 */
export function readDraftHead(doc: Automerge.Doc<Fields>): DraftHead {
  const { text: _text, remarks: _remarks, reasons: _reasons, facts: _facts, ...rest } = doc;
  const data = plain(rest);
  const id = stringIn(data, 'id');
  const title = stringIn(data, 'title');
  if (data['v'] !== 1) throw new DamagedDocument('a draft of an unknown version');
  if (id === undefined || !isDraftId(id) || title === undefined || typeof doc['text'] !== 'string')
    throw new DamagedDocument('no draft');
  if (draftMaps.some((map) => fieldsIn(doc[map]) === undefined)) throw new DamagedDocument('no draft');
  const base = stringIn(data, 'base');
  return present<DraftHead>({
    id,
    title,
    kind: ruleKinds.find((kind) => kind === data['kind']) ?? 'rule',
    from: draftOrigins.find((from) => from === data['from']) ?? 'nothing',
    rule: stringIn(data, 'rule'),
    base: base !== undefined && /^[0-9a-f]{64}$/.test(base) ? base : undefined,
    parent: stringIn(data, 'parent'),
    parentHeads: data['parentHeads'] === undefined ? undefined : stringsIn(data, 'parentHeads'),
    by: stringIn(data, 'by') ?? '',
    at: typeof data['at'] === 'number' ? data['at'] : 0,
  });
}

/**
 * Looks at what came of a draft.
 *
 * @param doc with what came
 * @param added changes that are new in it, each after those that it follows
 * @param isNew whether nothing of it was here
 * @throws {DamagedDocument} when it is another draft or none, or a change would make it one
 */
export function checkDraft(
  id: string,
  doc: Automerge.Doc<Fields>,
  added: readonly Uint8Array[],
  isNew: boolean,
): void {
  if (readDraftHead(doc).id !== id) throw new DamagedDocument('another draft');
  checkFrame(doc, added, isNew, draftFilled);
}

/** What lies in one of the maps of a draft, by key, as plain data; what is nested too deep is left out. */
export function draftEntries(doc: Automerge.Doc<Fields>, map: DraftMap): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of Object.entries(fieldsIn(doc[map]) ?? {})) {
    const read = unlessDamaged(() => plain({ value }));
    if (read !== undefined) found.set(key, read['value']);
  }
  return found;
}
