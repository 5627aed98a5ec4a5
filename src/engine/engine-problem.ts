import { StorageFailed, StorageFull, StorageRefused } from '../store/storage.ts';
import { Refusal } from '../exchange/refusal.ts';
import { BadEntry } from '../ledger/bad-entry.ts';
import { NoOffice } from '../store/ledger-keeper.ts';
import type { EngineProblemCode } from './protocol.ts';

/** A failure with a name that the interface has words for. */
export class EngineProblem extends Error {
  override name = 'EngineProblem';
  readonly code: EngineProblemCode;

  constructor(code: EngineProblemCode, message: string = code) {
    super(message);
    this.code = code;
  }
}

/** Gives any thrown thing a code. The message is for a log, never for the reader. */
export function toEngineProblem(error: unknown): EngineProblem {
  if (error instanceof EngineProblem) return error;
  if (error instanceof StorageFull) return new EngineProblem('storage-full', error.message);
  if (error instanceof StorageRefused) return new EngineProblem('storage-refused', error.message);
  if (error instanceof StorageFailed) return new EngineProblem('storage-failed', error.message);
  if (error instanceof Error && error.name === 'NewerBase')
    return new EngineProblem('newer-base', error.message);
  if (error instanceof Error && error.name === 'AbortError')
    return new EngineProblem('aborted', error.message);
  if (error instanceof Refusal) return new EngineProblem('bad-file', error.problem.code);
  if (error instanceof BadEntry) return new EngineProblem('bad-name', error.message);
  if (error instanceof NoOffice) return new EngineProblem('no-office', error.message);
  return new EngineProblem(
    'unexpected',
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  );
}
