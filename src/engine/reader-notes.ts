import type { Storage } from '../store/storage.ts';

/** What this reader did here: texts read and kept at hand. Stays on this device. */
interface Notes {
  recent: string[];
  favourites: string[];
}

const key = 'reader-notes';
const longestRecent = 30;

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}

/** Recently read and favourite rules of this device. */
export class ReaderNotes {
  #storage: Storage;
  #notes: Notes;
  #changed: () => void;

  private constructor(storage: Storage, notes: Notes, changed: () => void) {
    this.#storage = storage;
    this.#notes = notes;
    this.#changed = changed;
  }

  /** @param changed called after a favourite was set or removed */
  static async open(storage: Storage, changed: () => void): Promise<ReaderNotes> {
    const stored = (await storage.get('kv', key)) as Partial<Notes> | undefined;
    return new ReaderNotes(
      storage,
      { recent: idsIn(stored?.recent), favourites: idsIn(stored?.favourites) },
      changed,
    );
  }

  get recent(): readonly string[] {
    return this.#notes.recent;
  }

  get favourites(): readonly string[] {
    return this.#notes.favourites;
  }

  async markRead(rule: string): Promise<void> {
    if (this.#notes.recent[0] === rule) return;
    const recent = [rule, ...this.#notes.recent.filter((id) => id !== rule)].slice(0, longestRecent);
    // Losing the last text that was read is no loss, so this need not wait for the disk.
    await this.#save({ ...this.#notes, recent }, 'relaxed');
  }

  async setFavourite(rule: string, favourite: boolean): Promise<void> {
    const others = this.#notes.favourites.filter((id) => id !== rule);
    await this.#save({ ...this.#notes, favourites: favourite ? [rule, ...others] : others }, 'strict');
    this.#changed();
  }

  async #save(notes: Notes, durability: 'strict' | 'relaxed'): Promise<void> {
    await this.#storage.write([{ room: 'kv', key, value: notes }], durability);
    this.#notes = notes;
  }
}
