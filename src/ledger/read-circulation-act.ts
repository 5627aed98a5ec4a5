import { BadEntry } from './bad-entry.ts';
import type {
  AcknowledgeAct,
  Audience,
  CalendarAct,
  CirculateAct,
  CirculationAct,
  ExportAct,
  Means,
  Question,
  ReadingLevel,
  RelayAct,
  Remark,
} from './circulation-acts.ts';
import { allRoles } from './entry.ts';
import * as shape from './shape.ts';

/** Members in one list: as many as an office may have. */
const mostMembers = 20_000;
/** Editions, questions, units in one act. */
const mostItems = 200;
/** Characters of a note, a remark, a branch's news. */
const longestNote = 4000;
const mostDays = 200;
const mostChoices = 6;

const levels: readonly ReadingLevel[] = ['received', 'read', 'studied'];
const fileSize = (from: shape.Fields, key: string): number => shape.whole(from, key, 2 ** 32);
const note = (from: shape.Fields, key: string): string => shape.text(from, key, longestNote);

/**
 * Acts of a circulation, as they come from outside.
 *
 * @returns nothing for an act of another type
 * @throws {BadEntry} `malformed`
 */
export function readCirculationAct(type: string, from: shape.Fields): CirculationAct | undefined {
  switch (type) {
    case 'circulate':
      return readCirculate(from);
    case 'acknowledge':
      return readAcknowledge(from);
    case 'relay':
      return shape.given<RelayAct>({
        type,
        circulation: shape.hash(from, 'circulation'),
        unit: shape.handle(from, 'unit'),
        how: shape.oneOf<RelayAct['how']>(from, 'how', ['meeting', 'group', 'board', 'other']),
        on: shape.day(from, 'on'),
        should: shape.whole(from, 'should', mostMembers),
        attended: shape.whole(from, 'attended', mostMembers),
        later: shape.whole(from, 'later', mostMembers),
        file: shape.maybe(from, 'file', shape.hash),
        size: shape.maybe(from, 'size', fileSize),
        feedback: shape.maybe(from, 'feedback', note),
        news: shape.maybe(from, 'news', note),
      });
    case 'exempt':
      return {
        type,
        circulation: shape.hash(from, 'circulation'),
        members: some(handles(from, 'members', mostMembers), 'members'),
        reason: shape.text(from, 'reason'),
      };
    case 'close':
      return shape.given<Extract<CirculationAct, { type: 'close' }>>({
        type,
        circulation: shape.hash(from, 'circulation'),
        reason: shape.maybe(from, 'reason', shape.text),
      });
    case 'calendar':
      return readCalendar(from);
    case 'export':
      return shape.given<ExportAct>({
        type,
        what: shape.oneOf<ExportAct['what']>(from, 'what', [
          'incoming',
          'slip',
          'receipts',
          'missing',
          'audit',
          'history',
          'package',
        ]),
        circulation: shape.maybe(from, 'circulation', shape.hash),
        file: shape.hash(from, 'file'),
      });
    default:
      return undefined;
  }
}

function readCirculate(from: shape.Fields): CirculateAct {
  const questions = shape.maybe(from, 'questions', readQuestions);
  const pass = shape.maybe(from, 'pass', (all, key) => shape.whole(all, key, mostItems));
  if (pass !== undefined && pass > (questions?.length ?? 0)) throw new BadEntry('malformed', 'pass');
  return shape.given<CirculateAct>({
    type: 'circulate',
    editions: some(
      shape.list(from, 'editions', mostItems).map((one) => {
        const edition = shape.fields(one, 'editions');
        return { publish: shape.hash(edition, 'publish'), edition: shape.hash(edition, 'edition') };
      }),
      'editions',
    ),
    audience: readAudience(from, 'audience'),
    scope: shape.maybe(from, 'scope', readAudience),
    level: shape.oneOf(from, 'level', levels),
    order: shape.oneOf<CirculateAct['order']>(from, 'order', ['together', 'in-turn']),
    due: shape.maybe(from, 'due', shape.day),
    note: shape.maybe(from, 'note', note),
    questions,
    pass,
    replaces: shape.maybe(from, 'replaces', shape.hash),
    escalateAfter: shape.maybe(from, 'escalateAfter', (all, key) => shape.whole(all, key, 1000)),
  });
}

/** @throws {BadEntry} `malformed` */
export function readAudience(act: shape.Fields, key: string): Audience {
  const from = shape.fields(act[key], key);
  return {
    ...(shape.maybe(from, 'everyone', shape.flag) === true && { everyone: true }),
    units: handles(from, 'units', mostItems),
    posts: handles(from, 'posts', mostItems),
    roles: shape.list(from, 'roles', allRoles.length).map((role) => shape.oneOf({ role }, 'role', allRoles)),
    members: handles(from, 'members', mostMembers),
    except: handles(from, 'except', mostMembers),
  };
}

function readQuestions(from: shape.Fields, key: string): Question[] {
  return some(
    shape.list(from, key, mostItems).map((one) => {
      const question = shape.fields(one, key);
      const choices = shape
        .list(question, 'choices', mostChoices)
        .map((text) => shape.text({ text }, 'text'));
      if (choices.length < 2) throw new BadEntry('malformed', 'choices');
      return {
        text: shape.text(question, 'text'),
        choices,
        right: some(readChosen(question['right'], 'right'), 'right').map((at) => {
          if (at >= choices.length) throw new BadEntry('malformed', 'right');
          return at;
        }),
      };
    }),
    key,
  );
}

function readChosen(value: unknown, key: string): number[] {
  const chosen = shape
    .list({ [key]: value }, key, mostChoices)
    .map((at) => shape.whole({ at }, 'at', mostChoices - 1));
  if (new Set(chosen).size < chosen.length) throw new BadEntry('malformed', key);
  return chosen;
}

function readAcknowledge(from: shape.Fields): AcknowledgeAct {
  return shape.given<AcknowledgeAct>({
    type: 'acknowledge',
    circulation: shape.maybe(from, 'circulation', shape.hash),
    publish: shape.hash(from, 'publish'),
    edition: shape.hash(from, 'edition'),
    mode: shape.oneOf(from, 'mode', levels),
    statement: shape.maybe(from, 'statement', shape.text),
    since: shape.maybe(from, 'since', shape.hash),
    unit: shape.maybe(from, 'unit', shape.handle),
    answers: shape.maybe(from, 'answers', (all, key) =>
      shape.list(all, key, mostItems).map((one) => readChosen(one, key)),
    ),
    remark: shape.maybe(from, 'remark', (all, key) => readRemark(all[key])),
    behalf: shape.maybe(from, 'behalf', (all, key) => readBehalf(all[key])),
  });
}

function readRemark(value: unknown): Remark {
  const from = shape.fields(value, 'remark');
  return shape.given<Remark>({
    kind: shape.oneOf<Remark['kind']>(from, 'kind', ['question', 'objection']),
    edition: shape.maybe(from, 'edition', shape.hash),
    address: shape.maybe(from, 'address', shape.name),
    text: note(from, 'text'),
  });
}

function readBehalf(value: unknown): NonNullable<AcknowledgeAct['behalf']> {
  const from = shape.fields(value, 'behalf');
  return shape.given<NonNullable<AcknowledgeAct['behalf']>>({
    members: some(handles(from, 'members', mostMembers), 'members'),
    means: shape.oneOf<Means>(from, 'means', ['proxy', 'paper', 'package', 'meeting']),
    reason: shape.text(from, 'reason'),
    witness: shape.maybe(from, 'witness', shape.name),
    on: shape.maybe(from, 'on', shape.day),
    file: shape.maybe(from, 'file', shape.hash),
    size: shape.maybe(from, 'size', fileSize),
  });
}

function readCalendar(from: shape.Fields): CalendarAct {
  const year = shape.whole(from, 'year', 9999);
  const days = (key: string): string[] =>
    shape.list(from, key, mostDays).map((day) => {
      const read = shape.day({ day }, 'day');
      if (!read.startsWith(`${year}-`)) throw new BadEntry('malformed', key);
      return read;
    });
  return { type: 'calendar', year, rest: days('rest'), work: days('work') };
}

function handles(from: shape.Fields, key: string, most: number): string[] {
  return shape.list(from, key, most).map((id) => shape.handle({ id }, 'id'));
}

function some<T>(list: T[], key: string): T[] {
  if (list.length === 0) throw new BadEntry('malformed', key);
  return list;
}
