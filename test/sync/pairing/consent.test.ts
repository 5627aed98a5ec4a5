import { expect, test } from 'vitest';
import type { Channel, ChannelListener } from '../../../src/sync/channel/channel.ts';
import type { Ending } from '../../../src/sync/ending.ts';
import { Consent } from '../../../src/sync/pairing/consent.ts';
import { HandClock } from '../hand-clock.ts';
import type { LinkBytes } from '../some-link.ts';

/** A channel of which a test is the other end. */
class OwnChannel implements Channel {
  readonly device = 'd';
  readonly waiting = 0;
  readonly unfinished = undefined;
  readonly sent: LinkBytes[] = [];
  closed: Ending | undefined;
  listener!: ChannelListener;

  listen(listener: ChannelListener): void {
    this.listener = listener;
  }

  send(message: LinkBytes): void {
    this.sent.push(message);
  }

  close(why: Ending): void {
    this.closed ??= why;
  }
}

const [confirm, refuse, welcome, arrived] = [0, 1, 2, 3] as const;

test.each<[string, 'joiner' | 'admin', boolean, number[][]]>([
  ['a welcome before anybody agreed', 'joiner', false, [[welcome, 1]]],
  ['a welcome before the other side agreed', 'joiner', true, [[welcome, 1]]],
  ['a welcome before this side agreed', 'joiner', false, [[confirm], [welcome, 1]]],
  ['a welcome to the admin', 'admin', true, [[confirm], [welcome, 1]]],
  ['word that a welcome arrived which nobody sent', 'admin', true, [[confirm], [arrived]]],
  ['the same word to the joiner', 'joiner', true, [[confirm], [arrived]]],
  ['yes, twice', 'admin', false, [[confirm], [confirm]]],
  ['yes, and more', 'admin', false, [[confirm, 0]]],
  ['no, without a reason', 'admin', false, [[refuse]]],
  ['nothing', 'joiner', false, [[]]],
  ['something unknown', 'joiner', false, [[9]]],
])('the other side says %s: it ends, and nothing is handed over', async (_name, part, agrees, said) => {
  const channel = new OwnChannel();
  const clock = new HandClock();
  const consent = new Consent(channel, clock, part);
  if (agrees) void consent.confirm().catch(() => undefined);
  for (const message of said) channel.listener.message(Uint8Array.from(message));
  expect(await consent.over).toMatchObject({ fault: 'malformed', by: 'here' });
  expect(channel.closed).toBe('malformed');
  await expect(consent.welcome()).rejects.toMatchObject({ fault: 'malformed' });
  expect(channel.sent.every((message) => message[0] === confirm)).toBe(true);
  expect(clock.pending).toBe(0);
});

test('a reason that a newer app knows counts as not wanted', async () => {
  const channel = new OwnChannel();
  const consent = new Consent(channel, new HandClock(), 'joiner');
  channel.listener.message(Uint8Array.of(refuse, 99));
  expect(await consent.over).toMatchObject({ fault: 'unwanted', by: 'there' });
});
