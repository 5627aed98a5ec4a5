import { BadBytes } from './bytes.ts';

/** What reading gives; undefined where what came cannot be read. */
export function unlessBad<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadBytes) return undefined;
    throw error;
  }
}
