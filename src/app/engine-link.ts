import type {
  BringInProgress,
  CallAnswer,
  CallArgs,
  CallName,
  EngineProblemCode,
  FromEngine,
  ToEngine,
} from '../engine/protocol.ts';

/** What went wrong, with a code that the word tables know. */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly code: EngineProblemCode;

  constructor(code: EngineProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  onProgress?: (progress: BringInProgress) => void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress: ((progress: BringInProgress) => void) | undefined;
}

/** A tab's end of the line to the engine. */
export class EngineLink {
  #send: (message: ToEngine) => void;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #gone = false;
  /** Called when the base has changed, and while the index is being rebuilt. */
  onNews: (news: { changed: number } | { indexing: number }) => void = () => undefined;

  /**
   * @param connect wires the line: is given the receiver of messages and what to call when the engine is gone,
   *   returns the sender
   */
  constructor(
    connect: (receive: (message: FromEngine) => void, lost: () => void) => (message: ToEngine) => void,
  ) {
    this.#send = connect(
      (message) => this.#receive(message),
      () => this.lost(),
    );
  }

  /**
   * Asks the engine.
   *
   * @throws {EngineError} what the engine reports; code `aborted` when `signal` ended it
   */
  call<N extends CallName>(name: N, args: CallArgs<N>, options: CallOptions = {}): Promise<CallAnswer<N>> {
    const { signal, onProgress } = options;
    if (signal?.aborted) return Promise.reject(new EngineError('aborted', name));
    if (this.#gone) return Promise.reject(new EngineError('engine-gone', name));
    const id = this.#next++;
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.has(id)) return;
        this.#send({ id, abort: true });
        // An import ends tidily and answers with what it had saved; every other call may be forgotten at once.
        if (onProgress === undefined) {
          this.#waiting.delete(id);
          reject(new EngineError('aborted', name));
        }
      });
      this.#send({ id, call: name, args });
    }) as Promise<CallAnswer<N>>;
  }

  /** The engine is gone: every open call fails, and so does every later one, until the page is loaded again. */
  lost(): void {
    this.#gone = true;
    for (const { reject } of this.#waiting.values()) reject(new EngineError('engine-gone', 'engine gone'));
    this.#waiting.clear();
  }

  #receive(message: FromEngine): void {
    if ('gone' in message) {
      this.lost();
      return;
    }
    if (!('id' in message)) {
      this.onNews(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if ('progress' in message) {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    if ('problem' in message) waiting.reject(new EngineError(message.problem.code, message.problem.message));
    else waiting.resolve(message.answer);
  }
}
