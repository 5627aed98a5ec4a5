/** What the ledger says of rounds of opinions (征求意见): that there is one, never what it is about. */
import type { Day } from '../rule/validity.ts';
import type { Audience } from './circulation-acts.ts';

/** A frozen copy of a draft goes to these people, who may say what they think of it. Holds neither title nor wording. */
export interface ConsultAct {
  type: 'consult';
  /** Draft of which it is a copy. */
  draft: string;
  /** Hash of the copy, which has 256 bits of chance in it: nobody can try what it might say. */
  copy: string;
  /** Hash of the copy as it is sealed; names the round in its documents. */
  sealed: string;
  audience: Audience;
  /** Last day on which opinions are taken. */
  closes: Day;
  /** May opinions be given without a name? */
  anonymous: boolean;
  /** Opinions and what became of them are shown to everybody who was asked, without names. */
  shared?: true;
}

/** The round is over, or goes on until another day; the newest counts. */
export interface ConsultCloseAct {
  type: 'consult-close';
  /** Id of the consult entry. */
  consultation: string;
  /** Its last day from now on; absent: it is over at once. */
  closes?: Day;
  reason?: string;
}

/** Those who gave their names have been answered, and where it was said so, all who were asked can see what became of it. */
export interface ConsultFeedbackAct {
  type: 'consult-feedback';
  consultation: string;
  /** Hashes of the answers, each as it is sealed for its reader. */
  answers: string[];
  /** Hash of the results for all who were asked, as they are sealed. */
  results?: string;
}

export type ConsultationAct = ConsultAct | ConsultCloseAct | ConsultFeedbackAct;
