/** Longest name of a device, in UTF-16 code units. */
export const longestName = 60;

/** A name that somebody can read: nothing unseen, nothing that turns what stands beside it, one line. */
export function isDeviceName(text: unknown): text is string {
  return (
    typeof text === 'string' &&
    text.length <= longestName &&
    text.trim() === text &&
    text !== '' &&
    !unreadable.test(text)
  );
}

/**
 * Makes one of what somebody typed.
 *
 * @returns undefined when nothing readable is left
 */
export function toDeviceName(typed: string): string | undefined {
  const name = [...typed.normalize('NFC').replaceAll(/\s+/gu, ' ')]
    .filter((character) => !unreadable.test(character))
    .join('')
    .trim()
    .slice(0, longestName)
    // Half a character may be left at the end.
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
  return isDeviceName(name) ? name : undefined;
}

/** Control and format characters, halves of pairs, what is for private use or means nothing; separators of lines. */
const unreadable = /[\p{C}\p{Zl}\p{Zp}]/u;
