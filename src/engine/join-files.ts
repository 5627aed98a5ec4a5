import { deviceId } from '../ledger/device-id.ts';
import { officeFingerprint } from '../ledger/office-fingerprint.ts';
import { type Invitation, invitationFault } from '../sync/invitation.ts';
import { requestDigits } from '../sync/pairing/digits.ts';
import { openAnswer, sealAnswer } from '../sync/pairing/join-answer.ts';
import { BadRequest, type JoinRequest, readRequest, writeRequest } from '../sync/pairing/join-request.ts';
import { PairingFailed } from '../sync/pairing/pairing-failed.ts';
import { readWelcome, type Welcome } from '../sync/pairing/welcome.ts';
import { admissionFault, admit } from './admission.ts';
import type { CallAnswer } from './protocol.ts';
import type { AskToJoin, RequestView } from './connect-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Invitations } from './invitations.ts';
import { joinFileName } from './join-file-name.ts';
import type { Joining } from './joining.ts';
import type { KeptRequest } from './kept-request.ts';
import type { Office } from './office.ts';
import type { SavedFile } from './office-protocol.ts';
import { localDay } from '../rule/local-day.ts';

export interface JoinFilesParts {
  office: Office;
  /** What this device has asked for. */
  asked: KeptRequest;
  /** See `enter` of `joining.ts`. */
  enter: (welcome: Welcome, device: string) => Promise<boolean>;
  invitations: Invitations;
  joining: Joining;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Joining without a network: a request file to carry to the admin, an answer file to carry back. */
export class JoinFiles {
  #parts: JoinFilesParts;

  constructor(parts: JoinFilesParts) {
    this.#parts = parts;
  }

  /** @throws {EngineProblem} `bad-invitation`, `bad-name`, `office-exists` */
  async request(what: AskToJoin): Promise<SavedFile & { digits: string }> {
    const { joining, asked } = this.#parts;
    const { code, joiner } = await joining.prepare(what);
    const bytes = await writeRequest(joiner, code);
    const digits = await requestDigits(bytes);
    const { alg, key } = joiner.keys;
    const device = { device: deviceId(alg, key), name: joiner.name };
    await asked.keep({ id: code.id, key: code.key, digits, ...device });
    const name = joinFileName(device, this.#day(), '.guiju-request.json');
    return { name, bytes, digits };
  }

  /**
   * What a request file says. Every look counts as a try, as with a device that asks over a network.
   *
   * @throws {EngineProblem} `not-allowed`, `bad-file`, `bad-invitation` when it was written with no code of an
   *   invitation of this device, `invitation-over`; `device-revoked`, `device-of-other` when the device cannot be let in
   */
  async look({ bytes }: { bytes: Uint8Array }): Promise<RequestView> {
    const { office, invitations } = this.#parts;
    office.must('admin');
    const file = new Uint8Array(bytes);
    const { invitation, joiner } = await this.#read(file);
    this.#mustBeFree(invitations.of(invitation), joiner.device);
    const taken = await invitations.take(invitation);
    if (taken === undefined) throw new EngineProblem('invitation-over');
    return {
      id: invitation,
      memberName: office.roster.members.get(taken.member)?.name ?? '',
      deviceName: joiner.name,
      digits: await requestDigits(file),
    };
  }

  /**
   * Signs the device in, and gives the answer file. To be called with exactly the bytes whose digits two people have
   * compared.
   *
   * @throws {EngineProblem} as `look`
   */
  async admit({ bytes }: { bytes: Uint8Array }): Promise<SavedFile> {
    const { office, invitations, now } = this.#parts;
    office.must('admin');
    const { invitation: id, joiner } = await this.#read(new Uint8Array(bytes));
    const invitation = invitations.of(id);
    if (invitation === undefined) throw new EngineProblem('invitation-over');
    const fault = invitationFault(invitation, now());
    // The device itself may come again: the answer file may be lost.
    const isAgain = fault === 'used' && invitation.usedBy === joiner.device;
    const isLastTry = fault === 'too-many-tries';
    if (fault !== undefined && !isAgain && !isLastTry) throw new EngineProblem('invitation-over');
    this.#mustBeFree(invitation, joiner.device);
    await invitations.use(id, joiner);
    const welcome = await admit(office, invitation.member, joiner);
    const answer = { office: office.ledger.office, by: office.keeper.device!, welcome };
    const sealed = await sealAnswer(answer, invitation, joiner.agreementKey);
    const { devices, members } = office.roster;
    // As the roster calls it by now.
    const device = { device: joiner.device, name: devices.get(joiner.device)?.name ?? joiner.name };
    const member = members.get(invitation.member)?.name ?? '';
    const name = joinFileName({ member, ...device }, this.#day(), '.guiju-answer');
    return { name, bytes: sealed };
  }

  /**
   * Takes over the office that an answer file brings.
   *
   * @throws {EngineProblem} `not-found` when this device has not asked, `bad-file`, `other-office` when it is not for
   *   this device, or of another office than the one that is here; `device-revoked`, `device-not-revoked` as `enter`
   */
  async take({ bytes }: { bytes: Uint8Array }): Promise<CallAnswer<'takeAnswer'>> {
    const { office, asked, enter } = this.#parts;
    const { keeper } = office;
    const device = asked.invitation?.device ?? keeper.device;
    if (asked.invitation === undefined || device === undefined) throw new EngineProblem('not-found');
    try {
      const isAnew = device !== keeper.device;
      const agreement = isAnew ? (await keeper.successor()).agreement : await keeper.agreement();
      const answer = await openAnswer(new Uint8Array(bytes), asked.invitation, agreement);
      if (keeper.ledger !== undefined && keeper.ledger.office !== answer.office)
        throw new EngineProblem('other-office');
      const welcome = await readWelcome(answer.welcome, answer);
      const { name, members, devices } = welcome.ledger.roster.roster();
      const awaiting = await enter(welcome, device);
      return {
        officeName: name,
        memberName: members.get(devices.get(keeper.device!)?.member ?? '')?.name ?? '',
        fingerprint: officeFingerprint(welcome.office),
        ...(awaiting && { awaiting }),
      };
    } catch (error) {
      if (!(error instanceof PairingFailed)) throw error;
      throw new EngineProblem(error.fault === 'code' ? 'other-office' : 'bad-file');
    }
  }

  /** @throws {EngineProblem} `device-revoked`, `device-of-other` */
  #mustBeFree(invitation: Invitation | undefined, device: string): void {
    const fault = invitation && admissionFault(this.#parts.office, invitation.member, device);
    if (fault !== undefined) throw new EngineProblem(fault);
  }

  async #read(bytes: Uint8Array<ArrayBuffer>): Promise<JoinRequest> {
    try {
      return await readRequest(bytes, (id) => this.#parts.invitations.of(id)?.key);
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      throw new EngineProblem(error.fault === 'code' ? 'bad-invitation' : 'bad-file');
    }
  }

  #day(): string {
    return localDay(this.#parts.now());
  }
}
