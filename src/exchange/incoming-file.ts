/** A file that comes in, wherever it lies: on a disk, in a browser's hand, in an archive. */
export interface IncomingFile {
  /** Path below the folder or archive that was given, with `/` between folders. */
  path: string;
  /** Bytes, as far as its owner says; not to be trusted before it was read. */
  size: number;
  /** @throws when the file cannot be read */
  bytes(): Promise<Uint8Array>;
}
