import type { DraftNews } from '../../../src/app/draft-port.ts';

/** How what one types fares: `saved` is on disk. */
export interface DraftState {
  kind: 'saved' | 'saving' | 'failed';
  problem?: string;
}

/** What the engine has said of its disk, and how far that may be believed. */
export class SavedNews {
  #last: DraftState = { kind: 'saved' };
  /** Whether it is older than what was written last. */
  #isOld = false;
  #hearsSaving = false;
  #isDoubtful = false;

  /** The engine may have died since it answered last, and forgotten what it had answered. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Whether all that was answered is on disk. */
  get isSaved(): boolean {
    return this.#last.kind === 'saved' && !this.#isOld && !this.#isDoubtful;
  }

  /** What a person is told who has nothing that is not written. */
  get state(): DraftState {
    if (this.#last.kind === 'failed') return this.#last;
    return { kind: this.isSaved ? 'saved' : 'saving' };
  }

  /** An edit goes to the engine. */
  send(): void {
    this.#hearsSaving = false;
  }

  /** It is answered: if nothing was said meanwhile of its being put on disk, what was said before is not about it. */
  answer(): void {
    this.#isOld = !this.#hearsSaving;
  }

  hear(news: Exclude<DraftNews, { kind: 'changed' | 'present' }>): void {
    this.#last = news;
    if (news.kind === 'failed') this.#isDoubtful = true;
    else if (news.kind === 'saving') this.#hearsSaving = true;
    else if (!this.#isDoubtful) this.#isOld = false;
  }

  /**
   * The engine was looked into.
   *
   * @param hasAll whether it has all that it had answered: then what it said since then holds
   */
  settle(hasAll: boolean): void {
    this.#isDoubtful = false;
    if (hasAll && this.#last.kind === 'saved') this.#isOld = false;
  }
}
