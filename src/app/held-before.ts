/*
 * Whether a base has ever held anything is remembered outside of its database too: a browser whose database was damaged,
 * as by a cut of power, throws it away and opens an empty one, and the app would greet somebody who has lost everything
 * as somebody who has just come.
 */

const keyOf = (base: string): string => `guiju:${base}:held`;

/** The base holds something. */
export function noteHeld(base: string, storage: Pick<Storage, 'setItem'>): void {
  try {
    storage.setItem(keyOf(base), '1');
  } catch {
    // Without room for it, or in a page that may keep nothing, one only knows less.
  }
}

/** Has the base held something, as far as this browser remembers? */
export function heldBefore(base: string, storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(keyOf(base)) !== null;
  } catch {
    return false;
  }
}
