import { type Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { DraftPort, Present } from '../../../src/app/draft-port.ts';
import type { DraftExchange } from './draft-exchange.ts';
import { moved, others, setOthers } from './others.ts';

/** Keeps `others` as the engine knows them. */
export function askOthers(
  port: DraftPort,
  exchange: DraftExchange,
  told: (others: readonly Present[]) => void,
): Extension {
  return [others, ViewPlugin.define((view) => new AskOthers(view, port, exchange, told))];
}

class AskOthers {
  #view: EditorView;
  #port: DraftPort;
  #exchange: DraftExchange;
  #told: (others: readonly Present[]) => void;
  #isWanted = true;
  #isAsking = false;
  #isGone = false;
  #unsubscribe: () => void;

  constructor(
    view: EditorView,
    port: DraftPort,
    exchange: DraftExchange,
    told: (others: readonly Present[]) => void,
  ) {
    this.#view = view;
    this.#port = port;
    this.#exchange = exchange;
    this.#told = told;
    this.#unsubscribe = port.subscribe(({ kind }) => {
      if (kind !== 'present') return;
      this.#isWanted = true;
      void this.#ask();
    });
    void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#isWanted && !this.#isGone) {
        this.#isWanted = false;
        const { heads } = this.#exchange;
        const found = await this.#port.present({ heads });
        if (this.#isGone) return;
        // In the meantime the text became another: these places are not of it.
        if (heads === this.#exchange.heads) this.#show(found);
        else this.#isWanted = true;
      }
    } catch {
      // Who is there is told again when the engine is.
    } finally {
      this.#isAsking = false;
    }
  }

  #show(found: readonly Present[]): void {
    const { unanswered } = this.#exchange;
    const { length } = this.#view.state.doc;
    const list = found.map((one) =>
      moved(one, (at) =>
        Math.min(length, unanswered.mapPos(Math.min(Math.max(0, at), unanswered.length), -1)),
      ),
    );
    this.#view.dispatch({ effects: setOthers.of(list) });
    this.#told(list);
  }

  destroy(): void {
    this.#isGone = true;
    this.#unsubscribe();
  }
}
