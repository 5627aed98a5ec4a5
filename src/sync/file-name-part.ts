/** Characters of one name in a file name. */
const mostCharacters = 40;

/** A name of an office, a person or a device as a part of a file name that every system takes; may become empty. */
export function fileNamePart(name: string): string {
  return [...name.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '-')]
    .slice(0, mostCharacters)
    .join('')
    .replaceAll(/^-+|-+$/g, '');
}
