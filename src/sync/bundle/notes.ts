/** What a reader has noted on this device, by name: nothing that is understood here. */
export type ReaderNotes = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Names of notes, bytes of a name, and bytes of all notes together. */
const most = { notes: 64, name: 64, bytes: 4 * 1024 * 1024 } as const;

/** May these notes be in a backup? */
export function areNotes(notes: ReaderNotes): boolean {
  let bytes = 0;
  for (const [name, value] of notes) {
    if (!/^[a-z][a-z0-9-]*$/.test(name) || name.length > most.name) return false;
    bytes += value.length;
  }
  return notes.size <= most.notes && bytes <= most.bytes;
}

/** @throws {RangeError} */
export function checkNotes(notes: ReaderNotes): void {
  if (!areNotes(notes)) throw new RangeError('more notes than a backup takes');
}
