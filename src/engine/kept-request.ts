import { fieldsIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';
import type { RequestMade } from './connect-protocol.ts';
import { openFor } from './invitations.ts';

const rowKey = 'join-request';

/** What the answer is opened with, and what people still need of the request: they may compare digits the next day. */
type Asked = { id: string; key: string; device?: string } & Partial<RequestMade>;

/** The request file that this device has made last and that is not answered. It is on disk before the file is given. */
export class KeptRequest {
  #storage: Storage;
  #now: () => number;
  #asked: Asked | undefined;

  private constructor(storage: Storage, now: () => number, asked: Asked | undefined) {
    this.#storage = storage;
    this.#now = now;
    this.#asked = asked;
  }

  /** @param now clock of this device, in milliseconds since 1970 */
  static async open(storage: Storage, now: () => number): Promise<KeptRequest> {
    return new KeptRequest(storage, now, askedIn(await storage.get('kv', rowKey)));
  }

  /**
   * What the answer is opened with, and the id that the device has in the request; it may come long after the digits
   * were compared.
   */
  get invitation(): { id: string; key: string; device?: string } | undefined {
    return this.#asked;
  }

  /** As long as an admin may answer it, if the invitation was fresh: no longer than any invitation is open. */
  get made(): RequestMade | undefined {
    const { digits, name, at } = this.#asked ?? {};
    if (digits === undefined || name === undefined || at === undefined) return undefined;
    return Math.abs(this.#now() - at) < openFor ? { digits, name, at } : undefined;
  }

  /**
   * In the place of the one before, if there was one.
   *
   * @throws {StorageFull | StorageFailed} the one before still counts
   */
  async keep(asked: {
    id: string;
    key: string;
    digits: string;
    name: string;
    device: string;
  }): Promise<void> {
    const value = { ...asked, at: this.#now() };
    await this.#storage.write([{ room: 'kv', key: rowKey, value }], 'strict');
    this.#asked = value;
  }

  /** This device is let in. @throws {StorageFull | StorageFailed} */
  async drop(): Promise<void> {
    if (this.#asked === undefined) return;
    await this.#storage.write([{ room: 'kv', key: rowKey }], 'strict');
    this.#asked = undefined;
  }
}

function askedIn(value: unknown): Asked | undefined {
  const { id, key, digits, name, at, device } = (fieldsIn(value) ?? {}) as Partial<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof key !== 'string') return undefined;
  return {
    id,
    key,
    ...(typeof device === 'string' && { device }),
    ...(typeof digits === 'string' && { digits }),
    ...(typeof name === 'string' && { name }),
    ...(typeof at === 'number' && { at }),
  };
}
