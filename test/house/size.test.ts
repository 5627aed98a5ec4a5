import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');

function filesBelow(folder: string): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

test('files stay small: half of them below 90 lines, none above 420 but the word tables', () => {
  const lengths = [...filesBelow('src'), ...filesBelow('components')]
    .filter((path) => !path.startsWith('components/words/'))
    .map((path) => ({ path, lines: readFileSync(join(home, path), 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines);
  expect(lengths[lengths.length >> 1]!.lines).toBeLessThan(90);
  expect(lengths.filter(({ lines }) => lines > 420)).toEqual([]);
});
