import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from '../../ledger/base64url.ts';
import { canonicalBytes } from '../../ledger/canonical-json.ts';
import { sameBytes } from '../../ledger/same-bytes.ts';
import { isHash } from '../../ledger/shape.ts';
import { fieldsIn, listIn, stringIn } from '../../store/read-fields.ts';

/** One opinion as it was written into a file. */
export interface CarriedOpinion {
  address: string;
  label: string;
  quote: string;
  text: string;
  proposal: string;
}

/** What somebody without the app says. */
export interface OpinionsAnswer {
  v: 1;
  /** Id of the file. */
  package: string;
  consultation: string;
  /** Which of the people of the file. */
  person: number;
  /** 无意见 */
  none: boolean;
  opinions: CarriedOpinion[];
  /** Clock of the device on which it was written, in milliseconds since 1970. */
  at: number;
}

/** An answer as it travels: one line. `code` is an HMAC-SHA-256 (RFC 2104) with the secret of that person. */
export interface CodedOpinions {
  answer: OpinionsAnswer;
  code: Uint8Array;
  text: string;
}

export const secretBytes = 32;
/** Longest file or message in which answers are looked for, in bytes. */
export const longestCarried = 2 * 1024 * 1024;
const mostCarried = 200;
/** Characters of one answer. */
const longestLine = 1024 * 1024;
const mostOpinions = 300;
const longestText = 4000;

const purpose = 'guiju/carried-opinions/1';
const begin = 'guiju-opinions:';
/** Shows that the end was not cut off. */
const end = '.';

export function writeCarried(answer: OpinionsAnswer, secret: Uint8Array): string {
  const code = toBase64url(codeOf(answer, secret));
  return `${begin}${toBase64url(canonicalBytes({ ...answer, code }))}${end}`;
}

/** Was this written by who had the secret? */
export function isCarriedBy({ answer, code }: CodedOpinions, secret: Uint8Array): boolean {
  return sameBytes(codeOf(answer, secret), code);
}

/**
 * Answers in a file or a message, whatever stands around them and however its lines were broken.
 *
 * @returns `damaged` in the place of one that is cut off or no answer; nothing when there is none
 */
export function readCarried(bytes: Uint8Array): (CodedOpinions | 'damaged')[] {
  if (bytes.length > longestCarried) return ['damaged'];
  const [, ...parts] = new TextDecoder().decode(bytes).split(begin);
  return parts.slice(0, mostCarried).map((part) => {
    const stop = part.indexOf(end);
    if (stop < 0 || stop > longestLine) return 'damaged';
    return readOne(part.slice(0, stop).replaceAll(/\s/g, '')) ?? 'damaged';
  });
}

function codeOf(answer: OpinionsAnswer, secret: Uint8Array): Uint8Array {
  return hmac(sha256, secret, canonicalBytes({ purpose, ...answer }));
}

function readOne(line: string): CodedOpinions | undefined {
  const bytes = fromBase64url(line);
  const from = bytes === undefined ? undefined : fieldsIn(parsed(bytes));
  if (from === undefined) return undefined;
  const { v, package: id, consultation, person, none, at, code } = from;
  const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (v !== 1 || typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id) || !isHash(consultation))
    return undefined;
  if (!isWhole(person) || !isWhole(at) || typeof none !== 'boolean') return undefined;
  const listed = listIn(from, 'opinions');
  const opinions = listed.flatMap((one) => opinionIn(one) ?? []);
  if (listed.length > mostOpinions || opinions.length < listed.length) return undefined;
  const signed = typeof code === 'string' ? fromBase64url(code) : undefined;
  if (signed?.length !== secretBytes) return undefined;
  const answer: OpinionsAnswer = { v, package: id, consultation, person, none, opinions, at };
  return { answer, code: signed, text: `${begin}${line}${end}` };
}

function opinionIn(value: unknown): CarriedOpinion | undefined {
  const from = fieldsIn(value) ?? {};
  const [address, label, quote, text, proposal] = (
    ['address', 'label', 'quote', 'text', 'proposal'] as const
  ).map((key) => stringIn(from, key));
  if (address === undefined || label === undefined || quote === undefined) return undefined;
  if (text === undefined || proposal === undefined) return undefined;
  if (address.length > 100 || label.length > 200 || quote.length > longestText) return undefined;
  if (text.length > longestText || proposal.length > longestText) return undefined;
  return { address, label, quote, text, proposal };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
