import { makeAgreementKeys, type AgreementKeys } from '../ledger/agreement-keys.ts';
import { BadEntry } from '../ledger/bad-entry.ts';
import { deviceId } from '../ledger/device-id.ts';
import type { Act, Entry, RosterChange, SignedEntry } from '../ledger/entry.ts';
import { packEntry, unpackEntry } from '../ledger/entry-bytes.ts';
import { Ledger, type Taken } from '../ledger/ledger.ts';
import { makeSeal, type Seal } from '../ledger/proof-seal.ts';
import { mostRosterHeads, readStoredEntry } from '../ledger/read-entry.ts';
import { makeKeys, type DeviceKeys } from '../ledger/signature.ts';
import { knownRosters } from '../ledger/roster-order.ts';
import { signEntry } from '../ledger/sign-entry.ts';
import { atTurn, toAgreementKeys, toKeys } from './own-keys.ts';
import { type Change, type Storage, StorageFailed } from './storage.ts';

/** This base has no office yet, or this device no right to speak in it. */
export class NoOffice extends Error {
  override name = 'NoOffice';
}

/** This base belongs to an office already. */
export class OfficeExists extends Error {
  override name = 'OfficeExists';
}

/** A statement, or what makes it of the ledger as it stands when its turn comes and of what is said before it in one go. */
export type ActToSay = Act | ((ledger: Ledger, before: readonly Entry[]) => Act);

const keysKey = 'device';
const agreementKey = 'agreement';
/** How often this device has come in anew: its keys lie under that number, and those of a successor under the next. */
const turnKey = 'turn';
const officeKey = 'office';

/**
 * The ledger as it rests in a base, and the keys with which this device signs. An entry counts once it is on disk:
 * a write that fails leaves the ledger as it was.
 */
export class LedgerKeeper {
  #storage: Storage;
  #ledger: Ledger | undefined;
  #keys: DeviceKeys | undefined;
  #turn: number;
  #agreement: AgreementKeys | undefined;
  #now: () => number;
  #last: Promise<unknown> = Promise.resolve();
  /** Hears that entries came in. */
  onTaken: (taken: Taken) => void = () => undefined;

  private constructor(
    storage: Storage,
    ledger: Ledger | undefined,
    keys: DeviceKeys | undefined,
    turn: number,
    now: () => number,
  ) {
    this.#storage = storage;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#turn = turn;
    this.#now = now;
  }

  /** @param now clock of this device, in milliseconds since 1970 */
  static async open(storage: Storage, now: () => number = Date.now): Promise<LedgerKeeper> {
    const office = await storage.get('kv', officeKey);
    const ledger = typeof office === 'string' ? await readLedger(storage, office) : undefined;
    const stored = await storage.get('keys', turnKey);
    const turn = typeof stored === 'number' ? stored : 0;
    const keys = toKeys(await storage.get('keys', atTurn(keysKey, turn)));
    return new LedgerKeeper(storage, ledger, keys, turn, now);
  }

  get ledger(): Ledger | undefined {
    return this.#ledger;
  }

  /** Id of this device, once it has keys. */
  get device(): string | undefined {
    return this.#keys === undefined ? undefined : deviceId(this.#keys.alg, this.#keys.key);
  }

  /** Keys with which this device signs, once it has some. */
  get keys(): DeviceKeys | undefined {
    return this.#keys;
  }

  /** Public key of this device, once it has one. */
  get publicKey(): string | undefined {
    return this.#keys?.key;
  }

  /**
   * Makes keys for this device if it has none: they stay in this base, and cannot be taken out of a browser.
   *
   * @returns the public part
   */
  async makeDevice(): Promise<Pick<DeviceKeys, 'alg' | 'key'> & { id: string }> {
    return await this.#next(async () => await this.#device());
  }

  /**
   * Keys with which this device asks to be let in as a new one, since those that it has are revoked. They lie beside
   * its own until `renew`, the same ones each time.
   *
   * @param refused a device that was refused too: when it is this one, others are made
   * @throws {StorageFull | StorageFailed}
   */
  async successor(refused?: string): Promise<{ keys: DeviceKeys; agreement: AgreementKeys }> {
    return await this.#next(async () => {
      const next = this.#turn + 1;
      const [keysAt, agreementAt] = [atTurn(keysKey, next), atTurn(agreementKey, next)];
      const isGone = (id: string): boolean =>
        id === refused || this.#ledger?.roster.roster().devices.get(id)?.revoked === true;
      let keys = toKeys(await this.#storage.get('keys', keysAt));
      let agreement = toAgreementKeys(await this.#storage.get('keys', agreementAt));
      if (keys === undefined || agreement === undefined || isGone(deviceId(keys.alg, keys.key))) {
        const { keysAsBytes } = this.#storage;
        keys = toKeys(await this.#kept(keysAt, await makeKeys(keysAsBytes)));
        agreement = toAgreementKeys(await this.#kept(agreementAt, await makeAgreementKeys(keysAsBytes)));
      }
      if (keys === undefined || agreement === undefined) throw new StorageFailed(notKept);
      return { keys, agreement };
    });
  }

  /**
   * From now on this device is its successor; the keys that it had are gone.
   *
   * @param device id of the successor that was let in
   * @throws {StorageFull | StorageFailed} it is what it was
   */
  async renew(device: string): Promise<void> {
    const { keys, agreement } = await this.successor();
    if (deviceId(keys.alg, keys.key) !== device) throw new StorageFailed('other keys were made meanwhile');
    await this.#next(async () => {
      const [before, turn] = [this.#turn, this.#turn + 1];
      const gone = [keysKey, agreementKey].map((key): Change => ({ room: 'keys', key: atTurn(key, before) }));
      await this.#storage.write([{ room: 'keys', key: turnKey, value: turn }, ...gone], 'strict');
      this.#turn = turn;
      this.#keys = keys;
      this.#agreement = agreement;
    });
    // Who this device is decides what it may have.
    this.onTaken({ takings: [], kept: [], rules: new Set(), roster: true });
  }

  /**
   * Founds an office: signs its genesis with this device's key.
   *
   * @param changes the first roster; the founder's device must be in it
   * @throws {OfficeExists}
   */
  async found(
    changes: (device: { id: string; alg: DeviceKeys['alg']; key: string }) => RosterChange[],
  ): Promise<Entry> {
    return await this.#next(async () => {
      if (this.#ledger !== undefined) throw new OfficeExists('this base has an office');
      const device = await this.#device();
      const { entry, signed } = await signEntry(
        { office: '', at: this.#now(), roster: [], act: { type: 'genesis', changes: changes(device) } },
        this.#keys!,
      );
      await this.#begin(entry.id, [signed]);
      return entry;
    });
  }

  /**
   * Takes over an office that was founded elsewhere.
   *
   * @throws {OfficeExists}
   */
  async join(office: string, entries: readonly SignedEntry[]): Promise<Taken> {
    return await this.#next(async () => {
      if (this.#ledger !== undefined && this.#ledger.office !== office)
        throw new OfficeExists('this base has another office');
      return this.#ledger === undefined ? await this.#begin(office, entries) : await this.#take(entries);
    });
  }

  /**
   * Signs a statement with this device's key and keeps it.
   *
   * @throws {NoOffice}
   * @throws {StorageFull | StorageFailed} nothing was said
   */
  async say(act: ActToSay): Promise<Entry> {
    const [entry] = await this.sayAll([act]);
    return entry!;
  }

  /** Several statements in one transaction: all of them or none. */
  async sayAll(acts: readonly ActToSay[], keys = this.#keys): Promise<Entry[]> {
    return await this.#next(async () => await this.#sayAll(acts, keys));
  }

  /**
   * The keys with which this device agrees on secrets with others; made when there are none yet.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async agreement(): Promise<AgreementKeys> {
    return await this.#next(async () => await this.#ownAgreement());
  }

  /**
   * Says in this device's chain which agreement key it has, once it is of the office; again only when the key is
   * another one.
   *
   * @throws {StorageFull | StorageFailed}
   */
  async announce(): Promise<void> {
    await this.#next(async () => {
      const { alg, key } = await this.#ownAgreement();
      const own = this.device;
      const device = own === undefined ? undefined : this.#ledger?.roster.roster().devices.get(own);
      if (own === undefined || device === undefined || device.revoked) return;
      if (this.#ledger?.announced.keyOf(own) === key) return;
      await this.#sayAll([{ type: 'key', alg, key }], this.#keys);
    });
  }

  async #ownAgreement(): Promise<AgreementKeys> {
    this.#agreement ??= toAgreementKeys(await this.#storage.get('keys', atTurn(agreementKey, this.#turn)));
    if (this.#agreement === undefined) {
      const keys = await makeAgreementKeys(this.#storage.keysAsBytes);
      this.#agreement = toAgreementKeys(await this.#kept(atTurn(agreementKey, this.#turn), keys));
      if (this.#agreement === undefined) throw new StorageFailed(notKept);
    }
    return this.#agreement;
  }

  async #sayAll(acts: readonly ActToSay[], keys: DeviceKeys | undefined): Promise<Entry[]> {
    const ledger = this.#ledger;
    if (ledger === undefined || keys === undefined) throw new NoOffice('no office, or no keys');
    const id = deviceId(keys.alg, keys.key);
    const roster = rosterToFollow(ledger, id);
    const saw = this.#newestCheckpoint(ledger, id);
    const made: { entry: Entry; signed: SignedEntry }[] = [];
    let last = ledger.chains.last(id);
    for (const act of acts) {
      const signed = await signEntry(
        {
          office: ledger.office,
          ...(last !== undefined && { last }),
          at: this.#now(),
          roster,
          ...(saw !== undefined && { saw }),
          act:
            typeof act === 'function'
              ? act(
                  ledger,
                  made.map(({ entry }) => entry),
                )
              : act,
        },
        keys,
      );
      made.push(signed);
      last = signed.entry;
    }
    const { takings } = await this.#take(made.map(({ signed }) => signed));
    const failed = takings.find(({ outcome }) => outcome !== 'kept');
    if (failed !== undefined)
      throw new Error(`what was signed here was not taken: ${JSON.stringify(failed)}`);
    return made.map(({ entry }) => entry);
  }

  /** Takes entries from outside. */
  async take(entries: readonly SignedEntry[]): Promise<Taken> {
    return await this.#next(async () => await this.#take(entries));
  }

  /** The exact bytes of entries, in the order of the ids. */
  async signed(ids: readonly string[]): Promise<SignedEntry[]> {
    const entries = ids.map((id) => this.#ledger?.chains.get(id)).filter((entry) => entry !== undefined);
    const packed = await this.#storage.getMany('ledger', entries.map(keyOf));
    return packed.filter((bytes) => bytes !== undefined).map(unpackEntry);
  }

  /** The seal of a proof file: signed by this device if it speaks for the office, else only a hash. */
  async seal(bytes: Uint8Array): Promise<Seal> {
    const known = this.#ledger?.roster.roster().devices.get(this.device ?? '');
    const speaks = known !== undefined && !known.revoked;
    return await makeSeal(bytes, speaks ? this.#keys : undefined);
  }

  async #device(): Promise<Pick<DeviceKeys, 'alg' | 'key'> & { id: string }> {
    if (this.#keys === undefined) {
      const keys = await makeKeys(this.#storage.keysAsBytes);
      this.#keys = toKeys(await this.#kept(atTurn(keysKey, this.#turn), keys));
      if (this.#keys === undefined) throw new StorageFailed(notKept);
    }
    const { alg, key } = this.#keys;
    return { id: deviceId(alg, key), alg, key };
  }

  /** Keys as they lie on disk: what is used from the beginning is what will be found again, and cannot be taken out. */
  async #kept(key: string, value: DeviceKeys | AgreementKeys): Promise<unknown> {
    await this.#storage.write([{ room: 'keys', key, value }], 'strict');
    return await this.#storage.get('keys', key);
  }

  async #begin(office: string, entries: readonly SignedEntry[]): Promise<Taken> {
    const ledger = new Ledger(office);
    const taken = await ledger.take(entries);
    const mark: Change = { room: 'kv', key: officeKey, value: office };
    await this.#storage.write([mark, ...taken.kept.map(toChange)], 'strict');
    this.#ledger = ledger;
    this.onTaken({ ...taken, roster: true });
    return taken;
  }

  async #take(entries: readonly SignedEntry[]): Promise<Taken> {
    const ledger = this.#ledger;
    if (ledger === undefined) throw new NoOffice('no office');
    let taken: Taken;
    let onDisk = ledger.chains.size;
    try {
      taken = await ledger.take(entries);
      for (let at = 0; at < taken.kept.length; at += perTransaction) {
        const some = taken.kept.slice(at, at + perTransaction);
        await this.#storage.write(some.map(toChange), 'strict');
        onDisk += some.length;
      }
    } catch (error) {
      // What is in memory and not on disk must not be shown to anybody. A disk that does not write may not read either.
      this.#ledger = firstOf(ledger, onDisk);
      throw error;
    }
    if (taken.kept.length > 0) this.onTaken(taken);
    return taken;
  }

  /** The latest checkpoint of another device: what is signed now is not older than that. */
  #newestCheckpoint(ledger: Ledger, own: string): string | undefined {
    let newest: Entry | undefined;
    for (const entry of ledger.chains.all()) {
      if (entry.act.type !== 'checkpoint' || entry.device === own) continue;
      // A clock that runs far ahead would make everything that is signed here look impossible.
      if (entry.at > this.#now() + tolerance) continue;
      if (newest === undefined || entry.at > newest.at) newest = entry;
    }
    return newest?.id;
  }

  async #next<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#last.then(step);
    this.#last = run.catch(() => undefined);
    return await run;
  }
}

const notKept = 'the keys of this device were not kept';

/** Entries of one transaction. */
const perTransaction = 200;

/** A checkpoint may be so much ahead of this device's clock, in milliseconds. */
const tolerance = 60 * 60 * 1000;

/** The newest roster entries, those that this device has followed before among them. */
function rosterToFollow(ledger: Ledger, device: string): string[] {
  const { heads } = ledger.roster.roster();
  if (heads.length <= mostRosterHeads) return heads;
  const last = ledger.chains.last(device);
  const own = last === undefined ? [] : knownRosters(last);
  return [...new Set([...own, ...heads])].slice(0, mostRosterHeads);
}

function keyOf({ device, seq, id }: Pick<Entry, 'device' | 'seq' | 'id'>): string {
  return `${device}/${String(seq).padStart(10, '0')}/${id}`;
}

function toChange({ entry, signed }: { entry: Entry; signed: SignedEntry }): Change {
  return { room: 'ledger', key: keyOf(entry), value: packEntry(signed) };
}

/** Reads what was verified when it was stored; an entry that was damaged on disk is left out, others may send it again. */
async function readLedger(storage: Storage, office: string): Promise<Ledger> {
  const ledger = new Ledger(office);
  const entries = (await storage.range('ledger', '')).flatMap(({ key, value }) => {
    try {
      return [readStoredEntry(unpackEntry(value).body, key.slice(key.lastIndexOf('/') + 1))];
    } catch (error) {
      if (error instanceof BadEntry) return [];
      throw error;
    }
  });
  ledger.restoreAll(entries);
  return ledger;
}

/** The ledger as it was when it had so many entries. */
function firstOf(ledger: Ledger, count: number): Ledger {
  const before = new Ledger(ledger.office);
  before.restoreAll([...ledger.chains.all()].slice(0, count));
  return before;
}
