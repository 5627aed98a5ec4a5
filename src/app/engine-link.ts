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

/** What the engine tells without being asked. */
export type EngineNews = Exclude<FromEngine, { id: number } | { gone: true }>;

/** Wires a line: is given the receiver of messages and what to call when the other end is gone, returns the sender. */
export type Connect = (
  receive: (message: FromEngine) => void,
  lost: () => void,
) => (message: ToEngine) => void;

/** A tab's end of the line to the engine. When that is gone, the next call begins a new line. */
export class EngineLink {
  #connect: Connect;
  #send: ((message: ToEngine) => void) | undefined;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  /** Called when the base has changed, and while the index is being rebuilt. */
  onNews: (news: EngineNews) => void = () => undefined;
  /** Called when the engine is gone; the next call begins another. */
  onLost: () => void = () => undefined;

  constructor(connect: Connect) {
    this.#connect = connect;
    this.#send = this.#begin();
  }

  /**
   * Asks the engine.
   *
   * @throws {EngineError} what the engine reports; code `aborted` when `signal` ended it
   */
  call<N extends CallName>(name: N, args: CallArgs<N>, options: CallOptions = {}): Promise<CallAnswer<N>> {
    const { signal, onProgress } = options;
    if (signal?.aborted) return Promise.reject(new EngineError('aborted', name));
    const id = this.#next++;
    return new Promise<unknown>((resolve, reject) => {
      const send = (this.#send ??= this.#begin());
      this.#waiting.set(id, { resolve, reject, onProgress });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.has(id)) return;
        send({ id, abort: true });
        // An import ends tidily and answers with what it had saved; every other call may be forgotten at once.
        if (onProgress === undefined) {
          this.#waiting.delete(id);
          reject(new EngineError('aborted', name));
        }
      });
      send({ id, call: name, args });
    }) as Promise<CallAnswer<N>>;
  }

  #begin(): (message: ToEngine) => void {
    // A line that was given up may still speak, or end a second time.
    let isLost = false;
    return this.#connect(
      (message) => {
        if (isLost) return;
        if ('gone' in message) {
          isLost = true;
          this.#lost();
        } else this.#receive(message);
      },
      () => {
        if (!isLost) this.#lost();
        isLost = true;
      },
    );
  }

  /** The engine is gone: every open call fails, and says so. */
  #lost(): void {
    this.#send = undefined;
    for (const { reject } of this.#waiting.values()) reject(new EngineError('engine-gone', 'engine gone'));
    this.#waiting.clear();
    this.onLost();
  }

  #receive(message: Exclude<FromEngine, { gone: true }>): void {
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
