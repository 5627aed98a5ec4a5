import { ContextProvider } from '@lit/context';
import { App } from '../../src/app/app.ts';
import { EngineLink } from '../../src/app/engine-link.ts';
import { Source } from '../../src/app/live.ts';
import { openSettings, type ReadingSettings } from '../../src/app/reading-settings.ts';
import type { CallArgs, CallAnswer, CallName, FromEngine } from '../../src/engine/protocol.ts';
import { appContext } from '../../components/app-context.ts';
import { fetchWords } from '../../components/words.ts';
import '../../components/style/tokens.css';
import '../../components/style/base.css';
import '../../components/style/shell.css';
import '../../components/style/library.css';
import '../../components/style/reading.css';

// Elements are shown in both languages.
await Promise.all([fetchWords('zh'), fetchWords('en')]);

type Answers = {
  [N in CallName]?: (args: CallArgs<N>) => CallAnswer<N> | Promise<CallAnswer<N>>;
};

function storageOf(settings: Partial<ReadingSettings>): Storage {
  const kept = new Map([['guiju:reading', JSON.stringify({ language: 'zh', ...settings })]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
}

/** An app whose engine answers from a table. What the table lacks is never answered, as by a slow engine. */
export class SomeApp {
  readonly app: App;
  /** Every call, in order. */
  readonly asked: { call: string; args: unknown }[] = [];
  readonly storage: Storage;
  readonly updateReady = new Source(false);
  updatesTaken = 0;
  #receive: (message: FromEngine) => void = () => undefined;

  constructor(answers: Answers = {}, settings: Partial<ReadingSettings> = {}) {
    const link = new EngineLink((receive) => {
      this.#receive = receive;
      return (message) => {
        if ('abort' in message) {
          this.asked.push({ call: 'abort', args: message.id });
          return;
        }
        this.asked.push(message);
        const handler = answers[message.call] as ((args: unknown) => unknown) | undefined;
        if (handler === undefined) return;
        void (async () => {
          try {
            receive({ id: message.id, answer: await handler(message.args) });
          } catch (error) {
            const code = (error as { code?: string }).code ?? 'unexpected';
            receive({ id: message.id, problem: { code: code as 'unexpected', message: messageOf(error) } });
          }
        })();
      };
    });
    this.storage = storageOf(settings);
    this.app = new App('main', link, openSettings(this.storage), {
      ready: this.updateReady,
      offline: new Source(true),
      take: () => (this.updatesTaken += 1),
    });
  }

  /** What the engine tells all tabs. */
  news(message: FromEngine): void {
    this.#receive(message);
  }

  /** Puts an element into the document, inside the app. */
  show<E extends HTMLElement>(element: E): E {
    const home = document.createElement('main');
    new ContextProvider(home, { context: appContext, initialValue: this.app });
    home.append(element);
    document.body.append(home);
    return element;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
