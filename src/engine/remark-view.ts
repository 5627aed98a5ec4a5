import type { Piece } from '../rule/comparison.ts';
import type { RuleText } from '../rule/rule-text.ts';
import { unitAt } from '../rule/unit-at.ts';
import { parseText } from '../rule/parse-text.ts';
import { mostQuote, type Thread, type WordingChange } from '../store/draft-remark.ts';
import { standsWith, wordingOf } from '../store/draft-wording.ts';
import { changeStanding, type Standing, threadStanding } from '../store/remark-standing.ts';
import type { RemarkPlace } from '../store/remark-place.ts';
import { EngineProblem } from './engine-problem.ts';
import { lastAsking } from './mentions.ts';
import type { RemarkPlaceView, RemarkView, StandingView } from './remarks-protocol.ts';

interface Viewed {
  thread: Thread;
  place: RemarkPlace;
  /** The text of now and its articles. */
  text: string;
  parsed: RuleText;
  /** Where a place of it is in the text that was asked about. */
  back: (place: { from: number; to: number }) => { from: number; to: number } | undefined;
  nameOf: (member: string) => string;
  me: string | undefined;
}

/** A thread as a page shows it. */
export function remarkView({ thread, place, nameOf, me, ...about }: Viewed): RemarkView {
  const { remark, replies, version, earlier } = thread;
  const { id, by, at, text, quote, isWhole, label, changes } = remark;
  const standingView = ({ is, ruling }: Standing): StandingView => ({
    is,
    ...(ruling !== undefined && {
      ruling: { by: ruling.by, byName: nameOf(ruling.by), at: ruling.at, reason: ruling.reason },
    }),
  });
  const standing = threadStanding(thread);
  return {
    id,
    by,
    byName: nameOf(by),
    at,
    text,
    quote,
    isWhole,
    label,
    place: placeView(place, quote, about),
    standing: standingView(standing),
    replies: replies.map((reply) => ({
      id: reply.id,
      by: reply.by,
      byName: nameOf(reply.by),
      at: reply.at,
      text: reply.text,
    })),
    isMine: by === me,
    version,
    earlier: earlier.slice(-mostEarlier).map((one) => ({
      at: one.at,
      text: one.text,
      ...(one.changes !== undefined && { wording: wordingOf(quote, one.changes) }),
    })),
    asksMe: me !== undefined && standing.is === 'open' && lastAsking(thread, me) !== undefined,
    ...(changes !== undefined && {
      proposal: {
        changes: changes.map(({ before, after }, index) => ({
          before,
          after,
          standing: standingView(changeStanding(thread, index)),
        })),
        pieces: proposalPieces(quote, changes),
        wording: wordingOf(quote, changes),
        isAsQuoted: isAsQuoted(thread, place, about.text),
      },
    }),
  };
}

function placeView(
  place: RemarkPlace,
  quote: string,
  { text, parsed, back }: Pick<Viewed, 'text' | 'parsed' | 'back'>,
): RemarkPlaceView {
  const unit = unitAt(parsed, place.is === 'gone' ? (place.at ?? -1) : place.from);
  const where = { label: unit?.label ?? '', address: unit?.address ?? '' };
  if (place.is === 'gone') return { is: 'gone', ...where };
  const now = text.slice(place.from, place.to);
  return { is: place.is, ...back(place), ...(now !== quote && { now }), ...where };
}

/** Do the words stand as they were quoted, but for what was taken in of the proposal itself? */
function isAsQuoted(thread: Thread, place: RemarkPlace, text: string): boolean {
  const { quote, changes = [] } = thread.remark;
  if (place.is === 'gone') return false;
  const taken = changes.filter((_, index) => changeStanding(thread, index).is === 'accepted');
  return [taken, changes].some((some) => standsWith(text, place, quote, some) !== undefined);
}

/** Former wordings that are shown. */
const mostEarlier = 20;

/** @throws {EngineProblem} `bad-edit` before the first article; `too-much` for one that is too long to be proposed anew */
export function articleToReword(text: string, at: number): { from: number; to: number; text: string } {
  const unit = unitAt(parseText(text), at);
  if (unit === undefined) throw new EngineProblem('bad-edit', 'no article');
  const words = text.slice(unit.start, unit.end).trimEnd();
  if (words.length > mostQuote) throw new EngineProblem('too-much', String(mostQuote));
  return { from: unit.start, to: unit.start + words.length, text: words };
}

/** The quoted words with all changes of a proposal marked in them. */
function proposalPieces(quote: string, changes: readonly WordingChange[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { at, before, after } of changes) {
    pieces.push({ kind: 'same', text: quote.slice(end, at) });
    pieces.push({ kind: 'deleted', text: before }, { kind: 'inserted', text: after });
    end = at + before.length;
  }
  pieces.push({ kind: 'same', text: quote.slice(end) });
  return pieces.filter(({ text }) => text !== '');
}
