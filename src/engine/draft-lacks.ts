import { findCitations } from '../rule/find-citations.ts';
import { checkNumbers } from '../rule/check-numbers.ts';
import { checkOwnCitations } from '../rule/check-own-citations.ts';
import type { DraftStage } from '../ledger/draft-acts.ts';
import type { RuleKind } from '../rule/edition.ts';
import { parseText } from '../rule/parse-text.ts';
import type { DraftLack } from './workflow-protocol.ts';

/** What is known of a draft when it is asked what it lacks. */
export interface DraftToJudge {
  body: string;
  /** Findings that are wrong by the text itself, and articles in it, see `judgeText`. */
  errors: number;
  articles: number;
  kind: RuleKind;
  /** Word for word what the edition says that it revises. */
  unchanged: boolean;
  explanation: string;
  secrecy: string;
  /** How many were asked to approve, and the names of those who have not approved this text. */
  asked: number;
  lacking: string[];
  openRemarks: number;
  openRounds: number;
  overtaken: 'newer' | 'repealed' | undefined;
}

type Look = (draft: DraftToJudge) => Omit<DraftLack, 'binding'> | undefined;

const looks: Record<DraftLack['kind'], Look> = {
  empty: ({ body }) => (body.trim() === '' ? { kind: 'empty' } : undefined),
  unchanged: ({ unchanged }) => (unchanged ? { kind: 'unchanged' } : undefined),
  // What is no rule of the office's own may well be one whole.
  articles: ({ articles, kind, body }) =>
    articles === 0 && kind === 'rule' && body.trim() !== '' ? { kind: 'articles' } : undefined,
  explanation: ({ explanation }) => (explanation.trim() === '' ? { kind: 'explanation' } : undefined),
  remarks: ({ openRemarks }) => (openRemarks > 0 ? { kind: 'remarks', count: openRemarks } : undefined),
  findings: ({ errors }) => (errors > 0 ? { kind: 'findings', count: errors } : undefined),
  consultation: ({ openRounds }) =>
    openRounds > 0 ? { kind: 'consultation', count: openRounds } : undefined,
  approval: ({ lacking }) => (lacking.length > 0 ? { kind: 'approval', names: lacking } : undefined),
  approvers: ({ asked }) => (asked === 0 ? { kind: 'approvers' } : undefined),
  secrecy: ({ secrecy }) => (secrecy.trim() === '' ? { kind: 'secrecy' } : undefined),
  newer: ({ overtaken }) => (overtaken === 'newer' ? { kind: 'newer' } : undefined),
  repealed: ({ overtaken }) => (overtaken === 'repealed' ? { kind: 'repealed' } : undefined),
};

const ofText: readonly DraftLack['kind'][] = ['empty', 'unchanged', 'articles', 'findings'];

/** What is asked of a draft before it goes to a stage; what it may go back to asks for nothing. */
const asked: Partial<Record<DraftStage, readonly DraftLack['kind'][]>> = {
  consulting: [...ofText, 'explanation'],
  reviewing: [...ofText, 'explanation', 'remarks', 'consultation'],
  deliberating: [...ofText, 'explanation', 'remarks', 'consultation', 'approval'],
  signing: [
    ...ofText,
    'explanation',
    'remarks',
    'consultation',
    'approvers',
    'approval',
    'secrecy',
    'newer',
    'repealed',
  ],
  published: [...ofText, 'remarks', 'approval', 'secrecy', 'newer', 'repealed'],
};

/** Without these there is no way on: an empty text, and the approval of those who were asked for it. */
const isBinding = (kind: DraftLack['kind'], to: DraftStage): boolean =>
  kind === 'empty' || (kind === 'approval' && (to === 'signing' || to === 'published'));

/** What a draft lacks for a stage; what is in the way of it first. */
export function draftLacks(to: DraftStage, draft: DraftToJudge): DraftLack[] {
  return (asked[to] ?? [])
    .flatMap((kind): DraftLack[] => {
      const lack = looks[kind](draft);
      return lack === undefined ? [] : [{ ...lack, binding: isBinding(kind, to) }];
    })
    .sort((a, b) => Number(b.binding) - Number(a.binding));
}

/** Numbers that are out of order, and places of the text itself that are cited and not there; and how many articles it has. */
export function judgeText(
  title: string,
  text: string,
  kind: RuleKind,
): Pick<DraftToJudge, 'errors' | 'articles'> {
  const parsed = parseText(text);
  const input = {
    kind,
    content: { title, text },
    parsed,
    citations: findCitations(text, parsed),
    targetOf: () => undefined,
  };
  const found = [...checkNumbers(input), ...checkOwnCitations(input)];
  return {
    errors: found.filter(({ weight }) => weight === 'error').length,
    articles: parsed.units.filter((unit) => unit.kind !== 'whole' && unit.kind !== 'annex').length,
  };
}
