import * as Automerge from '@automerge/automerge/slim';
import type { DraftNews, DraftPort, Heads, Present, Splice } from '../../src/app/draft-port.ts';

export interface SomeText {
  text: string;
}

export type SomeDoc = Automerge.Doc<SomeText>;

/** A document with a text, the same on whichever device it is made. */
export function someDoc(text: string, actor?: string): SomeDoc {
  const begun = Automerge.change(Automerge.init<SomeText>({ actor: 'aa' }), { time: 0 }, (doc) => {
    doc.text = text;
  });
  return Automerge.clone(begun, actor === undefined ? {} : { actor });
}

/** What leads from the text at `heads` to that of now. */
export function splicesSince(doc: SomeDoc, heads: Heads): Splice[] {
  const patches = Automerge.diff(doc, [...heads], Automerge.getHeads(doc));
  return patches.flatMap((patch): Splice[] => {
    const [field, at] = patch.path;
    if (field !== 'text' || typeof at !== 'number') return [];
    if (patch.action === 'splice') return [{ at, remove: 0, insert: patch.value }];
    if (patch.action === 'del') return [{ at, remove: patch.length ?? 1, insert: '' }];
    return [];
  });
}

function isNow(doc: SomeDoc, heads: Heads): boolean {
  const now = Automerge.getHeads(doc);
  return heads.length === now.length && heads.every((hash) => now.includes(hash));
}

const spliced = (text: string, splices: readonly Splice[]): string =>
  splices.reduce((now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove), text);

/** An engine that has one draft, in memory: a real document behind the way in which a tab sees it. */
export class SomeDraftPort implements DraftPort {
  doc: SomeDoc;
  /** What a dead engine comes back with. */
  onDisk: Heads;
  /** Whether what is written is on disk at once. */
  savesAtOnce = true;
  /** Every call fails with this. */
  problem: Error | undefined;
  /** The next edit is written, but never answered. */
  diesAnswering = false;
  /** Waited for before a call is dealt with, and before it is answered. */
  gate: Promise<void> = Promise.resolve();
  answerGate: Promise<void> = Promise.resolve();
  /** Every call of `edit`, also one that failed. */
  edits: { heads: Heads; splices: readonly Splice[]; again?: true }[] = [];
  others: Present[] = [];
  shown: ({ heads: Heads; from: number; to: number } | undefined)[] = [];
  onWritten: () => void = () => undefined;
  /** How often the engine has died: a call of an earlier one is never answered. */
  #deaths = 0;
  #listeners = new Set<(news: DraftNews) => void>();

  constructor(doc: SomeDoc) {
    this.doc = doc;
    this.onDisk = Automerge.getHeads(doc);
  }

  get text(): string {
    return this.doc.text;
  }

  /** How many changes were made through this port. */
  get written(): number {
    const actor = Automerge.getActorId(this.doc);
    return Automerge.getChangesMetaSince(this.doc, []).filter((change) => change.actor === actor).length;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  tell(news: DraftNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  /** Takes in what another device has. */
  merge(other: SomeDoc): void {
    this.doc = Automerge.merge(this.doc, other);
    if (this.savesAtOnce) this.onDisk = Automerge.getHeads(this.doc);
    this.tell({ kind: 'changed' });
  }

  save(): void {
    this.onDisk = Automerge.getHeads(this.doc);
    this.tell({ kind: 'saved' });
  }

  /** Is gone, which a tab hears; and will be there again with what was on disk. */
  die(): void {
    this.#deaths += 1;
    this.problem = new Error('gone');
    this.tell({ kind: 'failed', problem: 'gone' });
    this.doc = Automerge.clone(Automerge.view(this.doc, [...this.onDisk]), {
      actor: Automerge.getActorId(this.doc),
    });
  }

  /** Is there again, and says so. */
  comeBack(): void {
    this.problem = undefined;
    this.tell({ kind: 'changed' });
    this.tell({ kind: isNow(this.doc, this.onDisk) ? 'saved' : 'saving' });
  }

  async open(): Promise<{ text: string; heads: Heads }> {
    return this.#call(() => ({ text: this.doc.text, heads: Automerge.getHeads(this.doc) }));
  }

  async edit(what: { heads: Heads; splices: readonly Splice[]; again?: true }): Promise<{ heads: Heads }> {
    this.edits.push(what);
    return this.#call(() => {
      this.#known(what.heads);
      const before = what.again === true ? this.#writtenBefore(what) : undefined;
      if (before !== undefined) return { heads: before };
      this.tell({ kind: 'saving' });
      const heads = this.#write(what);
      if (this.savesAtOnce) this.save();
      this.onWritten();
      if (this.diesAnswering) {
        this.diesAnswering = false;
        throw new Error('gone');
      }
      return { heads };
    });
  }

  async since({ heads }: { heads: Heads }): Promise<{ heads: Heads; splices: Splice[] }> {
    return this.#call(() => {
      this.#known(heads);
      return { heads: Automerge.getHeads(this.doc), splices: splicesSince(this.doc, heads) };
    });
  }

  async present(_what: { heads: Heads }): Promise<Present[]> {
    return this.#call(() => this.others);
  }

  show(where: { heads: Heads; from: number; to: number } | undefined): void {
    this.shown.push(where);
  }

  subscribe(listener: (news: DraftNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #call<T>(work: () => T): Promise<T> {
    const deaths = this.#deaths;
    await this.gate;
    if (this.problem !== undefined) throw this.problem;
    const answer = work();
    await this.answerGate;
    if (this.#deaths !== deaths) throw new Error('gone');
    return answer;
  }

  #write({ heads, splices }: { heads: Heads; splices: readonly Splice[] }): Heads {
    const work = (doc: SomeText): void => {
      for (const { at, remove, insert } of splices) Automerge.splice(doc, ['text'], at, remove, insert);
    };
    // Where nobody else has written, the usual way is twice as fast.
    if (isNow(this.doc, heads)) {
      this.doc = Automerge.change(this.doc, { time: 0 }, work);
      return Automerge.getHeads(this.doc);
    }
    const { newDoc, newHeads } = Automerge.changeAt(this.doc, [...heads], { time: 0 }, work);
    this.doc = newDoc;
    return newHeads ?? heads;
  }

  #known(heads: Heads): void {
    if (!isNow(this.doc, heads) && !Automerge.hasHeads(this.doc, [...heads]))
      throw new Error('unknown heads');
  }

  /** The own change on exactly these heads that did just this. */
  #writtenBefore({ heads, splices }: { heads: Heads; splices: readonly Splice[] }): Heads | undefined {
    const actor = Automerge.getActorId(this.doc);
    const wanted = spliced(Automerge.view(this.doc, [...heads]).text, splices);
    const found = Automerge.getChangesMetaSince(this.doc, [...heads]).find(
      (change) =>
        change.actor === actor &&
        // One's own last change stands among them as well, also when others have built on it.
        heads.every((hash) => change.deps.includes(hash)) &&
        Automerge.view(this.doc, [change.hash]).text === wanted,
    );
    return found && [found.hash];
  }
}
