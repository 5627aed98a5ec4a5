import type { Day } from '../rule/validity.ts';
import type { Chains } from './chains.ts';
import type { Entry, EditionChange, PublishAct } from './entry.ts';
import type { Refusal, RosterHistory } from './roster-history.ts';
import { afterOf, RulePast } from './rule-past.ts';

/** An edition that the office has issued. */
export interface Publication {
  /** Id of the publish entry. */
  id: string;
  edition: string;
  act: PublishAct;
  change: EditionChange;
  /** Who signed: ids of member and device. */
  member: string;
  device: string;
  /** Claimed, in milliseconds since 1970. */
  at: number;
  /** Taken back by a withdrawal. */
  withdrawn?: { by: string; reason: string; entry: string };
  /** Issued at the same time as another edition that replaces the same one: neither counts until somebody decides. */
  disputed?: true;
  /** Ids of other publish entries that sign the same edition again. */
  again?: string[];
}

export interface RuleEnd {
  /** Id of the repeal entry, or of the publish entry that ends this rule. */
  id: string;
  on: Day;
  member: string;
  at: number;
  reason?: string;
  /** Rule that ends it. */
  by?: string;
  withdrawn?: { by: string; reason: string; entry: string };
}

/** Everything that the ledger says of one rule. */
export interface RuleRecord {
  rule: string;
  /** Of the same edition signed several times the first is here; oldest first. */
  publications: Publication[];
  ends: RuleEnd[];
  /** Signed well, but without the right: publish, repeal and withdraw entries. */
  refused: { entry: Entry; refusal: Refusal }[];
  /** Newest publish and repeal entries; the next one follows all of them. */
  heads: string[];
}

/** Which editions are official. A pure function of the set of entries. */
export class Publications {
  #chains: Chains;
  #roster: RosterHistory;
  #byRule = new Map<string, Entry[]>();
  #endsOf = new Map<string, Entry[]>();
  #withdrawals = new Map<string, Entry[]>();
  #bases = new Map<string, { record: RuleRecord; past: RulePast }>();
  #records = new Map<string, RuleRecord>();
  #version = -1;

  constructor(chains: Chains, roster: RosterHistory) {
    this.#chains = chains;
    this.#roster = roster;
  }

  /** @returns ids of rules of which something may have changed */
  add(entry: Entry): string[] {
    const { act } = entry;
    const touched: string[] = [];
    const put = (map: Map<string, Entry[]>, key: string): void => {
      const list = map.get(key);
      if (list === undefined) map.set(key, [entry]);
      else list.push(entry);
    };
    if (act.type === 'publish') {
      put(this.#byRule, act.rule);
      touched.push(act.rule, ...this.#endedBy(act.rule));
      for (const { rule } of act.repeals) {
        put(this.#endsOf, rule);
        touched.push(rule);
      }
    } else if (act.type === 'repeal') {
      put(this.#byRule, act.rule);
      touched.push(act.rule);
    } else if (act.type === 'withdraw') {
      put(this.#withdrawals, act.entry);
      const target = this.#chains.get(act.entry)?.act;
      if (target?.type === 'publish' || target?.type === 'repeal') touched.push(target.rule);
      if (target?.type === 'publish') touched.push(...this.#endedBy(target.rule));
    }
    for (const rule of touched) {
      this.#records.delete(rule);
      this.#bases.delete(rule);
    }
    return touched;
  }

  /** Rules that editions of this one end: whether they do depends on whether these are in dispute. */
  #endedBy(rule: string): string[] {
    return (this.#byRule.get(rule) ?? []).flatMap(({ act }) =>
      act.type === 'publish' ? act.repeals.map((one) => one.rule) : [],
    );
  }

  /** Rules of which anything was ever signed. */
  rules(): string[] {
    return [...new Set([...this.#byRule.keys(), ...this.#endsOf.keys()])];
  }

  /** The rule of which an entry publishes this edition; undefined while that entry is not here, or when it says something else. */
  ruleOf(publish: string, edition: string): string | undefined {
    const act = this.#chains.get(publish)?.act;
    return act?.type === 'publish' && act.edition === edition ? act.rule : undefined;
  }

  of(rule: string): RuleRecord {
    if (this.#version !== this.#roster.version) {
      this.#records.clear();
      this.#bases.clear();
      this.#version = this.#roster.version;
    }
    let record = this.#records.get(rule);
    if (record === undefined) {
      record = this.#record(rule);
      this.#records.set(rule, record);
    }
    return record;
  }

  #record(rule: string): RuleRecord {
    const { record, past } = this.#base(rule);
    const foreign = this.#foreignEnds(rule);
    const ends = [...record.ends, ...foreign]
      .filter(({ id }) => !isRenewed(id, record.publications, past))
      .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
    // Who issues the rule anew shows that they knew of its end, whoever has ended it.
    const open = foreign
      .map(({ id }) => id)
      .filter((id) => !record.publications.some((one) => past.follows(one.id, id)));
    return {
      ...record,
      ends,
      heads: [...new Set([...record.heads, ...open.sort((a, b) => (a < b ? -1 : 1))])],
    };
  }

  /** What entries of the rule itself say. */
  #base(rule: string): { record: RuleRecord; past: RulePast } {
    const known = this.#bases.get(rule);
    if (known !== undefined) return known;
    const record: RuleRecord = { rule, publications: [], ends: [], refused: [], heads: [] };
    const valid: { entry: Entry; member: string }[] = [];
    for (const entry of this.#byRule.get(rule) ?? []) {
      const verdict = this.#roster.judge(entry, 'publisher');
      if (verdict.refusal === undefined) valid.push({ entry, member: verdict.member });
      else record.refused.push({ entry, refusal: verdict.refusal });
    }
    const past = new RulePast(valid.map(({ entry }) => entry));
    // What follows comes after what it follows; of two that did not know of each other, by id.
    const depth = new Map(valid.map(({ entry }) => [entry.id, past.depth(entry.id)]));
    valid.sort(
      (a, b) => depth.get(a.entry.id)! - depth.get(b.entry.id)! || (a.entry.id < b.entry.id ? -1 : 1),
    );
    const followed = new Set(valid.flatMap(({ entry }) => afterOf(entry)));
    record.heads = valid.map(({ entry }) => entry.id).filter((id) => !followed.has(id));
    const seen = new Map<string, Publication>();
    for (const { entry, member } of valid) {
      const { act, id, device, at } = entry;
      const withdrawn = this.#withdrawn(id);
      if (act.type === 'repeal') {
        const { on, reason } = act;
        record.ends.push({
          id,
          on,
          member,
          at,
          ...(reason !== undefined && { reason }),
          ...(withdrawn !== undefined && { withdrawn }),
        });
      } else if (act.type === 'publish') {
        // Signed again, an edition is no other; unless the first signature was taken back.
        const same = withdrawn === undefined ? seen.get(act.edition) : undefined;
        if (same !== undefined) {
          (same.again ??= []).push(id);
          continue;
        }
        const publication: Publication = {
          id,
          edition: act.edition,
          act,
          change: act.change,
          member,
          device,
          at,
          ...(withdrawn !== undefined && { withdrawn }),
        };
        record.publications.push(publication);
        if (withdrawn === undefined) seen.set(act.edition, publication);
      }
    }
    for (const { id } of this.#byRule.get(rule) ?? []) {
      for (const entry of this.#withdrawals.get(id) ?? []) {
        const { refusal } = this.#roster.judge(entry, 'publisher');
        if (refusal !== undefined) record.refused.push({ entry, refusal });
      }
    }
    markDisputes(record.publications, past);
    record.refused.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
    const made = { record, past };
    this.#bases.set(rule, made);
    return made;
  }

  /** Editions of other rules that end this one; one that is in dispute ends nothing. */
  #foreignEnds(ended: string): RuleEnd[] {
    return (this.#endsOf.get(ended) ?? []).flatMap((entry): RuleEnd[] => {
      const { act, id, at } = entry;
      if (act.type !== 'publish' || act.rule === ended) return [];
      const verdict = this.#roster.judge(entry, 'publisher');
      if (verdict.refusal !== undefined) return [];
      const issued = this.#base(act.rule).record.publications.find((one) => one.id === id);
      if (issued?.disputed) return [];
      const withdrawn = this.#withdrawn(id);
      return act.repeals
        .filter(({ rule }) => rule === ended)
        .map(({ on }) => ({
          id,
          on,
          member: verdict.member,
          at,
          by: act.rule,
          ...(withdrawn !== undefined && { withdrawn }),
        }));
    });
  }

  #withdrawn(id: string): { by: string; reason: string; entry: string } | undefined {
    const valid = (this.#withdrawals.get(id) ?? [])
      .map((entry) => ({ entry, verdict: this.#roster.judge(entry, 'publisher') }))
      .filter(({ verdict }) => verdict.refusal === undefined)
      .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
    const first = valid[0];
    if (first === undefined || first.entry.act.type !== 'withdraw') return undefined;
    return { by: first.verdict.member!, reason: first.entry.act.reason, entry: first.entry.id };
  }
}

/** Editions in place of the same one, more than these, are no dispute that anybody could settle one by one. */
const mostRivals = 64;

/** Two new editions in place of the same one, of which neither knew of the other, unless a third knew both. */
function markDisputes(publications: Publication[], past: RulePast): void {
  const live = publications.filter(
    ({ withdrawn, change }) => withdrawn === undefined && change !== 'registered',
  );
  const rivals = new Map<string, Publication[]>();
  for (const one of live) {
    const place = one.act.revises ?? '';
    rivals.set(place, [...(rivals.get(place) ?? []), one]);
  }
  for (const group of rivals.values()) {
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        if (a.edition === b.edition || past.follows(a.id, b.id) || past.follows(b.id, a.id)) continue;
        const isSettled =
          group.length <= mostRivals &&
          live.some(
            (c) =>
              c.edition !== a.edition &&
              c.edition !== b.edition &&
              past.follows(c.id, a.id) &&
              past.follows(c.id, b.id),
          );
        if (!isSettled) a.disputed = b.disputed = true;
      }
    }
  }
}

/** Was the rule issued anew by somebody who knew of its end? */
function isRenewed(end: string, publications: readonly Publication[], past: RulePast): boolean {
  return publications.some(
    ({ id, change, withdrawn }) =>
      withdrawn === undefined && (change === 'first' || change === 'revision') && past.follows(id, end),
  );
}
