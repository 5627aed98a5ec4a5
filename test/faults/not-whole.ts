import { rooms, type Storage } from '../../src/store/storage.ts';
import { wholeness } from '../store/wholeness.ts';

/**
 * @param isReceiving see `wholeness`
 * @returns what does not fit together in a base, with how much is in each room; undefined when all does
 */
export async function notWhole(storage: Storage, isReceiving = false): Promise<string | undefined> {
  try {
    await wholeness(storage, isReceiving);
    return undefined;
  } catch (cause) {
    const counts = rooms.map(async (room) => `${room} ${(await storage.keys(room)).length}`);
    return `${String(cause).split('\n')[0]}; ${(await Promise.all(counts)).join(', ')}`;
  }
}
