import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyIndex, type EditionDocs, type QueryTerm } from '../../src/search/body-index.ts';
import { bigram, isBigram, termsOf } from '../../src/search/fold.ts';
import { bm25 } from '../../src/search/weights.ts';

const words = ['请假', '会议', '值班', '印章', '会', '，', '档案'];
const text = fc
  .array(fc.constantFrom(...words), { minLength: 0, maxLength: 8 })
  .map((parts) => parts.join(''));
const unit = fc.record({ path: fc.constantFrom('', '第一章 会议', '第二章 值班'), text });
const body = fc.record({
  title: fc.constantFrom('会议办法', '印章办法', '细则'),
  units: fc.array(unit, { maxLength: 5 }),
});
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

type Step =
  | { do: 'add'; editions: { name: string; title: string; units: { path: string; text: string }[] }[] }
  | { do: 'remove'; name: string }
  | { do: 'merge' }
  | { do: 'reload' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      editions: fc.array(
        fc.tuple(fc.constantFrom(...names), body).map(([name, { title, units }]) => ({ name, title, units })),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('remove' as const), name: fc.constantFrom(...names) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
);

/** An index that is stored after each step, and what should be in it. */
class Trial {
  index = BodyIndex.load(new Map());
  readonly stored = new Map<string, Uint8Array>();
  readonly model = new Map<string, EditionDocs>();

  run(step: Step): void {
    if (step.do === 'add') {
      const docs: EditionDocs[] = [];
      for (const { name, title, units } of step.editions) {
        if (this.model.has(name) || docs.some(({ edition }) => edition === name)) continue;
        docs.push({ edition: name, title, units });
      }
      for (const one of docs) this.model.set(one.edition, one);
      this.index.add(docs);
    } else if (step.do === 'remove') {
      this.model.delete(step.name);
      this.index.remove(step.name);
    } else if (step.do === 'merge') {
      while (this.index.mergeStep());
    } else {
      this.index = BodyIndex.load(this.stored);
    }
    this.store();
  }

  store(): void {
    const { put, remove } = this.index.takeChanges();
    for (const [name, bytes] of put) this.stored.set(name, bytes.slice());
    for (const name of remove) this.stored.delete(name);
  }
}

const terms = (query: string): QueryTerm[] =>
  [...new Set(termsOf(query))].map((term) => ({ term, weight: isBigram(term) ? 1 : 0.5, required: true }));

const askAll = (index: BodyIndex, query: string, share = 1, best = false) =>
  index.retrieve({ terms: terms(query), headWeight: 0.25, share, best, limit: 1000, factor: () => 1 });

/** The same question put to the texts themselves. Rarity is the index's own, which also knows what is gone. */
function bruteForce(model: ReadonlyMap<string, EditionDocs>, index: BodyIndex, query: string, share: number) {
  const wanted = terms(query);
  const needed = wanted.reduce((sum, { term }) => sum + index.rarity(term), 0) * share - 1e-3;
  const found = new Map<string, number>();
  for (const { edition, title, units } of model.values()) {
    units.forEach(({ path, text }, i) => {
      const inBody = termsOf(text);
      const inHead = termsOf(`${title} ${path}`);
      let score = 0;
      let held = 0;
      for (const { term, weight } of wanted) {
        const rarity = index.rarity(term);
        const bodyPart = saturated(inBody, term);
        if (bodyPart > 0) held += rarity;
        score += weight * rarity * (bodyPart + 0.25 * saturated(inHead, term));
      }
      if (held > 0 && held >= needed) found.set(`${edition}#${i}`, score);
    });
  }
  return found;
}

function saturated(all: readonly number[], term: number): number {
  const { k1, b } = bm25;
  const count = all.filter((one) => one === term).length;
  const length = all.filter((one) => !isBigram(one)).length;
  return (count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / 120));
}

function expectSame(trial: Trial, query: string, share: number): void {
  const { candidates, total, byEdition } = askAll(trial.index, query, share);
  const expected = bruteForce(trial.model, trial.index, query, share);
  const found = new Map(candidates.map(({ edition, unit, score }) => [`${edition}#${unit}`, score]));
  expect(candidates).toHaveLength(found.size);
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [place, score] of expected) expect(found.get(place), place).toBeCloseTo(score, 3);
  const scores = candidates.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(total).toBe(expected.size);
  expect([...byEdition.values()].reduce((sum, n) => sum + n, 0)).toBe(expected.size);
}

describe('after any sequence of adding, removing, merging and reloading', () => {
  test('questions are answered as from the texts themselves', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('会议', '请假会议', '会', '印章档案', '没有'),
        fc.constantFrom(1, 0.5),
        (steps, query, share) => {
          const trial = new Trial();
          for (const one of steps) {
            trial.run(one);
            expect(trial.index.editions().sort()).toEqual([...trial.model.keys()].sort());
          }
          expectSame(trial, query, share);
          trial.run({ do: 'merge' });
          expectSame(trial, query, share);
          trial.run({ do: 'reload' });
          expectSame(trial, query, share);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('nothing is stored that is not needed, and the whole index is stored', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const trial = new Trial();
        for (const one of steps) trial.run(one);
        const again = BodyIndex.load(trial.stored);
        expect(again.editions().sort()).toEqual([...trial.model.keys()].sort());
        expect(again.takeChanges()).toEqual({ put: new Map(), remove: [] });
        for (const name of names) trial.run({ do: 'remove', name });
        const left = [...trial.stored.keys()];
        // An edition without units leaves no documents behind, but its segment is gone with it all the same.
        expect(left).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

const some = (edition: string, ...texts: string[]): EditionDocs => ({
  edition,
  title: '办法',
  units: texts.map((text) => ({ path: '', text })),
});

test('an edition that went and came back is found once, also after a merge', () => {
  const index = BodyIndex.load(new Map());
  index.add([some('a', '会议'), some('b', '会议')]);
  index.remove('a');
  index.add([some('a', '会议')]);
  index.add([some('c', '印章')]);
  index.add([some('d', '印章')]);
  expect(askAll(index, '会议').candidates.map(({ edition }) => edition)).toEqual(['b', 'a']);
  while (index.mergeStep());
  expect(
    askAll(index, '会议')
      .candidates.map(({ edition }) => edition)
      .sort(),
  ).toEqual(['a', 'b']);
  expect(index.documents).toBe(4);
});

test('many small segments become few', () => {
  const trial = new Trial();
  for (let i = 0; i < 40; i++) {
    trial.model.set(`e${i}`, some(`e${i}`, '会议'));
    trial.index.add([some(`e${i}`, '会议')]);
    while (trial.index.mergeStep());
    trial.store();
  }
  expect(trial.stored.size).toBeLessThan(8);
  expectSame(trial, '会议', 1);
});

test('adding what is there already changes nothing', () => {
  const index = BodyIndex.load(new Map());
  index.add([some('a', '会议')]);
  index.takeChanges();
  index.add([some('a', '另一个')]);
  expect(index.takeChanges()).toEqual({ put: new Map(), remove: [] });
  index.remove('nobody');
  expect(index.takeChanges()).toEqual({ put: new Map(), remove: [] });
});

test('rarity is that of the whole index and not of a segment', () => {
  const index = BodyIndex.load(new Map());
  index.add([some('a', '会议', '会议', '印章')]);
  index.add([some('b', '会议', '档案')]);
  const term = bigram('会'.charCodeAt(0), '议'.charCodeAt(0));
  expect(index.rarity(term)).toBeCloseTo(Math.log(1 + (5 - 3 + 0.5) / (3 + 0.5)), 6);
});

describe('what is stored and', () => {
  function stored(): Map<string, Uint8Array> {
    const trial = new Trial();
    trial.run({ do: 'add', editions: [{ name: 'a', title: '', units: [{ path: '', text: '会议' }] }] });
    trial.run({
      do: 'add',
      editions: [
        { name: 'b', title: '', units: [{ path: '', text: '会议' }] },
        { name: 'c', title: '', units: [{ path: '', text: '会议' }] },
      ],
    });
    trial.run({ do: 'remove', name: 'c' });
    return trial.stored;
  }

  test('damaged is dropped and its editions are missing', () => {
    const all = stored();
    expect([...all.keys()]).toEqual(['s1', 's2', 's2.gone']);
    const bytes = all.get('s1')!;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x10;
      const index = BodyIndex.load(new Map(all).set('s1', damaged));
      expect(index.editions(), `byte ${at}`).toEqual(['b']);
      expect(index.takeChanges().remove).toEqual(['s1', 's1.gone']);
    }
  });

  test('cut short, empty or of another version is dropped', () => {
    const all = stored();
    const bytes = all.get('s1')!;
    const older = bytes.slice();
    older[2] = '1'.charCodeAt(0);
    for (const bad of [bytes.slice(0, 5), bytes.slice(0, -1), new Uint8Array(), older]) {
      expect(BodyIndex.load(new Map(all).set('s1', bad)).editions()).toEqual(['b']);
    }
  });

  test('whose list of what is gone is damaged is dropped, lest something gone be found', () => {
    const index = BodyIndex.load(stored().set('s2.gone', Uint8Array.of(1, 2, 3)));
    expect(index.editions()).toEqual(['a']);
  });

  test('lost leaves nothing behind that could hide what comes later', () => {
    const all = stored();
    all.delete('s2');
    const index = BodyIndex.load(all);
    index.add([some('c', '会议')]);
    const { put, remove } = index.takeChanges();
    expect(remove).toEqual(['s2.gone']);
    expect([...put.keys()]).toEqual(['s3']);
  });

  test('there twice is found once', () => {
    const all = stored();
    all.set('s9', all.get('s1')!);
    const index = BodyIndex.load(all);
    expect(askAll(index, '会议').total).toBe(2);
    expect(index.takeChanges().remove).toContain('s9');
  });
});

describe('retrieval', () => {
  const index = BodyIndex.load(new Map());
  index.add([some('a', '会议请假', '会议', '印章'), some('b', '请假会议印章', '会议会议会议')]);

  test('a factor of 0 leaves an edition out of the answer and not out of the counts', () => {
    const { candidates, total, byEdition } = index.retrieve({
      terms: terms('会议'),
      headWeight: 0,
      share: 1,
      best: false,
      limit: 10,
      factor: (edition) => (edition === 'a' ? 0 : 1),
    });
    expect(candidates.every(({ edition }) => edition === 'b')).toBe(true);
    expect(total).toBe(2);
    expect([...byEdition]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });

  test('the limit keeps the best, and the counts are of all', () => {
    const all = askAll(index, '会议');
    const few = index.retrieve({
      terms: terms('会议'),
      headWeight: 0.25,
      share: 1,
      best: false,
      limit: 2,
      factor: () => 1,
    });
    expect(few.candidates).toEqual(all.candidates.slice(0, 2));
    expect(few.total).toBe(all.total);
  });

  test('evidence of an edition is the sum of the squares of its scores', () => {
    const { candidates, evidence } = askAll(index, '会议');
    for (const name of ['a', 'b']) {
      const own = candidates.filter(({ edition }) => edition === name);
      expect(evidence.get(name)).toBeCloseTo(
        own.reduce((sum, { score }) => sum + score ** 2, 0),
        3,
      );
    }
  });

  test('the best count as found with less than the share when they are wanted', () => {
    const strict = askAll(index, '请假印章');
    expect(strict.total).toBe(0);
    const best = askAll(index, '请假印章', 1, true);
    expect(best.total).toBe(3);
    expect(best.candidates).toHaveLength(3);
    expect([...best.byEdition.values()].reduce((sum, n) => sum + n, 0)).toBe(3);
  });
});
