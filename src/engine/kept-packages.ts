import { fromBase64url, toBase64url } from '../ledger/base64url.ts';
import { fieldsIn, listIn, stringIn } from '../store/read-fields.ts';
import type { Storage } from '../store/storage.ts';

/** One text of a package. */
export interface KeptText {
  /** Hash of the edition that was circulated. */
  asked: string;
  /** What stands in the package: the same, or the newest that only corrects slips in it; and its publish entry. */
  edition: string;
  publish: string;
  statement: string;
}

/** What this device remembers of a package that it made. */
export interface KeptPackage {
  id: string;
  circulation: string;
  /** When it was made, in milliseconds since 1970 by this device's clock. */
  at: number;
  texts: readonly KeptText[];
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
  async keep({ id, circulation, at, texts, secrets }: KeptPackage): Promise<void> {
    const value = {
      circulation,
      at,
      texts,
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
  return {
    id,
    circulation,
    at,
    texts: listIn(from, 'texts').flatMap((one) => textIn(one) ?? []),
    secrets: new Map(
      listIn(from, 'secrets').flatMap((pair): [string, Uint8Array][] => {
        const [member, secret] = Array.isArray(pair) ? (pair as unknown[]) : [];
        const bytes = typeof secret === 'string' ? fromBase64url(secret) : undefined;
        return typeof member === 'string' && bytes !== undefined ? [[member, bytes]] : [];
      }),
    ),
  };
}

function textIn(value: unknown): KeptText | undefined {
  const from = fieldsIn(value) ?? {};
  const [asked, edition, publish, statement] = (['asked', 'edition', 'publish', 'statement'] as const).map(
    (key) => stringIn(from, key),
  );
  if (asked === undefined || edition === undefined || publish === undefined || statement === undefined)
    return undefined;
  return { asked, edition, publish, statement };
}
