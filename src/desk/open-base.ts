import { readDay } from '../rule/text-dates.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { automergeForNode } from '../store/automerge-node.ts';
import { openFolderStorage } from '../store/folder-storage.ts';
import type { Options } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';
import { localDay } from '../rule/local-day.ts';

/** The same engine as in the browser, over the folder that `--data` names. Close it when done. */
export async function openBase(options: Options, words: DeskWords): Promise<Engine> {
  if (options.data === undefined) throw new UsageError(words.needData);
  const storage = await openFolderStorage(options.data);
  return createEngine({ storage, startAutomerge: automergeForNode, tell: () => undefined });
}

/**
 * The day that `--on` names, else today.
 *
 * @throws {UsageError} when it is no date
 */
export function dayOf(options: Options, words: DeskWords): string {
  if (options.on === undefined) return localDay(Date.now());
  const day = readDay(options.on);
  if (day === undefined) throw new UsageError(words.badDay(options.on));
  return day;
}
