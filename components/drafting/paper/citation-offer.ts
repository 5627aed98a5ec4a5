import { Compartment, type Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { FindCitations } from './citation-completion.ts';
import { citationsAt, type CitationSource, isCitationBegun } from './citations-at.ts';

/** Milliseconds with the draft open before the lists are fetched that nobody has asked for yet. */
const untilFetched = 2000;

const lists = () => import('./citation-completion.ts');

const place = new Compartment();

/** The base to ask, of the editor that the plugin below belongs to. */
type Sourced = { source: CitationSource | undefined; fetch?: typeof lists };

class CitationOffer {
  #view: EditorView;
  #given: Sourced;
  #timer: ReturnType<typeof setTimeout>;
  #loaded: Awaited<ReturnType<typeof lists>> | undefined;
  #isThere = false;
  #isGone = false;
  /** Something was begun before the lists were there: they open for it. */
  #isWanted = false;

  constructor(view: EditorView, given: Sourced) {
    this.#view = view;
    this.#given = given;
    this.#timer = setTimeout(() => void this.#fetch(), untilFetched);
  }

  /** Opens the lists at the caret, as soon as they are there. */
  open(): void {
    if (this.#isThere) this.#loaded!.openCitations(this.#view);
    else {
      this.#isWanted = true;
      void this.#fetch();
    }
  }

  update({ docChanged, selectionSet, state, transactions }: ViewUpdate): void {
    if (this.#isThere) return;
    if (docChanged && transactions.some((one) => one.isUserEvent('input.type'))) {
      if (isCitationBegun(state)) this.open();
    } else if (selectionSet) this.#isWanted = false;
  }

  /** An input method has finished: what it kept waiting comes now, once the editor has read its word. */
  composed(): void {
    if (!this.#isThere) setTimeout(() => this.#put());
  }

  destroy(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
  }

  async #fetch(): Promise<void> {
    // Then a composition keeps them waiting.
    if (this.#loaded !== undefined) return;
    try {
      this.#loaded = await (this.#given.fetch ?? lists)();
    } catch {
      // Without them one writes the title out; the next that is begun asks again.
      return;
    }
    this.#put();
  }

  #put(): void {
    const view = this.#view;
    // To be given something new would end the composition.
    if (this.#loaded === undefined || this.#isThere || this.#isGone || view.compositionStarted) return;
    this.#isThere = true;
    const { citationCompletion, openCitations } = this.#loaded;
    const find: FindCitations = (state, pos, signal) => citationsAt(state, pos, this.#given.source, signal);
    view.dispatch({ effects: place.reconfigure(citationCompletion(find)) });
    if (this.#isWanted && isCitationBegun(view.state)) openCitations(view);
  }
}

const plugin = ViewPlugin.define((view, given: Sourced) => new CitationOffer(view, given), {
  eventObservers: {
    compositionend() {
      this.composed();
    },
  },
});

/**
 * Titles after 《 and articles after 第 are offered while one writes. What shows the lists is fetched once the draft is
 * open, or for the first that is begun, and opens for that very one; never into a composition.
 *
 * @param fetch gets what shows the lists
 */
export const citationOffer = (source: CitationSource | undefined, fetch?: typeof lists): Extension => [
  place.of([]),
  plugin.of({ source, ...(fetch !== undefined && { fetch }) }),
];

/** Offers what can be cited at the caret. */
export const offerCitations = (view: EditorView): void => view.plugin(plugin)?.open();
