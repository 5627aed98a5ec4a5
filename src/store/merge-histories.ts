import * as Automerge from '@automerge/automerge/slim';
import { DamagedDocument } from './damaged-document.ts';
import { type Chunk, chunksOf } from './document-chunks.ts';
import { load, withDocument } from './plain-document.ts';
import type { Fields } from './read-fields.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** Changes came that follow others which are not here. */
export class NeedsOthers extends Error {
  override name = 'NeedsOthers';
}

/** Looks at what came; what it throws is thrown on, and nothing is taken. */
export interface MergeChecks {
  /** Gets a whole document that came, before anything is done with it. */
  came?: (theirs: Automerge.Doc<Fields>) => void;
  /**
   * Gets the document with what came, when something in that is new: the changes that are, each after those that it
   * follows, and whether nothing of it was here.
   */
  joined?: (doc: Automerge.Doc<Fields>, added: readonly Uint8Array[], isNew: boolean) => void;
}

/**
 * What another device has of a document, brought together with what is here. Needs Automerge started.
 *
 * @param ours the saved document, if there is one; a damaged one counts as none
 * @param theirs a saved document, or changes that follow what is here
 * @returns the document to be saved; undefined when nothing is new
 * @throws {DamagedDocument} when the bytes are neither, or the two cannot belong to one history
 * @throws {NeedsOthers}
 */
export function mergeHistories(
  ours: Uint8Array | undefined,
  theirs: Uint8Array,
  { came = () => undefined, joined }: MergeChecks = {},
): Uint8Array | undefined {
  const chunks = chunksOf(theirs);
  const isWhole = chunks.length === 1 && chunks[0]!.kind === 'document';
  if (!isWhole && chunks.some(({ kind }) => kind === 'document'))
    throw new DamagedDocument('neither a document nor changes');
  let doc = ours && unlessDamaged(() => load<Fields>(ours));
  const before = doc === undefined ? [] : Automerge.getHeads(doc);
  if (doc === undefined && !isWhole) throw new NeedsOthers('changes of a document that is not here');
  const isNew = doc === undefined;
  doc = doc === undefined ? load<Fields>(theirs) : join(doc, theirs, isWhole ? [] : chunks, came);
  try {
    if (isNew) came(doc);
    if (Automerge.getMissingDeps(doc, []).length > 0)
      throw new NeedsOthers('changes before these are not here');
    if (!isNew && headsText(Automerge.getHeads(doc)) === headsText(before)) return undefined;
    joined?.(doc, Automerge.getChangesSince(doc, before), isNew);
    // A whole one that is new is kept as it came: writing it anew would only cost.
    return isNew ? theirs.slice() : Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/** @param changes the changes in `theirs`; none when it is a whole document */
function join(
  doc: Automerge.Doc<Fields>,
  theirs: Uint8Array,
  changes: readonly Chunk[],
  came: (theirs: Automerge.Doc<Fields>) => void,
): Automerge.Doc<Fields> {
  try {
    if (changes.length === 0 && theirs.length > 0)
      return withDocument(theirs, (other) => {
        came(other);
        return Automerge.merge(doc, other);
      });
    const parts = changes.map(({ begin, end }) => theirs.slice(begin, end));
    return Automerge.applyChanges(doc, parts)[0];
  } catch (cause) {
    Automerge.free(doc);
    throw new DamagedDocument('the two cannot belong to one history', { cause });
  }
}

const headsText = (heads: readonly string[]): string => [...heads].sort().join();
