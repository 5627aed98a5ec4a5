import type { Clock } from '../sync/clock.ts';
import { DeskLine } from '../sync/desk-line.ts';
import { type Invitation, invitationFault, invitationRoom } from '../sync/invitation.ts';
import type { Link } from '../sync/link.ts';
import { admitDevice, type Admitting as Pairing } from '../sync/pairing/admit-device.ts';
import { PairingFailed, type PairingFault, type Refusal } from '../sync/pairing/pairing-failed.ts';
import { makePresence } from '../sync/presence.ts';
import { admissionFault, admit } from './admission.ts';
import type { AdmittingView, InvitationLine } from './connect-protocol.ts';
import type { DeskSeeker } from './desk-seeker.ts';
import { EngineProblem } from './engine-problem.ts';
import type { CallArgs, EngineProblemCode } from './protocol.ts';
import type { Invitations } from './invitations.ts';
import type { Office } from './office.ts';

/** What is said to the other side of what stands against letting it in. */
const refusals: { [C in EngineProblemCode]?: Refusal } = {
  'invitation-over': 'taken',
  'device-revoked': 'revoked',
  'device-of-other': 'other-member',
};

interface Guest {
  invitation: Invitation;
  deviceName: string;
  pairing: Pairing;
  step: AdmittingView['step'];
  fault?: PairingFault;
  by?: 'here' | 'there';
}

export interface AdmittingParts {
  office: Office;
  invitations: Invitations;
  clock: Clock;
  seeker: DeskSeeker | undefined;
  changed: () => void;
}

/** The admin's side of joining: waits at the desk for those who were invited, and lets them in when two people say so. */
export class Admitting {
  #parts: AdmittingParts;
  #lines = new Map<string, DeskLine>();
  /** By invitation: no other device comes in while two people compare. */
  #guests = new Map<string, Guest>();
  #isClosed = false;

  constructor(parts: AdmittingParts) {
    this.#parts = parts;
  }

  /** Listens for the invitations that are open, and for no others. */
  async follow(): Promise<void> {
    const { invitations, seeker, office } = this.#parts;
    const isAdmin = office.me()?.roles.includes('admin') === true;
    const open = new Set(isAdmin && !this.#isClosed ? invitations.open().map(({ id }) => id) : []);
    for (const [id, line] of Array.from(this.#lines)) {
      if (open.has(id)) continue;
      this.#lines.delete(id);
      // Whoever is being let in goes on over the same line.
      const guest = this.#guests.get(id);
      if (guest === undefined || guest.step === 'done' || guest.step === 'failed') line.close();
      else void guest.pairing.over.then(() => line.close());
    }
    if (open.size === 0 || seeker === undefined) return;
    const road = await seeker.road();
    if (road === undefined) return;
    for (const { id, key } of invitations.open()) {
      if (this.#lines.has(id) || this.#isClosed || !open.has(id)) continue;
      const line = new DeskLine({
        url: road.url,
        connect: road.connect,
        clock: this.#parts.clock,
        enter: () => ({ room: invitationRoom(id), presence: makePresence(key, id) }),
        events: {
          state: () => undefined,
          met: () => undefined,
          left: () => undefined,
          linked: (_, link) => void this.receive(link),
          signalled: () => undefined,
        },
      });
      this.#lines.set(id, line);
    }
  }

  async invite({ member }: { member: string }): Promise<{ id: string; code: string; expires: number }> {
    const { office, invitations } = this.#parts;
    office.must('admin');
    if (office.roster.members.get(member)?.roles.includes('member') !== true)
      throw new EngineProblem('not-found');
    const made = await invitations.make(member);
    this.#followed();
    return made;
  }

  async cancel({ id }: { id: string }): Promise<void> {
    this.#callOff(this.#guests.get(id));
    await this.#parts.invitations.cancel(id);
    this.#guests.delete(id);
    this.#followed();
  }

  /** Somebody asks to come in, over any link, which belongs to this from now on. */
  async receive(link: Link): Promise<void> {
    const { office, invitations, clock, changed } = this.#parts;
    const { ledger, keys } = office.keeper;
    if (ledger === undefined || keys === undefined || office.me()?.roles.includes('admin') !== true) {
      link.close();
      return;
    }
    let pairing: Pairing;
    try {
      pairing = await admitDevice(
        link,
        {
          keys,
          office: ledger.office,
          officeName: office.roster.name,
          memberName: (member) => office.roster.members.get(member)?.name ?? '',
          invitation: async (id) => await invitations.take(id),
        },
        { clock },
      );
    } catch (error) {
      // Whoever has no code hears nothing, and nobody here is bothered.
      if (error instanceof PairingFailed) return;
      throw error;
    }
    const { invitation, joiner } = pairing;
    const refusal = this.#refusal(pairing);
    if (refusal !== undefined) return pairing.refuse(refusal);
    this.#callOff(this.#guests.get(invitation.id));
    const guest: Guest = { invitation, deviceName: joiner.name, pairing, step: 'compare' };
    this.#guests.set(invitation.id, guest);
    const fault = admissionFault(office, invitation.member, joiner.device);
    if (fault !== undefined) {
      const why = refusals[fault]!;
      Object.assign(guest, { step: 'failed', fault: why, by: 'here' });
      pairing.refuse(why);
    }
    void pairing.over.then((how) => {
      if (how === undefined) guest.step = 'done';
      else if (guest.step !== 'failed')
        Object.assign(guest, { step: 'failed', fault: how.fault, by: how.by });
      changed();
      this.#followed();
    });
    changed();
  }

  /**
   * What the two people say of the digits.
   *
   * @param digits those that they have compared
   * @throws {EngineProblem} `not-found` when nobody is there any more, `other-digits` when other ones are on the screen
   */
  answer({ of, digits, same }: CallArgs<'answerDigits'>): void {
    const guest = this.#guests.get(of);
    if (guest?.step !== 'compare') throw new EngineProblem('not-found');
    if (guest.pairing.digits !== digits) throw new EngineProblem('other-digits');
    if (!same) guest.pairing.refuse('digits-differ');
    else {
      guest.step = 'waiting';
      void this.#letIn(guest);
    }
    this.#parts.changed();
  }

  /** Leaves it, or takes what is over off the screen. */
  end(id: string): void {
    const guest = this.#guests.get(id);
    if (guest === undefined) return;
    this.#callOff(guest);
    this.#guests.delete(id);
    this.#followed();
  }

  views(): { invitations: InvitationLine[]; admitting: AdmittingView[] } {
    const { office, invitations, clock } = this.#parts;
    const members = office.keeper.ledger === undefined ? undefined : office.roster.members;
    const nameOf = (member: string): string => members?.get(member)?.name ?? '';
    return {
      invitations: invitations.list().map((one) => ({
        id: one.id,
        member: one.member,
        memberName: nameOf(one.member),
        expires: one.expires,
        state: invitationFault(one, clock.now()) ?? 'open',
      })),
      admitting: [...this.#guests.values()].map(({ invitation, deviceName, pairing, step, fault, by }) => ({
        id: invitation.id,
        memberName: nameOf(invitation.member),
        deviceName,
        digits: pairing.digits,
        step,
        ...(fault !== undefined && { fault }),
        ...(by !== undefined && { by }),
      })),
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const guest of this.#guests.values()) this.#callOff(guest);
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }

  /**
   * Why somebody who has shown the code is not asked about. Whoever was there first stays until their line ends, people
   * say no, or their time is over: others may have begun before them and come to the end only now. The same device
   * comes again when it was cut off and that is not known here yet.
   */
  #refusal({ invitation: { id }, joiner }: Pairing): Refusal | undefined {
    const kept = this.#parts.invitations.of(id);
    if (kept === undefined || this.#isClosed) return 'unwanted';
    if (kept.usedBy !== undefined) return 'taken';
    const seated = this.#guests.get(id);
    if (seated === undefined || seated.step === 'failed') return undefined;
    return seated.pairing.joiner.device === joiner.device ? undefined : 'taken';
  }

  /** Ends it here and now, whatever is under way; what is over stays as it is. */
  #callOff(guest: Guest | undefined): void {
    if (guest === undefined) return;
    if (guest.step !== 'done' && guest.step !== 'failed')
      Object.assign(guest, { step: 'failed', fault: 'unwanted', by: 'here' });
    guest.pairing.refuse('unwanted');
  }

  async #letIn(guest: Guest): Promise<void> {
    const { office, invitations, changed } = this.#parts;
    const { pairing, invitation } = guest;
    try {
      await pairing.confirm();
      // First nobody else can come in with it, then it is signed: cut off in between, a new invitation is wanted.
      await invitations.use(invitation.id, pairing.joiner);
      if (guest.step !== 'waiting') return;
      const welcome = await admit(office, invitation.member, pairing.joiner);
      guest.step = 'sending';
      changed();
      await pairing.welcome(welcome);
    } catch (error) {
      if (error instanceof PairingFailed) return;
      const refusal = error instanceof EngineProblem ? refusals[error.code] : undefined;
      if (refusal !== undefined) return pairing.refuse(refusal);
      console.error(error);
      pairing.refuse('failed');
    }
  }

  #followed(): void {
    void this.follow().catch((error: unknown) => console.error(error));
    this.#parts.changed();
  }
}
