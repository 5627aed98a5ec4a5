import type { EditionContent, Received } from '../rule/edition.ts';
import { DamagedDocument } from './damaged-document.ts';
import {
  booleanIn,
  dayIn,
  type Fields,
  fieldsIn,
  listIn,
  present,
  stringIn,
  stringsIn,
} from './read-fields.ts';

/**
 * Plain data as the content of an edition. Fields of the wrong shape are left out.
 *
 * @throws {DamagedDocument} when title or text are missing, or the version is one that this app does not know
 */
export function toEditionContent(data: Fields): EditionContent {
  const title = stringIn(data, 'title');
  const text = stringIn(data, 'text');
  if (data['v'] !== 1) throw new DamagedDocument('an edition of an unknown version');
  if (title === undefined || text === undefined)
    throw new DamagedDocument('an edition without title or text');
  const from = data['effectiveFrom'];
  return present<EditionContent>({
    v: 1,
    title,
    part: stringIn(data, 'part'),
    docNo: stringIn(data, 'docNo'),
    issuer: stringIn(data, 'issuer'),
    date: dayIn(data, 'date'),
    adoptedOn: dayIn(data, 'adoptedOn'),
    publishedOn: dayIn(data, 'publishedOn'),
    effectiveOn: dayIn(data, 'effectiveOn'),
    effectiveFrom: from === 'metadata' || from === 'text' || from === 'date' ? from : undefined,
    expiresOn: dayIn(data, 'expiresOn'),
    trial: booleanIn(data, 'trial'),
    events: listIn(data, 'events').flatMap((event) => {
      const fields = fieldsIn(event) ?? {};
      const on = dayIn(fields, 'on');
      return on === undefined ? [] : [{ on, text: stringIn(fields, 'text') ?? '' }];
    }),
    received: toReceived(fieldsIn(data['received'])),
    interpreter: stringIn(data, 'interpreter'),
    basis: data['basis'] === undefined ? undefined : stringsIn(data, 'basis'),
    articleIds: data['articleIds'] === undefined ? undefined : stringsIn(data, 'articleIds'),
    text,
  });
}

function toReceived(data: Fields | undefined): Received | undefined {
  if (data === undefined) return undefined;
  return present<Received>({
    from: stringIn(data, 'from'),
    number: stringIn(data, 'number'),
    on: dayIn(data, 'on'),
    scope: stringIn(data, 'scope'),
    mayForward: booleanIn(data, 'mayForward'),
  });
}
