/** What went over a line from its opening until both sides were equal. */
export interface LineFigures {
  /** Milliseconds from the opening until the last document was on disk here; 0 when none came. */
  savedMs: number;
  /** Milliseconds from the opening until this side knew that both have the same. */
  agreedMs: number;
  /** Messages and bytes in both directions, without those in which the two show who they are. */
  messages: number;
  bytes: number;
  /** The longer of the two directions. */
  bytesOneWay: number;
  /** Bytes in which they show who they are. */
  greetingBytes: number;
}
