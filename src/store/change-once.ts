import * as Automerge from '@automerge/automerge/slim';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';
import { BadEdit } from './bad-edit.ts';
import { type DraftDoc, seconds } from './draft-document.ts';
import type { TextSplice } from './text-splices.ts';

/** What is done once, however many do it. Its splices do something. */
export interface OnceEdit {
  /** Stands in the history. */
  name: string;
  /** Milliseconds since 1970, the same for all who do it. */
  at: number;
  /** State in which the splices count. */
  heads: readonly string[];
  splices: readonly TextSplice[];
}

/**
 * The change that does something to the text of a state as every device makes it: out of the same past, with the same
 * time and writer, so that it has the same bytes. Automerge takes it once, from however many it comes.
 *
 * @returns the same when it is in the draft already; undefined when `isRight`, given the text before and after, says no
 * @throws {BadEdit} when a place is outside the text
 */
export function changeOnce(
  doc: Automerge.Doc<DraftDoc>,
  edit: OnceEdit,
  isRight: (before: string, after: string) => boolean,
): { hash: string; bytes: Uint8Array<ArrayBuffer> } | undefined {
  const bytes = changeOf(doc, edit);
  const { hash } = Automerge.decodeChange(bytes);
  if (Automerge.hasHeads(doc, [hash])) return { hash, bytes };
  const [tried] = Automerge.applyChanges(Automerge.clone(doc), [bytes]);
  const isGood = isRight(doc.text, tried.text);
  Automerge.free(tried);
  return isGood ? { hash, bytes } : undefined;
}

function changeOf(doc: Automerge.Doc<DraftDoc>, edit: OnceEdit): Uint8Array<ArrayBuffer> {
  // Numbers in a change count on from what its maker has, so it is made where nothing later is.
  let past = Automerge.clone(Automerge.view(doc, [...edit.heads]), { actor: writerOf(edit) });
  try {
    past = Automerge.change(past, { time: seconds(edit.at), message: edit.name }, (text) => {
      for (const { at, remove, insert } of edit.splices)
        Automerge.splice(text, ['text'], at, remove, insert.toWellFormed());
    });
    return Automerge.getLastLocalChange(past) as Uint8Array<ArrayBuffer>;
  } catch (cause) {
    throw new BadEdit('a place outside the text', { cause });
  } finally {
    Automerge.free(past);
  }
}

/**
 * Nobody's device, and another one for whatever is done differently: of two different changes by one writer a draft could
 * take only one, so what another version of Automerge may write otherwise is another's too.
 */
function writerOf(edit: OnceEdit): string {
  const { heads, name, at, splices } = edit;
  const what = [Automerge.releaseInfo().wasm?.gitHead ?? '', name, at, [...heads].sort(), splices];
  return bytesToHex(digest('guiju/draft-once/1', utf8ToBytes(JSON.stringify(what))).slice(0, 20));
}
