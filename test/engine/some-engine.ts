import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { BringInEntry, BringInProgress, BringInSummary, FromEngine } from '../../src/engine/protocol.ts';
import type { CallContext } from '../../src/engine/serve-calls.ts';
import type { IncomingFile } from '../../src/exchange/incoming-file.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { MemoryStorage } from '../../src/store/memory-storage.ts';
import { rooms, type Storage } from '../../src/store/storage.ts';

/** An engine over a storage in memory, with what it told its tabs. */
export interface SomeEngine {
  engine: Engine;
  storage: MemoryStorage;
  told: FromEngine[];
  /** Brings in texts and gives what was reported about each of them, by file. */
  bring(files: Record<string, string>, context?: Partial<CallContext>): Promise<Brought>;
}

export interface Brought {
  summary: BringInSummary;
  entries: Map<string, BringInEntry>;
  progress: BringInProgress[];
}

export async function someEngine(storage = new MemoryStorage()): Promise<SomeEngine> {
  const told: FromEngine[] = [];
  const engine = await createEngine({
    storage,
    startAutomerge: automergeForNode,
    tell: (message) => told.push(message),
  });
  const bring: SomeEngine['bring'] = async (files, context = {}) => {
    const progress: BringInProgress[] = [];
    const summary = await engine.bringIn(
      Object.entries(files).map(([path, text]) => someFile(path, text)),
      { ...quiet(), ...context, progress: (value) => progress.push(structuredClone(value)) },
    );
    const entries = new Map(progress.flatMap((one) => one.entries).map((entry) => [entry.file, entry]));
    return { summary, entries, progress };
  };
  return { engine, storage, told, bring };
}

/** A text as a file that comes in. */
export function someFile(path: string, text: string): IncomingFile {
  const bytes = new TextEncoder().encode(text);
  return { path, size: bytes.length, bytes: () => Promise.resolve(bytes) };
}

/** A call that nobody aborts and nobody watches. */
export function quiet(): CallContext {
  return { signal: new AbortController().signal, progress: () => undefined };
}

/** Everything that lies in a storage, as one string to look for words in. */
export async function everything(storage: Storage): Promise<string> {
  const decode = (value: unknown): string => {
    if (!(value instanceof Uint8Array)) return JSON.stringify(value);
    return new TextDecoder('utf-8').decode(value);
  };
  const parts: string[] = [];
  for (const room of rooms) {
    for (const { key, value } of await storage.range(room, '')) parts.push(key, decode(value));
  }
  return parts.join('\n');
}

/** A short text: a title, and articles one after another. */
export function someText(title: string, ...articles: string[]): string {
  const numerals = '一二三四五六七八九十';
  return `# ${title}\n\n${articles.map((article, i) => `第${numerals[i]}条 ${article}`).join('\n\n')}\n`;
}
