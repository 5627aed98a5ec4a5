/** What is known of a file before its bytes. */
export interface FileHead {
  /** SHA-256 of the bytes (FIPS 180-4), in hexadecimal: its name. */
  hash: string;
  /** In bytes. */
  size: number;
  /** Spaces of the documents that it belongs to: who may have one of them may have it; see `space-name.ts`. */
  spaces: string[];
  /** Bytes that are here, from the beginning. All of them are only there after they were found to be the right ones. */
  got: number;
}

/** Longest file, in bytes. */
export const mostFileBytes = 200 * 1024 * 1024;

/** Files are kept and sent in pieces of so many bytes; the last one may be shorter. */
export const pieceBytes = 256 * 1024;

/** Length of the piece that begins at `from`; 0 when none begins there. */
export function pieceLength({ size }: Pick<FileHead, 'size'>, from: number): number {
  return from % pieceBytes === 0 && from < size ? Math.min(pieceBytes, size - from) : 0;
}

export function isWhole({ size, got }: FileHead): boolean {
  return got === size;
}
