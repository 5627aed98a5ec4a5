import { fieldsIn, stringsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

/** When this device looked at a draft last, and what it was then. */
export interface DraftLook {
  heads: string[];
  at: number;
}

const key = 'draft-looks';
/** Drafts that are remembered. */
const most = 300;

/** What the user of this device has seen of drafts. Stays on this device. */
export class DraftLooks {
  #storage: Storage;
  #looks: Promise<Map<string, DraftLook>> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async of(draft: string): Promise<DraftLook | undefined> {
    return (await this.#all()).get(draft);
  }

  /** What is seen is forgotten without harm, so it need not be on disk at once. */
  set(draft: string, look: DraftLook): Promise<void> {
    const run = this.#last.then(async () => {
      const looks = new Map(await this.#all());
      looks.delete(draft);
      looks.set(draft, look);
      for (const old of looks.keys()) if (looks.size > most) looks.delete(old);
      await this.#storage.write([{ room: 'kv', key, value: Object.fromEntries(looks) }], 'relaxed');
      this.#looks = Promise.resolve(looks);
    });
    this.#last = run.catch(() => undefined);
    return run;
  }

  #all(): Promise<Map<string, DraftLook>> {
    this.#looks ??= this.#storage.get('kv', key).then((stored) => {
      const looks = new Map<string, DraftLook>();
      for (const [draft, value] of Object.entries(fieldsIn(stored) ?? {})) {
        const fields = fieldsIn(value) ?? {};
        const [heads, at] = [stringsIn(fields, 'heads'), fields['at']];
        if (heads.length > 0 && typeof at === 'number') looks.set(draft, { heads, at });
      }
      return looks;
    });
    return this.#looks;
  }
}
