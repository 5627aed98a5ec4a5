import { deviceOfActor } from '../store/draft-document.ts';
import type { Written } from '../store/draft-log.ts';
import { threadsIn } from '../store/draft-remark.ts';
import type { Doer } from '../store/draft-sessions.ts';
import { wordingName } from '../store/draft-wording.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import { mergesIn, mergeName } from './draft-merges.ts';

/**
 * Who made a change of a draft. What is done once however many do it bears nobody's device, but of it stands written who
 * did it first.
 */
export function doerIn(
  open: OpenDraft,
  memberOf: (device: string) => string | undefined,
): (change: Written) => Doer {
  const byName = new Map<string, Doer>();
  const note = (name: string, { by, at }: { by: string; at: number }): void => {
    if (!byName.has(name)) byName.set(name, { member: by, at });
  };
  for (const { remark, rulings, wording } of threadsIn(open.entries('remarks'))) {
    for (const ruling of rulings.filter(({ is }) => is === 'accepted'))
      for (const index of ruling.changes ?? remark.changes?.keys() ?? [])
        note(wordingName(remark.id, index, wording), ruling);
  }
  for (const merge of mergesIn(open.entries('facts'))) note(mergeName(merge), merge);
  return ({ actor, name, at }) => {
    const device = deviceOfActor(actor);
    if (device === undefined) return byName.get(name) ?? { member: '', at };
    return { member: memberOf(device) ?? '', at };
  };
}
