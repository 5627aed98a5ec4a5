import { describe, expect, test } from 'vitest';
import type { DraftStage, MoveAct } from '../../src/ledger/draft-acts.ts';
import { draftStages } from '../../src/ledger/draft-acts.ts';
import type { Act } from '../../src/ledger/entry.ts';
import { draftSteps, mostCautious, stageOrder } from '../../src/office/draft-order.ts';
import { DraftBook } from '../../src/office/draft-book.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Random } from '../faults/random.ts';
import { someHash, someKeys, someMember } from '../ledger/some-office.ts';
import { bookInSomeOrder, meaningOf, someDrafting, text } from './some-drafting.ts';

describe('where a draft stands', () => {
  test('it goes its way from hand to hand, each step signed by who may', async () => {
    const { p, e, r, move, book } = await someDrafting();
    for (const [by, to] of [
      [e, 'drafting'],
      [e, 'consulting'],
      [e, 'reviewing'],
      [r, 'deliberating'],
      [p, 'signing'],
    ] as const)
      await move(by, to);
    const standing = book().moves.of('d1');
    expect(standing.stage).toBe('signing');
    expect(standing.moves.map(({ act, by }) => `${act.from} ${act.to} ${by}`)).toEqual([
      'proposed drafting e',
      'drafting consulting e',
      'consulting reviewing e',
      'reviewing deliberating r',
      'deliberating signing p',
    ]);
    expect(standing.refused).toEqual([]);
    expect(book().moves.of('d2').stage).toBe('proposed');
  });

  test.each([
    ['a member', 'm', 'drafting', 'no-role'],
    ['a reviewer who would write', 'r', 'drafting', 'no-role'],
    ['an editor who would skip the review', 'e', 'signing', 'out-of-order'],
  ] as const)('%s moves nothing', async (_, who, to, why) => {
    const all = await someDrafting();
    await all.move(all[who], to);
    const { stage, refused } = all.book().moves.of('d1');
    expect([stage, refused.map((one) => one.why)]).toEqual(['proposed', [why]]);
  });

  test('an editor cannot let through what only a reviewer may', async () => {
    const { e, move, book } = await someDrafting();
    await move(e, 'drafting');
    await move(e, 'reviewing');
    await move(e, 'deliberating');
    await move(e, 'signing');
    expect(book().moves.of('d1')).toMatchObject({
      stage: 'reviewing',
      refused: [{ why: 'no-role' }, { why: 'no-role' }],
    });
  });

  test('who pretends that a draft is further than it is moves nothing', async () => {
    const { p, e, move, book } = await someDrafting();
    const first = await move(e, 'drafting');
    await move(p, 'signing', { from: 'deliberating', after: [first.id] });
    await move(p, 'signing', { from: 'reviewing', after: [] });
    expect(book().moves.of('d1').stage).toBe('drafting');
    expect(
      book()
        .moves.of('d1')
        .refused.map(({ why }) => why),
    ).toEqual(['out-of-order', 'out-of-order']);
  });

  test('who was editor and is no more moves nothing from then on; what was seen before stays', async () => {
    const { p, e, move, say, book } = await someDrafting();
    await move(e, 'drafting');
    const before = e.ledger.roster.roster().heads;
    await say(p, p.rosterAct([{ op: 'remove', member: 'e', roles: ['editor'] }], [e.id]));
    expect(book().moves.of('d1').stage).toBe('drafting');
    // Signed as if the device had not heard of it.
    const { stage, heads } = book().moves.of('d1');
    const late = await e.draft(
      { type: 'move', draft: 'd1', from: stage, to: 'reviewing', text, asked: [], after: heads },
      { roster: before, last: e.ledger.chains.last(e.id) },
    );
    await p.take([late.signed]);
    expect(book().moves.of('d1').stage).toBe('drafting');
  });

  test('what was put aside goes on where it was, and nowhere else', async () => {
    const { e, r, move, book } = await someDrafting();
    await move(e, 'drafting');
    await move(e, 'reviewing');
    await move(e, 'shelved');
    expect(book().moves.of('d1')).toMatchObject({ stage: 'shelved', back: 'reviewing' });
    await move(e, 'drafting');
    await move(r, 'reviewing');
    expect(book().moves.of('d1')).toMatchObject({ stage: 'shelved', back: 'reviewing' });
    await move(e, 'reviewing');
    expect(book().moves.of('d1').stage).toBe('reviewing');
  });

  test('of two moves made apart both stay and the more cautious holds, until somebody who knows both goes on', async () => {
    const { p, e, r, all, move, moved, book } = await someDrafting();
    await move(e, 'drafting');
    await move(e, 'reviewing');
    const on = moved(r, 'deliberating');
    const back = moved(p, 'returned');
    // The clock of who sent it on is far ahead: no clock decides.
    const [a, b] = [await r.say(on, { at: 4_000_000_000_000 }), await p.say({ ...back, from: 'reviewing' })];
    // A publisher may not send back from review unless they review, which they may.
    for (const one of all) await one.take([...r.entries, ...p.entries]);
    const standing = book(e).moves.of('d1');
    expect(standing.stage).toBe('returned');
    expect(standing.apart.map(({ entry }) => entry.id).sort()).toEqual([a.id, b.id].sort());
    await move(e, 'drafting');
    expect(book().moves.of('d1')).toMatchObject({ stage: 'drafting', apart: [] });
    expect(book().moves.of('d1').moves).toHaveLength(5);
  });

  test('only an edition that was issued with the right to makes a draft published', async () => {
    const { p, e, move, say, moved, book } = await someDrafting();
    await move(e, 'drafting');
    await move(e, 'reviewing');
    await move(p, 'signing');
    const forged = await say(e, e.publishAct('lamps', 'x'));
    const made = await say(p, p.publishAct('lamps', 'y'));
    const said = (edition: string, publish: string): MoveAct =>
      moved(p, 'published', { edition: someHash(edition), publish });
    await say(p, said('x', forged.id));
    await say(p, said('z', made.id));
    await say(p, said('y', someHash('nowhere')));
    expect(book().moves.of('d1').stage).toBe('signing');
    expect(
      book()
        .moves.of('d1')
        .refused.map(({ why }) => why),
    ).toEqual(['not-published', 'not-published', 'waiting']);
    const last = await say(p, said('y', made.id));
    expect(book().moves.of('d1').stage).toBe('published');
    // It may come before what it names.
    const entries = [...p.ledger.chains.all()];
    const early = new Ledger(p.ledger.office);
    early.restoreAll(entries.filter(({ id }) => id !== made.id));
    const looked = new DraftBook(early);
    expect(looked.moves.of('d1').refused.at(-1)).toMatchObject({ entry: { id: last.id }, why: 'waiting' });
    early.restoreAll([made]);
    looked.follow();
    expect(looked.moves.of('d1').stage).toBe('published');
  });

  test('who is asked to approve is bound to be heard; an approval is of one text', async () => {
    const { p, e, r, m, move, say, book } = await someDrafting();
    await move(e, 'drafting');
    await move(e, 'reviewing', { asked: ['m', 'r'] });
    const agreed = await say(m, { type: 'approve', draft: 'd1', text });
    await say(r, { type: 'approve', draft: 'd1', text: someHash('other') });
    await move(p, 'signing');
    expect(book().moves.of('d1').moves.at(-1)!.lacking).toEqual(['r']);
    expect(
      book()
        .moves.of('d1')
        .approvals.map(({ by }) => by),
    ).toEqual(['m', 'r']);
    await say(p, { type: 'withdraw', entry: agreed.id, reason: '不算' });
    expect(book().moves.of('d1').approvals).toHaveLength(2);
    await say(m, { type: 'withdraw', entry: agreed.id, reason: '改主意' });
    expect(
      book()
        .moves.of('d1')
        .approvals.map(({ by }) => by),
    ).toEqual(['r']);
    expect(book().moves.of('d1').moves.at(-1)!.lacking).toEqual(['m', 'r']);
  });
});

describe('the order of work', () => {
  test('names every stage, and leaves none without a way on', () => {
    expect([...stageOrder, 'returned', 'shelved'].sort()).toEqual([...draftStages].sort());
    const ends = draftStages.filter((stage) => !draftSteps.some(({ from }) => from === stage));
    expect(ends).toEqual(['filed']);
    expect(new Set(draftSteps.map(({ from, to }) => `${from} ${to}`)).size).toBe(draftSteps.length);
    for (const stage of draftStages) expect(mostCautious([stage])).toBe(stage);
  });
});

const runs = Number(process.env['GUIJU_HISTORIES'] ?? 150);
const seed = Number(process.env['GUIJU_SEED'] ?? 20261129);

test(`${runs} histories: the same entries leave every draft in the same place, whatever the order`, async () => {
  const counts = { moves: 0, apart: 0, refused: 0, published: 0, invited: 0, approvals: 0, said: 0 };
  for (let i = 0; i < runs; i++) {
    const random = new Random(seed + i);
    const { all, p, move, moved, book } = await someDrafting();
    const way = ['drafting', 'reviewing', 'deliberating', 'signing'] as const;
    for (const to of way.slice(0, random.below(5))) await move(p, to);
    const keys = await Promise.all([1, 2].map(someKeys));
    for (let step = 8 + random.below(14); step > 0; step--) {
      const device = random.pick([...all, p, p]);
      if (random.chance(0.4)) {
        await device.take(random.pick(all).entries);
        continue;
      }
      const own = book(device);
      const entries = [...device.ledger.chains.all()];
      const { stage } = own.moves.of('d1');
      const ways = draftSteps.filter(({ from }) => from === stage);
      const to: DraftStage =
        random.chance(0.9) && ways.length > 0 ? random.pick(ways).to : random.pick(draftStages);
      const issued = entries.filter(({ act }) => act.type === 'publish');
      const named = issued.length > 0 ? random.pick(issued) : undefined;
      const acts: (() => Act)[] = [
        () =>
          moved(device, to, {
            ...(to === 'published' && {
              edition: named?.act.type === 'publish' ? named.act.edition : someHash('e'),
              publish: named?.id ?? someHash('p'),
            }),
            asked: random.chance(0.3) ? ['m'] : [],
            ...(random.chance(0.1) && { after: [random.pick(entries).id] }),
          }),
        () => ({ type: 'approve', draft: 'd1', text }),
        () => ({
          type: 'invite',
          draft: 'd1',
          members: [random.pick(['m', 'x'])],
          ...(random.chance(0.4) && { ended: true as const }),
          after: own.invitations.heads('d1'),
        }),
        () => ({ type: 'withdraw', entry: random.pick(entries).id, reason: '' }),
        () => device.publishAct('lamps', `e${random.below(3)}`),
        () => ({ type: 'inquire', rule: 'lamps', edition: text, address: 'a1', question: '?' }),
        () => ({
          type: 'interpret',
          rule: 'lamps',
          edition: text,
          address: 'a1',
          question: '?',
          answer: '!',
          interpreter: 'p',
          on: '2026-01-01',
          inquiry: random.pick(entries).id,
          replaces: random.pick(entries).id,
        }),
        () =>
          p.rosterAct(
            random.chance(0.5)
              ? [{ op: 'remove', member: 'e', roles: ['editor'] }]
              : someMember(keys[0]!, 'e', ['editor']),
            all.filter(() => random.chance(0.5)).map(({ id }) => id),
          ),
      ];
      const chosen = random.below(acts.length + 14);
      const act = (chosen < acts.length ? acts[chosen]! : acts[0]!)();
      await (act.type === 'roster' ? p : device).say(
        act,
        random.chance(0.2) ? { at: random.below(2 ** 40) } : {},
      );
    }
    for (const device of all) for (const other of all) await device.take(other.entries);
    const entries = [...p.ledger.chains.all()];
    const meaning = meaningOf(book(p));
    for (const device of all) expect(meaningOf(book(device)), `seed ${seed + i}`).toEqual(meaning);
    for (const run of [1, 2]) {
      const other = bookInSomeOrder(entries, seed + i * 10 + run);
      expect(meaningOf(other), `seed ${seed + i}, run ${run}`).toEqual(meaning);
    }
    const { moves, apart, refused, stage, approvals } = book(p).moves.of('d1');
    counts.moves += moves.length;
    counts.apart += apart.length;
    counts.refused += refused.length;
    counts.approvals += approvals.length;
    counts.published += Number(stage === 'published' || stage === 'filed');
    counts.invited += book(p).invitations.all().get('d1')?.size ?? 0;
    counts.said += book(p).interpretations.of('lamps').interpretations.length;
  }
  // A history in which nothing happens proves nothing.
  for (const count of Object.values(counts)) expect(count, JSON.stringify(counts)).toBeGreaterThan(0);
}, 120_000);
