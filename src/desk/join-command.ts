import { createInterface } from 'node:readline/promises';
import { hostname } from 'node:os';
import type { JoinView } from '../engine/connect-protocol.ts';
import { EngineProblem } from '../engine/engine-problem.ts';
import type { DeskEngine } from './start-desk-engine.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/**
 * Lets the desk join an office with an invitation, as any other device does: two people compare the digits, one of them
 * at this terminal.
 *
 * @param signal ends the waiting
 * @throws {UsageError} when the code is none, or the desk belongs to an office
 */
export async function joinAtTerminal(
  desk: DeskEngine,
  code: string,
  words: DeskWords,
  signal: AbortSignal,
): Promise<void> {
  const { joining } = desk.engine.others;
  const views = viewsOf(desk, signal);
  const start = (): Promise<void> => joining.start({ code, device: hostname() });
  let isAgain = false;
  try {
    await start();
  } catch (error) {
    if (error instanceof EngineProblem) throw new UsageError(words.cannotJoin(error.code));
    throw error;
  }
  console.log(words.joinSeeking);
  for await (const view of views) {
    if (view.step === 'compare') {
      console.log(words.joinCompare(view.officeName ?? '', view.memberName ?? '', view.digits ?? ''));
      const same = await whileOpen(desk, signal, (open) => areTheSame(words, open));
      // It may be over by now; then that is what comes next.
      if (joining.view?.step === 'compare') joining.answer({ digits: view.digits ?? '', same });
    } else if (view.step === 'done') {
      console.log(words.joined(view.officeName ?? '', view.awaiting === true));
      return joining.end();
    } else if (view.step === 'failed' && view.fault === 'revoked' && !isAgain) {
      // It has learnt that just now, before anybody compared anything: it asks as a new device.
      isAgain = true;
      await start();
    } else if (view.step === 'failed') {
      console.error(words.joinFailed(view.fault ?? 'failed'));
      return joining.end();
    }
  }
}

/** Asks who sits here for as long as it makes a difference. */
async function whileOpen(
  desk: DeskEngine,
  signal: AbortSignal,
  ask: (open: AbortSignal) => Promise<boolean>,
): Promise<boolean> {
  const over = new AbortController();
  const before = desk.onConnections;
  desk.onConnections = () => {
    before();
    if (desk.engine.others.joining.view?.step !== 'compare') over.abort();
  };
  try {
    return await ask(AbortSignal.any([signal, over.signal]));
  } finally {
    desk.onConnections = before;
  }
}

async function areTheSame(words: DeskWords, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(words.joinSame, { signal });
    return /^\s*(y|yes|是|同|相同|对)\s*$/i.test(answer);
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}

/** How the joining stands, each time at another step. */
async function* viewsOf(desk: DeskEngine, signal: AbortSignal): AsyncGenerator<JoinView> {
  let wake = (): void => undefined;
  const before = desk.onConnections;
  const stop = (): void => wake();
  desk.onConnections = () => {
    before();
    wake();
  };
  signal.addEventListener('abort', stop);
  try {
    for (let step = ''; !signal.aborted;) {
      const { view } = desk.engine.others.joining;
      if (view !== undefined && view.step !== step) {
        ({ step } = view);
        yield view;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    desk.onConnections = before;
    signal.removeEventListener('abort', stop);
  }
}
