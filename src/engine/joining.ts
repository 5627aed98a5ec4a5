import type { Clock } from '../sync/clock.ts';
import { DeskLine } from '../sync/desk-line.ts';
import { codeParts, type CodeParts } from '../sync/invitation.ts';
import type { Link } from '../sync/link.ts';
import { toDeviceName } from '../sync/pairing/device-name.ts';
import type { JoinerKeys } from '../sync/pairing/introductions.ts';
import { joinOffice, type Joining as Pairing } from '../sync/pairing/join-office.ts';
import { PairingFailed } from '../sync/pairing/pairing-failed.ts';
import { readWelcome, type Welcome } from '../sync/pairing/welcome.ts';
import { presenceLength, recognise } from '../sync/presence.ts';
import type { LedgerKeeper } from '../store/ledger-keeper.ts';
import { deviceId } from '../ledger/device-id.ts';
import type { AskToJoin, JoinFault, JoinView } from './connect-protocol.ts';
import type { DeskSeeker } from './desk-seeker.ts';
import { EngineProblem } from './engine-problem.ts';
import type { EngineProblemCode } from './protocol.ts';

/** So long the device of the admin is waited for, with the way to the desk, in milliseconds. */
const seekFor = 60_000;

export interface JoiningParts {
  keeper: LedgerKeeper;
  clock: Clock;
  seeker: DeskSeeker | undefined;
  /** See `enter`. */
  enter: (welcome: Welcome, device: string) => Promise<boolean>;
  changed: () => void;
}

/** Joining an office with an invitation: the side of the new device. One at a time. */
export class Joining {
  #parts: JoiningParts;
  #view: JoinView | undefined;
  #pairing: Pairing | undefined;
  /** Device that this one asks as. */
  #asking = '';
  #line: DeskLine | undefined;
  #callOff: (() => void) | undefined;
  /** A device that was said to be revoked: next time this one asks as a new one. */
  #refused: string | undefined;
  /** Counts attempts: what an older one still says is not heard. */
  #attempt = 0;

  constructor(parts: JoiningParts) {
    this.#parts = parts;
  }

  get view(): JoinView | undefined {
    return this.#view;
  }

  /**
   * What an attempt needs of what a person typed. A device that is revoked asks with new keys; its own stay until an
   * admin has signed those, see `enter`.
   *
   * @throws {EngineProblem} `bad-invitation`, `bad-name`, `office-exists`
   */
  async prepare(what: AskToJoin): Promise<{ code: CodeParts; joiner: JoinerKeys }> {
    const { keeper } = this.#parts;
    const code = codeParts(what.code);
    if (code === undefined) throw new EngineProblem('bad-invitation');
    const name = toDeviceName(what.device);
    if (name === undefined) throw new EngineProblem('bad-name');
    // After a backup was restored the office is here, and this device does not belong to it yet.
    const { id: own } = await keeper.makeDevice();
    const known = keeper.ledger?.roster.roster().devices.get(own);
    const isAnew = what.anew === true || known?.revoked === true || this.#refused !== undefined;
    if (known !== undefined && !isAnew) throw new EngineProblem('office-exists');
    if (isAnew) return { code, joiner: { ...(await keeper.successor(this.#refused)), name } };
    return { code, joiner: { keys: keeper.keys!, agreement: await keeper.agreement(), name } };
  }

  /** Seeks the admin's device at the desk. */
  async start(what: AskToJoin): Promise<void> {
    const { code, joiner } = await this.prepare(what);
    const attempt = this.#begin();
    const until = this.#parts.clock.now() + seekFor;
    // A person waits for this, and tries again what has failed.
    this.#parts.seeker?.wake();
    const road = await Promise.race([this.#parts.seeker?.road(), this.#seekerTime()]);
    if (attempt !== this.#attempt) return;
    if (road === undefined) return this.#fail('no-desk');
    this.#callOff = this.#parts.clock.after(Math.max(0, until - this.#parts.clock.now()), () =>
      this.#fail('nobody-there'),
    );
    let isTried = false;
    const line: DeskLine = new DeskLine({
      url: road.url,
      connect: road.connect,
      clock: this.#parts.clock,
      enter: () => ({
        room: code.room,
        presence: crypto.getRandomValues(new Uint8Array(presenceLength)),
      }),
      events: {
        state: () => undefined,
        met: (peer, presence) => {
          // Others may be here with the same invitation; and one try is all that is made by itself.
          if (isTried || attempt !== this.#attempt) return;
          if (recognise(code.key, [code.id], presence) === undefined) return;
          isTried = true;
          void this.#pair(line.open(peer), code, joiner, attempt);
        },
        left: () => undefined,
        linked: (_, link) => link.close(),
        signalled: () => undefined,
      },
    });
    this.#line = line;
  }

  /**
   * Waits for a link that comes about in some other way.
   *
   * @returns takes the link; undefined when none came about
   * @throws {EngineProblem} as `prepare`
   */
  async expect(what: AskToJoin): Promise<(link: Link | undefined) => void> {
    const { code, joiner } = await this.prepare(what);
    const attempt = this.#begin();
    return (link) => {
      if (link !== undefined) void this.#pair(link, code, joiner, attempt);
      else if (attempt === this.#attempt) this.#fail('lost');
    };
  }

  /**
   * What the two people say of the digits.
   *
   * @param digits those that they have compared
   * @throws {EngineProblem} `not-found` when there is nothing to compare any more, `other-digits` when other ones are on
   *   the screen
   */
  answer({ digits, same }: { digits: string; same: boolean }): void {
    const pairing = this.#pairing;
    if (pairing === undefined || this.#view?.step !== 'compare') throw new EngineProblem('not-found');
    if (pairing.digits !== digits) throw new EngineProblem('other-digits');
    if (!same) pairing.refuse('digits-differ');
    else {
      this.#show({ ...this.#view, step: 'waiting' });
      void this.#takeOver(pairing, this.#asking, this.#attempt);
    }
  }

  /** Leaves it, or takes what is over off the screen. */
  end(): void {
    this.#attempt += 1;
    this.#pairing?.refuse('unwanted');
    this.#tidy();
    this.#view = undefined;
    this.#parts.changed();
  }

  #begin(): number {
    this.end();
    this.#show({ step: 'seeking' });
    return this.#attempt;
  }

  async #pair(link: Link, code: CodeParts, joiner: JoinerKeys, attempt: number): Promise<void> {
    const own = deviceId(joiner.keys.alg, joiner.keys.key);
    try {
      const pairing = await joinOffice(link, code, joiner, { clock: this.#parts.clock });
      if (attempt !== this.#attempt) return pairing.refuse('unwanted');
      this.#callOff?.();
      const { ledger } = this.#parts.keeper;
      if (ledger !== undefined && ledger.office !== pairing.admin.office) {
        pairing.refuse('unwanted');
        return this.#fail('other-office');
      }
      this.#pairing = pairing;
      this.#asking = own;
      const { officeName, memberName } = pairing.admin;
      this.#show({ step: 'compare', digits: pairing.digits, officeName, memberName });
      void pairing.over.then((how) => {
        // If that is not so, the keys that are asked for in its place are never used.
        if (how?.fault === 'revoked') this.#refused = own;
        if (how !== undefined && attempt === this.#attempt) this.#fail(how.fault, how.by);
      });
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  async #takeOver(pairing: Pairing, own: string, attempt: number): Promise<void> {
    try {
      const bytes = await pairing.confirm();
      const { office, device } = pairing.admin;
      const welcome = await readWelcome(bytes, { office, by: device });
      const awaiting = await this.#parts.enter(welcome, own);
      this.#refused = undefined;
      if (attempt !== this.#attempt) return;
      const { officeName, memberName } = pairing.admin;
      this.#show({ step: 'done', officeName, memberName, ...(awaiting && { awaiting }) });
      this.#tidy();
    } catch (error) {
      if (error instanceof EngineProblem && error.code === 'device-revoked') this.#refused = own;
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (error instanceof PairingFailed) return this.#fail(error.fault, error.by);
    const fault = error instanceof EngineProblem ? joinFaults[error.code] : undefined;
    if (fault !== undefined) return this.#fail(fault, 'here');
    console.error(error);
    this.#fail('failed', 'here');
  }

  #fail(fault: JoinFault, by?: 'here' | 'there'): void {
    if (this.#view?.step === 'done' || this.#view?.step === 'failed') return;
    this.#show({ ...this.#view, step: 'failed', fault, ...(by !== undefined && { by }) });
    this.#tidy();
  }

  #show(view: JoinView): void {
    this.#view = view;
    this.#parts.changed();
  }

  #tidy(): void {
    this.#callOff?.();
    this.#pairing = undefined;
    const line = this.#line;
    this.#line = undefined;
    // What was said last is still on its way.
    if (line !== undefined) this.#parts.clock.after(lastWords, () => line.close());
  }

  #seekerTime(): Promise<undefined> {
    return new Promise((resolve) => {
      this.#callOff = this.#parts.clock.after(seekFor, () => resolve(undefined));
    });
  }
}

const lastWords = 1000;

const joinFaults: { [C in EngineProblemCode]?: JoinFault } = {
  'device-revoked': 'revoked',
  'device-not-revoked': 'not-revoked',
};

/**
 * Takes over the office that a welcome brings. A device that asked as a new one becomes it: what it holds stays, and what
 * it was is over.
 *
 * @param device id with which this device asked
 * @returns whether more admins must sign before this device belongs to it
 * @throws {EngineProblem} `device-revoked` when the device is not let in by that; `device-not-revoked` when it would give
 *   up what it is in the office, and nobody has revoked that
 * @throws {StorageFull | StorageFailed}
 */
export async function enter(
  keeper: LedgerKeeper,
  { office, entries, ledger }: Welcome,
  device: string,
): Promise<boolean> {
  const own = keeper.device!;
  const theirs = ledger.roster.roster().devices;
  if (theirs.get(device)?.revoked) throw new EngineProblem('device-revoked');
  const before = keeper.ledger?.roster.roster().devices.get(own);
  const wouldLose = device !== own && before !== undefined && !before.revoked && !theirs.get(own)?.revoked;
  if (wouldLose) throw new EngineProblem('device-not-revoked');
  await keeper.join(office, entries);
  if (device !== own) await keeper.renew(device);
  const known = keeper.ledger!.roster.roster().devices.get(device);
  if (known?.revoked) throw new EngineProblem('device-revoked');
  return known === undefined;
}
