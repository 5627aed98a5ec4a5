import type { InquireAct, InterpretAct } from '../ledger/draft-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { byTime } from './by-time.ts';

/** 解释答复, as a publisher has signed it. */
export interface Interpretation {
  entry: Entry;
  act: InterpretAct;
  by: string;
  /** 已失效: taken back by this entry. */
  withdrawn?: Entry;
  /** 已失效: this one came in its place. */
  replacedBy?: Entry;
}

/** 待答: what somebody asks. */
export interface Inquiry {
  entry: Entry;
  act: InquireAct;
  by: string;
  withdrawn?: Entry;
  /** Interpretations that answer it, oldest first. */
  answers: Entry[];
}

/** What articles of a rule were asked about, and what they mean, as the entries say that have come so far. */
export class Interpretations {
  #ledger: Pick<Ledger, 'roster'>;
  #byRule = new Map<string, Entry[]>();
  #withdrawals = new Map<string, Entry[]>();

  constructor(ledger: Pick<Ledger, 'roster'>) {
    this.#ledger = ledger;
  }

  add(entry: Entry): void {
    const { act } = entry;
    if (act.type === 'inquire' || act.type === 'interpret') put(this.#byRule, act.rule, entry);
    else if (act.type === 'withdraw') put(this.#withdrawals, act.entry, entry);
  }

  /** Oldest first; what has no right to count is left out. */
  of(rule: string): { inquiries: Inquiry[]; interpretations: Interpretation[] } {
    const { roster } = this.#ledger;
    const entries = (this.#byRule.get(rule) ?? []).toSorted(byTime);
    const interpretations: Interpretation[] = [];
    const inquiries: Inquiry[] = [];
    for (const entry of entries) {
      const { act } = entry;
      if (act.type === 'interpret') {
        const { member, refusal } = roster.judge(entry, 'publisher');
        if (refusal !== undefined) continue;
        const withdrawn = this.#withdrawn(entry, member);
        interpretations.push({ entry, act, by: member, ...(withdrawn !== undefined && { withdrawn }) });
      } else if (act.type === 'inquire') {
        const { member, refusal } = roster.judge(entry, 'member');
        if (refusal !== undefined) continue;
        const withdrawn = this.#withdrawn(entry, member);
        inquiries.push({
          entry,
          act,
          by: member,
          answers: [],
          ...(withdrawn !== undefined && { withdrawn }),
        });
      }
    }
    for (const { entry, act, withdrawn } of interpretations) {
      // What was taken back neither answers nor replaces anything.
      if (withdrawn !== undefined) continue;
      inquiries.find((one) => one.entry.id === act.inquiry)?.answers.push(entry);
      const old = interpretations.find((one) => one.entry.id === act.replaces);
      if (old !== undefined) old.replacedBy ??= entry;
    }
    return { inquiries, interpretations };
  }

  /** One's own word anybody takes back; that of others only a publisher. */
  #withdrawn({ id }: Entry, by: string): Entry | undefined {
    const { roster } = this.#ledger;
    return this.#withdrawals
      .get(id)
      ?.toSorted(byTime)
      .find((one) => {
        const { member, refusal } = roster.judge(one, 'member');
        if (refusal !== undefined) return false;
        return member === by || roster.judge(one, 'publisher').refusal === undefined;
      });
  }
}

function put(into: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [entry]);
  else list.push(entry);
}
