import type { App } from './app.ts';
import type { DraftNews, DraftPort, Heads, Present, Splice } from './draft-port.ts';

/** The text of a draft that lies in the engine. */
export class DraftText implements DraftPort {
  #app: App;
  #draft: string;
  #tab: string = crypto.randomUUID();
  /** Of the edit that was asked last: by it the engine knows one that is asked again. */
  #name = '';

  constructor(app: App, draft: string) {
    this.#app = app;
    this.#draft = draft;
  }

  open(): Promise<{ text: string; heads: Heads }> {
    return this.#app.ask('draftOpen', { draft: this.#draft });
  }

  edit(what: { heads: Heads; splices: readonly Splice[]; again?: true }): Promise<{ heads: Heads }> {
    const { heads, splices, again } = what;
    if (again !== true) this.#name = crypto.randomUUID();
    return this.#app.ask('draftEdit', { draft: this.#draft, name: this.#name, heads, splices });
  }

  since(what: { heads: Heads; until?: Heads }): Promise<{ heads: Heads; splices: Splice[] }> {
    return this.#app.ask('draftSince', { draft: this.#draft, ...what });
  }

  present(what: { heads: Heads }): Promise<Present[]> {
    return this.#app.ask('draftPresent', { draft: this.#draft, ...what });
  }

  show(where: { heads: Heads; from: number; to: number } | undefined): void {
    const what = { draft: this.#draft, tab: this.#tab, ...(where !== undefined && { where }) };
    // Nobody is helped by hearing that others do not see a caret.
    this.#app.ask('draftShow', what).catch(() => undefined);
  }

  subscribe(listener: (news: DraftNews) => void): () => void {
    return this.#app.followDraft(this.#draft, listener);
  }
}
