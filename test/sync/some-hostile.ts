import { expect } from 'vitest';
import type { Channel } from '../../src/sync/channel/channel.ts';
import { openChannel } from '../../src/sync/channel/open-channel.ts';
import type { Ending } from '../../src/sync/ending.ts';
import { type Message, readMessage, type ToldRow, writeMessage } from '../../src/sync/message.ts';
import { connect, type SomeBase, someBases, until } from './some-bases.ts';
import { SomeLink } from './some-link.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A device of the office that keeps to nothing but the channel. */
export class Hostile {
  readonly heard: Message[] = [];
  readonly channel: Channel;
  /** The victim's end of the link. */
  readonly link: SomeLink;
  ended: Ending | undefined;
  answer: (message: Message) => void = () => undefined;

  constructor(channel: Channel, link: SomeLink) {
    this.channel = channel;
    this.link = link;
    channel.listen({
      message: (bytes) => {
        const message = readMessage(bytes);
        this.heard.push(message);
        this.answer(message);
      },
      drained: () => undefined,
      ended: (why) => (this.ended = why),
    });
  }

  say(...messages: Message[]): void {
    for (const message of messages) this.channel.send(writeMessage(message));
  }

  /** The first word, as everybody says it. */
  meet(): void {
    this.say(state('00'.repeat(16)));
  }
}

export const state = (ledger: string): Message => ({ type: 'state', ledger, roots: [] });
export const zeros = (length: number): Bytes => new Uint8Array(length);
const row = (i: number): ToldRow => ({ kind: 'edition', id: i.toString(16).padStart(64, '0'), digest: '' });
export const rows = (from: number, to: number): ToldRow[] =>
  Array.from({ length: to - from }, (_, i) => row(from + i));

export interface Scene {
  victim: SomeBase;
  friend: SomeBase;
  bad: SomeBase;
  hostile: Hostile;
}

/** A device with a line to a friend and one to somebody who means harm. */
export async function scene(): Promise<Scene> {
  const [victim, friend, bad] = (await someBases('admin', 'member', 'member')) as [
    SomeBase,
    SomeBase,
    SomeBase,
  ];
  await connect(friend, victim);
  const [theirs, ours] = SomeLink.pair();
  const [a, b] = await Promise.all([
    openChannel(theirs, 'caller', await bad.identity(), { clock: bad.clock }),
    openChannel(ours, 'answerer', await victim.identity(), { clock: victim.clock }),
  ]);
  victim.neighbours.add(b, false, 'direct');
  return { victim, friend, bad, hostile: new Hostile(a, ours) };
}

/** Only the line to whoever means harm has ended, for this reason; the friend goes on as before. */
export async function mustEnd({ victim, friend, bad, hostile }: Scene, why: Ending): Promise<void> {
  await until([victim, friend], () => victim.ended.length > 0);
  expect(victim.ended).toEqual([{ device: bad.device, why, by: 'here' }]);
  await mustGoOn({ victim, friend });
  await until([victim, friend], () => hostile.ended !== undefined || hostile.link.isClosed);
}

export async function mustGoOn({ victim, friend }: Pick<Scene, 'victim' | 'friend'>): Promise<void> {
  await victim.write('办法');
  await until([victim, friend], () => friend.replica.manifest.count('members') === 2);
  expect(friend.ended).toEqual([]);
  expect(victim.neighbours.has(friend.device)).toBe(true);
}
