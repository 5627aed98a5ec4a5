import { draftStages } from '../../../src/ledger/draft-acts.ts';
import type { Random } from '../../faults/random.ts';

/** An act of a draft, or about what an article means, as it should be. */
export function someDraftAct(random: Random, publish: string, edition: string): unknown {
  const text = 'e'.repeat(64);
  const to = random.pick(draftStages);
  const place = { rule: 'lamps', edition, address: 'a1.p2', question: '走廊算不算？' };
  return random.pick<unknown>([
    {
      type: 'move',
      draft: 'd1',
      from: random.pick(draftStages),
      to,
      text,
      note: text,
      asked: ['m1', 'm2'],
      ...(to === 'published' && { edition, publish }),
      after: [publish],
    },
    { type: 'invite', draft: 'd1', members: ['m1'], ended: true, after: [publish] },
    { type: 'approve', draft: 'd1', text },
    { type: 'inquire', ...place },
    {
      type: 'interpret',
      ...place,
      answer: '算。',
      interpreter: '办公室',
      on: '2026-01-01',
      inquiry: publish,
    },
  ]);
}
