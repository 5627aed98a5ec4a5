import { BadEntry } from './bad-entry.ts';
import { chainStretches } from './chain-places.ts';
import { Chains } from './chains.ts';
import { contentHash } from './edition-hash.ts';
import type { Entry, PublishAct } from './entry.ts';
import type { ReadProof } from './proof.ts';
import { Publications, type Publication, type RuleRecord } from './publications.ts';
import { RosterHistory, type Refusal } from './roster-history.ts';
import { epochOf, knownRosters, officeOf, rostersInOrder } from './roster-order.ts';

/** Why a proof proves nothing, or not that the edition is official. Words for it are with who shows it. */
export type ProofFault =
  /** No proof, damaged, or made by a newer version of the app. */
  | 'malformed'
  /** Something in it belongs to another office. */
  | 'other-office'
  /** A signature does not fit. */
  | 'signature'
  /** Something that what is in it builds on is not there. */
  | 'incomplete'
  /** The text is not the one that was signed. */
  | 'text'
  /** Signed well, but without the right; `refusal` says why. */
  | 'not-official'
  /** Issued, and taken back. */
  | 'withdrawn'
  /** Issued at the same time as another in place of the same edition. */
  | 'disputed'
  /** The file was changed after it was made. */
  | 'seal';

/** What the entries of a proof say, their signatures being good. */
export interface ProvenEdition {
  edition: string;
  act: PublishAct;
  /** Claimed by the device that signed, in milliseconds since 1970. */
  at: number;
  record: RuleRecord;
  publication?: Publication;
  /** Who signed: id of device, and of member as far as the roster names one. */
  device: string;
  member?: string;
  history: RosterHistory;
}

export interface Judgement {
  fault?: ProofFault;
  refusal?: Refusal;
  /** Absent when the entries do not even belong together, or the text is another. */
  proven?: ProvenEdition;
}

/**
 * More steps of the roster than this, or more of them made side by side, are no office's: to decide them would take
 * too long, and nobody may be kept waiting by a file.
 */
const mostRosters = 5000;
const mostParallel = 300;

/** What a proof says, if all its signatures are good. Every entry must belong to the office, and to all that it builds on. */
export function judgeProof({ office, publish, content, entries }: ReadProof): Judgement {
  const all = entries.map(({ entry }) => entry);
  const target = all.find(({ id }) => id === publish);
  if (all.some((entry) => officeOf(entry) !== office)) return { fault: 'other-office' };
  if (target === undefined) return { fault: 'incomplete' };
  if (target.act.type !== 'publish') return { fault: 'malformed' };
  const joined = joinEntries(office, all);
  if ('fault' in joined) return joined;
  const { chains, history } = joined;
  if (!isNamed(content, target.act.edition)) return { fault: 'text' };

  const publications = new Publications(chains, history);
  for (const entry of all) publications.add(entry);
  const record = publications.of(target.act.rule);
  const verdict = history.judge(target, 'publisher');
  const { act, at, device } = target;
  const proven: ProvenEdition = {
    edition: act.edition,
    act,
    at,
    record,
    device,
    history,
    ...(verdict.member !== undefined && { member: verdict.member }),
  };
  if (verdict.refusal !== undefined) return { fault: 'not-official', refusal: verdict.refusal, proven };
  // Signed several times, one signature that stands is enough.
  const signings = record.publications.filter((one) => one.edition === act.edition);
  const publication = signings.find(({ withdrawn }) => withdrawn === undefined) ?? signings.at(-1);
  if (publication === undefined) return { fault: 'malformed' };
  proven.publication = publication;
  if (publication.withdrawn !== undefined) return { fault: 'withdrawn', proven };
  if (publication.disputed) return { fault: 'disputed', proven };
  return { proven };
}

function isNamed(content: unknown, edition: string): boolean {
  try {
    return contentHash(content) === edition;
  } catch (error) {
    // What cannot be written canonically cannot have been signed.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Entries that were signed well, as far as they belong to one office and to all that they build on. */
export function joinEntries(
  office: string,
  all: readonly Entry[],
): { chains: Chains; history: RosterHistory } | { fault: ProofFault } {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  if (all.some((entry) => officeOf(entry) !== office)) return { fault: 'other-office' };
  if (byId.get(office)?.act.type !== 'genesis') return { fault: 'incomplete' };
  if (byId.size < all.length) return { fault: 'malformed' };
  const chains = new Chains();
  const history = new RosterHistory(chains);
  const fault = joinAll(all, byId, chains, history);
  return fault === undefined ? { chains, history } : { fault };
}

/** Joins entries as the ledger would, but for what lies between them in their chains. */
function joinAll(
  all: readonly Entry[],
  byId: ReadonlyMap<string, Entry>,
  chains: Chains,
  history: RosterHistory,
): ProofFault | undefined {
  const rosters = rostersInOrder(all);
  const parallel = rosters.length - new Set(rosters.map(epochOf)).size;
  if (rosters.length > mostRosters || parallel > mostParallel) return 'malformed';
  for (const entry of rosters) {
    if (!entry.roster.every((id) => history.has(id))) return 'incomplete';
    try {
      history.add(entry);
    } catch (error) {
      if (error instanceof BadEntry) return 'malformed';
      throw error;
    }
  }
  for (const entry of all) {
    if (!entry.roster.every((id) => history.has(id))) return 'incomplete';
    const prev = entry.prev === undefined ? undefined : byId.get(entry.prev);
    if (prev !== undefined) {
      const known = knownRosters(prev);
      const fits = prev.device === entry.device && prev.seq === entry.seq - 1;
      if (!fits || !known.every((id) => history.has(id)) || !history.goesOn(known, entry.roster))
        return 'malformed';
    }
    if (entry.act.type === 'sign-off') history.signOff(entry.act.entry, entry);
  }
  for (const entry of [...all].sort((a, b) => a.seq - b.seq)) chains.add(entry);
  return chainStretches(all, (id) => byId.get(id)).missing ? 'incomplete' : undefined;
}
