import * as Automerge from '@automerge/automerge/slim';
import { BadEdit } from './bad-edit.ts';
import { changeOnce, type OnceEdit } from './change-once.ts';
import { DamagedDocument } from './damaged-document.ts';
import { checkBounds } from './document-bounds.ts';
import { type Frame, frameOf, leavesFrame } from './document-frame.ts';
import {
  draftBounds,
  type DraftDoc,
  draftEntries,
  draftFilled,
  type DraftHead,
  type DraftMap,
  mostDraftText,
  readDraftHead,
  seconds,
} from './draft-document.ts';
import { draftRoot } from './draft-root.ts';
import { headsInBytes } from './document-heads.ts';
import { load, plain, whole } from './plain-document.ts';
import { fieldsIn } from './read-fields.ts';
import { unlessDamaged } from './unless-damaged.ts';
import { textSplices, type TextSplice } from './text-splices.ts';

/** One change in the history of a draft. */
export interface DraftChange {
  hash: string;
  /** Name under which it was written, see `deviceOfActor`. */
  actor: string;
  /** What the clock of that device said, in milliseconds since 1970. */
  at: number;
  deps: string[];
}

/**
 * A draft that is open: its document in memory, as long as somebody writes or looks. Knows nothing of disk or lines; who
 * holds it saves what `save` gives, and passes on what `onChanges` hears.
 */
export class OpenDraft {
  /** Hears changes that were made here, to be passed on. */
  onChanges: (changes: Uint8Array<ArrayBuffer>[]) => void = () => undefined;
  #doc: Automerge.Doc<DraftDoc>;
  #now: () => number;
  /** What it was when it was saved last, and every change since. */
  #good: Uint8Array;
  #sinceGood: Uint8Array[] = [];
  /** States that are most likely on disk: what they have is not looked for there once more. */
  #stored: string[];
  #saved: string[] = [];
  #root: string | undefined;
  #frame: Frame;

  /**
   * @param actor see `draftActor`; another one for each opening
   * @param now clock of this device, in milliseconds since 1970
   * @throws {DamagedDocument} when the bytes are no draft
   */
  constructor(bytes: Uint8Array, actor: string, now: () => number) {
    // Not by `clone`: what lies within a copy goes on asking the first one, which is gone when that is freed.
    this.#doc = load<DraftDoc>(bytes, actor);
    try {
      readDraftHead(this.#doc);
      this.#frame = frameOf(this.#doc, draftFilled);
    } catch (error) {
      Automerge.free(this.#doc);
      throw error;
    }
    this.#now = now;
    this.#good = bytes;
    this.#stored = this.heads;
  }

  get head(): DraftHead {
    return readDraftHead(this.#doc);
  }

  get text(): string {
    return this.#doc.text;
  }

  get heads(): string[] {
    return Automerge.getHeads(this.#doc);
  }

  /** See `draftRoot`. */
  get root(): string {
    this.#root ??= draftRoot(this.#doc);
    return this.#root;
  }

  /** @throws {BadEdit} when there is no such state here */
  textAt(heads: readonly string[]): string {
    this.#mustHave(heads);
    return this.#isNow(heads) ? this.text : Automerge.view(this.#doc, [...heads]).text;
  }

  /**
   * Does to the text of a state what somebody did who saw that state.
   *
   * @param name given again when it is not known whether it was done: it is done once
   * @returns the state with this and nothing else
   * @throws {BadEdit} nothing was done
   */
  edit(heads: readonly string[], splices: readonly TextSplice[], name?: string): string[] {
    this.#mustHave(heads);
    const done = name === undefined ? undefined : this.#named(heads, name);
    if (done !== undefined) return done;
    // The text of an old state is slow to get, and what has happened since is not.
    const later = this.#isNow(heads) ? [] : this.since(heads);
    let length = later.reduce(
      (sum, { remove, insert }) => sum + remove - insert.length,
      this.#doc.text.length,
    );
    for (const { at, remove, insert } of splices) {
      const isIn = Number.isSafeInteger(at) && Number.isSafeInteger(remove) && at >= 0 && remove >= 0;
      if (!isIn || at + remove > length) throw new BadEdit('a place outside the text');
      length += insert.length - remove;
      // What several wrote apart may be longer together: then it may grow shorter.
      if (length > mostDraftText && insert.length > remove) throw new BadEdit('too-long');
    }
    if (splices.length === 0) return [...heads];
    return this.#change(
      heads,
      (doc) => {
        for (const { at, remove, insert } of splices) Automerge.splice(doc, ['text'], at, remove, insert);
      },
      name,
    );
  }

  /**
   * Does something that is done once, however many do it apart, see `changeOnce`.
   *
   * @returns hash of the change that did it, and whether that is new; undefined when `isRight` says no
   * @throws {BadEdit} when there is no such state here, or a place is outside the text
   */
  once(
    edit: OnceEdit,
    isRight: (before: string, after: string) => boolean,
  ): { hash: string; isNew: boolean } | undefined {
    this.#mustHave(edit.heads);
    const made = changeOnce(this.#doc, edit, isRight);
    if (made === undefined) return undefined;
    const isNew = !this.has([made.hash]);
    if (isNew && this.#take([made.bytes])) this.onChanges([made.bytes]);
    return { hash: made.hash, isNew };
  }

  /** State after a change of this name that followed that state. */
  #named(heads: readonly string[], name: string): string[] | undefined {
    if (this.#isNow(heads)) return undefined;
    const later = Automerge.getChangesMetaSince(this.#doc, [...heads]);
    const done = later.find(({ message }) => message === name);
    return done && [done.hash];
  }

  /** What leads from the text of one state to that of now, or of another. */
  since(heads: readonly string[], until: readonly string[] = this.heads): TextSplice[] {
    this.#mustHave(heads);
    this.#mustHave(until);
    return textSplices(this.#doc, heads, until);
  }

  /** What lies in one of the maps, by key, as plain data; what is nested too deep is left out. */
  entries(map: DraftMap): Map<string, unknown> {
    return draftEntries(this.#doc, map);
  }

  /** What several put under one key without knowing of each other, where they did: writing once more settles it. */
  apart(map: DraftMap): Map<string, unknown[]> {
    const found = new Map<string, unknown[]>();
    for (const key of Object.keys(fieldsIn(this.#doc[map]) ?? {})) {
      const values = Object.values(Automerge.getConflicts(this.#doc[map], key) ?? {});
      const read = unlessDamaged(() => plain({ values }))?.['values'];
      if (Array.isArray(read) && read.length > 1) found.set(key, read);
    }
    return found;
  }

  /** Puts values into a map of the draft, whole; undefined takes one out. */
  put(map: DraftMap, values: Record<string, unknown>): void {
    this.#change(undefined, (doc) => {
      for (const [key, value] of Object.entries(values)) {
        if (value === undefined) delete doc[map][key];
        else doc[map][key] = whole(value);
      }
    });
  }

  /**
   * A place in the text that moves with it.
   *
   * @param heads state in which `at` counts
   * @param side where it goes when its own letter is taken out
   */
  cursor(at: number, heads: readonly string[], side: 'before' | 'after' = 'after'): string {
    this.#mustHave(heads);
    // To look at the past takes time, at now none.
    const seen = this.#isNow(heads) ? this.#doc : Automerge.view(this.#doc, [...heads]);
    const place = Math.max(0, Math.min(at, seen.text.length));
    return Automerge.getCursor(seen, ['text'], place === seen.text.length ? 'end' : place, side);
  }

  /** Where such a place is in a state; undefined for a place of another text. */
  placeOf(cursor: string, heads: readonly string[] = this.heads): number | undefined {
    try {
      const seen = this.#isNow(heads) ? this.#doc : Automerge.view(this.#doc, [...heads]);
      return Automerge.getCursorPosition(seen, ['text'], cursor);
    } catch {
      return undefined;
    }
  }

  /** The same now, and whether the letter that was there still is; where it went is where the next one is. */
  letter(cursor: string): { at: number; isThere: boolean } | undefined {
    const at = this.placeOf(cursor);
    if (at === undefined) return undefined;
    const isThere = at < this.#doc.text.length && Automerge.getCursor(this.#doc, ['text'], at) === cursor;
    return { at, isThere };
  }

  /** Every change since a state, each after those that it follows; without one all there are. */
  changes(since: readonly string[] = []): DraftChange[] {
    return Automerge.getChangesMetaSince(this.#doc, [...since]).map(({ hash, actor, time, deps }) => ({
      hash,
      actor,
      at: time * 1000,
      deps,
    }));
  }

  /** The same as Automerge carries them, for `DraftLog`. */
  rawChanges(since: readonly string[] = []): Uint8Array[] {
    return Automerge.getChangesSince(this.#doc, [...since]);
  }

  /** What operations on the text call it. */
  get textId(): string {
    return Automerge.getObjectId(this.#doc, 'text') ?? '';
  }

  has(heads: readonly string[]): boolean {
    return heads.every((head) => /^[0-9a-f]{64}$/.test(head)) && Automerge.hasHeads(this.#doc, [...heads]);
  }

  /**
   * Takes changes that were made elsewhere.
   *
   * @returns whether anything was new, and those that follow others which are not here: they were not taken
   * @throws {DamagedDocument} when they are none, or would make the draft none or greater than any; nothing was taken
   */
  take(changes: readonly Uint8Array[]): { isNew: boolean; early: Uint8Array[] } {
    const early: Uint8Array[] = [];
    const fitting: Uint8Array[] = [];
    const hashes = new Set<string>();
    const { numChanges, numOps } = Automerge.stats(this.#doc);
    let left = draftBounds.rows - numChanges - numOps;
    for (const change of changes) {
      const decoded = decodedChange(change);
      const { hash, deps, ops } = decoded;
      if (!hasHead(this.#doc, hash)) {
        if (!leavesFrame(decoded, this.#frame)) throw new DamagedDocument(strange);
        left -= 1 + ops.length;
        // Beyond that nobody would take the whole draft any more.
        if (left < 0) throw new DamagedDocument('more than any draft holds');
      }
      const fits = deps.every((dep) => hashes.has(dep) || hasHead(this.#doc, dep));
      if (fits) hashes.add(hash);
      (fits ? fitting : early).push(change);
    }
    return { isNew: fitting.length > 0 && this.#take(fitting), early };
  }

  /**
   * Takes what is stored, when that has something which is not here. What would make the draft none is left out, with all
   * that follows it.
   *
   * @returns whether anything was new
   * @throws {DamagedDocument} when it is no document
   */
  takeStored(bytes: Uint8Array): boolean {
    const heads = headsInBytes(bytes);
    if (heads !== undefined && this.has(heads)) return false;
    const other = load<DraftDoc>(bytes);
    try {
      const here = [...this.heads, ...this.#saved, ...this.#stored];
      const known = here.filter((head) => hasHead(other, head));
      const isNew = this.#take(this.#following(Automerge.getChangesSince(other, known)));
      this.#stored = Automerge.getHeads(other).filter((head) => hasHead(this.#doc, head));
      return isNew;
    } finally {
      Automerge.free(other);
    }
  }

  /** Those among changes, each after those that it follows, which leave the draft what it is. */
  #following(changes: readonly Uint8Array[]): Uint8Array[] {
    const out = new Set<string>();
    return changes.filter((change) => {
      const decoded = decodedChange(change);
      if (hasHead(this.#doc, decoded.hash)) return false;
      const fits = leavesFrame(decoded, this.#frame) && decoded.deps.every((dep) => !out.has(dep));
      if (!fits) out.add(decoded.hash);
      return fits;
    });
  }

  /** The whole document, to be stored. */
  save(): Uint8Array {
    this.#good = Automerge.save(this.#doc);
    this.#saved = this.heads;
    this.#sinceGood = [];
    return this.#good;
  }

  close(): void {
    Automerge.free(this.#doc);
  }

  #take(changes: readonly Uint8Array[]): boolean {
    const before = this.heads.sort().join();
    try {
      this.#doc = Automerge.applyChanges(this.#doc, [...changes])[0];
      readDraftHead(this.#doc);
    } catch (cause) {
      this.#restore();
      throw new DamagedDocument(strange, { cause });
    }
    this.#sinceGood.push(...changes);
    return this.heads.sort().join() !== before;
  }

  /** Back to what it was before something came that is none. */
  #restore(): void {
    const actor = Automerge.getActorId(this.#doc);
    Automerge.free(this.#doc);
    const good = Automerge.load<DraftDoc>(this.#good, { actor });
    this.#doc = Automerge.applyChanges(good, this.#sinceGood)[0];
  }

  #change(heads: readonly string[] | undefined, change: (doc: DraftDoc) => void, name?: string): string[] {
    const before = Automerge.getHeads(this.#doc);
    const options = { time: seconds(this.#now()), ...(name !== undefined && { message: name }) };
    let after: string[];
    if (heads === undefined || this.#isNow(heads)) {
      this.#doc = Automerge.change(this.#doc, options, change);
      after = Automerge.getHeads(this.#doc);
    } else {
      const { newDoc, newHeads } = Automerge.changeAt(this.#doc, [...heads], options, change);
      this.#doc = newDoc;
      after = newHeads ?? [...heads];
    }
    const made = Automerge.getChangesSince(this.#doc, before) as Uint8Array<ArrayBuffer>[];
    this.#sinceGood.push(...made);
    if (made.length > 0) this.onChanges(made);
    return after;
  }

  #isNow(heads: readonly string[]): boolean {
    const now = Automerge.getHeads(this.#doc);
    return now.length === heads.length && now.every((head) => heads.includes(head));
  }

  #mustHave(heads: readonly string[]): void {
    if (heads.length === 0 || !this.has(heads)) throw new BadEdit('a state that is not here');
  }
}

const strange = 'what came cannot belong to this draft';

function decodedChange(change: Uint8Array): Automerge.DecodedChange {
  // A few bytes can stand for gigabytes.
  checkBounds(change, draftBounds);
  try {
    return Automerge.decodeChange(change);
  } catch (cause) {
    throw new DamagedDocument('no change', { cause });
  }
}

function hasHead(doc: Automerge.Doc<DraftDoc>, head: string): boolean {
  return Automerge.hasHeads(doc, [head]);
}
