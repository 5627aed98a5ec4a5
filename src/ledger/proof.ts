import type { EditionContent } from '../rule/edition.ts';
import { BadEntry } from './bad-entry.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import type { Entry, SignedEntry } from './entry.ts';
import { readEntry } from './read-entry.ts';
import * as shape from './shape.ts';

/** Everything that somebody without the app needs to see that an office issued an edition. */
export interface Proof {
  v: 1;
  kind: 'edition';
  /** Id of the genesis entry. */
  office: string;
  /** Id of the publish entry that it is about. */
  publish: string;
  /** Clock of the device that made the proof, in milliseconds since 1970. */
  at: number;
  content: EditionContent;
  /** See `proof-entries.ts`. */
  entries: SignedEntry[];
}

/** A proof from outside, read and not yet believed. */
export interface ReadProof {
  office: string;
  publish: string;
  at: number;
  /** Plain data of any shape: what counts is whether its hash was signed. */
  content: unknown;
  entries: { entry: Entry; signed: SignedEntry }[];
}

/** More entries than this have no place in one file. */
export const mostEntries = 20_000;
const latest = 253_402_300_799_999;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A proof as JSON. The bodies of entries stand in it as the words they are, so that it can be read without the page. */
export function writeProofData({ entries, ...rest }: Proof): string {
  return JSON.stringify({ ...rest, entries: writeSignedEntries(entries) });
}

export function writeSignedEntries(entries: readonly SignedEntry[]): { body: string; sig: string }[] {
  return entries.map(({ body, sig }) => ({ body: decoder.decode(body), sig: toBase64url(sig) }));
}

/**
 * @param value parsed JSON
 * @throws {BadEntry} `malformed`, `too-large`, `version`, `algorithm`
 */
export function readProof(value: unknown): ReadProof {
  const from = shape.fields(value, 'proof');
  if (from['v'] !== 1) throw new BadEntry('version');
  shape.oneOf(from, 'kind', ['edition']);
  return {
    office: shape.hash(from, 'office'),
    publish: shape.hash(from, 'publish'),
    at: shape.whole(from, 'at', latest),
    content: shape.fields(from['content'], 'content'),
    entries: readSignedEntries(from),
  };
}

/** @throws {BadEntry} */
export function readSignedEntries(from: shape.Fields): ReadProof['entries'] {
  return shape.list(from, 'entries', mostEntries).map(readSigned);
}

function readSigned(value: unknown): { entry: Entry; signed: SignedEntry } {
  const from = shape.fields(value, 'entries');
  const written = shape.text(from, 'sig', 700);
  const sig = fromBase64url(written);
  // Base64 leaves bits over at the end: only one notation counts.
  if (sig === undefined || toBase64url(sig) !== written) throw new BadEntry('malformed', 'sig');
  const body = new TextEncoder().encode(shape.text(from, 'body', Infinity));
  return { entry: readEntry(body), signed: { body, sig } };
}
