/**
 * `npm run measure -- compare [--labels F] [--laws DIR] [--runs N]`: how many articles of amended laws are put beside
 * the right ones, and how long that takes, beside a plain line diff over the same texts.
 *
 * Every article of both editions of a labelled pair counts once. It is right when all partners that its labels
 * require were found, and none that they do not permit; one that was deleted or inserted is right when left alone.
 * Pairs are compared in turns with the peer, `--runs` times (7); the time of a pair is its median, `msPerPair` the
 * mean over pairs. The peer gets two chances: `lineDiff` on the texts as they are, `lineDiffBare` with all labels
 * cut out, which only somebody who has read the structure can do.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readText } from '../../src/exchange/read-text.ts';
import { compareTexts } from '../../src/rule/compare-texts.ts';
import type { ParsedEdition } from '../../src/rule/comparison.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { isRight, labelled, partnersOf, readLabels } from './compare/labels.ts';
import { lineDiff, withoutLabels } from './compare/line-diff.ts';
import { median } from './percentile.ts';

type Pairs = [before: number, after: number][];

const { values } = parseArgs({
  options: {
    labels: { type: 'string', default: 'test/measure/compare-labels.json' },
    laws: { type: 'string', default: '../shared/corpus/laws' },
    runs: { type: 'string', default: '7' },
  },
});
for (const needed of [values.laws, values.labels]) {
  if (existsSync(needed)) continue;
  console.error(`There is no ${needed}: nothing to compare.`);
  process.exit(1);
}
const runs = Math.max(1, Number(values.runs));

const paths = new Map(
  readdirSync(values.laws, { recursive: true, encoding: 'utf8' }).map((path) => [basename(path), path]),
);

function open(title: string, date: string): ParsedEdition {
  const path = paths.get(`${title}(${date}).md`);
  if (path === undefined) throw new Error(`no ${title}(${date}).md in ${values.laws}`);
  const { text } = readText(path, readFileSync(join(values.laws, path), 'utf8')).edition.content;
  return { text, parsed: parseText(text) };
}

function product(before: ParsedEdition, after: ParsedEdition): Pairs {
  return compareTexts(before, after).rows.flatMap((row): Pairs =>
    row.of === 'unit'
      ? row.before.flatMap((one) => row.after.map((other): Pairs[number] => [one.index, other.index]))
      : [],
  );
}

const contestants: { name: string; pairsOf(before: ParsedEdition, after: ParsedEdition): Pairs }[] = [
  { name: 'product', pairsOf: product },
  { name: 'lineDiff', pairsOf: lineDiff },
  { name: 'lineDiffBare', pairsOf: (before, after) => lineDiff(withoutLabels(before), withoutLabels(after)) },
];

const labels = readLabels(values.labels);
let partners = 0;
const aligned = contestants.map(() => 0);
const ms = contestants.map((): number[] => []);
for (const pair of labels) {
  const editions = [open(pair.title, pair.before), open(pair.title, pair.after)] as const;
  const truth = partnersOf(pair);
  const times = contestants.map((): number[] => []);
  let found: Pairs[] = [];
  for (let run = 0; run < runs; run++) {
    found = contestants.map(({ pairsOf }, c) => {
      const begun = performance.now();
      const pairs = pairsOf(...editions);
      times[c]!.push(performance.now() - begun);
      return pairs;
    });
  }
  for (const [c, list] of times.entries()) ms[c]!.push(median(list));
  const misses: string[] = [];
  for (const [side, name] of [
    [0, 'before'],
    [1, 'after'],
  ] as const) {
    const other = 1 - side;
    for (const number of labelled(truth[name])) {
      partners += 1;
      for (const [c, pairs] of found.entries()) {
        const numberIn = (which: 0 | 1, index: number): number => editions[which].parsed.units[index]!.number;
        const own = new Set(
          pairs
            .filter((one) => numberIn(side, one[side]) === number)
            .map((one) => numberIn(other as 0 | 1, one[other]!)),
        );
        if (isRight(truth[name], number, own)) aligned[c]! += 1;
        else if (c === 0) {
          const must = [...(truth[name].required.get(number) ?? [])].join(',');
          misses.push(`${name} ${number}: ${[...own].join(',') || 'none'}, should be ${must || 'none'}`);
        }
      }
    }
  }
  console.error(`${pair.title} ${pair.before} ${pair.after}: ${median(times[0]!).toFixed(1)} ms`);
  for (const miss of misses) console.error(`  ${miss}`);
}

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
const figures = contestants.map((_, c) => ({
  aligned: aligned[c]!,
  share: aligned[c]! / partners,
  msPerPair: mean(ms[c]!),
}));
console.log(
  JSON.stringify({
    pairs: labels.length,
    partners,
    ...figures[0]!,
    medianMsPerPair: median(ms[0]!),
    runs,
    lineDiff: figures[1],
    lineDiffBare: figures[2],
  }),
);
