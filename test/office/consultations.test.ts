import { expect, test } from 'vitest';
import type { ConsultAct } from '../../src/ledger/consult-acts.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Consultations, consultationState } from '../../src/office/consultations.ts';
import { Random } from '../faults/random.ts';
import { someHash } from '../ledger/some-office.ts';
import { somePeople } from './some-circulation.ts';

const consult = (name: string, change: Partial<ConsultAct> = {}): ConsultAct => ({
  type: 'consult',
  draft: 'd1',
  copy: someHash(`copy ${name}`),
  sealed: someHash(`sealed ${name}`),
  audience: { everyone: true, units: [], posts: [], roles: [], members: [], except: [] },
  closes: '2026-12-20',
  anonymous: false,
  ...change,
});

test('a round counts when somebody began it who has drafts, and so does what is said about it', async () => {
  const { p, l, m, say } = await somePeople();
  const book = new Consultations(p.ledger);
  const { id } = await say(p, consult('a'));
  for (const by of [l, m]) await say(by, consult('b'));
  await say(m, { type: 'consult-close', consultation: id });
  await say(m, { type: 'consult-feedback', consultation: id, answers: [someHash('x')] });
  await say(l, { type: 'withdraw', entry: id, reason: '不该问' });
  const [record] = [...book.all().values()];
  expect(book.all().size).toBe(1);
  expect(record).toMatchObject({ by: 'p', closes: '2026-12-20' });
  expect(consultationState(record!, '2026-12-20')).toBe('open');
  expect(consultationState(record!, '2026-12-21')).toBe('closed');
  await say(p, { type: 'consult-feedback', consultation: id, answers: [someHash('y')] });
  expect(consultationState(book.of(id)!, '2026-12-01')).toBe('answered');
  expect([...book.of(id)!.answers]).toEqual([someHash('y')]);
  await say(p, { type: 'withdraw', entry: id, reason: '不该问' });
  expect(consultationState(book.of(id)!, '2026-12-01')).toBe('withdrawn');
});

test('the newest word about its end counts, and a second round of the same copy does not', async () => {
  const { p, say } = await somePeople();
  const { id } = await say(p, consult('a'));
  await say(p, consult('a', { closes: '2030-01-01' }));
  const book = new Consultations(p.ledger);
  expect([...book.all().keys()]).toEqual([id]);
  const state = (on: string): string => consultationState(book.of(id)!, on);
  await say(p, { type: 'consult-close', consultation: id });
  expect(state('2026-12-01')).toBe('closed');
  await say(p, { type: 'consult-close', consultation: id, closes: '2026-12-25' });
  expect([state('2026-12-25'), state('2026-12-26')]).toEqual(['open', 'closed']);
});

test('in whatever order it comes, all devices have the same rounds', async () => {
  const { p, say } = await somePeople();
  const { id } = await say(p, consult('a'));
  await say(p, { type: 'consult-close', consultation: id, closes: '2026-12-30' });
  await say(p, consult('b'));
  await say(p, { type: 'consult-close', consultation: id });
  await say(p, { type: 'consult-feedback', consultation: id, answers: [someHash('x')] });
  const whole = new Consultations(p.ledger).all();
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed);
    const ledger = new Ledger(p.ledger.office);
    const book = new Consultations(ledger);
    const left = [...p.entries];
    await ledger.take(left.splice(0, 1));
    while (left.length > 0) {
      await ledger.take(left.splice(random.below(left.length), 1));
      book.all();
    }
    expect([...book.all()], `seed ${seed}`).toEqual([...whole]);
  }
});
