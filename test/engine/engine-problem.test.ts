import { expect, test } from 'vitest';
import { EngineProblem, toEngineProblem } from '../../src/engine/engine-problem.ts';
import { NewerBase } from '../../src/store/newer-base.ts';
import { StorageFailed, StorageFull, StorageRefused } from '../../src/store/storage.ts';

test.each([
  [new EngineProblem('not-found'), 'not-found', 'not-found'],
  [new StorageFull('no room'), 'storage-full', 'no room'],
  [new StorageFailed('no answer'), 'storage-failed', 'no answer'],
  [new StorageRefused('not opened'), 'storage-refused', 'not opened'],
  [new NewerBase('of version 9'), 'newer-base', 'of version 9'],
  [new DOMException('ended', 'AbortError'), 'aborted', 'ended'],
  [new TypeError('odd'), 'unexpected', 'TypeError: odd'],
  ['thrown words', 'unexpected', 'thrown words'],
  [undefined, 'unexpected', 'undefined'],
])('%s has code %s', (thrown, code, message) => {
  const problem = toEngineProblem(thrown);
  expect(problem).toBeInstanceOf(EngineProblem);
  expect(problem).toMatchObject({ code, message });
});

test('one that has a code stays as it is', () => {
  const problem = new EngineProblem('aborted', 'why');
  expect(toEngineProblem(problem)).toBe(problem);
});
