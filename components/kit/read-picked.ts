import { EngineError } from '../../src/app/engine-link.ts';

/** Larger files are not read: the browser would have to hold all of it in memory, some of them more than once. */
export const mostPickedGigabytes = 1;
const most = mostPickedGigabytes * 1024 ** 3;

/** A file was picked that is too large to be read, and was not. */
export class PickedTooLarge extends EngineError {
  override name = 'PickedTooLarge';

  constructor() {
    super('bad-file', 'picked-too-large');
  }
}

/**
 * The bytes of a file that somebody picked.
 *
 * @throws {PickedTooLarge} before anything of it is read
 */
export async function readPicked(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > most) throw new PickedTooLarge();
  return new Uint8Array(await file.arrayBuffer());
}
