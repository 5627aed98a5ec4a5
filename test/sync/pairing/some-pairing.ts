import { makeAgreementKeys } from '../../../src/ledger/agreement-keys.ts';
import {
  type CodeParts,
  codeParts,
  type Invitation,
  makeInvitation,
  takeTry,
} from '../../../src/sync/invitation.ts';
import { admitDevice, type Admitting, type Host } from '../../../src/sync/pairing/admit-device.ts';
import type { JoinerKeys } from '../../../src/sync/pairing/introductions.ts';
import { joinOffice, type Joining } from '../../../src/sync/pairing/join-office.ts';
import { PairingFailed, type PairingFault } from '../../../src/sync/pairing/pairing-failed.ts';
import { someHash, someKeys } from '../../ledger/some-office.ts';
import { HandClock } from '../hand-clock.ts';
import { SomeLink } from '../some-link.ts';

export const now = 1_700_000_000_000;

/** An admin's device with one invitation out. */
export class SomeHost implements Host {
  readonly office = someHash('office');
  readonly officeName = '某办公室';
  readonly keys: Host['keys'];
  readonly code: CodeParts;
  kept: Invitation;

  constructor(keys: Host['keys']) {
    this.keys = keys;
    const { invitation, code } = makeInvitation('wang', now + 1000);
    this.kept = invitation;
    this.code = codeParts(code)!;
  }

  memberName(member: string): string {
    return `成员${member}`;
  }

  async invitation(id: string): Promise<Invitation | undefined> {
    if (id !== this.kept.id) return undefined;
    const tried = takeTry(this.kept, now);
    if (typeof tried === 'string') return undefined;
    this.kept = tried;
    return tried;
  }
}

export async function someHost(): Promise<SomeHost> {
  return new SomeHost(await someKeys(0));
}

export async function someJoiner(index = 1): Promise<JoinerKeys> {
  return { keys: await someKeys(index), agreement: await makeAgreementKeys(), name: '王芳的电脑' };
}

export type PairingOutcome<T> = { got: T; fault?: undefined } | { got?: undefined; fault: PairingFault };

export async function pairingOutcome<T>(pairing: Promise<T>): Promise<PairingOutcome<T>> {
  try {
    return { got: await pairing };
  } catch (error) {
    if (error instanceof PairingFailed) return { fault: error.fault };
    throw error;
  }
}

export interface SomePairing {
  links: [joiner: SomeLink, admin: SomeLink];
  clock: HandClock;
  outcomes: Promise<[joiner: PairingOutcome<Joining>, admin: PairingOutcome<Admitting>]>;
}

/** Lets a device ask an admin's to be admitted. */
export function pair(
  host: Host,
  joiner: JoinerKeys,
  code: CodeParts,
  prepare?: (joiner: SomeLink, admin: SomeLink) => void,
): SomePairing {
  const links = SomeLink.pair();
  prepare?.(...links);
  const clock = new HandClock();
  const outcomes = Promise.all([
    pairingOutcome(joinOffice(links[0], code, joiner, { clock })),
    pairingOutcome(admitDevice(links[1], host, { clock })),
  ]);
  return { links, clock, outcomes };
}

/** Both, with digits on their screens. */
export async function somePaired(): Promise<{
  host: SomeHost;
  joining: Joining;
  admitting: Admitting;
  links: SomePairing['links'];
  clock: HandClock;
}> {
  const host = await someHost();
  const { links, clock, outcomes } = pair(host, await someJoiner(), host.code);
  const [{ got: joining }, { got: admitting }] = await outcomes;
  if (joining === undefined || admitting === undefined) throw new Error('the two did not pair');
  return { host, joining, admitting, links, clock };
}
