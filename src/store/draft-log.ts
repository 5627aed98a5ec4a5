import * as Automerge from '@automerge/automerge/slim';
import { type Letter, LetterOrder } from './letter-order.ts';

/** What one change did to the text of a draft. */
export interface Written {
  hash: string;
  actor: string;
  /** What the clock of that device said, in milliseconds since 1970. */
  at: number;
  deps: string[];
  /** Name of the change, see `OpenDraft.edit` and `OpenDraft.once`. */
  name: string;
  /** Characters that came and went, without white space. */
  added: number;
  removed: number;
  /** Letters that it wrote or took out. */
  letters: Letter[];
}

/**
 * Everything that was ever done to the text of a draft. Changes are added as they come, each after those that it follows,
 * so that only the first look at a long history takes time.
 */
export class DraftLog {
  readonly written = new Map<string, Written>();
  #order = new LetterOrder();
  #textId: string;

  /** @param textId see `OpenDraft.textId` */
  constructor(textId: string) {
    this.#textId = textId;
  }

  get textId(): string {
    return this.#textId;
  }

  /** @param change as Automerge carries it */
  add(change: Uint8Array): void {
    const { hash, actor, time, deps, message, startOp, ops } = Automerge.decodeChange(change);
    if (this.written.has(hash)) return;
    const done: Written = {
      hash,
      actor,
      at: time * 1000,
      deps,
      name: message ?? '',
      added: 0,
      removed: 0,
      letters: [],
    };
    this.written.set(hash, done);
    for (const [index, op] of (ops as unknown as TextOp[]).entries()) {
      if (op.obj !== this.#textId) continue;
      if (op.insert === true) {
        const value = typeof op.value === 'string' ? op.value : '￼';
        take(done, 'added', this.#order.insert(startOp + index, actor, value, op.elemId ?? ''));
      } else if (op.action === 'del') take(done, 'removed', this.#order.remove(op.elemId ?? ''));
    }
  }

  /** Sets `at` of all letters, and gives the text. */
  place(): string {
    return this.#order.place();
  }
}

/** What is looked at of an operation. */
interface TextOp {
  action: string;
  obj: string;
  elemId?: string;
  insert?: boolean;
  value?: unknown;
}

function take(done: Written, as: 'added' | 'removed', letter: Letter | undefined): void {
  if (letter === undefined) return;
  done.letters.push(letter);
  if (letter.value.trim() !== '') done[as] += 1;
}
