import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { fieldsIn, listIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

/** What this device remembers of a package that it made. */
export interface KeptPackage {
  id: string;
  circulation: string;
  /** When it was made, in milliseconds since 1970 by this device's clock. */
  at: number;
  /** The sentence of each edition, by hash. */
  statements: ReadonlyMap<string, string>;
  /** By member. Whoever has one of these can answer for that person. */
  secrets: ReadonlyMap<string, Uint8Array>;
}

const prefix = 'package:';

/** The packages of this device with their secrets. They lie where nothing is synced and no backup looks. */
export class KeptPackages {
  #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** @throws {StorageFull | StorageFailed} then no answer to it could ever be checked: the file is not to be given out */
  async keep({ id, circulation, at, statements, secrets }: KeptPackage): Promise<void> {
    const value = {
      circulation,
      at,
      statements: [...statements],
      secrets: [...secrets].map(([member, secret]) => [member, toBase64url(secret)]),
    };
    await this.#storage.write([{ room: 'kv', key: `${prefix}${id}`, value }], 'strict');
  }

  async get(id: string): Promise<KeptPackage | undefined> {
    return packageIn(id, await this.#storage.get('kv', `${prefix}${id}`));
  }

  /** Packages of a circulation, the newest first. */
  async of(circulation: string): Promise<KeptPackage[]> {
    const rows = await this.#storage.range('kv', prefix);
    return rows
      .flatMap(({ key, value }) => packageIn(key.slice(prefix.length), value) ?? [])
      .filter((one) => one.circulation === circulation)
      .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  }
}

function packageIn(id: string, value: unknown): KeptPackage | undefined {
  const from = fieldsIn(value);
  const { circulation, at } = from ?? {};
  if (from === undefined || typeof circulation !== 'string' || typeof at !== 'number') return undefined;
  const pairs = (key: string): [string, string][] =>
    listIn(from, key).filter(
      (pair): pair is [string, string] =>
        Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string'),
    );
  return {
    id,
    circulation,
    at,
    statements: new Map(pairs('statements')),
    secrets: new Map(
      pairs('secrets').flatMap(([member, secret]) => {
        const bytes = fromBase64url(secret);
        return bytes === undefined ? [] : [[member, bytes]];
      }),
    ),
  };
}
