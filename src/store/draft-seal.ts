import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { digest } from '../ledger/digest.ts';

/**
 * The hash of a text by which the ledger names it before everybody may read it. It is taken together with the draft's
 * root, which only those know who have the draft: nobody else can try whether a text that they guess is this one.
 *
 * @param root see `OpenDraft.root`, 64 hexadecimal digits
 * @returns SHA-256 in hexadecimal
 */
export function draftSeal(root: string, of: 'text' | 'note', text: string): string {
  return bytesToHex(digest(`guiju/draft-${of}/1`, utf8ToBytes(root), utf8ToBytes(text)));
}
