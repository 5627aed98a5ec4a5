import { toEngineProblem } from './engine-problem.ts';
import type { BringInProgress, CallArgs, CallAnswer, CallName, FromEngine, ToEngine } from './protocol.ts';

/** What a call is given besides its arguments. */
export interface CallContext {
  signal: AbortSignal;
  progress(value: BringInProgress): void;
}

/** The engine as its calls. */
export type EngineHandlers = {
  [N in CallName]: (args: CallArgs<N>, context: CallContext) => Promise<CallAnswer<N>> | CallAnswer<N>;
};

/** One end of a message channel: a MessagePort, a worker's own scope, or a relay. */
export interface Wire {
  send(message: FromEngine): void;
}

/**
 * Answers the calls of one tab.
 *
 * @returns what to do with each message that comes in from it
 */
export function serveCalls(
  handlers: Promise<EngineHandlers>,
  wire: Wire,
): { receive(message: ToEngine): void; close(): void } {
  const running = new Map<number, AbortController>();

  async function answer(id: number, call: CallName, args: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = (await handlers)[call] as (args: unknown, context: CallContext) => unknown;
      const result = await handler(args, {
        signal: controller.signal,
        progress: (progress) => wire.send({ id, progress }),
      });
      wire.send({ id, answer: result });
    } catch (error) {
      const { code, message } = toEngineProblem(error);
      if (code === 'unexpected') console.error(error);
      wire.send({ id, problem: { code, message } });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive(message) {
      if ('abort' in message) running.get(message.id)?.abort();
      else void answer(message.id, message.call, message.args);
    },
    close() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
