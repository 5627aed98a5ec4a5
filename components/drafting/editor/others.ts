import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import type { Present } from '../../../src/app/draft-port.ts';
import { isOfOthers } from './draft-binding.ts';

/** Who else is in the draft, in places of the text that the editor shows. */
export const setOthers = StateEffect.define<readonly Present[]>();

export const others = StateField.define<readonly Present[]>({
  create: () => [],
  update(list, transaction) {
    for (const effect of transaction.effects) if (effect.is(setOthers)) return effect.value;
    if (!transaction.docChanged) return list;
    // Whoever writes at their caret has it behind what they wrote; what is written here leaves it where it was.
    const side = isOfOthers(transaction) ? 1 : -1;
    return list.map((one) => moved(one, (at) => transaction.changes.mapPos(at, side)));
  },
});

const nobody: readonly Present[] = [];

/** Nobody, where no draft is open: what was to be drawn is still asked for when the draft has just been put away. */
export const othersIn = (state: EditorState): readonly Present[] => state.field(others, false) ?? nobody;

/** The same person in another text. */
export function moved(one: Present, place: (at: number) => number): Present {
  const { from, to } = one;
  return from === undefined || to === undefined ? one : { ...one, from: place(from), to: place(to) };
}
