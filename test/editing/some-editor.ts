import { ChangeSet, type Text } from '@codemirror/state';
import { DraftExchange } from '../../components/drafting/editor/draft-exchange.ts';
import type { DraftState } from '../../components/drafting/editor/saved-news.ts';
import { textOf } from '../../components/drafting/editor/splices.ts';
import type { SomeDraftPort } from '../drafting/some-draft-port.ts';
import { HandClock } from '../sync/hand-clock.ts';

/** Lets everything happen that is due. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** An editor without a page: a text, and whether words are being composed. */
export class SomeEditor {
  readonly clock: HandClock;
  readonly exchange: DraftExchange;
  text: Text;
  isComposing = false;
  /** Others' changes are put in although words are being composed, as elsewhere in the text. */
  takesComposing = false;
  told: DraftState[] = [];
  taken: ChangeSet[] = [];

  private constructor(exchange: DraftExchange, clock: HandClock, text: string) {
    this.exchange = exchange;
    this.clock = clock;
    this.text = textOf(text);
    exchange.show({
      isHeld: () => this.isComposing,
      mayTake: () => !this.isComposing || this.takesComposing,
      take: (changes) => {
        this.text = changes.apply(this.text);
        this.taken.push(changes);
      },
      tell: (state) => this.told.push(state),
    });
  }

  static async open(port: SomeDraftPort): Promise<SomeEditor> {
    const clock = new HandClock();
    const opened = await port.open();
    const exchange = new DraftExchange(port, opened, (ms, call) => clock.after(ms, call));
    return new SomeEditor(exchange, clock, opened.text);
  }

  /** Gathers without being asked to send it. */
  put(at: number, remove: number, insert: string): void {
    const changes = ChangeSet.of(
      { from: at, to: at + remove, insert: textOf(insert) },
      this.text.length,
      '\n',
    );
    this.text = changes.apply(this.text);
    this.exchange.record(changes);
  }

  type(at: number, remove: number, insert: string): void {
    this.put(at, remove, insert);
    this.exchange.run();
  }

  endComposing(): void {
    this.isComposing = false;
    this.exchange.run();
  }

  get string(): string {
    return this.text.toString();
  }
}
