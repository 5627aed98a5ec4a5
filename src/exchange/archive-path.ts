/**
 * Name of an archive entry in characters. Archives without the UTF-8 flag are by the letter in an old American
 * code page; in China their names are GBK.
 *
 * @param latin1 the name as bytes, one character each
 * @param isUtf8 the flag of the entry (general purpose bit 11)
 */
export function archiveName(latin1: string, isUtf8: boolean): string {
  if (isUtf8 || /^[\x20-\x7e]*$/.test(latin1)) return latin1;
  const bytes = Uint8Array.from(latin1, (c) => c.charCodeAt(0) & 0xff);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return latin1;
}

/** Would this path leave the folder it is unpacked into? Nothing is unpacked to disk here, but such an archive is not to be trusted. */
export function isUnsafePath(path: string): boolean {
  const parts = path.split(/[/\\]/);
  return /^[/\\]|^[A-Za-z]:|\0/.test(path) || parts.includes('..');
}

/** Folders and files that systems add by themselves. */
export function isSystemFile(path: string): boolean {
  return path
    .split('/')
    .some(
      (part) => part === '__MACOSX' || part.startsWith('.') || part === 'Thumbs.db' || part === 'desktop.ini',
    );
}
