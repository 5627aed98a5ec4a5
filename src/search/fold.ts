import { toSimplified } from './traditional.ts';

/** For every UTF-16 code the code under which it is searched: 0 for what separates words. Made once, 128 kB. */
const folded = new Uint16Array(0x10000);
for (let code = 0; code < 0x10000; code++) folded[code] = fold(code);

function fold(code: number): number {
  // Full-width letters and digits are the plain ones 0xfee0 further on.
  const plain = code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code;
  if (plain >= 0x30 && plain <= 0x39) return plain;
  if (plain >= 0x41 && plain <= 0x5a) return plain + 32;
  if (plain >= 0x61 && plain <= 0x7a) return plain;
  if (plain >= 0x4e00 && plain <= 0x9fff) return toSimplified(plain);
  // 〇, rare characters of extension A, letters of other scripts.
  if (plain === 0x3007 || (plain >= 0x3400 && plain <= 0x4dbf)) return plain;
  if (plain >= 0xc0 && plain < 0x2000 && plain !== 0xd7 && plain !== 0xf7) return plain;
  return 0;
}

/** The code under which a UTF-16 code is searched; 0 separates words. */
export function foldCode(code: number): number {
  return folded[code]!;
}

/** A text as it is compared with a query, character for character: separators become spaces. */
export function foldText(text: string): string {
  let made = '';
  for (let i = 0; i < text.length; i++) made += String.fromCharCode(folded[text.charCodeAt(i)]! || 32);
  return made;
}

/** Terms of the index: one character, or two that stand side by side. */
export const unigram = (code: number): number => code;
export const bigram = (first: number, second: number): number => ((first << 16) | second) >>> 0;

/** Is a term a pair? */
export const isBigram = (term: number): boolean => term > 0xffff;

/** All terms of a text in order: every character, and every pair of neighbours. */
export function termsOf(text: string): number[] {
  const terms: number[] = [];
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const code = folded[text.charCodeAt(i)]!;
    if (code !== 0) {
      terms.push(code);
      if (before !== 0) terms.push(bigram(before, code));
    }
    before = code;
  }
  return terms;
}
