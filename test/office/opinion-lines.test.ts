import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type OpinionDecision, readDecisions, standingDecisions } from '../../src/office/opinion-decision.ts';
import { opinionHash, opinionKey, opinionLines, type TakenSlip } from '../../src/office/opinion-lines.ts';
import type { Opinion, OpinionSlip } from '../../src/office/opinion-slip.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { draftActor } from '../../src/store/draft-document.ts';
import { mergeHistories } from '../../src/store/merge-histories.ts';
import { changeRound, newRound, readRound, type RoundChange } from '../../src/store/round-document.ts';

beforeAll(automergeForNode);

const places = ['a1', 'a2'];
const closes = '2026-12-20';
const noon = Date.parse('2026-12-10T12:00:00');

const opinion = (n: number, address = 'a1', text = `意见${n}`): Opinion => ({
  id: n.toString(16).padStart(16, '0'),
  address,
  label: address,
  quote: '',
  text,
  proposal: '',
});

const slip = (
  n: number,
  turn: number,
  opinions: Opinion[],
  change: Partial<OpinionSlip> = {},
): OpinionSlip => ({
  v: 1,
  consultation: 'c'.repeat(64),
  id: n.toString(16).padStart(32, '0'),
  turn,
  from: { member: `m${n}` },
  opinions,
  on: '2026-12-10',
  ...change,
});

const taken = (hash: string, one: OpinionSlip, arrived = noon): TakenSlip => ({ hash, slip: one, arrived });

const decided = (id: string, about: Opinion, change: Partial<OpinionDecision> = {}): OpinionDecision => ({
  id,
  opinion: opinionKey(slip(1, 0, []).id, about.id),
  decision: 'adopted',
  reason: '',
  by: 'm9',
  at: 1,
  over: [],
  about: opinionHash(about),
  ...change,
});

test('of a slip the last turn counts, and what was taken back is gone', () => {
  const first = taken('1', slip(1, 0, [opinion(1), opinion(2, 'a2')]));
  const second = taken('2', slip(1, 1, [opinion(2, 'a2', '改过')]));
  const texts = (all: TakenSlip[]): string[] =>
    opinionLines(all, [], { places, closes }).map((line) => line.opinion.text);
  expect(texts([first])).toEqual(['意见1', '意见2']);
  expect(texts([second, first])).toEqual(['改过']);
  expect(texts([first, second, taken('3', slip(1, 2, []))])).toEqual([]);
});

test('nobody takes the place of somebody else by using the same id', () => {
  const own = taken('1', slip(1, 0, [opinion(1)]));
  const other = taken('2', slip(1, 9, [opinion(1, 'a1', '冒名')], { from: { member: 'm2' } }));
  const { from: _, ...unnamed } = slip(1, 99, []);
  const lines = opinionLines([own, other, taken('3', unnamed)], [], { places, closes });
  expect(lines.map((line) => [line.from?.member, line.opinion.text])).toContainEqual(['m1', '意见1']);
});

test('late is what says so itself, and what came late; neither is left out', () => {
  const after = Date.parse('2026-12-22T09:00:00');
  const lines = opinionLines(
    [
      taken('1', slip(1, 0, [opinion(1)])),
      taken('2', slip(2, 0, [opinion(2)], { on: '2026-12-21' })),
      taken('3', slip(3, 0, [opinion(3)]), after),
    ],
    [],
    { places, closes },
  );
  expect(lines.map((line) => [line.from?.member, line.late])).toEqual([
    ['m1', undefined],
    ['m2', 'written'],
    ['m3', 'arrived'],
  ]);
});

test('opinions stand in the order of the text, those about no place of it last', () => {
  const lines = opinionLines(
    [taken('1', slip(1, 0, [opinion(1, ''), opinion(2, 'a2'), opinion(3, 'x9'), opinion(4, 'a1')]))],
    [],
    { places, closes },
  );
  expect(lines.map((line) => line.opinion.address)).toEqual(['a1', 'a2', '', 'x9']);
});

test('two decisions made apart both stand until one is made over both', () => {
  const about = opinion(1);
  const [a, b] = [decided('a', about), decided('b', about, { decision: 'rejected', at: 2 })];
  const key = a.opinion;
  expect(standingDecisions([b, a]).get(key)).toEqual([a, b]);
  const both = decided('c', about, { decision: 'partly', at: 3, over: ['a', 'b'] });
  expect(standingDecisions([both, a, b]).get(key)).toEqual([both]);
  // A decision about another opinion, or about itself, takes nothing away.
  const other = decided('d', about, { opinion: 'other', over: ['c'] });
  const itself = decided('e', about, { over: ['e'], at: 4 });
  expect(standingDecisions([a, b, both, other, itself]).get(key)).toEqual([both, itself]);
});

test('a decision about words that were changed since says so', () => {
  const before = opinion(1);
  const now = opinion(1, 'a1', '换了说法');
  const lines = (decisions: OpinionDecision[]): boolean[] =>
    opinionLines([taken('1', slip(1, 0, [now]))], decisions, { places, closes }).map((one) => one.isChanged);
  expect(lines([decided('a', before)])).toEqual([true]);
  expect(lines([decided('b', now)])).toEqual([false]);
  expect(lines([])).toEqual([false]);
});

test('what is no decision is left out', () => {
  const good = decided('a', opinion(1));
  const { id, ...fields } = good;
  const read = readDecisions({
    [id]: fields,
    b: { ...fields, decision: 'maybe' },
    c: { ...fields, at: 0.5 },
    d: null,
    e: { ...fields, by: 3 },
  });
  expect(read).toEqual([good]);
});

test('whatever several editors take and decide apart, all have the same in the end, and nothing is lost', () => {
  /** What one editor does: takes a slip, decides, or hears of what another has. */
  const step = fc.oneof(
    fc.record({ do: fc.constant('take' as const), who: fc.nat(2), slip: fc.nat(3), turn: fc.nat(2) }),
    fc.record({ do: fc.constant('decide' as const), who: fc.nat(2), slip: fc.nat(3), kind: fc.nat(2) }),
    fc.record({ do: fc.constant('hear' as const), who: fc.nat(2), from: fc.nat(2) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 18 }), (steps) => {
      const begun = newRound(
        { key: new Uint8Array(32), copy: new Uint8Array(1), given: {} },
        draftActor('0'.repeat(32)),
      );
      const editors = [begun, begun, begun];
      const slips = new Set<string>();
      const decisions = new Set<string>();
      const put = (who: number, change: RoundChange): void => {
        editors[who] = changeRound(editors[who]!, change, draftActor(String(who).repeat(32)));
      };
      const hear = (who: number, from: number): void => {
        editors[who] = mergeHistories(editors[who], editors[from]!) ?? editors[who]!;
      };
      for (const [at, one] of steps.entries()) {
        if (one.do === 'hear') hear(one.who, one.from);
        else if (one.do === 'take') {
          const hash = `${one.slip}${one.turn}`;
          slips.add(hash);
          put(one.who, { slips: { [hash]: { body: hash, arrived: at } } });
        } else {
          const opinionOf = `s${one.slip}`;
          const seen =
            standingDecisions(readDecisions(readRound(editors[one.who]!).answers)).get(opinionOf) ?? [];
          const id = `d${at}`;
          decisions.add(id);
          const { id: _, ...fields } = decided(id, opinion(1), {
            opinion: opinionOf,
            over: seen.map((each) => each.id),
            at: one.kind,
          });
          put(one.who, { answers: { [id]: fields } });
        }
      }
      for (const from of [1, 2]) hear(0, from);
      for (const who of [1, 2]) hear(who, 0);
      const [first, ...others] = editors.map((bytes) => readRound(bytes));
      for (const other of others) expect(other).toEqual(first);
      expect(new Set(Object.keys(first!.slips))).toEqual(slips);
      expect(new Set(Object.keys(first!.answers))).toEqual(decisions);
      // Every opinion that somebody decided about has a decision that stands.
      const all = readDecisions(first!.answers);
      const standing = standingDecisions(all);
      for (const { opinion: key } of all) expect(standing.get(key)?.length).toBeGreaterThan(0);
    }),
    { numRuns: 30 },
  );
});
