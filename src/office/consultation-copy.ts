import { bytesToHex } from '@noble/hashes/utils.js';
import { toBase64url } from '../ledger/base64url.ts';
import { canonicalBytes } from '../ledger/canonical-json.ts';
import { digest } from '../ledger/digest.ts';
import { isDraftId } from '../store/draft-id.ts';
import { mostDraftText } from '../store/draft-document.ts';
import { fieldsIn, listIn, stringIn } from '../store/read-fields.ts';

/** What is asked about: a draft as it stood, with what belongs to it. Only those who are asked, and editors, can open it. */
export interface FrozenCopy {
  v: 1;
  /** 256 bits of chance, so that nobody can try by the hash in the ledger what the copy might say. */
  salt: string;
  draft: string;
  title: string;
  text: string;
  /** 起草说明 */
  note: string;
  /** What is asked in particular. */
  questions: string[];
}

const longestNote = 20_000;
const longestTitle = 200;
const mostQuestions = 20;
const longestQuestion = 500;

export function newCopy(copy: Omit<FrozenCopy, 'v' | 'salt'>): FrozenCopy {
  return { v: 1, salt: toBase64url(crypto.getRandomValues(new Uint8Array(32))), ...copy };
}

export function copyBytes(copy: FrozenCopy): Uint8Array<ArrayBuffer> {
  return canonicalBytes(copy);
}

/** What the ledger names it by. */
export function copyHash(bytes: Uint8Array): string {
  return bytesToHex(digest('guiju/consult-copy/1', bytes));
}

/** @returns undefined when the bytes are no copy, or more than one may hold */
export function readCopy(bytes: Uint8Array): FrozenCopy | undefined {
  const from = parsed(bytes);
  if (from === undefined || from['v'] !== 1) return undefined;
  const [salt, draft, title, text, note] = (['salt', 'draft', 'title', 'text', 'note'] as const).map((key) =>
    stringIn(from, key),
  );
  const questions = listIn(from, 'questions').filter((one) => typeof one === 'string');
  if (salt === undefined || draft === undefined || title === undefined) return undefined;
  if (text === undefined || note === undefined || !isDraftId(draft)) return undefined;
  if (salt.length > 64 || title.length > longestTitle || note.length > longestNote) return undefined;
  if (text.length > mostDraftText || questions.length > mostQuestions) return undefined;
  if (questions.some((one) => one.length > longestQuestion)) return undefined;
  return { v: 1, salt, draft, title, text, note, questions };
}

function parsed(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    return fieldsIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}
