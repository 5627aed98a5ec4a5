/** Bounds of what comes in. The longest law of 3,475 has 107,607 characters; these leave room for fifty of it. */
export const limits = {
  /** Bytes of one text. */
  text: 16 * 1024 * 1024,
  /** Bytes of one archive as it comes. */
  archive: 512 * 1024 * 1024,
  /** Entries of one archive. */
  entries: 20_000,
  /** Bytes of all entries of one archive together, unpacked. */
  unpacked: 512 * 1024 * 1024,
  /** Bytes of front matter. */
  frontMatter: 16 * 1024,
} as const;

export const megabytes = (bytes: number): number => Math.ceil(bytes / (1024 * 1024));
