/**
 * Is this text, which `JSON.parse` takes, what `canonicalJson` would write? Looked at character by character, since
 * every entry that comes in is asked: no spaces, keys in order and none twice, whole numbers, and of all ways to
 * write a character the one that `JSON.stringify` has.
 */
export function isCanonicalJson(text: string): boolean {
  /** For every open brace the key before; undefined for a bracket. */
  const keys: (string | undefined)[] = [];
  let at = 0;
  // A string after { or , within braces is a key.
  let isKey = false;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (end === -1) return false;
      if (isKey) {
        const key = text.slice(at + 1, end);
        // An escape stands for a character that sorts elsewhere; no key of ours has one.
        if (key.includes('\\') || (keys.at(-1) !== '' && key <= keys.at(-1)!) || key === '') return false;
        keys[keys.length - 1] = key;
        isKey = false;
      }
      at = end + 1;
    } else if (code === 0x7b) {
      keys.push('');
      isKey = true;
      at += 1;
    } else if (code === 0x5b) {
      keys.push(undefined);
      at += 1;
    } else if (code === 0x7d || code === 0x5d) {
      keys.pop();
      isKey = false;
      at += 1;
    } else if (code === 0x2c) {
      isKey = keys.at(-1) !== undefined;
      at += 1;
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, at);
      if (end === -1) return false;
      at = end;
    } else if (code <= 0x20) return false;
    else at += 1;
    if (keys.length > deepest) return false;
  }
  return true;
}

const deepest = 32;
const quote = 0x22;
const backslash = 0x5c;

/** @returns index of the closing quotation mark; -1 when a character is written in another way than it should be */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code !== backslash) continue;
    const escaped = text[at + 1]!;
    if (escaped === 'u') {
      // Only control characters that have no letter of their own: \u0000 … \u001f in small letters.
      const written = text.slice(at + 2, at + 6);
      if (
        !/^00[01][0-9a-f]$/.test(written) ||
        '\b\t\n\f\r'.includes(String.fromCharCode(parseInt(written, 16)))
      )
        return -1;
      at += 5;
    } else if ('"\\bfnrt'.includes(escaped)) at += 1;
    else return -1;
  }
  return -1;
}

/** @returns index after a whole number that a double holds exactly; -1 when it is none */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt(++end)) {
    if (code >= 0x30 && code <= 0x39) continue;
    if (code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d) return -1;
    break;
  }
  if (end - start < 15) return text[start] === '-' && text[start + 1] === '0' ? -1 : end;
  return Number.isSafeInteger(Number(text.slice(start, end))) ? end : -1;
}
