import { hexToBytes } from '@noble/hashes/utils.js';
import type { ConsultAct } from '../ledger/consult-acts.ts';
import { copyHash, type FrozenCopy, readCopy } from '../office/consultation-copy.ts';
import { type ConsultationRecord } from '../office/consultations.ts';
import { type OpinionResults, readResults } from '../office/opinion-results.ts';
import { readSignedSlip, type SignedSlip } from '../office/signed-slip.ts';
import type { Library } from '../store/library.ts';
import { readRound, type RoundContent, roundKey } from '../store/round-document.ts';
import { roundOf } from '../store/sealed-document.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';
import { openFor } from '../sync/sealed/seal-for.ts';
import { openOnce, sealOnce } from '../sync/sealed/seal-once.ts';
import type { Office } from './office.ts';
import { type SealedRow, SealedRows } from './sealed-rows.ts';

/** What things are sealed for; each opens for its own use only. */
export const sealedUses = {
  copy: 'guiju/consult-copy/1',
  key: 'guiju/consult-key/1',
  opinions: 'guiju/opinions/1',
  answer: 'guiju/opinion-answer/1',
  results: 'guiju/opinion-results/1',
} as const;

/** Seals something for all who have the copy's key; with 32 bytes of chance before it, since it may be done again. */
export async function sealResults(
  key: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chance = crypto.getRandomValues(new Uint8Array(chanceLength));
  const sealed = await sealOnce(key, chance, sealedUses.results, content);
  return new Uint8Array([...chance, ...sealed]);
}

async function openResults(
  key: Uint8Array<ArrayBuffer>,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [chance, rest] = [sealed.slice(0, chanceLength), sealed.slice(chanceLength)];
  return await openOnce(key, chance, sealedUses.results, rest);
}

const chanceLength = 32;

/** What of rounds this device can open, kept open as long as the engine lives. Nothing of it is written to disk. */
export class OpenedRounds {
  readonly rows: SealedRows;
  #office: Office;
  #library: Library;
  #keys = new Map<string, Uint8Array<ArrayBuffer>>();
  #copies = new Map<string, FrozenCopy>();
  /** By hash; undefined for what is not for this device, or nothing. */
  #slips = new Map<string, SignedSlip | undefined>();
  /** Key documents that are not for this device. */
  #notOurs = new Set<string>();

  constructor(office: Office, library: Library) {
    this.#office = office;
    this.#library = library;
    this.rows = new SealedRows(library);
  }

  /** What editors have of a round; undefined for others, and until it has come. */
  async round(act: Pick<ConsultAct, 'sealed'>): Promise<RoundContent | undefined> {
    const bytes = await this.#library.document(roundKey(roundOf(act.sealed)));
    return bytes && (await this.#library.opened(() => unlessDamaged(() => readRound(bytes))));
  }

  /** Key of the copy; undefined for whom it was not sealed for. */
  async key({ act }: Pick<ConsultationRecord, 'act'>): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const known = this.#keys.get(act.sealed);
    if (known !== undefined) return known;
    const key = (await this.#keyGiven(act)) ?? (await this.round(act))?.key;
    if (key !== undefined) this.#keys.set(act.sealed, key);
    return key;
  }

  /** The copy, if it is here, can be opened, and is the one that the ledger names. */
  async copy(record: Pick<ConsultationRecord, 'act'>): Promise<FrozenCopy | undefined> {
    const { act } = record;
    const known = this.#copies.get(act.sealed);
    if (known !== undefined) return known;
    const [row] = await this.rows.of(roundOf(act.sealed), 'copy');
    if (row?.hash !== act.sealed) return undefined;
    const [sealed, key] = [await this.rows.bytes(row), await this.key(record)];
    if (sealed === undefined || key === undefined) return undefined;
    const bytes = await openOnce(key, new Uint8Array(32), sealedUses.copy, sealed);
    const copy = bytes !== undefined && copyHash(bytes) === act.copy ? readCopy(bytes) : undefined;
    if (copy === undefined) {
      // Another key may come that fits.
      this.#keys.delete(act.sealed);
      return undefined;
    }
    this.#copies.set(act.sealed, copy);
    return copy;
  }

  /** What somebody said, if it is for this device; who says so is not asked here. */
  async slip(row: SealedRow, consultation: string): Promise<SignedSlip | undefined> {
    if (this.#slips.has(row.hash)) return this.#slips.get(row.hash);
    const opened = await this.open(row, 'opinions', consultation);
    const read = opened && readSignedSlip(opened);
    const slip = read?.slip.consultation === consultation ? read : undefined;
    this.#slips.set(row.hash, slip);
    return slip;
  }

  /** What became of all opinions, where an editor signed that all who were asked may see it, and it has come. */
  async results(record: ConsultationRecord): Promise<OpinionResults | undefined> {
    const rows = await this.rows.of(roundOf(record.act.sealed), 'results');
    const row = rows.find(({ hash }) => hash === record.results);
    const [sealed, key] = [row && (await this.rows.bytes(row)), await this.key(record)];
    const bytes = sealed && key && (await openResults(key, sealed));
    return bytes && readResults(bytes);
  }

  /** @returns undefined when it is not for this device */
  async open(
    row: SealedRow,
    kind: 'opinions' | 'answer',
    consultation: string,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const sealed = await this.rows.bytes(row);
    if (sealed === undefined) return undefined;
    const agreement = await this.#office.keeper.agreement();
    return await openFor(sealed, sealedUses[kind], hexToBytes(consultation), agreement);
  }

  async #keyGiven({ sealed, copy }: ConsultAct): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const round = roundOf(sealed);
    for (const row of await this.rows.of(round, 'key')) {
      if (this.#notOurs.has(row.hash)) continue;
      const bytes = await this.rows.bytes(row);
      const agreement = await this.#office.keeper.agreement();
      const key = bytes && (await openFor(bytes, sealedUses.key, hexToBytes(sealed), agreement));
      if (key !== undefined && (await this.#fits(key, round, copy))) return key;
      if (key === undefined) this.#notOurs.add(row.hash);
    }
    return undefined;
  }

  /** Anybody may have sealed a key for this device: the right one opens the copy. */
  async #fits(key: Uint8Array<ArrayBuffer>, round: string, copy: string): Promise<boolean> {
    const [row] = await this.rows.of(round, 'copy');
    const sealed = row && (await this.rows.bytes(row));
    const bytes = sealed && (await openOnce(key, new Uint8Array(32), sealedUses.copy, sealed));
    return bytes !== undefined && copyHash(bytes) === copy;
  }
}
