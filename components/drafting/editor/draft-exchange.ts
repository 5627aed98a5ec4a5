import { ChangeSet } from '@codemirror/state';
import type { DraftNews, DraftPort, Heads, Splice } from '../../../src/app/draft-port.ts';
import { differenceOf } from './difference.ts';
import { KeptStates, type KeptState } from './kept-states.ts';
import { type DraftState, SavedNews } from './saved-news.ts';
import { changesOf, splicesOf, textOf } from './splices.ts';
import type { UnsentMemory } from './unsent-memory.ts';

/** What an exchange needs of the editor that shows the text. */
export interface Shown {
  /** Whether words are being composed, so that nothing is written and nothing put in. */
  isHeld(): boolean;
  /** Whether others' changes can be put in now. */
  mayTake(changes: ChangeSet): boolean;
  take(changes: ChangeSet): void;
  tell(state: DraftState): void;
}

/** Calls back after some ms; returns the way to stop. */
export type After = (ms: number, call: () => void) => () => void;

const shortestPause = 250;
const longestPause = 5000;

/**
 * Carries what one types to the engine, and what others typed to the editor. The editor always shows the text at
 * `heads`, then what was sent and not answered, then what has gathered since. One call is under way at a time.
 */
export class DraftExchange {
  #port: DraftPort;
  #shown: Shown | undefined;
  #after: After;
  #kept: KeptStates;
  #sent: ChangeSet | undefined;
  #gathered: ChangeSet;
  /** Others may have written something since. */
  #isBehind = false;
  #isFlushing = false;
  #isWorking = false;
  /** Asked to run, perhaps when the work under way had seen that it was done. */
  #isDue = false;
  #isClosed = false;
  /** Ends the pause after a failure. */
  #endPause: (() => void) | undefined;
  #failures = 0;
  #problem: string | undefined;
  #news = new SavedNews();
  #told = '';
  #memory: Pick<UnsentMemory, 'keep' | 'release'> | undefined;
  #hasKept = false;
  #unsubscribe: () => void;

  /** @param memory where what cannot be written is kept, should the tab be gone before it can */
  constructor(
    port: DraftPort,
    at: { text: string; heads: Heads },
    after: After,
    memory?: Pick<UnsentMemory, 'keep' | 'release'>,
  ) {
    this.#port = port;
    this.#after = after;
    this.#memory = memory;
    const text = textOf(at.text);
    this.#kept = new KeptStates({ heads: at.heads, text });
    this.#gathered = ChangeSet.empty(text.length);
    this.#unsubscribe = port.subscribe((news) => this.#hear(news));
    // Something may have come between the opening and now.
    this.#isBehind = true;
  }

  /** The state that the engine answered with last. */
  get heads(): Heads {
    return this.#kept.newest.heads;
  }

  /** Leads from the text at `heads` to what the editor shows. */
  get unanswered(): ChangeSet {
    return this.#sent === undefined ? this.#gathered : this.#sent.compose(this.#gathered);
  }

  /** What is not known to be written: from `heads` on, one after another; the first may have been written. */
  get unsent(): Splice[][] {
    const list = this.#sent === undefined ? [] : [splicesOf(this.#sent)];
    return this.#gathered.empty ? list : [...list, splicesOf(this.#gathered)];
  }

  get #isUnsent(): boolean {
    return this.#sent !== undefined || !this.#gathered.empty;
  }

  get state(): DraftState {
    if (this.#problem !== undefined) return { kind: 'failed', problem: this.#problem };
    const { state } = this.#news;
    return state.kind === 'saved' && this.#isUnsent ? { kind: 'saving' } : state;
  }

  /** Connects the editor; before, and after closing, nothing is put in anywhere. */
  show(shown: Shown): void {
    this.#shown = shown;
    this.#tell();
    this.run();
  }

  /** Takes what was typed. It goes on its way, and is told of, at the next `run`. */
  record(changes: ChangeSet): void {
    this.#gathered = this.#gathered.compose(changes);
  }

  /** Does what can be done now; called whenever something may have changed. */
  run(): void {
    this.#tell();
    if (this.#endPause !== undefined) return;
    this.#isDue = true;
    if (!this.#isWorking) void this.#work();
  }

  /** Writes what there is, though words are being composed. */
  flush(): void {
    this.#isFlushing = true;
    this.#runNow();
  }

  #runNow(): void {
    this.#endPause?.();
    this.#endPause = undefined;
    this.run();
  }

  /** The page may be gone in a moment: writes what there is, and keeps it where it is found again. */
  leave(): void {
    this.flush();
    this.#keep();
  }

  #keep(): void {
    if (!this.#isUnsent && !this.#hasKept) return;
    this.#hasKept = this.#isUnsent;
    this.#memory?.keep(this.heads, this.unsent);
  }

  /** The editor turns to something else; what is not written goes on being written. */
  close(): void {
    this.#shown = undefined;
    this.#isClosed = true;
    this.flush();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    try {
      if (this.#problem !== undefined || this.#news.isDoubtful) await this.#recover();
      while (this.#isDue) {
        this.#isDue = false;
        while (await this.#step());
      }
      this.#failures = 0;
      this.#isFlushing = false;
      this.#goWhenDone();
    } catch (cause) {
      this.#problem = problemOf(cause);
      if (this.#problem === 'too-much') this.#takeBack();
      this.#tell();
      this.#keep();
      const pause = Math.min(longestPause, shortestPause * 2 ** this.#failures++);
      this.#endPause = this.#after(pause, () => {
        this.#endPause = undefined;
        this.run();
      });
    } finally {
      this.#isWorking = false;
    }
  }

  /** The engine took nothing of it: what is deleted now makes it shorter. */
  #takeBack(): void {
    this.#gathered = this.unanswered;
    this.#sent = undefined;
  }

  /** What was written is looked after until it is on disk, also when nobody looks at it any more. */
  #goWhenDone(): void {
    if (!this.#isClosed || this.state.kind !== 'saved') return;
    this.#unsubscribe();
    this.#memory?.release();
  }

  /** @returns whether there may be more to do */
  async #step(): Promise<boolean> {
    const isHeld = !this.#isFlushing && this.#shown?.isHeld() === true;
    const writes = this.#sent !== undefined || (!isHeld && !this.#gathered.empty);
    if (writes) await this.#write(false);
    const fetches =
      this.#isBehind && !this.#isClosed && (this.#isFlushing || this.#shown?.isHeld() === false);
    if (fetches && !(await this.#fetch())) return false;
    return writes || fetches;
  }

  async #write(again: boolean): Promise<void> {
    if (this.#sent === undefined) {
      this.#sent = this.#gathered;
      this.#gathered = ChangeSet.empty(this.#sent.newLength);
    }
    const sent = this.#sent;
    this.#news.send();
    const { heads } = await this.#port.edit({
      heads: this.heads,
      splices: splicesOf(sent),
      ...(again && { again: true }),
    });
    this.#news.answer();
    this.#kept.add({ isOwn: true, changes: sent }, { heads, text: sent.apply(this.#kept.newest.text) });
    this.#sent = undefined;
    this.#problem = undefined;
    this.#keep();
    this.#tell();
  }

  /** @returns whether what came could be put in */
  async #fetch(): Promise<boolean> {
    this.#isBehind = false;
    const from = this.#kept.newest.text;
    const { heads, splices } = await this.#port.since({ heads: this.heads });
    const theirs = changesOf(splices, from.length);
    const own = this.#gathered;
    // Both insert at one place: theirs comes first, here as in what is sent.
    const shown = theirs.map(own, true);
    if (!shown.empty && this.#shown?.mayTake(shown) !== true) {
      this.#isBehind = true;
      return false;
    }
    this.#gathered = own.map(theirs);
    this.#kept.add({ isOwn: false, changes: theirs }, { heads, text: theirs.apply(from) });
    this.#problem = undefined;
    this.#tell();
    if (this.#news.isSaved) this.#kept.forget();
    if (!shown.empty) this.#shown?.take(shown);
    return true;
  }

  /** After a failure: finds out what the engine still knows, and goes on from there. */
  async #recover(): Promise<void> {
    const { text, heads } = await this.#port.open();
    const known = await this.#kept.newestKnown(async (of) => {
      try {
        await this.#port.since({ heads: of });
        return true;
      } catch {
        // An engine that answers nothing at all has forgotten nothing: that throws, and is tried again later.
        await this.#port.since({ heads });
        return false;
      }
    });
    const hasAll = known === this.#kept.count - 1;
    if (hasAll && this.#sent !== undefined) await this.#write(true);
    if (!hasAll && !this.#goBack(known, { text: textOf(text), heads })) {
      throw new Error('others’ changes cannot be taken back while words are composed');
    }
    this.#news.settle(hasAll);
    if (this.#news.isSaved) this.#kept.forget();
    this.#isBehind = true;
    this.#problem = undefined;
    this.#tell();
  }

  /**
   * The engine has forgotten the newest states: own words are put on the last that it knows, or, where it knows none,
   * on what it has now.
   *
   * @returns false when the editor cannot show that yet
   */
  #goBack(known: number | undefined, now: KeptState): boolean {
    const base = this.#kept.at(known ?? 0);
    const unsent = this.#sent === undefined ? [this.#gathered] : [this.#sent, this.#gathered];
    const { own, withoutOthers } = this.#kept.ownSince(known ?? 0, unsent);
    const theirs =
      known === undefined ? differenceOf(base.text, now.text) : ChangeSet.empty(base.text.length);
    const shown = withoutOthers.compose(theirs.map(own, true));
    if (!shown.empty && this.#shown !== undefined && !this.#shown.mayTake(shown)) return false;
    this.#kept = new KeptStates(known === undefined ? now : base);
    this.#sent = undefined;
    this.#gathered = own.map(theirs);
    if (!shown.empty) this.#shown?.take(shown);
    return true;
  }

  #hear(news: DraftNews): void {
    if (news.kind === 'present') return;
    if (news.kind === 'changed') {
      this.#isBehind = true;
      this.#runNow();
      return;
    }
    this.#news.hear(news);
    if (this.#news.isSaved) this.#kept.forget();
    else if (this.#news.isDoubtful && news.kind !== 'failed') this.#runNow();
    this.#tell();
    this.#goWhenDone();
  }

  #tell(): void {
    const { state } = this;
    const told = `${state.kind} ${state.problem ?? ''}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#shown?.tell(state);
  }
}

/** A code that the word tables know, if the problem has one. */
function problemOf(cause: unknown): string {
  const { code } = cause as { code?: unknown };
  return typeof code === 'string' ? code : cause instanceof Error ? cause.message : String(cause);
}
