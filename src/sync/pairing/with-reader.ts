import { LinkFailed, LinkReader } from '../channel/link-reader.ts';
import type { Clock } from '../clock.ts';
import type { Link } from '../link.ts';
import { PairingFailed } from './pairing-failed.ts';

/** So long may devices take before people are asked, in milliseconds. */
export const machineTime = 10_000;

/**
 * Runs what devices say to each other by themselves. When it fails the link is closed without a word: whoever has no
 * code gets no answer either.
 *
 * @param ifLost what it means when the other side hangs up
 * @throws {PairingFailed}
 */
export async function withReader<T>(
  link: Link,
  clock: Clock,
  ifLost: 'lost' | 'code',
  run: (reader: LinkReader) => Promise<T>,
): Promise<T> {
  const reader = new LinkReader(link);
  const cancel = clock.after(machineTime, () => reader.fail('silent'));
  try {
    return await run(reader);
  } catch (error) {
    link.close();
    if (!(error instanceof LinkFailed)) throw error;
    if (error.fault === 'lost') throw new PairingFailed(ifLost, 'there');
    throw new PairingFailed(error.fault === 'silent' ? 'silent' : 'malformed');
  } finally {
    cancel();
  }
}
