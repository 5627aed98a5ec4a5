/**
 * The few things the folder storage asks of a file system, so that tests can bring one that loses power.
 * What was written survives a power cut only after `sync` of the file; a name only after `sync` of the disk.
 */
export interface Disk {
  /** Names of all files. */
  list(): Promise<string[]>;
  /** Opens for reading and writing; creates an empty file when there is none. */
  open(name: string): Promise<DiskFile>;
  /** The new name must be free. */
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Makes names last: those given, changed and removed. */
  sync(): Promise<void>;
}

export interface DiskFile {
  /** Length now, in bytes. */
  size(): number;
  /**
   * Reads into bytes of its own, at once: what lies in a log is mostly in the system's memory anyway.
   *
   * @throws when the file ends before
   */
  read(at: number, length: number): Uint8Array<ArrayBuffer>;
  /** All of it, or an error; after an error any part may be there. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Cuts the file off at this length. */
  cut(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}
