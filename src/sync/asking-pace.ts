import type { DocumentKind } from '../store/manifest-row.ts';

/** Documents that are asked for and have not come, at most; and those of one question. */
const window = 256;
const perQuestion = 64;
/** So many are asked for however large they are: one is kept while the next one comes. */
const least = 2;
/** So much should be on its way at most, as far as it can be told before it has come. In bytes. */
const bytesOnTheWay = 16 * 1024 * 1024;
/** What of the size of those that came before still counts with each that comes. */
const fading = 3 / 4;

/**
 * How many documents may be asked for at once. Nobody says beforehand how large they are, and what was asked for cannot
 * be called off: where large ones came, more are expected, and few are asked for. Small ones are asked for in great number.
 */
export class AskingPace {
  /** Bytes that one of a kind is expected to have. Any member may write other documents as large as any may be. */
  #expected: Record<DocumentKind, number> = { rule: 0, edition: 0, document: 1024 * 1024 };

  /**
   * @param open documents of any kind that are asked for and have not come
   * @returns how many of this kind the next question may name; 0 when none may be asked for now
   */
  next(kind: DocumentKind, open: number): number {
    const most = Math.max(least, Math.min(window, Math.floor(bytesOnTheWay / this.#expected[kind])));
    if (open >= most) return 0;
    return most === window ? perQuestion : Math.min(perQuestion, most - open);
  }

  /** One has come. */
  came(kind: DocumentKind, bytes: number): void {
    this.#expected[kind] = Math.max(bytes, this.#expected[kind] * fading);
  }
}
