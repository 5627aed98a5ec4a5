import { BadEntry } from '../../../src/ledger/bad-entry.ts';
import { canonicalJson } from '../../../src/ledger/canonical-json.ts';
import { draftStages, type MoveAct } from '../../../src/ledger/draft-acts.ts';
import type { Entry } from '../../../src/ledger/entry.ts';
import { readAct } from '../../../src/ledger/read-act.ts';
import { draftSteps } from '../../../src/office/draft-order.ts';
import { foldMoves, type MovesToFold } from '../../../src/office/fold-moves.ts';
import { draftBody } from '../../../src/rule/draft-body.ts';
import { normaliseText } from '../../../src/rule/normalise-text.ts';
import { parseText } from '../../../src/rule/parse-text.ts';
import { mostDraftText } from '../../../src/store/draft-document.ts';
import type { Random } from '../../faults/random.ts';
import { someDraftAct } from './draft-acts.ts';
import { mutateText } from './mutate.ts';
import { mutateData } from './office-targets.ts';
import { must, target, type Target } from './target.ts';

const hashOf = (n: number): string => n.toString(16).padStart(64, '0');

/** Moves that follow each other, themselves or nothing, in circles too, which no honest hash could make. */
function someMoves(random: Random): MovesToFold['moves'] {
  const count = random.below(40);
  return Array.from({ length: count }, (_, i) => {
    const step = random.pick(draftSteps);
    const act: MoveAct = {
      type: 'move',
      draft: 'd1',
      from: random.chance(0.8) ? step.from : random.pick(draftStages),
      to: random.chance(0.8) ? step.to : random.pick(draftStages),
      text: hashOf(random.below(3)),
      asked: random.chance(0.3) ? ['m1'] : [],
      after: Array.from({ length: random.below(4) }, () =>
        hashOf(random.chance(0.9) ? Math.max(0, i - 1 - random.below(3)) : random.below(50)),
      ),
    };
    const entry = { id: hashOf(i), device: 'd', at: random.below(5), act } as unknown as Entry;
    return { entry, act };
  });
}

/** Readers of what comes in about drafts. */
export const draftTargets: readonly Target[] = [
  target({
    name: 'draft-act',
    make: (random) =>
      mutateData(random, someDraftAct(random, hashOf(1), hashOf(2)), random.pick([0.02, 0.2])),
    read: (value) => {
      const act = readAct(value);
      if (act.type === 'other') return;
      must(
        canonicalJson(readAct(JSON.parse(canonicalJson(act)))) === canonicalJson(act),
        'read again it is another',
      );
      must(act.type !== 'move' || !/\p{Script=Han}/u.test(canonicalJson(act)), 'words in a move');
    },
    promised: (error) => error instanceof BadEntry,
  }),
  target({
    name: 'draft-fold',
    make: (random) => ({ moves: someMoves(random), seed: random.below(1e9) }),
    read: ({ moves }) => {
      const judge: MovesToFold['judge'] = (entry, { from, to }) =>
        draftSteps.some((step) => step.from === from && step.to === to)
          ? { member: entry.id.slice(-1) }
          : { refusal: 'out-of-order' };
      const fold = (some: MovesToFold['moves']) => foldMoves({ moves: some, approvals: [], judge });
      const standing = fold(moves);
      must(draftStages.includes(standing.stage), 'no stage');
      must(standing.moves.length + standing.refused.length === moves.length, 'a move that is lost');
      must((standing.stage === 'shelved') === (standing.back !== undefined), 'put aside without a way back');
      const other = fold([...moves].reverse());
      must(canonicalJson(standing) === canonicalJson(other), 'another order, another place');
    },
  }),
  target({
    name: 'draft-body',
    make: (random) =>
      mutateText(random, '# 灯光办法\r\n\r\n第一条　关灯。\u0000\n（一）会议室；\n第二条 𠮷🎉e\u0301\u202e', [
        '# ',
        '\ufeff',
        '第三条',
        '---\n',
      ]),
    read: (whole) => {
      // No draft is longer.
      const draft = whole.slice(0, mostDraftText);
      const { text, written, offset, title } = draftBody(draft, '无题');
      must(draft.slice(offset) === written, 'a body from elsewhere');
      must(normaliseText(text) === text, 'a text that would be another in the base');
      must(title !== '', 'no title');
      parseText(written);
    },
  }),
];
