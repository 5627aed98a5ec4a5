import { BadEntry } from './bad-entry.ts';
import type { Entry } from './entry.ts';
import { entryId, longestBody } from './entry-bytes.ts';
import { readAct } from './read-act.ts';
import { isCanonicalJson } from './is-canonical-json.ts';
import * as shape from './shape.ts';
import { isAlg } from './signature.ts';

/** Newest roster entries that an entry may follow; more come only from somebody who makes them on purpose. */
export const mostRosterHeads = 256;
/** The end of the year 9999: a clock may be wrong, but it must be a time. */
const latest = 253_402_300_799_999;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the signed bytes of an entry from outside. Only the one canonical notation is taken, so that nobody can
 * give the same statement two names. Whether the signature fits is another question.
 *
 * @throws {BadEntry} `malformed`, `too-large`, `version`, `algorithm`
 */
export function readEntry(body: Uint8Array): Entry {
  if (body.length > longestBody) throw new BadEntry('too-large');
  const written = decode(body);
  const value = parse(written);
  if (!isCanonicalJson(written)) throw new BadEntry('malformed', 'not canonical');
  return toEntry(value, entryId(body));
}

/** Reads bytes that this base has verified and written itself. */
export function readStoredEntry(body: Uint8Array, id: string): Entry {
  return toEntry(parse(decode(body)), id);
}

function decode(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw new BadEntry('malformed', 'not UTF-8');
  }
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw new BadEntry('malformed', 'not JSON');
  }
}

function toEntry(value: unknown, id: string): Entry {
  const from = shape.fields(value, 'entry');
  if (from['v'] !== 1) throw new BadEntry('version');
  if (!isAlg(from['alg'])) throw new BadEntry('algorithm');
  const seq = shape.whole(from, 'seq', Number.MAX_SAFE_INTEGER);
  const act = readAct(from['act']);
  const isGenesis = act.type === 'genesis';
  const entry: Entry = {
    id,
    alg: from['alg'],
    office: isGenesis ? '' : shape.hash(from, 'office'),
    device: shape.device(from, 'device'),
    seq,
    at: shape.whole(from, 'at', latest),
    roster: shape.hashes(from, 'roster', mostRosterHeads),
    act,
  };
  if (seq === 0) entry.key = shape.name(from, 'key', 1000);
  else entry.prev = shape.hash(from, 'prev');
  if (from['saw'] !== undefined) entry.saw = shape.hash(from, 'saw');
  if (isGenesis && (seq !== 0 || from['office'] !== '')) throw new BadEntry('malformed', 'genesis');
  if (isGenesis !== (entry.roster.length === 0)) throw new BadEntry('malformed', 'roster');
  if (seq === 0 ? from['prev'] !== undefined : from['key'] !== undefined)
    throw new BadEntry('malformed', 'beginning of a chain');
  return entry;
}
