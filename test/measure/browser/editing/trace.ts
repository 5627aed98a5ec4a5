import type { Random } from '../../../faults/random.ts';

/** One edit of a trace: what a hand does at once. */
export interface Edit {
  at: number;
  remove: number;
  insert: string;
}

/** How many characters a paragraph has before the next begins. */
const paragraph = 60;

const characters = [
  ...'的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生，。',
];

/**
 * A text as it is written: words one after another, every tenth edit takes back what was typed last, and every
 * twentieth goes on somewhere else.
 */
export function* trace(random: Random, edits: number): Generator<Edit> {
  let length = 0;
  let at = 0;
  for (let done = 0; done < edits; done++) {
    if (random.chance(0.05)) at = random.below(length + 1);
    if (at > 0 && random.chance(0.1)) {
      const remove = Math.min(at, 1 + random.below(2));
      at -= remove;
      length -= remove;
      yield { at, remove, insert: '' };
      continue;
    }
    const isEnd = random.chance(2 / paragraph);
    const insert = isEnd
      ? '\n\n'
      : Array.from({ length: 1 + random.below(3) }, () => random.pick(characters)).join('');
    yield { at, remove: 0, insert };
    at += insert.length;
    length += insert.length;
  }
}
