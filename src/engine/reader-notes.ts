import { fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

/** What this reader did here: texts read and kept at hand. Stays on this device. */
/** An article that is kept at hand, by its lasting id. */
export interface KeptPlace {
  rule: string;
  id: string;
  /** Its label when it was chosen. */
  label: string;
}

interface Notes {
  recent: string[];
  favourites: string[];
  places: KeptPlace[];
}

const key = 'reader-notes';
const longestRecent = 30;

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}

const mostPlaces = 200;

function placesIn(value: unknown): KeptPlace[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const { rule, id, label } = (fieldsIn(one) ?? {}) as Partial<Record<string, unknown>>;
    return typeof rule === 'string' && typeof id === 'string' && typeof label === 'string'
      ? [{ rule, id, label }]
      : [];
  });
}

/** Recently read and favourite rules of this device. */
export class ReaderNotes {
  #storage: Storage;
  #notes: Notes;
  #changed: () => void;
  #last: Promise<void> = Promise.resolve();

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
      {
        recent: idsIn(stored?.recent),
        favourites: idsIn(stored?.favourites),
        places: placesIn(stored?.places),
      },
      changed,
    );
  }

  get recent(): readonly string[] {
    return this.#notes.recent;
  }

  get favourites(): readonly string[] {
    return this.#notes.favourites;
  }

  get places(): readonly KeptPlace[] {
    return this.#notes.places;
  }

  async setPlace(place: KeptPlace, kept: boolean): Promise<void> {
    await this.#save('strict', (notes) => {
      const others = notes.places.filter(({ rule, id }) => rule !== place.rule || id !== place.id);
      return { ...notes, places: kept ? [place, ...others].slice(0, mostPlaces) : others };
    });
    this.#changed();
  }

  async markRead(rule: string): Promise<void> {
    // Losing the last text that was read is no loss, so this need not wait for the disk.
    await this.#save('relaxed', (notes) =>
      notes.recent[0] === rule
        ? notes
        : {
            ...notes,
            recent: [rule, ...notes.recent.filter((id) => id !== rule)].slice(0, longestRecent),
          },
    );
  }

  async setFavourite(rule: string, favourite: boolean): Promise<void> {
    await this.#save('strict', (notes) => {
      const others = notes.favourites.filter((id) => id !== rule);
      return { ...notes, favourites: favourite ? [rule, ...others] : others };
    });
    this.#changed();
  }

  /** All notes as bytes, for a backup. */
  carried(): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode(JSON.stringify(this.#notes));
  }

  /** Takes in what a backup brings; what is here comes first. What cannot be read is passed over. */
  async takeCarried(bytes: Uint8Array): Promise<void> {
    let stored: Partial<Notes>;
    try {
      stored = fieldsIn(JSON.parse(new TextDecoder().decode(bytes))) ?? {};
    } catch {
      return;
    }
    const both = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
    await this.#save('strict', ({ recent, favourites, places }) => {
      const isHere = ({ rule, id }: KeptPlace): boolean =>
        places.some((one) => one.rule === rule && one.id === id);
      const more = placesIn(stored.places).filter((one) => !isHere(one));
      return {
        recent: both(recent, idsIn(stored.recent)).slice(0, longestRecent),
        favourites: both(favourites, idsIn(stored.favourites)),
        places: [...places, ...more].slice(0, mostPlaces),
      };
    });
    this.#changed();
  }

  /** Changes run one after another: each builds on what the one before has saved, so none undoes another. */
  async #save(durability: 'strict' | 'relaxed', change: (notes: Notes) => Notes): Promise<void> {
    const run = this.#last.then(async () => {
      const notes = change(this.#notes);
      if (notes === this.#notes) return;
      await this.#storage.write([{ room: 'kv', key, value: notes }], durability);
      this.#notes = notes;
    });
    this.#last = run.catch(() => undefined);
    await run;
  }
}
