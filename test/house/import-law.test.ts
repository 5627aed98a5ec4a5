import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** What each room may import; its own files it always may. */
const mayImport: Record<string, readonly string[]> = {
  rule: [],
  ledger: ['rule'],
  store: ['rule', 'ledger'],
  search: ['rule', 'ledger', 'store'],
  sync: ['rule', 'ledger', 'store'],
  exchange: ['rule', 'ledger', 'store'],
  office: ['rule', 'ledger', 'store'],
  engine: ['rule', 'ledger', 'store', 'search', 'sync', 'exchange', 'office'],
  app: ['rule', 'ledger', 'store', 'search', 'sync', 'exchange', 'office', 'engine'],
  desk: ['rule', 'ledger', 'store', 'search', 'sync', 'exchange', 'office', 'engine'],
  components: ['rule', 'ledger', 'store', 'search', 'sync', 'exchange', 'office', 'engine', 'app'],
};

/** Packages that only some rooms may know. */
const onlyIn: readonly [package_: RegExp, rooms: readonly string[]][] = [
  [/^@automerge\//, ['store', 'sync']],
  [/^idb$/, ['store']],
  [/^minisearch$/, ['search']],
  [/^marked$/, ['exchange', 'rule']],
  [/^yaml$/, ['exchange']],
  // What comes packed from outside is unpacked within bounds, documents of other devices as well as files.
  [/^fflate$/, ['exchange', 'store']],
  [/^lit($|\/)|^@lit\//, ['components']],
  [/^node:/, ['desk', 'store']],
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : /\.(ts|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const roomOf = (path: string): string =>
  path.startsWith('src/') ? path.split('/')[1]! : path.split('/')[0]!;

/** Every import line: from the file, to a path of the house or a package. */
function importsOf(path: string): { to: string; typeOnly: boolean }[] {
  const source = readFileSync(join(home, path), 'utf8');
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    typeOnly: match[1] !== undefined,
    to: (match[2] ?? match[3] ?? match[4])!,
  }));
}

const files = [...filesBelow('src'), ...filesBelow('components')].filter(
  (path) => path.split('/').length > 2,
);

test('nothing lower knows anything higher', () => {
  const broken: string[] = [];
  for (const from of files) {
    const room = roomOf(from);
    for (const { to, typeOnly } of importsOf(from)) {
      if (to.startsWith('.')) {
        const target = relative(home, resolve(home, dirname(from), to)).replaceAll('\\', '/');
        const other = roomOf(target);
        if (other === room || other === 'content') continue;
        if (!mayImport[room]?.includes(other)) broken.push(`${from} → ${target}`);
        // Elements see the lower rooms only through the app, but may name their types.
        else if (room === 'components' && other !== 'app' && !typeOnly)
          broken.push(`${from} → ${target} (not a type)`);
      } else {
        for (const [name, rooms] of onlyIn) {
          if (name.test(to) && !rooms.includes(room)) broken.push(`${from} → ${to}`);
        }
      }
    }
  }
  expect(broken, `broken arrows:\n${broken.join('\n')}`).toEqual([]);
});

test('only the drafting room knows what its editor is made of', () => {
  const broken = files
    .filter((path) => !path.startsWith('components/drafting/'))
    .filter((path) => importsOf(path).some(({ to }) => /^@(codemirror|lezer)\//.test(to)));
  expect(broken).toEqual([]);
});

test('the law reads the house: every room with files is known to it', () => {
  expect(files.length).toBeGreaterThan(50);
  for (const path of files) expect(Object.keys(mayImport)).toContain(roomOf(path));
});
