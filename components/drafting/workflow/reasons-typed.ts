import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EngineError } from '../../../src/app/engine-link.ts';
import type { Heads } from '../../../src/engine/drafts-protocol.ts';
import type { ReviewRow } from '../../../src/engine/workflow-protocol.ts';

/** Milliseconds after the last letter until what was typed is saved. */
const pause = 600;

/** A place in the text in a state of it. */
interface Place {
  at: number;
  heads: Heads;
}

interface Typed {
  /** What was saved when the typing began. */
  before: string;
  reason: string;
  /** Of a new article that has no name yet: where it is, and what the page calls it. */
  place?: Place;
  called?: string;
}

/** How the page and the engine speak of reasons. */
export interface ReasonTalk {
  save: (key: string, before: string, reason: string) => Promise<void>;
  /** Gives a new article the name under which its reason is kept. */
  name: (place: Place) => Promise<string>;
  look: () => void;
}

/** Names of new articles that a page holds; of what was typed long ago the engine knows by itself. */
const mostHeld = 200;

/**
 * Reasons while they are typed: saved a moment after the last letter. When somebody else has saved another one meanwhile, theirs
 * is kept above what is typed, and both are saved: nobody's words are lost. A new article gets its name with the first letter,
 * so that what is typed follows it when others write above it.
 */
export class ReasonsTyped implements ReactiveController {
  problem: EngineError | undefined;
  isSaved = false;
  #host: ReactiveControllerHost;
  #talk: ReasonTalk;
  /** By key; of what has none yet, by its place. */
  #typed = new Map<string, Typed>();
  /** Keys of places that were named since the last look, and for keys what their rows were called before. */
  #names = new Map<string, string>();
  #before = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #naming: Promise<void> = Promise.resolve();
  /** Counts places for which a name was asked. */
  #asked = 0;

  constructor(host: ReactiveControllerHost, talk: ReasonTalk) {
    this.#host = host;
    this.#talk = talk;
    host.addController(this);
  }

  hostDisconnected(): void {
    // Whoever turns the page has not thrown away what they typed.
    void this.settle();
  }

  /** What is typed, and what was saved of it and is not shown as saved yet. */
  of(row: ReviewRow, heads: Heads): string | undefined {
    return this.#typed.get(this.#nameOf(row, heads))?.reason;
  }

  /** What a row was called before it got its name here, so that the page can go on calling it so. */
  calledBefore(key: string | undefined): string | undefined {
    return key === undefined ? undefined : (this.#before.get(key) ?? key);
  }

  /**
   * @param row as it is shown, in the look at these heads
   * @param called what the page calls it
   */
  type(row: ReviewRow, heads: Heads, reason: string, called: string): void {
    const name = this.#nameOf(row, heads);
    const typed = this.#typed.get(name);
    const { key, at, reason: before } = row;
    const isNameless = key === undefined && at !== undefined && typed === undefined;
    if (typed === undefined)
      this.#typed.set(name, { before, reason, ...(isNameless && { place: { at, heads }, called }) });
    else typed.reason = reason;
    if (isNameless) void this.#nameAll();
    this.isSaved = false;
    this.problem = undefined;
    this.#soon();
    this.#host.requestUpdate();
  }

  /** Saves what is typed now. */
  settle(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#nameAll()).then(() => this.#saveAll());
    return this.#saving;
  }

  /**
   * Asks with the names of new articles that are held here, and once more when somebody has begun to type in another one
   * meanwhile: every row that is typed in must be among those that come.
   */
  async ask<T>(question: (keys: string[]) => Promise<T>): Promise<T> {
    for (;;) {
      await this.#naming;
      const asked = this.#asked;
      const answer = await question([...this.#before.keys()].slice(-mostHeld));
      if (asked === this.#asked) return answer;
    }
  }

  /** A newer look has come: what somebody else has saved meanwhile goes above what is typed here. */
  join(rows: readonly { key?: string; reason: string }[]): void {
    this.#names.clear();
    const saved = new Map(rows.map(({ key, reason }) => [key, reason]));
    for (const [key, typed] of this.#typed) {
      if (typed.reason === typed.before) {
        this.#typed.delete(key);
        continue;
      }
      if (typed.place !== undefined) continue;
      const theirs = saved.get(key) ?? '';
      if (theirs === typed.before) continue;
      if (theirs !== '' && !typed.reason.includes(theirs)) typed.reason = `${theirs}\n${typed.reason}`;
      typed.before = theirs;
      this.problem = undefined;
      this.#soon();
    }
  }

  #nameOf({ key, at }: ReviewRow, heads: Heads): string {
    if (key !== undefined) return key;
    const place = `at:${at}@${heads.join()}`;
    return this.#names.get(place) ?? place;
  }

  /** Names what is typed of new articles. */
  #nameAll(): Promise<void> {
    const open = [...this.#typed].filter(([, { place }]) => place !== undefined);
    if (open.length === 0) return this.#naming;
    this.#asked += open.length;
    this.#naming = this.#naming.then(async () => {
      for (const [name, typed] of open) await this.#nameOne(name, typed);
    });
    return this.#naming;
  }

  async #nameOne(name: string, typed: Typed): Promise<void> {
    const { place } = typed;
    // Named meanwhile, or what was typed was taken out again.
    if (place === undefined || this.#typed.get(name) !== typed) return;
    try {
      const key = await this.#talk.name(place);
      delete typed.place;
      this.#typed.delete(name);
      this.#typed.set(key, typed);
      this.#names.set(name, key);
      this.#before.set(key, typed.called ?? key);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.problem = error instanceof EngineError ? error : new EngineError('unexpected', String(error));
    this.#host.requestUpdate();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.settle(), pause);
  }

  async #saveAll(): Promise<void> {
    const open = [...this.#typed].filter(
      ([, { before, reason, place }]) => before !== reason && place === undefined,
    );
    if (open.length === 0) return;
    for (const [key, typed] of open) {
      const { before, reason } = typed;
      try {
        await this.#talk.save(key, before, reason);
        // What was typed since is saved next.
        typed.before = reason;
        this.isSaved = true;
      } catch (error) {
        this.#failed(error);
      }
    }
    this.#host.requestUpdate();
    this.#talk.look();
  }
}
