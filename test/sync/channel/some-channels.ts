import { type AgreementKeys, makeAgreementKeys } from '../../../src/ledger/agreement-keys.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import type { DeviceKeys } from '../../../src/ledger/signature.ts';
import type { Channel } from '../../../src/sync/channel/channel.ts';
import { ChannelRefused } from '../../../src/sync/channel/channel-refused.ts';
import type { Identity } from '../../../src/sync/channel/identity.ts';
import { openChannel } from '../../../src/sync/channel/open-channel.ts';
import type { Ending } from '../../../src/sync/ending.ts';
import { someHash, someKeys } from '../../ledger/some-office.ts';
import { HandClock } from '../hand-clock.ts';
import { type LinkBytes, SomeLink } from '../some-link.ts';

/** A device that can speak for itself, with what it takes the roster to be. */
export interface SomeParty extends Identity {
  id: string;
  /** Devices that it takes for active. */
  active: Map<string, Pick<DeviceKeys, 'alg' | 'key'>>;
  /** Devices that it knows as revoked. */
  gone: Map<string, Pick<DeviceKeys, 'alg' | 'key'>>;
  announced: Map<string, string>;
}

export async function someParty(index: number, office = someHash('office')): Promise<SomeParty> {
  const keys = await someKeys(index);
  const agreement: AgreementKeys = await makeAgreementKeys();
  const active: SomeParty['active'] = new Map();
  const gone: SomeParty['gone'] = new Map();
  const announced: SomeParty['announced'] = new Map();
  return {
    id: deviceId(keys.alg, keys.key),
    office,
    keys,
    agreement,
    active,
    gone,
    announced,
    device: (id) => active.get(id),
    revoked: (id) => gone.get(id),
    agreementKeyOf: (id) => announced.get(id),
  };
}

/** Devices that all know each other. */
export async function someParties(count: number, office?: string): Promise<SomeParty[]> {
  const parties = await Promise.all(Array.from({ length: count }, (_, i) => someParty(i, office)));
  for (const party of parties)
    for (const { id, keys, agreement } of parties) {
      party.active.set(id, { alg: keys.alg, key: keys.key });
      party.announced.set(id, agreement.key);
    }
  return parties;
}

/** A channel, or why there is none. */
export type Outcome = { channel: Channel; why?: undefined } | { channel?: undefined; why: Ending };

export async function outcome(opening: Promise<Channel>): Promise<Outcome> {
  try {
    return { channel: await opening };
  } catch (error) {
    if (error instanceof ChannelRefused) return { why: error.why };
    throw error;
  }
}

export interface Meeting {
  links: [caller: SomeLink, answerer: SomeLink];
  clock: HandClock;
  outcomes: Promise<[caller: Outcome, answerer: Outcome]>;
}

/** Lets one party call another over a link in memory. */
export function meet(
  caller: Identity,
  answerer: Identity,
  { called, prepare }: { called?: string; prepare?: (caller: SomeLink, answerer: SomeLink) => void } = {},
): Meeting {
  const links = SomeLink.pair();
  prepare?.(...links);
  const clock = new HandClock();
  const outcomes = Promise.all([
    outcome(openChannel(links[0], 'caller', caller, { clock, ...(called !== undefined && { called }) })),
    outcome(openChannel(links[1], 'answerer', answerer, { clock })),
  ]);
  return { links, clock, outcomes };
}

/** Two open channels, and the links below them. */
export async function somePair(): Promise<{
  channels: [caller: Channel, answerer: Channel];
  links: [caller: SomeLink, answerer: SomeLink];
}> {
  const [a, b] = await someParties(2);
  const { links, outcomes } = meet(a!, b!, { called: b!.id });
  const [{ channel: one }, { channel: two }] = await outcomes;
  if (one === undefined || two === undefined) throw new Error('the two did not meet');
  return { channels: [one, two], links };
}

/** Hears a channel. */
export class Ear {
  readonly messages: LinkBytes[] = [];
  drained = 0;
  end: { why: Ending; by: 'here' | 'there' } | undefined;
  #waiting: (() => void)[] = [];

  constructor(channel: Channel) {
    channel.listen({
      message: (bytes) => {
        if (this.end !== undefined) throw new Error('a message after the end');
        this.messages.push(bytes);
        this.#look();
      },
      drained: () => {
        this.drained += 1;
        this.#look();
      },
      ended: (why, by) => {
        if (this.end !== undefined) throw new Error('ended twice');
        this.end = { why, by };
        this.#look();
      },
    });
  }

  /** Waits until so many messages have come, or the channel has ended. */
  async hears(count: number): Promise<LinkBytes[]> {
    await this.#until(() => this.messages.length >= count || this.end !== undefined);
    return this.messages;
  }

  async ends(): Promise<{ why: Ending; by: 'here' | 'there' }> {
    await this.#until(() => this.end !== undefined);
    return this.end!;
  }

  async drains(): Promise<void> {
    await this.#until(() => this.drained > 0);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #look(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

export function bytesOf(text: string): LinkBytes {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
