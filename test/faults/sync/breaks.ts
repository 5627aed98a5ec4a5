import type { Rights } from '../../../src/sync/spaces.ts';
import { RosterHistory } from '../../../src/ledger/roster-history.ts';
import { ManifestStorage } from '../../../src/store/manifest-storage.ts';
import { FrameOpener } from '../../../src/sync/channel/frame-cipher.ts';
import { InFlight } from '../../../src/sync/in-flight.ts';
import { LedgerExchange } from '../../../src/sync/ledger-exchange.ts';
import { Meeting } from '../../../src/sync/meeting.ts';
import { writeMessage } from '../../../src/sync/message.ts';
import { Session } from '../../../src/sync/session.ts';
import { SpaceExchange } from '../../../src/sync/space-exchange.ts';
import type { SimWorld } from './sim-world.ts';

/** Breaks something that the exchange cannot do without; returns what mends it. */
type Break = (world: SimWorld) => () => void;

/** Puts another property in the place of one of a class. */
function inPlaceOf<T extends object, K extends keyof T>(
  of: T,
  key: K,
  descriptor: TypedPropertyDescriptor<T[K]>,
): () => void {
  const before = Object.getOwnPropertyDescriptor(of, key)!;
  Object.defineProperty(of, key, { ...descriptor, configurable: true });
  return () => Object.defineProperty(of, key, before);
}

function withRights(change: (rights: Rights) => Partial<Rights>): Break {
  return (world) => {
    for (const device of world.devices) device.spoilRights = (rights) => ({ ...rights, ...change(rights) });
    return () => undefined;
  };
}

const nothing = { value: () => undefined };

/**
 * What a line fetches is its own until it gives it back, however slow it is: without this some other breaks would only be
 * a delay.
 */
export function keptForEver(): () => void {
  const { take, release } = InFlight.prototype;
  const kept = new WeakMap<InFlight, Map<string, object>>();
  const of = (one: InFlight): Map<string, object> => kept.get(one) ?? kept.set(one, new Map()).get(one)!;
  const mends = [
    inPlaceOf(InFlight.prototype, 'take', {
      value(this: InFlight, key, holder) {
        if ((of(this).get(key) ?? holder) !== holder) return false;
        of(this).set(key, holder);
        return take.call(this, key, holder);
      },
    }),
    inPlaceOf(InFlight.prototype, 'release', {
      value(this: InFlight, keys, holder) {
        const given = [...keys];
        for (const key of given) if (of(this).get(key) === holder) of(this).delete(key);
        release.call(this, given, holder);
      },
    }),
  ];
  return () => mends.forEach((mend) => mend());
}

/** Breaks both. */
function both(one: () => void, other: () => void): () => void {
  return () => {
    other();
    one();
  };
}

/** Ways in which reconciliation could be wrong; the runs must find each of them. */
export const breaks: Record<string, Break> = {
  'documents are never compared': () => inPlaceOf(SpaceExchange.prototype, 'compare', nothing),
  'what has changed is never offered, nor what the other lacked': () => {
    const { say } = Session.prototype;
    return inPlaceOf(Session.prototype, 'say', {
      value(this: Session, message) {
        if (message.type !== 'offer') say.call(this, message);
      },
    });
  },
  'what a line was fetching stays taken when it ends, for ever': () =>
    both(keptForEver(), inPlaceOf(InFlight.prototype, 'release', nothing)),
  'a question that is never answered is not noticed, and nobody else is asked': () =>
    both(keptForEver(), inPlaceOf(SpaceExchange.prototype, 'isWaiting', { get: () => false })),
  'ledgers are never compared': () => inPlaceOf(LedgerExchange.prototype, 'compare', nothing),
  'what was written is not on disk when it is said to be': () => {
    const { write } = ManifestStorage.prototype;
    return inPlaceOf(ManifestStorage.prototype, 'write', {
      value(this: ManifestStorage, batch) {
        return write.call(this, batch, 'relaxed');
      },
    });
  },
  'everybody is served everything': withRights(() => ({ mayHave: () => true })),
  'a revoked device is one like others': withRights((rights) => ({
    isActive: () => true,
    mayHave: (device, space) => space === 'members' || rights.mayHave(device, space),
  })),
  'signatures are not looked at': (world) => {
    world.crypto.subtle.verify = () => Promise.resolve(true);
    return () => undefined;
  },
  'whoever signs has the right to': () => {
    const { judge } = RosterHistory.prototype;
    return inPlaceOf(RosterHistory.prototype, 'judge', {
      value(this: RosterHistory, entry, role) {
        const { member } = judge.call(this, entry, role);
        return { member: member ?? 'm1' };
      },
    });
  },
  'nobody is called again when a line has ended': () => inPlaceOf(Meeting.prototype, 'ended', nothing),
  'what cannot be opened is passed over': () => {
    const { open } = FrameOpener.prototype;
    const pong = Uint8Array.from([1, ...writeMessage({ type: 'pong' })]);
    return inPlaceOf(FrameOpener.prototype, 'open', {
      async value(this: FrameOpener, frame) {
        return (await open.call(this, frame)) ?? pong.slice();
      },
    });
  },
};
