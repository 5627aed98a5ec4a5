import { DraftLog } from '../store/draft-log.ts';
import type { Drafts } from './drafts.ts';

/** Drafts whose logs are kept at hand: each is as large as everything that was ever written into it. */
const mostKept = 3;
/** Changes that are read at a time, so that what others type is taken in meanwhile. */
const atATime = 400;

/** Everything that was done to the texts of drafts. The first look at a draft reads all of it, later ones what came since. */
export class DraftLogs {
  #drafts: Drafts;
  #logs = new Map<string, { log: DraftLog; heads: string[] }>();

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  /** @throws {EngineProblem} `not-found` */
  async of(draft: string): Promise<DraftLog> {
    const known = this.#logs.get(draft);
    const { raw, heads, textId } = await this.#drafts.look(draft, (open) => {
      const isSame = known?.log.textId === open.textId && open.has(known.heads);
      return { raw: open.rawChanges(isSame ? known.heads : []), heads: open.heads, textId: open.textId };
    });
    const log = known?.log.textId === textId ? known.log : new DraftLog(textId);
    for (const [index, change] of raw.entries()) {
      if (index > 0 && index % atATime === 0) await new Promise((resolve) => setTimeout(resolve));
      log.add(change);
    }
    this.#logs.delete(draft);
    this.#logs.set(draft, { log, heads });
    for (const old of this.#logs.keys()) if (this.#logs.size > mostKept) this.#logs.delete(old);
    return log;
  }
}
