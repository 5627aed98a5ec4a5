/** What is known of a file before its bytes. */
export interface FileHead {
  /** SHA-256 of the bytes, in hexadecimal: its name. */
  hash: string;
  /** In bytes. */
  size: number;
  /** Who may have it; see `space-name.ts`. */
  space: string;
  /** Bytes that are here, from the beginning. All of them are only there after they were found to be the right ones. */
  got: number;
}
