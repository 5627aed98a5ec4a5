import { type DraftStage, draftStages } from '../ledger/draft-acts.ts';
import type { Role } from '../ledger/entry.ts';

/** One way on for a draft, and which roles may send it there. */
export interface DraftStep {
  from: DraftStage;
  to: DraftStage;
  roles: readonly Role[];
}

const isBeside = (stage: DraftStage): boolean => stage === 'returned' || stage === 'shelved';

/** Stages in the order of work; 退回 and 搁置 stand beside them. */
export const stageOrder: readonly DraftStage[] = draftStages.filter((stage) => !isBeside(stage));
/** Until it is published a draft can be put aside, and sent back. */
const unpublished = stageOrder.slice(0, stageOrder.indexOf('published'));

const writers: readonly Role[] = ['editor', 'publisher'];
/** In a small office the publisher is everything; with reviewers there, they judge. */
const judges: readonly Role[] = ['reviewer', 'publisher'];
const publishers: readonly Role[] = ['publisher'];

const step = (from: DraftStage, roles: readonly Role[], ...to: DraftStage[]): DraftStep[] =>
  to.map((one) => ({ from, to: one, roles }));

const shelvable: readonly DraftStage[] = [...unpublished, 'returned'];

/**
 * The order of work: who writes begins and sends on, who reviews judges, who publishes lets it be decided, signs and issues.
 * Whoever may write can put a draft aside, and take it up again where it was.
 */
export const draftSteps: readonly DraftStep[] = [
  ...step('proposed', writers, 'drafting'),
  ...step('drafting', writers, 'consulting', 'reviewing'),
  ...step('returned', writers, 'drafting', 'consulting', 'reviewing'),
  ...step('consulting', writers, 'drafting', 'reviewing'),
  ...step('reviewing', judges, 'deliberating', 'returned'),
  ...step('reviewing', publishers, 'signing'),
  ...step('deliberating', publishers, 'signing', 'returned'),
  ...step('signing', publishers, 'published', 'returned'),
  ...step('published', publishers, 'filed'),
  ...shelvable.flatMap((from) => step(from, writers, 'shelved')),
  ...shelvable.flatMap((to) => step('shelved', writers, to)),
];

/** Roles that may send a draft from one stage to another; none where there is no such way. */
export function rolesFor(from: DraftStage, to: DraftStage): readonly Role[] {
  return draftSteps.find((one) => one.from === from && one.to === to)?.roles ?? [];
}

/** Of several the first holds: what somebody put aside or sent back, another who did not know of it has not sent on. */
const byCaution: readonly DraftStage[] = ['filed', 'published', 'shelved', 'returned', ...unpublished];

/** Where a draft is that was moved apart. What was published is, whatever else was done. */
export function mostCautious(stages: readonly DraftStage[]): DraftStage {
  return byCaution.find((stage) => stages.includes(stage)) ?? 'proposed';
}
