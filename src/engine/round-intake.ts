import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ConsultationRecord } from '../office/consultations.ts';
import { isSignedBy, readSignedSlip, type SignedSlip, wasAsked } from '../office/signed-slip.ts';
import type { TakenSlip } from '../office/opinion-lines.ts';
import { draftActor } from '../store/draft-document.ts';
import type { Library } from '../store/library.ts';
import { fieldsIn, stringIn } from '../store/read-fields.ts';
import { changeRound, type RoundChange, type RoundContent, roundKey } from '../store/round-document.ts';
import { roundOf } from '../store/sealed-document.ts';
import { longestSlip, readSlip } from '../office/opinion-slip.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { OpenedRounds } from './opened-rounds.ts';
import type { SealedRow } from './sealed-rows.ts';

/** UTF-16 units that one round takes from one member, and from all without a name: nobody can crowd the others out. */
const mostOfMember = 600_000;
const mostUnnamed = 1_500_000;

export interface RoundIntakeParts {
  office: Office;
  library: Library;
  opened: OpenedRounds;
}

/** On editors' devices: what was sealed for editors is opened, checked, and kept where all editors have it. */
export class RoundIntake {
  #parts: RoundIntakeParts;
  /** Signatures that were found good, by hash of what they came in and what it says. */
  #good = new Map<string, boolean>();

  constructor(parts: RoundIntakeParts) {
    this.#parts = parts;
  }

  /**
   * Takes what has come of a round. Doing it twice, or on two devices at once, changes nothing more.
   *
   * @returns slips that were left out since they are too many; undefined for who has not the round
   * @throws {StorageFull | StorageFailed}
   */
  async take(record: ConsultationRecord): Promise<{ leftOut: number } | undefined> {
    const { opened } = this.#parts;
    const round = await opened.round(record.act);
    if (round === undefined) return undefined;
    const sizes = sizesOf(round);
    const slips: Record<string, unknown> = {};
    let leftOut = 0;
    for (const row of await opened.rows.of(roundOf(record.act.sealed), 'opinions')) {
      if (row.hash in round.slips) continue;
      const signed = await this.#believed(row, record, round.key);
      if (signed === undefined) continue;
      const body = JSON.stringify(signed);
      const who = signed.slip.from?.member ?? '';
      const size = (sizes.get(who) ?? 0) + body.length;
      if (size > (who === '' ? mostUnnamed : mostOfMember)) leftOut += 1;
      else {
        sizes.set(who, size);
        slips[row.hash] = { body, arrived: noonOf(row.row.at) };
      }
    }
    // An editor who says something without a name opens it on the same device first: neither a name nor a time may say so.
    if (Object.keys(slips).length > 0) await this.put(record, { slips }, randomDevice());
    return { leftOut };
  }

  /**
   * Puts something into what editors have of a round.
   *
   * @param as device in whose name it is done
   * @throws {EngineProblem} `not-found` when that is not here, or cannot be read
   * @throws {StorageFull | StorageFailed}
   */
  async put(
    { act }: Pick<ConsultationRecord, 'act'>,
    change: RoundChange,
    as: string = this.#parts.office.keeper.device!,
  ): Promise<void> {
    const { library } = this.#parts;
    let changed: Uint8Array | undefined;
    await library.changeDocument(roundKey(roundOf(act.sealed)), (before) => {
      changed = before && unlessDamaged(() => changeRound(before, change, draftActor(as)));
      return changed;
    });
    if (changed === undefined) throw new EngineProblem('not-found');
  }

  /** The slips that editors have, those that somebody forged among them left out. */
  async slips(record: ConsultationRecord, round: RoundContent): Promise<TakenSlip[]> {
    const taken: TakenSlip[] = [];
    for (const [hash, value] of Object.entries(round.slips)) {
      const from = fieldsIn(value) ?? {};
      const { arrived, carried } = from;
      const body = stringIn(from, 'body');
      if (body === undefined || typeof arrived !== 'number' || body.length > longestSlip * 2) continue;
      if (carried !== undefined) {
        const { name, by } = (fieldsIn(carried) ?? {}) as Partial<Record<string, unknown>>;
        const slip = plainSlip(body);
        if (typeof name !== 'string' || typeof by !== 'string' || slip?.from !== undefined) continue;
        if (slip?.consultation !== record.entry.id) continue;
        taken.push({ hash, slip, arrived, carried: { name: name.slice(0, 200), by } });
        continue;
      }
      const signed = readSignedSlip(new TextEncoder().encode(body));
      if (
        signed !== undefined &&
        (await this.#isGood(`${hash} ${bytesToHex(sha256(utf8ToBytes(body)))}`, signed, record, round.key))
      )
        taken.push({ hash, slip: signed.slip, arrived });
    }
    return taken;
  }

  async #believed(
    row: SealedRow,
    record: ConsultationRecord,
    key: Uint8Array,
  ): Promise<SignedSlip | undefined> {
    const signed = await this.#parts.opened.slip(row, record.entry.id);
    if (signed === undefined) return undefined;
    // Another device may come to be known, so what is not good now is asked again.
    return (await this.#check(signed, record, key)) ? signed : undefined;
  }

  async #isGood(
    name: string,
    signed: SignedSlip,
    record: ConsultationRecord,
    key: Uint8Array,
  ): Promise<boolean> {
    if (this.#good.get(name) === true) return true;
    const isGood = await this.#check(signed, record, key);
    if (isGood) this.#good.set(name, true);
    return isGood;
  }

  async #check(signed: SignedSlip, record: ConsultationRecord, key: Uint8Array): Promise<boolean> {
    const { slip } = signed;
    if (slip.consultation !== record.entry.id || !wasAsked(signed, key)) return false;
    if (signed.signed === undefined) return record.act.anonymous;
    const device = this.#parts.office.roster.devices.get(signed.signed.device);
    return device?.kind === 'device' && (await isSignedBy(signed, device));
  }
}

/** Of a moment only the day is kept, which is all that lateness asks for. */
function noonOf(at: number): number {
  return new Date(at).setHours(12, 0, 0, 0);
}

/** Name of no device. */
const randomDevice = (): string => bytesToHex(crypto.getRandomValues(new Uint8Array(16)));

function plainSlip(body: string): ReturnType<typeof readSlip> | undefined {
  try {
    return readSlip(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** What a round has taken already, by member; empty for those without a name. */
function sizesOf(round: RoundContent): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const value of Object.values(round.slips)) {
    const body = stringIn(fieldsIn(value) ?? {}, 'body') ?? '';
    const slip = fieldsIn(fieldsIn(parsed(body))?.['slip']) ?? {};
    const who = stringIn(fieldsIn(slip['from']) ?? {}, 'member') ?? '';
    sizes.set(who, (sizes.get(who) ?? 0) + body.length);
  }
  return sizes;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
