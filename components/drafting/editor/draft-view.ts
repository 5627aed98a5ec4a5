import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { DraftPort, Heads, Present } from '../../../src/app/draft-port.ts';
import { writtenLine } from '../../../src/app/written-line.ts';
import { adoptStyles } from './adopted-styles.ts';
import { askOthers } from './ask-others.ts';
import { draftBinding } from './draft-binding.ts';
import { type After, DraftExchange } from './draft-exchange.ts';
import { following } from './follow.ts';
import { harmlessText } from './harmless-text.ts';
import { othersCarets } from './others-carets.ts';
import { ownCaret } from './own-caret.ts';
import type { DraftState } from './saved-news.ts';
import { textOf } from './splices.ts';
import { UnsentMemory, type UnsentPlace, writeLeft } from './unsent-memory.ts';

export interface DraftViewOptions {
  parent: HTMLElement;
  onState(state: DraftState): void;
  /** Who else is in the draft has changed. */
  onOthers(others: readonly Present[]): void;
  /** The page goes with another device's caret, or with none. */
  onFollow(device: string | undefined): void;
  after?: After;
  longestHold?: number;
  /** Where what cannot be written is kept, for drafts that are opened by a name. */
  place?: UnsentPlace;
}

/** A title with one number below it is no longer than this. */
const longestBeginning = 400;

const later: After = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

const placeOfPage = (): UnsentPlace => ({ storage: localStorage, locks: navigator.locks });

/** An editor, and the draft that is open in it. */
export class DraftView {
  readonly view: EditorView;
  #options: Required<DraftViewOptions>;
  #extensions = new Compartment();
  #readOnly = new Compartment();
  #given: Extension = [];
  #isReadOnly = false;
  #exchange: DraftExchange | undefined;
  /** Ends the opening that is under way. */
  #stopOpening: () => void = () => undefined;

  constructor(options: DraftViewOptions) {
    this.#options = { after: later, longestHold: 20_000, place: placeOfPage(), ...options };
    adoptStyles(options.parent.ownerDocument);
    this.view = new EditorView({ parent: options.parent, state: this.#stateOf('', []) });
  }

  /** What is open; undefined as long as nothing is. */
  get exchange(): DraftExchange | undefined {
    return this.#exchange;
  }

  /** Extensions of others, all at once. */
  set extensions(extensions: Extension) {
    this.#given = extensions;
    this.view.dispatch({ effects: this.#extensions.reconfigure(extensions) });
  }

  set isReadOnly(isReadOnly: boolean) {
    this.#isReadOnly = isReadOnly;
    this.view.dispatch({ effects: this.#readOnly.reconfigure(this.#mayType()) });
  }

  /**
   * Shows another draft. What was typed into the last one goes on being written. As long as the engine does not answer
   * it is asked again.
   *
   * @param draft its name: what tabs that are gone could not write into it is written first
   */
  open(port: DraftPort | undefined, draft?: string): void {
    this.#stopOpening();
    this.#exchange = undefined;
    this.view.setState(this.#stateOf('', []));
    this.#options.onOthers([]);
    if (port === undefined) return;
    let isWanted = true;
    let stopPause: () => void = () => undefined;
    this.#stopOpening = () => {
      isWanted = false;
      stopPause();
    };
    const { after, onState, place } = this.#options;
    const ask = async (): Promise<void> => {
      try {
        const opened = await openWithLeft(port, draft, place);
        if (!isWanted) return;
        const memory = draft === undefined ? undefined : new UnsentMemory(draft, place);
        const exchange = new DraftExchange(port, opened, after, memory);
        this.#exchange = exchange;
        this.view.setState(this.#stateOf(opened.text, this.#together(port, exchange)));
        // Who watches the editor hears of what is done in it, and not that it shows another text.
        this.view.dispatch({ selection: this.view.state.selection });
      } catch (cause) {
        if (!isWanted) return;
        onState({ kind: 'failed', problem: (cause as { code?: string }).code ?? String(cause) });
        stopPause = after(1000, () => void ask());
      }
    };
    void ask();
  }

  destroy(): void {
    this.#stopOpening();
    this.#exchange = undefined;
    this.view.destroy();
  }

  /** All that has to do with the engine and with others. */
  #together(port: DraftPort, exchange: DraftExchange): Extension {
    const { after, longestHold, onState, onOthers, onFollow } = this.#options;
    return [
      draftBinding({ exchange, after, longestHold, onState }),
      askOthers(port, exchange, onOthers),
      othersCarets,
      ownCaret(port, exchange, after),
      following(onFollow),
    ];
  }

  #stateOf(text: string, binding: Extension): EditorState {
    return EditorState.create({
      doc: textOf(text),
      selection: { anchor: placeToBegin(text) },
      extensions: [
        EditorState.lineSeparator.of('\n'),
        harmlessText,
        history(),
        EditorView.lineWrapping,
        binding,
        this.#readOnly.of(this.#mayType()),
        this.#extensions.of(this.#given),
        Prec.lowest(keymap.of([...historyKeymap, ...defaultKeymap])),
      ],
    });
  }

  /** Nothing can be typed before there is something to type into. */
  #mayType(): Extension {
    const isReadOnly = this.#isReadOnly || this.#exchange === undefined;
    return [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(!isReadOnly)];
  }
}

/** Where nothing is written but the title, one begins behind the number of the first article. */
function placeToBegin(text: string): number {
  if (text.length > longestBeginning) return 0;
  const written = text.replace(/\n+$/, '');
  const lines = written.split('\n').filter((line) => line !== '');
  const [title, last] = lines.map(writtenLine);
  const isBegun = lines.length === 2 && title!.kind === 'title' && last!.kind === 'article';
  return isBegun && last!.words >= lines[1]!.length ? written.length : 0;
}

async function openWithLeft(
  port: DraftPort,
  draft: string | undefined,
  place: UnsentPlace,
): Promise<{ text: string; heads: Heads }> {
  const opened = await port.open();
  if (draft === undefined || !(await writeLeft(draft, place, port))) return opened;
  return port.open();
}
