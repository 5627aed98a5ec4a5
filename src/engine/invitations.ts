import { fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';
import type { Clock } from '../sync/clock.ts';
import { type Invitation, invitationFault, makeInvitation, takeTry } from '../sync/invitation.ts';
import type { JoinerIntroduction } from '../sync/pairing/introductions.ts';
import { EngineProblem } from './engine-problem.ts';

/** So long an invitation is open, in milliseconds. */
export const openFor = 24 * 60 * 60_000;
/** Open ones at a time: each is listened for at the desk. */
const mostOpen = 20;
/** What is over is shown so much longer. */
const shownFor = 7 * 24 * 60 * 60_000;

const key = 'invitations';

/** What is kept of an invitation; `agreementKey` of the device that came in with it. */
type Kept = Invitation & { agreementKey?: string };

/** The invitations that this device has made. What counts is on disk before anything follows from it. */
export class Invitations {
  #storage: Storage;
  #clock: Clock;
  #known: Kept[];
  /** Those that are being taken back: nobody is let in with them while that is on its way to the disk. */
  #ending = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  private constructor(storage: Storage, clock: Clock, known: Kept[]) {
    this.#storage = storage;
    this.#clock = clock;
    this.#known = known;
  }

  static async open(storage: Storage, clock: Clock): Promise<Invitations> {
    const stored = await storage.get('kv', key);
    const known = Array.isArray(stored) ? stored.flatMap((one) => invitationIn(one) ?? []) : [];
    return new Invitations(storage, clock, known);
  }

  /** Newest first. */
  list(): readonly Invitation[] {
    return this.#known;
  }

  of(id: string): Invitation | undefined {
    return this.#known.find((one) => one.id === id);
  }

  /** Those that somebody may still come in with. */
  open(): Invitation[] {
    return this.#known.filter((one) => invitationFault(one, this.#clock.now()) === undefined);
  }

  /**
   * @returns the code, which is kept nowhere
   * @throws {EngineProblem} `too-many-invitations` when too many are open
   */
  async make(member: string): Promise<{ id: string; code: string; expires: number }> {
    if (this.open().length >= mostOpen) throw new EngineProblem('too-many-invitations');
    const { invitation, code } = makeInvitation(member, this.#clock.now() + openFor);
    await this.#keep((known) => [invitation, ...known]);
    return { id: invitation.id, code, expires: invitation.expires };
  }

  /** Counts a try; @returns undefined when there is no open invitation of this id */
  async take(id: string): Promise<Invitation | undefined> {
    let taken: Invitation | undefined;
    await this.#keep((known) =>
      known.map((one) => {
        const next = one.id === id ? takeTry(one, this.#clock.now()) : one;
        if (typeof next === 'string') return one;
        if (one.id === id) taken = next;
        return next;
      }),
    );
    return taken;
  }

  /**
   * From now on nobody else comes in with it. The device itself may come again.
   *
   * @throws {EngineProblem} `invitation-over` when another device has come in with it, or it was taken back, also while
   *   this was being written: nothing may be signed
   */
  async use(id: string, { device, agreementKey }: JoinerIntroduction): Promise<void> {
    const mayStill = (): boolean => {
      const one = this.#ending.has(id) ? undefined : this.of(id);
      return one !== undefined && (one.usedBy ?? device) === device;
    };
    const used = { usedBy: device, agreementKey };
    await this.#keep((known) => {
      if (!mayStill()) throw new EngineProblem('invitation-over');
      return known.map((one) => (one.id === id ? { ...one, ...used } : one));
    });
    if (!mayStill()) throw new EngineProblem('invitation-over');
  }

  /** Key with which a device that came in here agrees on secrets, as it said when it asked. */
  introduced(device: string): string | undefined {
    return this.#known.find(({ usedBy }) => usedBy === device)?.agreementKey;
  }

  /** Takes it back: from the moment of the call nobody comes in with it. */
  async cancel(id: string): Promise<void> {
    this.#ending.add(id);
    try {
      await this.#keep((known) => known.filter((one) => one.id !== id));
    } finally {
      this.#ending.delete(id);
    }
  }

  async #keep(change: (known: Kept[]) => Kept[]): Promise<void> {
    const run = this.#last.then(async () => {
      const now = this.#clock.now();
      const value = change(this.#known).filter(({ expires }) => now < expires + shownFor);
      await this.#storage.write([{ room: 'kv', key, value }], 'strict');
      this.#known = value;
    });
    this.#last = run.catch(() => undefined);
    await run;
  }
}

function invitationIn(value: unknown): Kept | undefined {
  const { id, key, member, expires, tries, usedBy, agreementKey } = (fieldsIn(value) ?? {}) as Partial<
    Record<string, unknown>
  >;
  if (typeof id !== 'string' || typeof key !== 'string' || typeof member !== 'string') return undefined;
  if (typeof expires !== 'number' || typeof tries !== 'number') return undefined;
  return {
    id,
    key,
    member,
    expires,
    tries,
    ...(typeof usedBy === 'string' && { usedBy }),
    ...(typeof agreementKey === 'string' && { agreementKey }),
  };
}
