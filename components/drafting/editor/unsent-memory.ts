import type { DraftPort, Heads, Splice } from '../../../src/app/draft-port.ts';

/** What was typed into a draft and is not known to be written: made one after another on the text at `heads`. */
interface Unsent {
  heads: Heads;
  edits: Splice[][];
}

/** Says as long as it is held that a tab is there. */
export type Locks = Pick<LockManager, 'request'>;

export interface UnsentPlace {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  /** Missing where the page did not come over a safe line. */
  locks: Locks | undefined;
}

const prefix = (draft: string): string => `guiju:unsent:${draft}:`;

/**
 * Keeps what a tab could not write, for when the tab is gone as well. Each has a place of its own, which others leave
 * alone as long as the tab is there.
 */
export class UnsentMemory {
  #place: UnsentPlace;
  #key: string;
  #letGo: () => void = () => undefined;

  constructor(draft: string, place: UnsentPlace) {
    this.#place = place;
    this.#key = `${prefix(draft)}${Math.random().toString(36).slice(2)}`;
    const held = new Promise<void>((resolve) => (this.#letGo = resolve));
    void place.locks?.request(this.#key, () => held);
  }

  keep(heads: Heads, edits: Splice[][]): void {
    try {
      if (edits.length === 0) this.#place.storage.removeItem(this.#key);
      else this.#place.storage.setItem(this.#key, JSON.stringify({ heads, edits }));
    } catch {
      // There is no room here either; it is still on the page.
    }
  }

  /** The tab turns away from the draft. */
  release(): void {
    this.#letGo();
  }
}

/**
 * Writes what tabs that are gone have left of a draft. What the engine does not take, since it does not know the text on
 * which that was typed, is kept: it may know it later.
 *
 * @returns whether there was something
 */
export async function writeLeft(
  draft: string,
  { storage, locks }: UnsentPlace,
  port: DraftPort,
): Promise<boolean> {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at)!);
  const left = keys.filter((key) => key.startsWith(prefix(draft)));
  for (const key of left) {
    const write = async (lock: unknown): Promise<void> => {
      if (lock !== null) await writeOne(storage, key, port).catch(() => undefined);
    };
    await (locks === undefined ? write(undefined) : locks.request(key, { ifAvailable: true }, write));
  }
  return left.length > 0;
}

async function writeOne(storage: UnsentPlace['storage'], key: string, port: DraftPort): Promise<void> {
  const left = unsentIn(storage.getItem(key));
  let heads = left?.heads ?? [];
  // The tab may have asked for any of them, and gone before it was answered.
  for (const splices of left?.edits ?? []) ({ heads } = await port.edit({ heads, splices, again: true }));
  storage.removeItem(key);
}

function unsentIn(text: string | null): Unsent | undefined {
  try {
    const { heads, edits } = JSON.parse(text ?? '') as Partial<Unsent>;
    return Array.isArray(heads) && Array.isArray(edits) ? { heads, edits } : undefined;
  } catch {
    return undefined;
  }
}
