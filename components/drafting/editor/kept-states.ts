import { ChangeSet, type Text } from '@codemirror/state';
import type { Heads } from '../../../src/app/draft-port.ts';

/** A state of the draft that the engine has answered with, and its text. */
export interface KeptState {
  heads: Heads;
  text: Text;
}

interface Step {
  isOwn: boolean;
  changes: ChangeSet;
}

/** Own words, told from those of others. */
export interface OwnSince {
  /** What one has done to the text of that state. */
  own: ChangeSet;
  /** Leads from what the editor shows to the text of that state with `own` and nothing else. */
  withoutOthers: ChangeSet;
}

/**
 * The states that an editor went through since all was last known to be on disk. An engine that dies may forget the
 * newest of them, although it had answered: then one's own words are written again on the newest that it still knows,
 * and those of others are left to come again from where they came from.
 */
export class KeptStates {
  #states: KeptState[];
  /** The step at i leads from the state at i to the next. */
  #steps: Step[] = [];

  constructor(state: KeptState) {
    this.#states = [state];
  }

  get newest(): KeptState {
    return this.#states.at(-1)!;
  }

  get count(): number {
    return this.#states.length;
  }

  at(index: number): KeptState {
    return this.#states[index]!;
  }

  add(step: Step, state: KeptState): void {
    this.#steps.push(step);
    this.#states.push(state);
  }

  /** All is on disk: nothing before the newest state is needed. */
  forget(): void {
    this.#states = [this.newest];
    this.#steps = [];
  }

  /**
   * The newest state that the engine knows: whoever knows one knows all before it.
   *
   * @returns its index, or undefined when it knows none
   */
  async newestKnown(isKnown: (heads: Heads) => Promise<boolean>): Promise<number | undefined> {
    let last = this.#states.length - 1;
    if (await isKnown(this.at(last).heads)) return last;
    let first = 0;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (await isKnown(this.at(middle).heads)) first = middle + 1;
      else last = middle;
    }
    return first === 0 ? undefined : first - 1;
  }

  /** @param unsent own changes after the newest state, oldest first */
  ownSince(index: number, unsent: readonly ChangeSet[]): OwnSince {
    const steps = [...this.#steps.slice(index), ...unsent.map((changes) => ({ isOwn: true, changes }))];
    let text = this.at(index).text;
    let own = ChangeSet.empty(text.length);
    let withoutOthers = ChangeSet.empty(text.length);
    for (const { isOwn, changes } of steps) {
      if (isOwn) {
        own = own.compose(changes.map(withoutOthers));
        withoutOthers = withoutOthers.map(changes, true);
      } else withoutOthers = changes.invert(text).compose(withoutOthers);
      text = changes.apply(text);
    }
    return { own, withoutOthers };
  }
}
