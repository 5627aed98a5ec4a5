import * as Automerge from '@automerge/automerge/slim';
import { draftActor, newDraft } from '../../../src/store/draft-document.ts';
import { someDevice } from '../../store/some-draft.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Doc = Record<string, unknown>;

const acts: ((doc: Doc) => void)[] = [
  (doc) => delete doc['id'],
  (doc) => (doc['id'] = new Automerge.ImmutableString('d2')),
  (doc) => (doc['v'] = 2),
  (doc) => (doc['text'] = 7),
  (doc) => (doc['text'] = '没'),
  (doc) => delete doc['remarks'],
  (doc) => (doc['title'] = new Automerge.ImmutableString('别')),
];

/** What somebody who means harm makes of a draft: the whole of it, and the changes alone, one by one. */
export function harmTo(bytes: Uint8Array, at: number): { whole: Bytes; changes: Bytes[] } {
  const before = Automerge.load<Doc>(bytes, { actor: draftActor(someDevice(9)) });
  const heads = Automerge.getHeads(before);
  let after: Automerge.Doc<Doc>;
  if (at % (acts.length + 1) === acts.length) {
    const head = { id: 'd2', title: '别', kind: 'rule', from: 'nothing', by: 'm9', at: 0 } as const;
    const other = newDraft(head, '', draftActor(someDevice(0)));
    after = Automerge.merge(before, Automerge.load<Doc>(other));
  } else after = Automerge.change(before, acts[at % (acts.length + 1)]!);
  return {
    whole: Automerge.save(after) as Bytes,
    changes: Automerge.getChangesSince(after, heads) as Bytes[],
  };
}
