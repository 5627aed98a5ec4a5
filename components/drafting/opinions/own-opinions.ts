import type { OwnSlip } from '../../../src/engine/opinions-protocol.ts';
import type { Opinion } from '../../../src/office/opinion-slip.ts';

/**
 * What is being written on the page, by whom one speaks as. What the engine keeps comes in as long as nothing was typed
 * since; what was typed is never overwritten by it.
 */
export class OwnOpinions {
  #lists = new Map<string, Opinion[]>();
  #isTyped = new Set<string>();

  /** Takes what the engine has. */
  take(slips: readonly OwnSlip[]): void {
    for (const { as, opinions } of slips) if (!this.#isTyped.has(as)) this.#lists.set(as, opinions);
  }

  of(as: string): readonly Opinion[] {
    return this.#lists.get(as) ?? [];
  }

  /** Those that say something. */
  said(as: string): Opinion[] {
    return this.of(as).filter(({ text, proposal }) => text.trim() !== '' || proposal.trim() !== '');
  }

  /** @returns id of the new one */
  add(as: string, place: Pick<Opinion, 'address' | 'label' | 'quote'>): string {
    const id = [...crypto.getRandomValues(new Uint8Array(8))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    this.#set(as, [...this.of(as), { id, ...place, text: '', proposal: '' }]);
    return id;
  }

  change(as: string, id: string, part: Partial<Opinion>): void {
    this.#set(
      as,
      this.of(as).map((one) => (one.id === id ? { ...one, ...part } : one)),
    );
  }

  /** @returns what puts it back */
  remove(as: string, id: string): () => void {
    const before = this.of(as);
    const at = before.findIndex((one) => one.id === id);
    const gone = before[at];
    this.#set(
      as,
      before.filter((one) => one.id !== id),
    );
    return () => {
      if (gone !== undefined) this.#set(as, this.of(as).toSpliced(at, 0, gone));
    };
  }

  isTyped(as: string): boolean {
    return this.#isTyped.has(as);
  }

  /** The engine has what was typed until now. */
  kept(as: string, list: readonly Opinion[]): void {
    if (this.#lists.get(as) === list) this.#isTyped.delete(as);
  }

  #set(as: string, list: Opinion[]): void {
    this.#lists.set(as, list);
    this.#isTyped.add(as);
  }
}
