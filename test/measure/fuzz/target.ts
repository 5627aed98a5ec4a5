import type { Random } from '../../faults/random.ts';

/** A reader of input from outside, and how to try it once. */
export interface Target {
  name: string;
  /** Makes the input of one run. */
  make(random: Random): unknown;
  /** Reads it, at once or by and by; throws when anything is not as it must be. */
  read(input: never): void | Promise<void>;
  /** Is this error the one that the reader promises? */
  promised?: (error: unknown) => boolean;
}

export function target<T>(one: {
  name: string;
  make: (random: Random) => T;
  read: (input: T) => void | Promise<void>;
  promised?: (error: unknown) => boolean;
}): Target {
  return one;
}

/** Something was read, and not as it must be. */
export class Broken extends Error {
  override name = 'Broken';
}

/** @throws {Broken} */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}

/** Nothing may have been found. @throws {Broken} */
export function none(found: readonly unknown[]): void {
  if (found.length > 0) throw new Broken(JSON.stringify(found.slice(0, 3)));
}
