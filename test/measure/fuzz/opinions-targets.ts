import { isDeepStrictEqual } from 'node:util';
import { readCarried, writeCarried } from '../../../src/exchange/opinions/opinions-answer.ts';
import { makeAgreementKeys, pointOf } from '../../../src/ledger/agreement-keys.ts';
import { BadEntry } from '../../../src/ledger/bad-entry.ts';
import { canonicalBytes } from '../../../src/ledger/canonical-json.ts';
import { readAct } from '../../../src/ledger/read-act.ts';
import { copyBytes, newCopy, readCopy } from '../../../src/office/consultation-copy.ts';
import { readDecisions, standingDecisions } from '../../../src/office/opinion-decision.ts';
import { opinionLines } from '../../../src/office/opinion-lines.ts';
import { longestSlip, readSlip } from '../../../src/office/opinion-slip.ts';
import { readSignedSlip } from '../../../src/office/signed-slip.ts';
import { openFor, sealFor } from '../../../src/sync/sealed/seal-for.ts';
import type { Random } from '../../faults/random.ts';
import { mutateBytes, mutateText } from './mutate.ts';
import { must, target, type Target } from './target.ts';

const hash = 'c'.repeat(64);
const opinion = {
  id: 'ab'.repeat(8),
  address: 'a2',
  label: '第二条',
  quote: '轻声',
  text: '太严',
  proposal: '',
};
const slip = {
  v: 1,
  consultation: hash,
  id: 'cd'.repeat(16),
  turn: 3,
  from: { member: 'm1', unit: 'u1' },
  opinions: [opinion, { ...opinion, id: '0'.repeat(16), address: '' }],
  on: '2026-12-01',
};
const signed = { slip, proof: 'A'.repeat(43), signed: { device: 'ab'.repeat(16), sig: 'A'.repeat(86) } };
const copy = copyBytes(
  newCopy({ draft: 'd1', title: '行为规范', text: '第一条　守时。', note: '', questions: ['？'] }),
);
const audience = { units: ['u1'], posts: [], roles: ['liaison'], members: ['m1'], except: [] };
const acts = [
  { type: 'consult', draft: 'd1', copy: hash, sealed: hash, audience, closes: '2026-12-20', anonymous: true },
  { type: 'consult-close', consultation: hash, closes: '2026-12-25', reason: '延期' },
  { type: 'consult-feedback', consultation: hash, answers: [hash] },
];
const decision = {
  opinion: 'k',
  decision: 'partly',
  reason: '',
  by: 'm1',
  at: 1,
  over: ['b', 'a'],
  about: 'x',
};
const carried = writeCarried(
  { v: 1, package: 'ab'.repeat(16), consultation: hash, person: 0, none: false, opinions: [opinion], at: 5 },
  new Uint8Array(32),
);
const agreement = await makeAgreementKeys();
const place = new Uint8Array(32);
const sealed = await sealFor([pointOf(agreement.key)!], 'fuzz', place, canonicalBytes(signed));

/** JSON of something valid, with slips of the pen; what is no JSON any more is tried again. */
function someJson(random: Random, values: readonly unknown[]): unknown {
  const text = JSON.stringify(random.pick(values));
  for (let tries = 0; tries < 20; tries++) {
    try {
      return JSON.parse(mutateText(random, text, [text]));
    } catch {
      // Not this one.
    }
  }
  return random.pick([null, [], {}, 1, text]);
}

/** Readers of what belongs to a round of opinions. */
export const opinionsTargets: readonly Target[] = [
  target({
    name: 'consult-act',
    make: (random) => someJson(random, acts),
    read: (value) => {
      const act = readAct(value);
      must(isDeepStrictEqual(readAct(act.type === 'other' ? value : act), act), 'read twice it is another');
    },
    promised: (error) => error instanceof BadEntry,
  }),
  target({
    name: 'consult-copy',
    make: (random) => mutateBytes(random, copy),
    read: (bytes) => {
      const read = readCopy(bytes);
      if (read !== undefined) must(isDeepStrictEqual(readCopy(copyBytes(read)), read), 'another copy');
    },
  }),
  target({
    name: 'opinion-slip',
    make: (random) =>
      random.chance(0.5)
        ? mutateBytes(random, canonicalBytes(signed))
        : new TextEncoder().encode(JSON.stringify(someJson(random, [signed]))),
    read: (bytes) => {
      const read = readSignedSlip(bytes);
      if (read === undefined) return;
      must(JSON.stringify(read).length <= longestSlip * 4, 'longer than any slip');
      must(isDeepStrictEqual(readSlip(read.slip), read.slip), 'read twice it is another');
      opinionLines([{ hash, slip: read.slip, arrived: 1 }], [], { places: ['a2'], closes: '2026-12-20' });
    },
    promised: (error) =>
      error instanceof TypeError && /whole numbers|written canonically/.test(error.message),
  }),
  target({
    name: 'opinion-decisions',
    make: (random) => ({ a: someJson(random, [decision]), b: someJson(random, [decision]), c: decision }),
    read: (answers) => {
      const all = readDecisions(answers);
      const standing = standingDecisions(all);
      must(
        [...standing.values()].every((list) => list.length > 0),
        'an opinion without what stands',
      );
    },
  }),
  target({
    name: 'carried-opinions',
    make: (random) => new TextEncoder().encode(mutateText(random, `您好 ${carried} 谢谢`, [carried])),
    read: (bytes) => {
      for (const one of readCarried(bytes))
        if (one !== 'damaged') must(one.answer.opinions.length <= 300, 'more than an answer may hold');
    },
  }),
  target({
    name: 'sealed-for',
    make: (random) => mutateBytes(random, sealed),
    read: async (bytes) => {
      const opened = await openFor(bytes, 'fuzz', place, agreement);
      must(opened === undefined || isDeepStrictEqual(bytes, sealed), 'opened although it was changed');
    },
  }),
];
