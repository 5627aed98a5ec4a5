import type { DocumentKey } from '../store/manifest-row.ts';
import type { OpenDraft } from '../store/open-draft.ts';
import type { Library } from '../store/library.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';
import { sameHeads } from '../store/document-heads.ts';
import type { Clock } from '../sync/clock.ts';
import type { DraftNews } from './drafts-protocol.ts';
import { toEngineProblem } from './engine-problem.ts';
import { Whereabouts } from './whereabouts.ts';

/** Milliseconds in which edits are written together, and changes of others taken together. */
const gather = 40;
/** Milliseconds until a failed write is tried again. */
const again = 4000;
/** Changes that wait for those before them, and bytes of all that wait. */
const mostWaiting = 500;
const mostWaitingBytes = 8 * 1024 * 1024;

export interface LiveDraftParts {
  key: DocumentKey & { kind: 'document' };
  open: OpenDraft;
  library: Library;
  clock: Clock;
  /** Tells all tabs. */
  tell: (news: DraftNews) => void;
  /** Tells other devices what was just written. */
  push: (changes: Uint8Array<ArrayBuffer>[], except?: string) => void;
}

/** A draft that is being written: keeps what is typed, and joins it with what others type at the same time. */
export class LiveDraft {
  readonly key: DocumentKey & { kind: 'document' };
  readonly open: OpenDraft;
  readonly whereabouts: Whereabouts;
  /** Clock of this device when it was last used. */
  usedAt: number;
  #parts: LiveDraftParts;
  /** The write that has not looked at the draft yet: what is changed now is in it, and all who change wait for the same. */
  #due: Promise<void> | undefined;
  /** The write that has looked, and is on its way to the disk: what is changed now is not in it. */
  #underWay: Promise<void> | undefined;
  /** Whether something was changed since a write looked. */
  #isDirty = false;
  #hasFailed = false;
  #arrived: { changes: Uint8Array<ArrayBuffer>[]; from: string }[] = [];
  #early: Uint8Array[] = [];
  #waitingBytes = 0;
  #taking: (() => void) | undefined;
  #takenAt = -Infinity;
  #retry: (() => void) | undefined;

  constructor(parts: LiveDraftParts) {
    this.#parts = parts;
    this.key = parts.key;
    this.open = parts.open;
    this.usedAt = parts.clock.now();
    this.whereabouts = new Whereabouts(parts.clock, () => parts.tell({ kind: 'present' }));
    this.open.onChanges = (changes) => {
      this.#isDirty = true;
      parts.push(changes);
      parts.tell({ kind: 'changed' });
    };
  }

  /**
   * Does something to the draft, and answers when it is on disk.
   *
   * @throws {StorageFull | StorageFailed} it is not there yet, and tried again until it is
   */
  async use<T>(change: (draft: OpenDraft) => T): Promise<T> {
    this.usedAt = this.#parts.clock.now();
    let result: T;
    try {
      result = change(this.open);
    } catch (cause) {
      // Not all of it was done.
      void this.#onDisk().catch(() => undefined);
      throw cause;
    }
    await this.#onDisk();
    return result;
  }

  /** Another device has just written this. */
  take(changes: Uint8Array<ArrayBuffer>[], from: string): void {
    const size = changes.reduce((sum, { length }) => sum + length, 0);
    // What is left out comes with the next comparison.
    if (this.#waitingBytes + size > mostWaitingBytes) return;
    this.#waitingBytes += size;
    this.#arrived.push({ changes, from });
    // The first is shown at once; taking one costs as much as taking many, so what follows it is taken together.
    this.#taking ??= this.#parts.clock.after(this.#untilTaking(), () => this.#takeArrived());
  }

  /** Milliseconds; a clock that was set back makes it no longer than ever. */
  #untilTaking(): number {
    const passed = this.#parts.clock.now() - this.#takenAt;
    return passed >= 0 && passed < gather ? gather - passed : 0;
  }

  /** What is stored may have something that is not here. */
  async stored(): Promise<void> {
    const bytes = await this.#parts.library.document(this.key);
    if (bytes !== undefined && unlessDamaged(() => this.open.takeStored(bytes)) === true)
      this.#parts.tell({ kind: 'changed' });
    this.#takeArrived();
  }

  /**
   * Brings everything to disk.
   *
   * @throws {StorageFull | StorageFailed} it is not there yet, and tried again until it is
   */
  async settle(): Promise<void> {
    this.#taking?.();
    this.#takeArrived();
    while (this.isDirty) await this.#onDisk();
  }

  /** Ends it; what is not on disk yet is tried once more. */
  async close(): Promise<void> {
    try {
      await this.settle();
    } finally {
      this.#taking?.();
      this.#retry?.();
      this.whereabouts.close();
      this.open.close();
    }
  }

  get isDirty(): boolean {
    return this.#isDirty || this.#due !== undefined || this.#underWay !== undefined;
  }

  #takeArrived(): void {
    this.#taking = undefined;
    const arrived = this.#arrived;
    this.#arrived = [];
    this.#waitingBytes = 0;
    this.#takenAt = this.#parts.clock.now();
    const changes = [...this.#early, ...arrived.flatMap(({ changes: some }) => some)];
    if (changes.length === 0) return;
    const taken = unlessDamaged(() => this.open.take(changes));
    this.#early = taken?.early.slice(-mostWaiting) ?? [];
    this.#waitingBytes = this.#early.reduce((sum, { length }) => sum + length, 0);
    if (taken?.isNew !== true) return;
    // Others may have no line to whom it came from.
    for (const { changes: some, from } of arrived) this.#parts.push(some, from);
    this.#parts.tell({ kind: 'changed' });
    this.#isDirty = true;
    this.#save().catch(() => undefined);
  }

  /** Resolves when everything that was changed until now is on disk. */
  async #onDisk(): Promise<void> {
    if (this.#isDirty) return await this.#save();
    // What changes nothing may be the second time of something that is only being written.
    const write = this.#due ?? this.#underWay;
    if (write === undefined) return;
    this.#parts.tell({ kind: 'saving' });
    await write;
  }

  #save(): Promise<void> {
    this.#parts.tell({ kind: 'saving' });
    this.#due ??= this.#write();
    return this.#due;
  }

  async #write(): Promise<void> {
    const { library, clock, tell } = this.#parts;
    const before = this.#underWay?.catch(() => undefined);
    await Promise.all([
      before,
      new Promise<void>((resolve) => clock.after(this.#hasFailed ? 0 : gather, resolve)),
    ]);
    const own = this.#due;
    try {
      await library.changeDocument(this.key, (stored) => {
        if (stored !== undefined && unlessDamaged(() => this.open.takeStored(stored)) === true)
          tell({ kind: 'changed' });
        this.#due = undefined;
        this.#underWay = own;
        this.#isDirty = false;
        return stored !== undefined && sameHeads(stored, this.open.heads) ? undefined : this.open.save();
      });
    } catch (cause) {
      this.#end(own);
      this.#isDirty = true;
      this.#hasFailed = true;
      tell({ kind: 'failed', problem: toEngineProblem(cause).code });
      this.#retry?.();
      this.#retry = clock.after(again, () => void this.#save().catch(() => undefined));
      throw cause;
    }
    this.#end(own);
    this.#retry?.();
    this.#hasFailed = false;
    // What was changed meanwhile is in the next write, which tells of it.
    if (!this.#isDirty) tell({ kind: 'saved' });
  }

  #end(write: Promise<void> | undefined): void {
    if (this.#underWay === write) this.#underWay = undefined;
    if (this.#due === write) this.#due = undefined;
  }
}
