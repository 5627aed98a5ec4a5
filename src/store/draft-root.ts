import * as Automerge from '@automerge/automerge/slim';

/**
 * Hash of the change that began a draft: only those know it who have the draft, and it stays the same in every copy. Takes as
 * long as its history is.
 */
export function draftRoot(doc: Automerge.Doc<object>): string {
  return Automerge.getChangesMetaSince(doc, []).find(({ deps }) => deps.length === 0)?.hash ?? '';
}
