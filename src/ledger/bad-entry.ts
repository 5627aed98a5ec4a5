/** Why bytes are no entry of this ledger, or may not count as one. Words for it are in the interface. */
export type EntryFault =
  /** Not an entry at all: damaged, cut off, or not written in the one canonical way. */
  | 'malformed'
  | 'too-large'
  /** Made by a newer version of the app. */
  | 'version'
  | 'algorithm'
  /** Belongs to another office. */
  | 'other-office'
  /** The signature does not fit the bytes. */
  | 'signature'
  /** The key does not belong to the device that the entry names. */
  | 'key'
  /** Does not join on to the entry that it says came before. */
  | 'chain'
  /** Goes back behind a roster that the device had already seen. */
  | 'goes-back'
  /** Counts roster epochs wrongly. */
  | 'epoch';

/** Thrown by the readers of this folder; the entry was not taken. */
export class BadEntry extends Error {
  override name = 'BadEntry';
  readonly fault: EntryFault;

  constructor(fault: EntryFault, message: string = fault) {
    super(message);
    this.fault = fault;
  }
}
