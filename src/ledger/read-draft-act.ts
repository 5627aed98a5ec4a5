import { BadEntry } from './bad-entry.ts';
import {
  type DraftAct,
  type DraftStage,
  draftStages,
  type InterpretAct,
  type MoveAct,
} from './draft-acts.ts';
import * as shape from './shape.ts';

/** Entries that one follows: more come only from somebody who makes them on purpose. */
const mostAfter = 64;
/** Members who are invited, or asked to approve, in one act. */
const mostMembers = 200;
/** Characters of a question or an answer. */
const longestWords = 4000;
const words = (from: shape.Fields, key: string): string => shape.name(from, key, longestWords);

/**
 * Acts of drafts and interpretations, as they come from outside.
 *
 * @returns nothing for an act of another type
 * @throws {BadEntry} `malformed`
 */
export function readDraftAct(type: string, from: shape.Fields): DraftAct | undefined {
  switch (type) {
    case 'move':
      return readMove(from);
    case 'invite':
      if (from['ended'] !== undefined && from['ended'] !== true) throw new BadEntry('malformed', 'ended');
      return {
        type,
        draft: draft(from),
        members: some(members(from, 'members'), 'members'),
        ...(from['ended'] === true && { ended: true }),
        after: shape.hashes(from, 'after', mostAfter),
      };
    case 'approve':
      return { type, draft: draft(from), text: shape.hash(from, 'text') };
    case 'inquire':
      return { type, ...place(from), question: words(from, 'question') };
    case 'interpret':
      return shape.given<InterpretAct>({
        type,
        ...place(from),
        question: words(from, 'question'),
        answer: words(from, 'answer'),
        interpreter: shape.name(from, 'interpreter'),
        on: shape.day(from, 'on'),
        docNo: shape.maybe(from, 'docNo', (all, key) => shape.name(all, key, 100)),
        inquiry: shape.maybe(from, 'inquiry', shape.hash),
        replaces: shape.maybe(from, 'replaces', shape.hash),
      });
    default:
      return undefined;
  }
}

function readMove(from: shape.Fields): MoveAct {
  const to = shape.oneOf<DraftStage>(from, 'to', draftStages);
  const edition = shape.maybe(from, 'edition', shape.hash);
  const publish = shape.maybe(from, 'publish', shape.hash);
  // What was published is told with what it became, and nothing else is.
  const isPublished = to === 'published';
  if (isPublished !== (edition !== undefined) || isPublished !== (publish !== undefined))
    throw new BadEntry('malformed', 'edition');
  return shape.given<MoveAct>({
    type: 'move',
    draft: draft(from),
    from: shape.oneOf<DraftStage>(from, 'from', draftStages),
    to,
    text: shape.hash(from, 'text'),
    note: shape.maybe(from, 'note', shape.hash),
    asked: members(from, 'asked'),
    edition,
    publish,
    after: shape.hashes(from, 'after', mostAfter),
  });
}

/** Ids of drafts are shorter than others: they name spaces. */
function draft(from: shape.Fields): string {
  const id = shape.handle(from, 'draft');
  if (id.length > 41) throw new BadEntry('malformed', 'draft');
  return id;
}

function place(from: shape.Fields): { rule: string; edition: string; address: string } {
  const address = shape.name(from, 'address', 80);
  if (!/^[a-z0-9.~-]+$/.test(address)) throw new BadEntry('malformed', 'address');
  return { rule: shape.handle(from, 'rule'), edition: shape.hash(from, 'edition'), address };
}

function members(from: shape.Fields, key: string): string[] {
  return shape.list(from, key, mostMembers).map((id) => shape.handle({ id }, 'id'));
}

function some<T>(list: T[], key: string): T[] {
  if (list.length === 0) throw new BadEntry('malformed', key);
  return list;
}
