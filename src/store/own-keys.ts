import { type AgreementKeys, makeAgreementKeys } from '../ledger/agreement-keys.ts';
import { deviceId } from '../ledger/device-id.ts';
import { type DeviceKeys, isAlg, makeKeys } from '../ledger/signature.ts';
import { fieldsIn } from './read-fields.ts';
import { type Change, type Storage, StorageFailed } from './storage.ts';

/** The keys of one device. */
export interface KeyPairs {
  keys: DeviceKeys;
  agreement: AgreementKeys;
}

const keysKey = 'device';
const agreementKey = 'agreement';
/** How often this device has come in anew: its keys lie under that number, and those of a successor under the next. */
const turnKey = 'turn';

/** The keys of this device as they rest in a base; a browser does not hand them out. One call at a time. */
export class OwnKeys {
  #storage: Storage;
  #turn: number;
  #signing: DeviceKeys | undefined;
  #agreement: AgreementKeys | undefined;

  private constructor(storage: Storage, turn: number, signing: DeviceKeys | undefined) {
    this.#storage = storage;
    this.#turn = turn;
    this.#signing = signing;
  }

  /** @throws {StorageFailed} */
  static async open(storage: Storage): Promise<OwnKeys> {
    const stored = await storage.get('keys', turnKey);
    const turn = typeof stored === 'number' ? stored : 0;
    return new OwnKeys(storage, turn, toKeys(await storage.get('keys', atTurn(keysKey, turn))));
  }

  /** Keys with which this device signs, once it has some. */
  get signing(): DeviceKeys | undefined {
    return this.#signing;
  }

  /** Id of this device, once it has keys. */
  get device(): string | undefined {
    return this.#signing === undefined ? undefined : deviceId(this.#signing.alg, this.#signing.key);
  }

  /**
   * Makes keys to sign with if there are none.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async make(): Promise<DeviceKeys> {
    this.#signing ??= await this.#keptSigning(this.#turn);
    return this.#signing;
  }

  /**
   * The keys with which this device agrees on secrets with others; made when there are none yet.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async agreement(): Promise<AgreementKeys> {
    this.#agreement ??= await this.#storedAgreement(this.#turn);
    this.#agreement ??= await this.#keptAgreement(this.#turn);
    return this.#agreement;
  }

  /**
   * Keys of the device that this one becomes with `renew`, the same ones each time.
   *
   * @param isGone when it is so for them, others are made
   * @throws {StorageFull | StorageFailed}
   */
  async successor(isGone: (device: string) => boolean): Promise<KeyPairs> {
    const next = this.#turn + 1;
    const keys = toKeys(await this.#storage.get('keys', atTurn(keysKey, next)));
    const agreement = await this.#storedAgreement(next);
    if (keys !== undefined && agreement !== undefined && !isGone(deviceId(keys.alg, keys.key)))
      return { keys, agreement };
    return { keys: await this.#keptSigning(next), agreement: await this.#keptAgreement(next) };
  }

  /**
   * From now on these are the keys, and those before them are gone.
   *
   * @param keys as `successor` gave them
   * @throws {StorageFull | StorageFailed} they are what they were
   */
  async renew({ keys, agreement }: KeyPairs): Promise<void> {
    const turn = this.#turn + 1;
    const gone = [keysKey, agreementKey].map((key): Change => ({
      room: 'keys',
      key: atTurn(key, this.#turn),
    }));
    await this.#storage.write([{ room: 'keys', key: turnKey, value: turn }, ...gone], 'strict');
    this.#turn = turn;
    this.#signing = keys;
    this.#agreement = agreement;
  }

  async #storedAgreement(turn: number): Promise<AgreementKeys | undefined> {
    return toAgreementKeys(await this.#storage.get('keys', atTurn(agreementKey, turn)));
  }

  async #keptSigning(turn: number): Promise<DeviceKeys> {
    const made = await makeKeys(this.#storage.keysAsBytes);
    return ifKept(toKeys(await this.#kept(atTurn(keysKey, turn), made)));
  }

  async #keptAgreement(turn: number): Promise<AgreementKeys> {
    const made = await makeAgreementKeys(this.#storage.keysAsBytes);
    return ifKept(toAgreementKeys(await this.#kept(atTurn(agreementKey, turn), made)));
  }

  /** Keys as they lie on disk: what is used from the beginning is what will be found again, and cannot be taken out. */
  async #kept(key: string, value: DeviceKeys | AgreementKeys): Promise<unknown> {
    await this.#storage.write([{ room: 'keys', key, value }], 'strict');
    return await this.#storage.get('keys', key);
  }
}

function ifKept<T>(keys: T | undefined): T {
  if (keys === undefined) throw new StorageFailed('the keys of this device were not kept');
  return keys;
}

/** Where keys lie; those of the first turn as they always have. */
function atTurn(key: string, turn: number): string {
  return turn === 0 ? key : `${key}-${turn}`;
}

/** Signing keys as they lie on disk; undefined when there are none. */
function toKeys(value: unknown): DeviceKeys | undefined {
  const fields = fieldsIn(value);
  if (fields === undefined || !isAlg(fields['alg']) || typeof fields['key'] !== 'string') return undefined;
  if (!(fields['privateKey'] instanceof CryptoKey)) return undefined;
  return { alg: fields['alg'], key: fields['key'], privateKey: fields['privateKey'] };
}

/** Agreement keys as they lie on disk; undefined when there are none. */
function toAgreementKeys(value: unknown): AgreementKeys | undefined {
  const fields = fieldsIn(value);
  if (fields?.['alg'] !== 'ECDH-P256' || typeof fields['key'] !== 'string') return undefined;
  if (!(fields['privateKey'] instanceof CryptoKey)) return undefined;
  return { alg: 'ECDH-P256', key: fields['key'], privateKey: fields['privateKey'] };
}
