import type { Day } from '../rule/validity.ts';
import type { Chains } from './chains.ts';
import type { Entry, EditionChange, PublishAct } from './entry.ts';
import type { Refusal, RosterHistory } from './roster-history.ts';

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
  /** Signed well, but without the right. */
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
      map.set(key, [...(map.get(key) ?? []), entry]);
    };
    if (act.type === 'publish') {
      put(this.#byRule, act.rule);
      touched.push(act.rule);
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
      if (target?.type === 'publish') touched.push(...target.repeals.map(({ rule }) => rule));
    }
    for (const rule of touched) this.#records.delete(rule);
    return touched;
  }

  /** Rules of which anything was ever signed. */
  rules(): string[] {
    return [...new Set([...this.#byRule.keys(), ...this.#endsOf.keys()])];
  }

  of(rule: string): RuleRecord {
    if (this.#version !== this.#roster.version) {
      this.#records.clear();
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
    const record: RuleRecord = { rule, publications: [], ends: [], refused: [], heads: [] };
    const valid: { entry: Entry; member: string }[] = [];
    for (const entry of this.#byRule.get(rule) ?? []) {
      const verdict = this.#roster.judge(entry, 'publisher');
      if (verdict.refusal === undefined) valid.push({ entry, member: verdict.member });
      else record.refused.push({ entry, refusal: verdict.refusal });
    }
    const past = pastOf(valid.map(({ entry }) => entry));
    // What follows comes after what it follows; of two that did not know of each other, by id.
    const depth = (entry: Entry): number => past.get(entry.id)!.size;
    valid.sort((a, b) => depth(a.entry) - depth(b.entry) || (a.entry.id < b.entry.id ? -1 : 1));
    const followed = new Set(valid.flatMap(({ entry }) => afterOf(entry)));
    record.heads = valid.map(({ entry }) => entry.id).filter((id) => !followed.has(id));

    const seen = new Set<string>();
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
        if (withdrawn === undefined && seen.has(act.edition)) continue;
        if (withdrawn === undefined) seen.add(act.edition);
        record.publications.push({
          id,
          edition: act.edition,
          act,
          change: act.change,
          member,
          device,
          at,
          ...(withdrawn !== undefined && { withdrawn }),
        });
      }
    }
    markDisputes(record.publications, past);
    record.ends = record.ends.filter((end) => !isRenewed(end.id, record.publications, past));
    this.#addForeignEnds(record);
    record.refused.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
    return record;
  }

  /** Editions of other rules that end this one. */
  #addForeignEnds(record: RuleRecord): void {
    for (const entry of this.#endsOf.get(record.rule) ?? []) {
      const { act, id, at } = entry;
      if (act.type !== 'publish' || act.rule === record.rule) continue;
      const verdict = this.#roster.judge(entry, 'publisher');
      if (verdict.refusal !== undefined) continue;
      const withdrawn = this.#withdrawn(id);
      for (const { rule, on } of act.repeals) {
        if (rule !== record.rule) continue;
        record.ends.push({
          id,
          on,
          member: verdict.member,
          at,
          by: act.rule,
          ...(withdrawn !== undefined && { withdrawn }),
        });
      }
    }
    record.ends.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
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

function afterOf({ act }: Entry): readonly string[] {
  return act.type === 'publish' || act.type === 'repeal' ? act.after : [];
}

/** For every entry of a rule, all entries of the rule that it follows. */
function pastOf(entries: readonly Entry[]): Map<string, Set<string>> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const past = new Map<string, Set<string>>();
  for (const entry of entries) {
    const found = new Set<string>();
    const open = [...afterOf(entry)];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const before = byId.get(id);
      if (before === undefined || found.has(id)) continue;
      found.add(id);
      open.push(...afterOf(before));
    }
    past.set(entry.id, found);
  }
  return past;
}

/** Two new editions in place of the same one, of which neither knew of the other, unless a third knew both. */
function markDisputes(publications: Publication[], past: Map<string, Set<string>>): void {
  const live = publications.filter(
    ({ withdrawn, change }) => withdrawn === undefined && change !== 'registered',
  );
  for (const [i, a] of live.entries()) {
    for (const b of live.slice(i + 1)) {
      if (a.edition === b.edition || a.act.revises !== b.act.revises) continue;
      if (past.get(a.id)!.has(b.id) || past.get(b.id)!.has(a.id)) continue;
      const isSettled = live.some(
        (c) =>
          c.edition !== a.edition &&
          c.edition !== b.edition &&
          past.get(c.id)!.has(a.id) &&
          past.get(c.id)!.has(b.id),
      );
      if (!isSettled) a.disputed = b.disputed = true;
    }
  }
}

/** Was the rule issued anew by somebody who knew of its end? */
function isRenewed(
  end: string,
  publications: readonly Publication[],
  past: Map<string, Set<string>>,
): boolean {
  return publications.some(
    ({ id, change, withdrawn }) =>
      withdrawn === undefined && (change === 'first' || change === 'revision') && past.get(id)!.has(end),
  );
}
