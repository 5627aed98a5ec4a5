import type { Library } from '../store/library.ts';
import { systemClock } from '../sync/clock.ts';
import { Admitting } from './admitting.ts';
import { Bundles } from './bundles.ts';
import { Connections } from './connections.ts';
import { DeskSeeker } from './desk-seeker.ts';
import { DirectCodes } from './direct-codes.ts';
import type { DraftLedger } from './draft-ledger.ts';
import type { Drafts } from './drafts.ts';
import { EngineProblem } from './engine-problem.ts';
import { Invitations } from './invitations.ts';
import { JoinFiles } from './join-files.ts';
import { enter, Joining, type JoiningParts } from './joining.ts';
import { KeptRequest } from './kept-request.ts';
import type { Office } from './office.ts';
import type { CallAnswer, CallArgs, FromEngine } from './protocol.ts';
import type { ReaderNotes } from './reader-notes.ts';
import type { Surroundings } from './surroundings.ts';
import { SaidRevoked } from './said-revoked.ts';
import { Witnessing } from './witnessing.ts';

export interface OthersParts {
  office: Office;
  library: Library;
  reader: ReaderNotes;
  surroundings: Surroundings;
  tell: (message: FromEngine) => void;
  drafts: Drafts;
  draftLedger: DraftLedger;
}

/** Milliseconds in which changes are told together. */
const gather = 250;
/** Milliseconds after which what came in is witnessed: at the desk, and elsewhere if nobody has until then. */
const atDesk = 5000;
const elsewhere = 10 * 60_000;

/** Everything between this device and others: lines, joining, letting in. */
export class Others {
  readonly connections: Connections;
  readonly admitting: Admitting;
  readonly joining: Joining;
  readonly files: JoinFiles;
  readonly bundles: Bundles;
  #codes: DirectCodes;
  #asked: KeptRequest;
  #seeker: DeskSeeker | undefined;

  private constructor(connections: Connections, parts: OthersParts & Inside) {
    const { office, surroundings, seeker, invitations, said, asked, changed } = parts;
    this.connections = connections;
    this.#seeker = seeker;
    const clock = systemClock;
    this.admitting = new Admitting({ office, invitations, clock, seeker, changed });
    const enterHere: JoiningParts['enter'] = async (welcome, device) => {
      try {
        const awaiting = await enter(office.keeper, welcome, device);
        await asked.drop();
        said.forget();
        return awaiting;
      } catch (error) {
        // An admin's roster says so, against whoever said otherwise.
        if (error instanceof EngineProblem && error.code === 'device-not-revoked') said.forget();
        throw error;
      }
    };
    this.joining = new Joining({ keeper: office.keeper, clock, seeker, enter: enterHere, changed });
    const { joining } = this;
    const { library, reader } = parts;
    const { now } = clock;
    this.#asked = asked;
    this.files = new JoinFiles({ office, asked, enter: enterHere, invitations, joining, now });
    this.bundles = new Bundles({ office, library, reader, connections, invitations, now });
    this.#codes = new DirectCodes(surroundings.rtc);
  }

  static async open(parts: OthersParts): Promise<Others> {
    const { office, library, surroundings, tell } = parts;
    const { findDesk, rtc, isDesk = false } = surroundings;
    const seeker = findDesk && new DeskSeeker(findDesk, systemClock);
    let changes = 0;
    let isDue = false;
    const changed = (): void => {
      if (isDue) return;
      isDue = true;
      systemClock.after(gather, () => {
        isDue = false;
        tell({ connections: (changes += 1) });
      });
    };
    const said = await SaidRevoked.open(library.storage, () => office.keeper.device);
    const connections = await Connections.open({
      office,
      library,
      clock: systemClock,
      // The desk is there already; it only looks for itself when it joins.
      seeker: isDesk ? undefined : seeker,
      rtc,
      live: parts.drafts,
      invitations: () => parts.draftLedger.invited,
      said,
      witnessing: new Witnessing(office.keeper, systemClock, isDesk ? atDesk : elsewhere, isDesk),
      changed,
    });
    const invitations = await Invitations.open(library.storage, systemClock);
    const asked = await KeptRequest.open(library.storage, systemClock.now);
    return new Others(connections, { ...parts, seeker, invitations, said, asked, changed });
  }

  /** Opens what should be open as the office stands now. */
  async follow(): Promise<void> {
    await Promise.all([this.connections.follow(), this.admitting.follow()]);
  }

  /** The network may be back: tries now what would be tried later. */
  wake(): void {
    const wasNone = this.#seeker?.state === 'none';
    this.connections.wake();
    if (wasNone) void this.admitting.follow().catch((error: unknown) => console.error(error));
  }

  pairing(): CallAnswer<'pairing'> {
    const { view } = this.joining;
    const request = this.#asked.made;
    return {
      ...this.admitting.views(),
      ...(view !== undefined && { join: view }),
      ...(request !== undefined && { request }),
    };
  }

  answerDigits(what: CallArgs<'answerDigits'>): void {
    if (what.of === 'join') this.joining.answer(what);
    else this.admitting.answer(what);
  }

  endPairing({ of }: CallArgs<'endPairing'>): void {
    if (of === 'join') this.joining.end();
    else this.admitting.end(of);
  }

  offerCode(what: CallArgs<'offerCode'>): Promise<{ code: string }> {
    return this.#codes.offer((link) => {
      if (what.for === 'admit') void this.admitting.receive(link);
      else void this.connections.take(link, 'caller', 'direct');
    });
  }

  acceptAnswer(what: { code: string }): Promise<void> {
    return this.#codes.accept(what);
  }

  /** @throws {EngineProblem} see `DirectCodes.answer`, and for a device that joins `Joining.prepare` */
  async answerCode({ code, join }: CallArgs<'answerCode'>): Promise<{ code: string }> {
    if (join === undefined) {
      if (this.connections.lines === undefined) throw new EngineProblem('no-office');
      return await this.#codes.answer(
        code,
        (link) => void (link && this.connections.take(link, 'answerer', 'direct')),
      );
    }
    const go = await this.joining.expect(join);
    return await this.#codes.answer(code, go);
  }

  async close(): Promise<void> {
    this.joining.end();
    this.admitting.close();
    this.#seeker?.close();
    await this.connections.close();
  }
}

interface Inside {
  seeker: DeskSeeker | undefined;
  invitations: Invitations;
  said: SaidRevoked;
  asked: KeptRequest;
  changed: () => void;
}
