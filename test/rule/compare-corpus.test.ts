/**
 * All editions of laws that stand beside the project in more than one, where there are such: no two of them break
 * the comparison, and nothing of either gets lost in it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/exchange/read-text.ts';
import { amendingDecision } from '../../src/rule/amending-decision.ts';
import { articleIdsFor } from '../../src/rule/article-ids.ts';
import { articleMapping } from '../../src/rule/article-mapping.ts';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import type { ParsedEdition } from '../../src/rule/comparison.ts';
import { comparisonTable } from '../../src/rule/comparison-table.ts';
import { editionOf, wrongIn } from './some-editions.ts';
import { addresses } from './some-text.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus/laws', import.meta.url));
const present = existsSync(folder);

/** Title → paths of its editions, the oldest first. */
function pathsByTitle(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.md'),
  );
  for (const path of all.sort((a, b) => basename(a).localeCompare(basename(b)))) {
    const dated = /^(.*)\(\d{4}-\d{2}-\d{2}\)\.md$/.exec(basename(path));
    if (dated !== null) found.set(dated[1]!, [...(found.get(dated[1]!) ?? []), path]);
  }
  return new Map([...found].filter(([, paths]) => paths.length > 1));
}

const open = (path: string): ParsedEdition =>
  editionOf(readText(path, readFileSync(join(folder, path), 'utf8')).edition.content.text);

describe.skipIf(!present)(
  `editions beside the project${present ? '' : ' (skipped: no ../shared/corpus/laws)'}`,
  () => {
    test('forwards and backwards: every unit once, both texts given back, tables and decisions can be written', () => {
      const titles = pathsByTitle();
      const wrong: string[] = [];
      const counts: Record<string, number> = {};
      for (const [title, paths] of titles) {
        for (const [at, path] of paths.slice(1).entries()) {
          const [before, after] = [open(paths[at]!), open(path)];
          for (const [a, b] of [
            [before, after],
            [after, before],
            [after, after],
          ] as const) {
            const comparison = compareTexts(a, b);
            wrong.push(...wrongIn(comparison, a, b).map((what) => `${path}: ${what}`));
            const ids = new Map(addresses(a.parsed).map((address) => [address, `id-${address}`]));
            const found = articleIdsFor(
              addresses(b.parsed),
              articleMapping(comparison),
              ids,
              (one) => `new-${one}`,
            );
            if (new Set(found).size !== b.parsed.units.length) wrong.push(`${path}: an id twice`);
            const decision = amendingDecision(comparison, { title });
            const table = comparisonTable(comparison);
            if (a === b && (decision.length > 0 || table.length > 0))
              wrong.push(`${path}: differs from itself`);
            if (a === before)
              for (const [kind, count] of Object.entries(comparison.counts))
                counts[kind] = (counts[kind] ?? 0) + count;
          }
        }
      }
      console.info(`${titles.size} titles:`, counts);
      expect(wrong).toEqual([]);
      expect(titles.size).toBeGreaterThan(70);
    }, 60_000);
  },
);
