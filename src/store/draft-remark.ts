import { type Fields, fieldsIn, listIn, present, stringIn, stringsIn } from './read-fields.ts';
import { remarkNow } from './remark-now.ts';
import type { TextAnchor } from './text-anchor.ts';

/** One replacement that somebody proposes, in the words that they proposed to change. */
export interface WordingChange {
  /** Place in the quote, in UTF-16 units; the changes of a proposal do not overlap and stand in order. */
  at: number;
  /** What is to go. */
  before: string;
  /** What is to come. */
  after: string;
}

/** What somebody said about a place of a draft. By whom and when it was is what their device says. */
export interface Remark {
  id: string;
  by: string;
  at: number;
  /** Empty where a wording speaks for itself. */
  text: string;
  mentions: string[];
  anchor: TextAnchor;
  /** The words it is about. */
  quote: string;
  /** Some of what stood before and after them. */
  around: { before: string; after: string };
  /** The same words stood elsewhere too, so that they are not looked for when they are gone. */
  isTwin: boolean;
  /** It is about an article as a whole. */
  isWhole: boolean;
  /** Number of the article in which it was said. */
  label: string;
  /** Proposed wording. */
  changes?: WordingChange[];
  /** State in which it was said, and where the words stood there. */
  heads: string[];
  from: number;
}

export interface Reply {
  id: string;
  by: string;
  at: number;
  text: string;
  mentions: string[];
}

/** Other words for a remark, from who made it. Its place and its thread stay. */
export interface Rewording extends Reply {
  changes?: WordingChange[];
  /** Rewordings that were there when it was written: those it replaces. */
  after: string[];
}

export const verdicts = ['open', 'resolved', 'accepted', 'rejected', 'withdrawn'] as const;
export type Verdict = (typeof verdicts)[number];

/** Somebody settled a remark, or opened it again. */
export interface Ruling {
  id: string;
  by: string;
  at: number;
  is: Verdict;
  reason: string;
  /** Which changes of a proposal it is about; absent for all. */
  changes?: number[];
  /** Which wording it is about, see `Thread.wording`; absent for the first. */
  of?: string;
  /** Rulings that were there when it was given: those it replaces. */
  after: string[];
}

export interface Thread {
  /** As it is worded now. */
  remark: Remark;
  replies: Reply[];
  /** Those that are about this wording. */
  rulings: Ruling[];
  /** Id of the rewording that is shown; empty for the words it was made with. */
  version: string;
  /** Id of the rewording that proposed this wording first; empty where that is the one it was made with. */
  wording: string;
  /** What it said before, the oldest first. */
  earlier: Pick<Rewording, 'id' | 'at' | 'text' | 'changes'>[];
}

/** Characters of a remark, of a reply or of a reason; of the words that one is about; of a proposed wording. */
export const mostRemarkText = 4000;
export const mostQuote = 20_000;
/** Beyond as many, what a strange program wrote is not shown. */
const mostRemarks = 3000;
const mostBelow = 500;
const mostChanges = 500;
export const aroundQuote = 12;

export const remarkKey = (id: string): string => `r:${id}`;
export const replyKey = (remark: string, id: string): string => `r:${remark}/${id}`;
export const rulingKey = (remark: string, id: string): string => `r:${remark}/s:${id}`;
/** A key of its own, so that a remark which is reworded takes nothing from what is said to it meanwhile. */
export const rewordingKey = (remark: string, id: string): string => `r:${remark}/e:${id}`;

/**
 * The threads that lie in the map `remarks` of a draft, oldest first. Any editor's program may write there: what is not
 * as it should be is left out.
 */
export function threadsIn(entries: ReadonlyMap<string, unknown>): Thread[] {
  const threads = new Map<string, Said>();
  const below: [remark: string, id: string, value: Fields][] = [];
  for (const [key, value] of entries) {
    const [, id, under] = /^r:([a-z0-9-]{1,40})(?:\/((?:[se]:)?[a-z0-9-]{1,40}))?$/.exec(key) ?? [];
    const fields = fieldsIn(value);
    if (id === undefined || fields === undefined) continue;
    if (under !== undefined) below.push([id, under, fields]);
    else if (threads.size < mostRemarks) {
      const remark = remarkIn(id, fields);
      if (remark !== undefined) threads.set(id, { remark, replies: [], rulings: [], rewordings: [] });
    }
  }
  for (const [remark, id, fields] of below) {
    const thread = threads.get(remark);
    if (thread === undefined) continue;
    if (id.startsWith('s:')) add(thread.rulings, rulingIn(id, fields));
    else if (id.startsWith('e:')) add(thread.rewordings, rewordingIn(id, fields, thread.remark));
    else add(thread.replies, replyIn(id, fields));
  }
  return [...threads.values()]
    .map(({ replies, ...said }) => {
      said.rulings.sort(byTime);
      said.rewordings.sort(byTime);
      return { ...remarkNow(said), replies: replies.sort(byTime) };
    })
    .sort((a, b) => byTime(a.remark, b.remark));
}

/** A thread as it lies in the draft. */
interface Said {
  remark: Remark;
  replies: Reply[];
  rulings: Ruling[];
  rewordings: Rewording[];
}

function add<T>(list: T[], one: T | undefined): void {
  if (one !== undefined && list.length < mostBelow) list.push(one);
}

const byTime = (a: { at: number; id: string }, b: { at: number; id: string }): number =>
  a.at - b.at || (a.id < b.id ? -1 : 1);

function remarkIn(id: string, fields: Fields): Remark | undefined {
  const said = saidIn(fields);
  const anchor = anchorIn(fieldsIn(fields['anchor']));
  const quote = stringIn(fields, 'quote');
  const from = fields['from'];
  const heads = stringsIn(fields, 'heads').slice(0, 100);
  if (said === undefined || anchor === undefined || quote === undefined || quote === '') return undefined;
  if (quote.length > mostQuote || !isPlace(from)) return undefined;
  const around = fieldsIn(fields['around']) ?? {};
  const changes = fields['changes'] === undefined ? undefined : changesIn(listIn(fields, 'changes'), quote);
  return present<Remark>({
    ...said,
    id,
    anchor,
    quote,
    around: {
      before: (stringIn(around, 'before') ?? '').slice(-aroundQuote),
      after: (stringIn(around, 'after') ?? '').slice(0, aroundQuote),
    },
    isTwin: fields['isTwin'] === true,
    isWhole: fields['isWhole'] === true,
    label: (stringIn(fields, 'label') ?? '').slice(0, 40),
    changes,
    heads,
    from,
  });
}

function replyIn(id: string, fields: Fields): Reply | undefined {
  const said = saidIn(fields);
  return said && { ...said, id };
}

/** A remark is reworded by who made it; a proposal stays one, and about the same words. */
function rewordingIn(id: string, fields: Fields, remark: Remark): Rewording | undefined {
  const said = saidIn(fields);
  if (said === undefined || said.by !== remark.by) return undefined;
  const changes =
    remark.changes === undefined ? undefined : changesIn(listIn(fields, 'changes'), remark.quote);
  if (changes === undefined && (remark.changes !== undefined || said.text === '')) return undefined;
  const after = stringsIn(fields, 'after').slice(0, mostBelow);
  return present<Rewording>({ ...said, id, changes, after });
}

function rulingIn(id: string, fields: Fields): Ruling | undefined {
  const said = saidIn({ text: '', ...fields });
  const is = verdicts.find((verdict) => verdict === fields['is']);
  if (said === undefined || is === undefined) return undefined;
  const reason = (stringIn(fields, 'reason') ?? '').slice(0, mostRemarkText);
  const changes =
    fields['changes'] === undefined
      ? undefined
      : listIn(fields, 'changes').filter(isPlace).slice(0, mostChanges);
  const after = stringsIn(fields, 'after').slice(0, mostBelow);
  const of = stringIn(fields, 'of')?.slice(0, 60);
  return present<Ruling>({ id, by: said.by, at: said.at, is, reason, changes, of, after });
}

/** What remarks and replies have in common. */
function saidIn(fields: Fields): Pick<Reply, 'by' | 'at' | 'text' | 'mentions'> | undefined {
  const by = stringIn(fields, 'by');
  const text = stringIn(fields, 'text');
  const at = fields['at'];
  if (by === undefined || by.length > 100 || text === undefined) return undefined;
  if (typeof at !== 'number' || !Number.isFinite(at) || Math.abs(at) > 8.64e15) return undefined;
  const mentions = stringsIn(fields, 'mentions').slice(0, 50);
  return { by, at, text: text.slice(0, mostRemarkText), mentions };
}

function anchorIn(fields: Fields | undefined): TextAnchor | undefined {
  if (fields === undefined) return undefined;
  const [start, end, left] = ['start', 'end', 'left'].map((key) => {
    const cursor = stringIn(fields, key);
    return cursor !== undefined && cursor.length <= 200 ? cursor : undefined;
  });
  return start === undefined || end === undefined ? undefined : present<TextAnchor>({ start, end, left });
}

/** Changes that fit the quote; none at all when one does not. */
function changesIn(list: readonly unknown[], quote: string): WordingChange[] | undefined {
  if (list.length === 0 || list.length > mostChanges) return undefined;
  const changes: WordingChange[] = [];
  let end = 0;
  for (const one of list) {
    const fields = fieldsIn(one) ?? {};
    const [before, after, at] = [stringIn(fields, 'before'), stringIn(fields, 'after'), fields['at']];
    if (before === undefined || after === undefined || !isPlace(at)) return undefined;
    if (at < end || after.length > mostQuote || before === after) return undefined;
    if (quote.slice(at, at + before.length) !== before) return undefined;
    changes.push({ at, before, after });
    end = at + before.length;
  }
  return changes;
}

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
