import type { Comparison } from '../rule/comparison.ts';
import { parseText } from '../rule/parse-text.ts';
import type { RuleText, Unit } from '../rule/rule-text.ts';
import { unitAt } from '../rule/unit-at.ts';
import type { DraftLog, Written } from '../store/draft-log.ts';
import { type Doer, inOrderOfTime, type Session, sessionsOf, statesAfter } from '../store/draft-sessions.ts';
import type { Storage } from '../store/storage.ts';
import type { Clock } from '../sync/clock.ts';
import { compared } from './both-changed.ts';
import { doerIn } from './draft-doer.ts';
import type { ChangedPlace, DraftHistoryCalls, SessionView, SinceLook } from './draft-history-protocol.ts';
import { DraftLogs } from './draft-logs.ts';
import { DraftLooks } from './draft-looks.ts';
import type { Drafts } from './drafts.ts';
import type { Office } from './office.ts';

type Args<N extends keyof DraftHistoryCalls> = Parameters<DraftHistoryCalls[N]>[0];
type Answer<N extends keyof DraftHistoryCalls> = ReturnType<DraftHistoryCalls[N]>;

/** Articles that are named of one session, and steps into which one is divided. */
const mostArticles = 8;
const mostSteps = 200;

/** What was written into drafts, by whom, and how they were before. */
export class DraftHistory {
  #drafts: Drafts;
  #office: Office;
  #clock: Clock;
  #logs: DraftLogs;
  #looks: DraftLooks;

  constructor(parts: { drafts: Drafts; office: Office; storage: Storage; clock: Clock }) {
    this.#drafts = parts.drafts;
    this.#office = parts.office;
    this.#clock = parts.clock;
    this.#logs = new DraftLogs(parts.drafts);
    this.#looks = new DraftLooks(parts.storage);
  }

  /** Sessions, the latest first. */
  async sessions({ draft, most }: Args<'draftHistory'>): Promise<Answer<'draftHistory'>> {
    const { log, parsed, doerOf } = await this.#read(draft);
    const sessions = sessionsOf(inOrderOfTime(log.written), doerOf).reverse();
    return {
      sessions: sessions.slice(0, Math.max(0, most)).map((one) => this.#sessionView(one, parsed)),
      more: sessions.length > most,
    };
  }

  /** @throws {EngineProblem} `not-found`, `bad-edit` for a state that is not here */
  async compare({ draft, heads }: Args<'compareState'>): Promise<{ comparison: Comparison; text: string }> {
    const [text, now] = await this.#drafts.look(draft, (open) => [open.textAt(heads), open.text]);
    return { comparison: compared(text, now), text };
  }

  /** States within a session, first to last; of very many some. */
  async states({ draft, session }: Args<'sessionStates'>): Promise<Answer<'sessionStates'>> {
    const { log, doerOf } = await this.#read(draft);
    const order = inOrderOfTime(log.written);
    const found = sessionsOf(order, doerOf).find(({ changes }) => changes[0]?.hash === session);
    if (found === undefined) return [];
    const { changes } = found;
    const every = Math.ceil(changes.length / mostSteps);
    const chosen = changes.filter((_, index) => (changes.length - 1 - index) % every === 0);
    const heads = statesAfter(order, new Set(chosen.map(({ hash }) => hash)));
    return chosen.map((change) => ({ heads: heads.get(change.hash) ?? [], at: doerOf(change).at }));
  }

  /**
   * Makes the text what it was in a state. That is an edit like any other: what was written since stays in the history.
   *
   * @throws {EngineProblem} `not-allowed`, `not-found`, `bad-edit`
   */
  async restore({ draft, heads }: Args<'restoreState'>): Promise<void> {
    this.#drafts.mustWrite(draft);
    await this.#drafts.use(draft, (open) => {
      const now = open.heads;
      open.edit(now, open.since(now, heads));
    });
  }

  /** What others wrote since the user of this device looked last. */
  async sinceLook({ draft }: Args<'sinceLook'>): Promise<SinceLook> {
    const me = this.#office.me()?.member;
    const look = await this.#looks.of(draft);
    const { log, parsed, heads, doerOf, later } = await this.#read(draft, look?.heads);
    const others = later?.flatMap((hash) => {
      const change = log.written.get(hash);
      return change === undefined || doerOf(change).member === me ? [] : [change];
    });
    const places = this.#places(others ?? [], parsed, doerOf);
    // Where there is nothing to tell, one has seen it.
    if (places.length === 0 && look?.heads.join() !== heads.join()) await this.looked({ draft, heads });
    return { heads, places, ...(later !== undefined && look !== undefined && { lookedAt: look.at }) };
  }

  async looked({ draft, heads }: Args<'markLooked'>): Promise<void> {
    await this.#looks.set(draft, { heads: [...heads], at: this.#clock.now() });
  }

  /** @param since a state, when hashes of what came `later` are wanted */
  async #read(draft: string, since?: readonly string[]): Promise<Read> {
    const log = await this.#logs.of(draft);
    return await this.#drafts.look(draft, (open) => {
      log.place();
      const { devices } = this.#office.roster;
      return {
        log,
        parsed: parseText(open.text),
        heads: open.heads,
        later:
          since === undefined || !open.has(since) ? undefined : open.changes(since).map(({ hash }) => hash),
        doerOf: doerIn(open, (device) => devices.get(device)?.member),
      };
    });
  }

  #sessionView({ at, to, changes, heads, member }: Session, parsed: RuleText): SessionView {
    const isBeginning = changes.some(({ deps }) => deps.length === 0);
    const units = new Set<Unit>();
    // Of a whole text it says nothing to name its articles.
    for (const change of changes.filter(({ deps }) => deps.length > 0))
      for (const unit of unitsOf(change, parsed)) units.add(unit);
    const labels = [...units].sort((a, b) => a.start - b.start).map(({ label }) => label);
    const named = labels.filter((label) => label !== '');
    return {
      id: changes[0]!.hash,
      name: this.#nameOf(member),
      from: at,
      to,
      changes: changes.length,
      added: sum(changes, 'added'),
      removed: sum(changes, 'removed'),
      articles: named.slice(0, mostArticles),
      more: named.length > mostArticles,
      isBeginning,
      heads,
    };
  }

  #places(changes: readonly Written[], parsed: RuleText, doerOf: (change: Written) => Doer): ChangedPlace[] {
    const byPlace = new Map<Unit | undefined, Written[]>();
    for (const change of changes) {
      for (const unit of unitsOf(change, parsed, true))
        byPlace.set(unit, [...(byPlace.get(unit) ?? []), change]);
    }
    return [...byPlace]
      .sort(([a], [b]) => (a?.start ?? -1) - (b?.start ?? -1))
      .map(([unit, some]) => ({
        label: unit?.label ?? '',
        names: [...new Set(some.map((change) => this.#nameOf(doerOf(change).member)))],
        from: unit?.start ?? 0,
        to: unit?.end ?? parsed.units[0]?.start ?? 0,
      }));
  }

  #nameOf(member: string): string {
    return this.#office.roster.members.get(member)?.name ?? '';
  }
}

interface Read {
  log: DraftLog;
  parsed: RuleText;
  heads: string[];
  later: string[] | undefined;
  doerOf: (change: Written) => Doer;
}

const sum = (changes: readonly Written[], of: 'added' | 'removed'): number =>
  changes.reduce((total, change) => total + change[of], 0);

/** Articles in which a change wrote or took something, as they are now. */
function unitsOf(change: Written, parsed: RuleText): Set<Unit>;
/** The same with undefined for what stands before the first. */
function unitsOf(change: Written, parsed: RuleText, all: true): Set<Unit | undefined>;
function unitsOf({ letters }: Written, parsed: RuleText, all = false): Set<Unit | undefined> {
  const units = new Set<Unit | undefined>();
  for (const { at, value } of letters) {
    // A line that came or went is at the border of two articles, and in neither.
    if (value.trim() === '' && letters.length > 1) continue;
    const unit = unitAt(parsed, at);
    if (all || unit !== undefined) units.add(unit);
  }
  return units;
}
