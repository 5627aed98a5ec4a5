import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url, toBase64url } from '../../ledger/base64url.ts';
import { canonicalBytes } from '../../ledger/canonical-json.ts';
import { sameBytes } from '../../ledger/same-bytes.ts';
import { isHash } from '../../ledger/shape.ts';
import { fieldsIn, listIn } from '../../store/read-fields.ts';

/** What somebody without the app has confirmed in a read-and-sign package. */
export interface PackageAnswer {
  v: 1;
  /** Id of the package, see `isPackageId`. */
  package: string;
  /** Id of the circulate entry. */
  circulation: string;
  member: string;
  /** Editions by hash, each with the very sentence that was confirmed. */
  readings: { edition: string; statement: string }[];
  /** One list of chosen choices for each question. */
  answers?: number[][];
  /** Clock of the device on which it was confirmed, in milliseconds since 1970. */
  at: number;
}

/**
 * An answer as it travels: one line of a file, of a message or of a QR code. `code` is an HMAC-SHA-256 (RFC 2104) with the
 * secret that the package held for this member.
 */
export interface CodedAnswer {
  answer: PackageAnswer;
  code: Uint8Array;
  /** The line. */
  text: string;
}

/** Bytes of a secret: as long as the hash. */
export const secretBytes = 32;
/** Longest file or message in which answers are looked for, in bytes. */
export const longestAnswers = 512 * 1024;
/** Most answers in one of them. */
const mostAnswers = 500;
/** Characters of one answer. */
const longestAnswer = 256 * 1024;
const mostReadings = 200;
const longestStatement = 500;

const purpose = 'guiju/package-answer/1';
const begin = 'guiju-answer:';
/** Shows that the end was not cut off. */
const end = '.';

export function isPackageId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}

/** The line in which an answer travels. */
export function writeAnswer(answer: PackageAnswer, secret: Uint8Array): string {
  const code = toBase64url(codeOf(answer, secret));
  return `${begin}${toBase64url(canonicalBytes({ ...answer, code }))}${end}`;
}

/** Was this answer written by who had the secret? */
export function isAnswerOf({ answer, code }: CodedAnswer, secret: Uint8Array): boolean {
  // Whoever measures how long this takes stands at the liaison officer's own device.
  return sameBytes(codeOf(answer, secret), code);
}

/**
 * Answers in a file or a message, whatever stands around them and however its lines were broken.
 *
 * @returns `damaged` in the place of one that is cut off or no answer; nothing when there is none
 */
export function readAnswers(bytes: Uint8Array): (CodedAnswer | 'damaged')[] {
  if (bytes.length > longestAnswers) return ['damaged'];
  const [, ...parts] = new TextDecoder().decode(bytes).split(begin);
  return parts.slice(0, mostAnswers).map((part) => {
    const stop = part.indexOf(end);
    if (stop < 0 || stop > longestAnswer) return 'damaged';
    return readOne(part.slice(0, stop).replaceAll(/\s/g, '')) ?? 'damaged';
  });
}

function codeOf(answer: PackageAnswer, secret: Uint8Array): Uint8Array {
  return hmac(sha256, secret, canonicalBytes({ purpose, ...answer }));
}

function readOne(line: string): CodedAnswer | undefined {
  const bytes = fromBase64url(line);
  const from = bytes === undefined ? undefined : fieldsIn(parsed(bytes));
  if (bytes === undefined || from === undefined) return undefined;
  const { v, package: id, circulation, member, at, code } = from;
  if (v !== 1 || !isPackageId(id) || !isHash(circulation) || !isMember(member)) return undefined;
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) return undefined;
  const readings = listIn(from, 'readings').map(readReading);
  if (readings.length === 0 || readings.length > mostReadings) return undefined;
  const answers = from['answers'] === undefined ? undefined : readChosen(from['answers']);
  if (from['answers'] !== undefined && answers === undefined) return undefined;
  const signed = typeof code === 'string' ? fromBase64url(code) : undefined;
  if (signed?.length !== secretBytes || !readings.every((one) => one !== undefined)) return undefined;
  const answer: PackageAnswer = {
    v,
    package: id,
    circulation,
    member,
    readings,
    ...(answers !== undefined && { answers }),
    at,
  };
  return { answer, code: signed, text: `${begin}${line}${end}` };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const isMember = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(value);

function readReading(value: unknown): PackageAnswer['readings'][number] | undefined {
  const { edition, statement } = fieldsIn(value) ?? {};
  if (!isHash(edition) || typeof statement !== 'string' || statement.length > longestStatement)
    return undefined;
  return { edition, statement };
}

function readChosen(value: unknown): number[][] | undefined {
  if (!Array.isArray(value) || value.length > mostReadings) return undefined;
  const isChoice = (one: unknown): boolean => Number.isSafeInteger(one) && (one as number) >= 0;
  return value.every((one) => Array.isArray(one) && one.length <= 6 && one.every(isChoice))
    ? (value as number[][])
    : undefined;
}
