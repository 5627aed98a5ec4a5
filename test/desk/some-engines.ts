import { expect, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { handlersOf } from '../../src/engine/handlers.ts';
import type { CallAnswer, CallArgs, CallName } from '../../src/engine/protocol.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import type { Storage } from '../../src/store/storage.ts';

/** An engine as one browser has it, over a base in memory, that goes to a desk. */
export class SomeEngine {
  readonly engine: Engine;
  #handlers: ReturnType<typeof handlersOf>;

  private constructor(engine: Engine) {
    this.engine = engine;
    this.#handlers = handlersOf(engine);
  }

  /** @param desk address of its WebSocket, or where it is when it is asked for; absent where there is none */
  static async open(
    desk?: string | (() => string | undefined),
    storage: Storage = new MemoryStorage(),
  ): Promise<SomeEngine> {
    const engine = await createEngine({
      storage,
      startAutomerge: automergeForNode,
      tell: () => undefined,
      surroundings: {
        findDesk: () => {
          const url = typeof desk === 'function' ? desk() : desk;
          return Promise.resolve(
            url === undefined ? undefined : { url, host: '127.0.0.1', connect: connectTo },
          );
        },
      },
    });
    return new SomeEngine(engine);
  }

  /** What a tab would ask. */
  async ask<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    const handler = this.#handlers[name] as (args: unknown, context: unknown) => unknown;
    const context = { signal: new AbortController().signal, progress: () => undefined };
    return (await handler(args, context)) as CallAnswer<N>;
  }

  async found(name = '某办公室'): Promise<void> {
    await this.ask('foundOffice', {
      name,
      units: [{ name: '秘书科', kind: 'office' }],
      posts: [],
      me: { name: '周明远', unit: '秘书科' },
      device: '台式机',
    });
  }

  async write(title: string): Promise<void> {
    await this.ask('bringInText', { text: `第一条 ${title}的目的。\n\n第二条 ${title}的要求。`, title });
  }

  titles(): string[] {
    return this.engine
      .shelf('2026-01-01')
      .map(({ title }) => title)
      .sort();
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

const connectTo = (url: string): WebSocket => new WebSocket(url);

export const patiently = { timeout: 30_000, interval: 10 };

/** Lets a new engine in as a device of a member: both people look at the digits, and they are the same. */
export async function letIn(
  admin: SomeEngine,
  guest: SomeEngine,
  member: string,
  device = '手机',
  anew = false,
): Promise<void> {
  const { id, code } = await admin.ask('invite', { member });
  await guest.ask('join', { code, device, anew });
  const compared = await vi.waitFor(async () => {
    const { join } = await guest.ask('pairing', undefined);
    const { admitting } = await admin.ask('pairing', undefined);
    expect(join?.step).toBe('compare');
    expect(admitting).toHaveLength(1);
    return [join!.digits, admitting[0]!.digits];
  }, patiently);
  expect(compared[0]).toMatch(/^\d{6}$/);
  expect(compared[0]).toBe(compared[1]);
  await admin.ask('answerDigits', { of: id, digits: compared[1]!, same: true });
  await guest.ask('answerDigits', { of: 'join', digits: compared[0]!, same: true });
  await vi.waitFor(async () => {
    expect((await guest.ask('pairing', undefined)).join?.step).toBe('done');
    expect((await admin.ask('pairing', undefined)).admitting[0]?.step).toBe('done');
  }, patiently);
  await admin.ask('endPairing', { of: id });
  await guest.ask('endPairing', { of: 'join' });
}

/** What a device shows of a draft. */
export const textAt = async (engine: SomeEngine, draft: string): Promise<string> =>
  (await engine.ask('draftOpen', { draft })).text;

/** Puts words in the place of others, or of none, in what the device shows. */
export async function putAt(
  engine: SomeEngine,
  draft: string,
  put: string,
  where: (text: string) => { at: number; remove: number },
): Promise<void> {
  const { text, heads } = await engine.ask('draftOpen', { draft });
  const splices = [{ ...where(text), insert: put }];
  await engine.ask('draftEdit', { draft, name: crypto.randomUUID(), heads, splices });
}
