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

/**
 * What another device has of a document, brought together with what is here. Needs Automerge started.
 *
 * @param ours the saved document, if there is one; a damaged one counts as none
 * @param theirs a saved document, or changes that follow what is here
 * @param check looks at a whole document that came, before anything is done with it
 * @returns the document to be saved; undefined when nothing is new
 * @throws {DamagedDocument} when the bytes are neither, or the two cannot belong to one history
 * @throws {NeedsOthers}
 */
export function mergeHistories(
  ours: Uint8Array | undefined,
  theirs: Uint8Array,
  check: (theirs: Automerge.Doc<Fields>) => void = () => undefined,
): Uint8Array | undefined {
  const chunks = chunksOf(theirs);
  const isWhole = chunks.length === 1 && chunks[0]!.kind === 'document';
  if (!isWhole && chunks.some(({ kind }) => kind === 'document'))
    throw new DamagedDocument('neither a document nor changes');
  let doc = ours && unlessDamaged(() => load<Fields>(ours));
  const before = doc && headsText(doc);
  if (doc === undefined && !isWhole) throw new NeedsOthers('changes of a document that is not here');
  const isNew = doc === undefined;
  doc = doc === undefined ? load<Fields>(theirs) : join(doc, theirs, isWhole ? [] : chunks, check);
  try {
    if (isNew) check(doc);
    if (Automerge.getMissingDeps(doc, []).length > 0)
      throw new NeedsOthers('changes before these are not here');
    // A whole one that is new is kept as it came: writing it anew would only cost.
    if (isNew) return theirs.slice();
    return headsText(doc) === before ? undefined : Automerge.save(doc);
  } finally {
    Automerge.free(doc);
  }
}

/** @param changes the changes in `theirs`; none when it is a whole document */
function join(
  doc: Automerge.Doc<Fields>,
  theirs: Uint8Array,
  changes: readonly Chunk[],
  check: (theirs: Automerge.Doc<Fields>) => void,
): Automerge.Doc<Fields> {
  try {
    if (changes.length === 0 && theirs.length > 0)
      return withDocument(theirs, (other) => {
        check(other);
        return Automerge.merge(doc, other);
      });
    const parts = changes.map(({ begin, end }) => theirs.slice(begin, end));
    return Automerge.applyChanges(doc, parts)[0];
  } catch (cause) {
    Automerge.free(doc);
    throw new DamagedDocument('the two cannot belong to one history', { cause });
  }
}

const headsText = (doc: Automerge.Doc<Fields>): string => Automerge.getHeads(doc).sort().join();
