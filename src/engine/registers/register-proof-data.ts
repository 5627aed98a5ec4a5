import { canonicalBytes } from '../../ledger/canonical-json.ts';
import { readSignedEntries, type ReadProof } from '../../ledger/proof.ts';
import { readSeal, type Seal } from '../../ledger/proof-seal.ts';
import * as shape from '../../ledger/shape.ts';
import type { RegisterForm, RegisterOrder } from '../../office/registers/register.ts';

/** What a proof of a register holds: the register, and all from which it can be counted again. As JSON. */
export interface RegisterProofData {
  v: 1;
  kind: 'register';
  /** Id of the genesis entry. */
  office: string;
  order: RegisterOrder;
  /** The register as the device that made it has it. */
  register: unknown;
  /** Contents of the editions that it speaks of, as far as they were there. */
  editions: unknown[];
  /** Hashes of those that were received from elsewhere. */
  incoming: string[];
  /** By entry, the checkpoint that shows that it was seen. */
  witnesses: Record<string, string>;
  entries: { body: string; sig: string }[];
  /** Seal of the device that made it over all the rest: nothing can be left out or put in afterwards. */
  maker: string;
}

/** A proof from outside, read and not yet believed. */
export interface ReadRegisterProof {
  office: string;
  order: RegisterOrder;
  register: unknown;
  editions: unknown[];
  incoming: string[];
  witnesses: Map<string, string>;
  entries: ReadProof['entries'];
  maker: Seal | undefined;
  /** What the maker's seal is over. */
  sealed: Uint8Array<ArrayBuffer>;
}

const forms: readonly RegisterForm[] = ['incoming', 'slip', 'receipts', 'missing', 'history'];
const mostEditions = 10_000;
const latest = 253_402_300_799_999;
/** No clock is further from UTC, in minutes. */
const furthest = 24 * 60;

/** The bytes that the device that makes a proof signs. */
export function makerBytes(data: Omit<RegisterProofData, 'maker'>): Uint8Array<ArrayBuffer> {
  return canonicalBytes(data);
}

/**
 * @param value parsed JSON
 * @throws {BadEntry} `malformed` and the faults of entries
 */
export function readRegisterProof(value: unknown): ReadRegisterProof {
  const from = shape.fields(value, 'proof');
  shape.oneOf(from, 'kind', ['register']);
  const { maker: _, ...rest } = from;
  const witnesses = Object.entries(shape.fields(from['witnesses'], 'witnesses'));
  return {
    office: shape.hash(from, 'office'),
    order: readOrder(shape.fields(from['order'], 'order')),
    register: shape.fields(from['register'], 'register'),
    editions: shape.list(from, 'editions', mostEditions),
    incoming: shape.hashes(from, 'incoming', mostEditions),
    witnesses: new Map(witnesses.map(([entry, checkpoint]) => [entry, String(checkpoint)])),
    entries: readSignedEntries(from),
    maker: readSeal(shape.text(from, 'maker', 300)),
    sealed: canonicalBytes(rest),
  };
}

function readOrder(from: shape.Fields): RegisterOrder {
  const circulation = shape.maybe(from, 'circulation', shape.hash);
  return {
    form: shape.oneOf(from, 'form', forms),
    ...(circulation !== undefined && { circulation }),
    language: shape.oneOf(from, 'language', ['zh', 'en']),
    on: shape.day(from, 'on'),
    at: shape.whole(from, 'at', latest),
    zone: readZone(from['zone']),
    by: shape.handle(from, 'by'),
    device: shape.device(from, 'device'),
  };
}

function readZone(value: unknown): number {
  const isZone = typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= furthest;
  return isZone ? value : shape.whole({ zone: value }, 'zone', 0);
}
