/**
 * How an invitation is written down: 26 characters of Crockford's base32, which leaves out I, L, O and U. 25 of them are
 * chance, 125 bits; the last is a check of the others. Three bits less chance than 128 cost nothing that matters, and
 * five bits of check find every single wrong character and every two that changed places, in words rather than
 * after a conversation with another device that fails for no reason it could name.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const chance = 25;

export function newCode(): string {
  const symbols = [...crypto.getRandomValues(new Uint8Array(chance))].map((byte) => byte & 31);
  return [...symbols, checkOf(symbols)].map((symbol) => alphabet[symbol]!).join('');
}

/**
 * Reads a code as somebody typed it: small letters, spaces and hyphens of any kind, full-width characters, O for 0, I
 * and L for 1.
 *
 * @returns the code in its one form; undefined when it is none, or one with a slip
 */
export function readCode(typed: string): string | undefined {
  if (typed.length > 200) return undefined;
  const code = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Cf}_]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const symbols = [...code].map((character) => alphabet.indexOf(character));
  if (symbols.length !== chance + 1 || symbols.includes(-1)) return undefined;
  return checkOf(symbols.slice(0, chance)) === symbols[chance] ? code : undefined;
}

/** The code in groups, as it is easily read out and typed. */
export function spacedCode(code: string): string {
  return (code.match(/.{6}$|.{5}/g) ?? []).join('-');
}

/**
 * A weighted sum in the field of 32 elements (modulo x⁵ + x² + 1). Every place has another weight, none of them 0 or
 * that of the check itself.
 */
function checkOf(symbols: readonly number[]): number {
  // Horner's rule: the weight of each is x times that of the next, and x has the order 31.
  return symbols.reduce((sum, symbol) => timesX(sum ^ symbol), 0);
}

function timesX(element: number): number {
  const doubled = element << 1;
  return doubled > 31 ? doubled ^ 0b100101 : doubled;
}
