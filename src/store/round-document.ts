import * as Automerge from '@automerge/automerge/slim';
import { DamagedDocument } from './damaged-document.ts';
import { checkFrame } from './document-frame.ts';
import { editorsSpace } from './draft-document.ts';
import type { DocumentKey } from './manifest-row.ts';
import { load, plain, whole, withDocument } from './plain-document.ts';
import { type Fields, fieldsIn } from './read-fields.ts';

/**
 * What editors have of a round of opinions, beside the ledger and the sealed documents that everybody carries:
 *
 *     key       of the copy, so that devices which join later can be given it
 *     copy      as it was sealed
 *     slips     what came, opened, by the hash of what it came in
 *     answers   what editors have decided, each decision by an id of its own
 *     packages  files for people without the app, with their secrets
 *     given     by device, the agreement key for which the copy's key was sealed
 */
export const roundMaps = ['slips', 'answers', 'packages', 'given'] as const;
export type RoundMap = (typeof roundMaps)[number];

export interface RoundContent extends Record<RoundMap, Record<string, unknown>> {
  key: Uint8Array<ArrayBuffer>;
  copy: Uint8Array<ArrayBuffer>;
}

export type RoundChange = Partial<Record<RoundMap, Record<string, unknown>>>;

export function roundKey(round: string): DocumentKey & { kind: 'document' } {
  return { space: editorsSpace, kind: 'document', id: `r:${round}` };
}

/** What the round is called whose document has this key; undefined for other documents. */
export function roundOfKey({ space, kind, id }: DocumentKey): string | undefined {
  return space === editorsSpace && kind === 'document' && /^r:[0-9a-f]{32}$/.test(id)
    ? id.slice(2)
    : undefined;
}

/** @param actor see `draftActor` */
export function newRound(
  content: { key: Uint8Array; copy: Uint8Array; given: Record<string, unknown> },
  actor: string,
): Uint8Array {
  const doc = Automerge.change(Automerge.init<Fields>({ actor }), { time: 0 }, (fields) => {
    const { key, copy, given } = content;
    Object.assign(fields, { v: 1, key, copy, slips: {}, answers: {}, packages: {}, given: whole(given) });
  });
  try {
    return Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/**
 * Puts values into its maps, each whole.
 *
 * @param actor another one for each change, see `draftActor`
 * @throws {DamagedDocument}
 */
export function changeRound(bytes: Uint8Array, change: RoundChange, actor: string): Uint8Array {
  const loaded = load<Fields>(bytes);
  const own = Automerge.clone(loaded, { actor });
  Automerge.free(loaded);
  let doc = own;
  try {
    doc = Automerge.change(own, { time: 0 }, (fields) => {
      for (const map of roundMaps) {
        const into = fieldsIn(fields[map]);
        if (into === undefined) throw new DamagedDocument('no round of opinions');
        for (const [key, value] of Object.entries(change[map] ?? {})) into[key] = whole(value);
      }
    });
    return Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/**
 * Looks at what came of a round, see `checkDraft`.
 *
 * @throws {DamagedDocument} when it is none, or a change would make it none
 */
export function checkRound(doc: Automerge.Doc<Fields>, added: readonly Uint8Array[], isNew: boolean): void {
  toRound(plain(doc));
  checkFrame(doc, added, isNew, roundMaps);
}

/** @throws {DamagedDocument} when it is none */
export function readRound(bytes: Uint8Array): RoundContent {
  return toRound(withDocument(bytes, plain));
}

function toRound(data: Fields): RoundContent {
  const { v, key, copy } = data;
  if (v !== 1 || !(key instanceof Uint8Array) || !(copy instanceof Uint8Array))
    throw new DamagedDocument('no round of opinions');
  const [slips, answers, packages, given] = roundMaps.map((map) => fieldsIn(data[map]) ?? {});
  return {
    key: key.slice(),
    copy: copy.slice(),
    slips: slips!,
    answers: answers!,
    packages: packages!,
    given: given!,
  };
}
