import type { Clock } from '../clock.ts';
import type { Link } from '../link.ts';
import type { Channel } from './channel.ts';
import { ChannelRefused } from './channel-refused.ts';
import { meetAsAnswerer, meetAsCaller } from './handshake.ts';
import type { Identity } from './identity.ts';
import { LinkFailed, LinkReader } from './link-reader.ts';
import { SealedLine } from './sealed-line.ts';
import type { Side } from './two-ways.ts';

/** So long may it take until both sides know each other, in milliseconds. */
export const meetingTime = 10_000;

/**
 * Opens a channel to another device of the office over any link, which belongs to the channel from now on. See
 * `handshake.ts` for what is said, and `docs/threat-model.md` for what it withstands.
 *
 * @param side one end of the link must be the caller, the other the answerer
 * @param called for the caller: id of the device that must answer
 * @throws {ChannelRefused} the link has been closed
 */
export async function openChannel(
  link: Link,
  side: Side,
  identity: Identity,
  { clock, called }: { clock: Clock; called?: string },
): Promise<Channel> {
  const reader = new LinkReader(link);
  const cancel = clock.after(meetingTime, () => reader.fail('silent'));
  try {
    const { device, ways } =
      side === 'caller'
        ? await meetAsCaller(reader, identity, called)
        : await meetAsAnswerer(reader, identity);
    return new SealedLine(link, reader, ways, device);
  } catch (error) {
    link.close();
    if (!(error instanceof LinkFailed)) throw error;
    throw new ChannelRefused(error.fault === 'unasked' ? 'stranger' : error.fault);
  } finally {
    cancel();
  }
}
