import { draftActor, newDraft } from '../../src/store/draft-document.ts';
import { OpenDraft } from '../../src/store/open-draft.ts';

/** A device of a test by its number, and a draft's whole document. */
export const someDevice = (number: number): string => String(number).padStart(32, '0');

export function someDraftBytes(text: string, at = 1_700_000_000_000): Uint8Array {
  const head = { id: 'd1', title: '题目', kind: 'rule', from: 'nothing', by: 'm1', at } as const;
  return newDraft(head, text, draftActor(someDevice(1)));
}

/** A draft that is open on a device. */
export function openDraft(
  text: string | Uint8Array,
  device = 1,
  now: () => number = () => 1_700_000_000_000,
): OpenDraft {
  const bytes = typeof text === 'string' ? someDraftBytes(text) : text;
  return new OpenDraft(bytes, draftActor(someDevice(device)), now);
}
