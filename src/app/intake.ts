import type {
  BringInEntry,
  BringInProgress,
  BringInSummary,
  EngineProblemCode,
  PickedFile,
} from '../engine/protocol.ts';
import type { App } from './app.ts';
import { EngineError } from './engine-link.ts';
import { keepStorage } from './keep-storage.ts';
import { Source, type Live } from './live.ts';

/** One import, from the first file to the report. Lives in the app, so that a reader may turn to other pages meanwhile. */
export interface IntakeState {
  step: 'idle' | 'running' | 'cancelling' | 'done';
  done: number;
  total: number;
  articles: number;
  entries: readonly BringInEntry[];
  summary?: BringInSummary;
  /** Why it ended before its end; what was saved before is safe. */
  trouble?: EngineProblemCode;
}

const idle: IntakeState = { step: 'idle', done: 0, total: 0, articles: 0, entries: [] };

export class Intake {
  #app: App;
  #state = new Source<IntakeState>(idle);
  #running: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  get state(): Live<IntakeState> {
    return this.#state;
  }

  /** Begins with these files; while one import runs, another is not begun. */
  files(files: PickedFile[]): void {
    if (files.length === 0) return;
    this.#run(files.length, (progress, signal) => this.#app.bringIn(files, progress, signal));
  }

  text(text: string, title: string | undefined): void {
    this.#run(1, (progress) => this.#app.bringInText(text, title, progress));
  }

  cancel(): void {
    this.#running?.abort();
    if (this.#state.now.step === 'running') this.#state.set({ ...this.#state.now, step: 'cancelling' });
  }

  #run(
    total: number,
    begin: (onProgress: (progress: BringInProgress) => void, signal: AbortSignal) => Promise<BringInSummary>,
  ): void {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    const entries: BringInEntry[] = [];
    this.#state.set({ ...idle, step: 'running', total });
    const onProgress = (progress: BringInProgress): void => {
      entries.push(...progress.entries);
      const { done, total, articles } = progress;
      this.#state.set({ ...this.#state.now, done, total, articles, entries });
    };
    begin(onProgress, running.signal)
      .then((summary) => {
        this.#state.set({ ...this.#state.now, step: 'done', entries, summary });
        if (!this.#app.isSample && summary.rules + summary.editions > 0) void keepStorage();
      })
      .catch((error: unknown) => {
        const trouble = error instanceof EngineError ? error.code : 'unexpected';
        this.#state.set({ ...this.#state.now, step: 'done', entries, trouble });
      })
      .finally(() => {
        this.#running = undefined;
      });
  }
}
