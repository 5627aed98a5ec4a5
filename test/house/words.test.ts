import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en } from '../../components/words/en.ts';
import { zh } from '../../components/words/zh.ts';

const components = join(dirname(fileURLToPath(import.meta.url)), '../../components');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

test('no sentence stands in an element: Chinese words live in the word table', () => {
  const found = filesBelow(components)
    .filter((path) => path.endsWith('.ts') && !path.includes('words'))
    .flatMap((path) => {
      const code = readFileSync(path, 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/\/\/.*/g, '');
      // Punctuation of the texts themselves, such as 【】, is not a word.
      return /\p{Script=Han}/u.test(code) ? [path] : [];
    });
  // The motto of the empty base is the product's own name, the same in every language.
  expect(found.map((path) => path.slice(components.length + 1))).toEqual(['library/gj-home.ts']);
});

test('no table takes a word from another: of two with one name the last would speak for both', () => {
  const tables = readdirSync(join(components, 'words')).filter((name) => name.startsWith('zh-'));
  const names = tables.flatMap((name) => {
    const code = readFileSync(join(components, 'words', name), 'utf8');
    // The words of one table stand two spaces in; other lists in the same file are not spread into the whole.
    const [, table = ''] = /export const zh\w+ = \{\n(.*?)\n\};/s.exec(code) ?? [];
    return [...table.matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)].map((match) => match[1] ?? match[2]!);
  });
  expect(names.length).toBeGreaterThan(500);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

type Table = { [key: string]: unknown };

function shape(table: Table): unknown {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? shape(value as Table)
        : typeof value,
    ]),
  );
}

test('both word tables say the same things', () => {
  expect(shape(en as unknown as Table)).toEqual(shape(zh as unknown as Table));
});

test('the English table is English, but for examples and names of languages', () => {
  const han: string[] = [];
  const look = (key: string, value: unknown): void => {
    if (typeof value === 'string' && /\p{Script=Han}/u.test(value)) han.push(key);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) look(`${key}.${name}`, inner);
    }
  };
  look('en', en);
  const allowed = /searchHint|tryExamples|findStartHelp|findNothingHelp|languages/;
  expect(han.filter((key) => !allowed.test(key))).toEqual([]);
});

test('every word of the tables is used by an element', () => {
  const code = filesBelow(components)
    .filter((path) => path.endsWith('.ts') && !path.includes('words/'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  expect(Object.keys(zh).filter((key) => !new RegExp(`\\.${key}\\b`).test(code))).toEqual([]);
});
