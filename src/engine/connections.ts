import type { Entry, SignedEntry } from '../ledger/entry.ts';
import type { Roster } from '../ledger/roster.ts';
import type { Library } from '../store/library.ts';
import type { ManifestRow } from '../store/manifest.ts';
import { everybody } from '../store/manifest-row.ts';
import { draftOfKey } from '../store/draft-document.ts';
import type { Clock } from '../sync/clock.ts';
import type { Ending } from '../sync/ending.ts';
import type { Live } from '../sync/live.ts';
import type { Link } from '../sync/link.ts';
import type { Way } from '../sync/neighbours.ts';
import type { RtcPort } from '../sync/rtc-port.ts';
import { rightsOf } from '../sync/spaces.ts';
import { CatchingUp } from './catching-up.ts';
import type { ConnectionsView, PeerLine, Standing } from './connect-protocol.ts';
import { contentsOf } from './contents.ts';
import type { DeskSeeker } from './desk-seeker.ts';
import { HeardDevices } from './heard-devices.ts';
import { Lines } from './lines.ts';
import type { Office } from './office.ts';
import { onlyHere } from './only-here.ts';
import type { SaidRevoked } from './said-revoked.ts';
import { UnmetDevices } from './unmet-devices.ts';
import type { Witnessing } from './witnessing.ts';

export interface ConnectionParts {
  office: Office;
  library: Library;
  clock: Clock;
  /** Absent where there is no way to a desk: at the desk itself, and for a command that answers a single question. */
  seeker?: DeskSeeker | undefined;
  /** Direct lines, where there is a browser. */
  rtc?: RtcPort | undefined;
  witnessing: Witnessing;
  said: SaidRevoked;
  /** Hears that the views have changed. */
  changed: () => void;
  /** What is open for writing here. */
  live: Live;
  /** Who was invited to which draft. */
  invitations: () => ReadonlyMap<string, ReadonlySet<string>>;
}

const bundledKey = 'bundled';
/** Milliseconds in which changes are looked at together. */
const gather = 100;
/** Milliseconds until a start that failed is tried again. */
const again = 60_000;

/**
 * The lines of this device to others, as long as it belongs to an office: opens them when it does, closes them when it
 * does not any more, and knows what is to be told about them.
 */
export class Connections {
  /** Hears that documents came or changed. */
  onDocuments: () => void = () => undefined;
  /** Hears which ones. */
  onRows: (rows: readonly ManifestRow[]) => void = () => undefined;
  /** Of a base that was restored from a backup. */
  readonly catchingUp: CatchingUp;
  #parts: ConnectionParts;
  #heard: HeardDevices;
  #lines: Lines | undefined;
  #starting: Promise<void> | undefined;
  /** Calls off the next try of a start that failed. */
  #startingLater: (() => void) | undefined;
  #isClosed = false;
  #looking: (() => void) | undefined;
  #ended = new Map<string, Ending>();
  #unmet: UnmetDevices;
  /** When a bundle with everything was last written, in milliseconds since 1970. */
  #bundledAt: number;

  private constructor(parts: ConnectionParts, heard: HeardDevices, bundledAt: number) {
    this.#bundledAt = bundledAt;
    this.#parts = parts;
    this.#heard = heard;
    const { keeper } = parts.office;
    const same = (): string[] =>
      (this.#lines?.neighbours.list() ?? []).flatMap((one) => (one.isSameLedger ? one.device : []));
    this.catchingUp = new CatchingUp(keeper, same, () => {
      parts.witnessing.caughtUp();
      void keeper.announce().catch((error: unknown) => console.error(error));
      parts.changed();
    });
    this.#unmet = new UnmetDevices(parts.clock, parts.changed);
    if (parts.seeker !== undefined) parts.seeker.onState = parts.changed;
  }

  /** Opens no line yet, see `follow`. */
  static async open(parts: ConnectionParts): Promise<Connections> {
    const { storage } = parts.library;
    const bundledAt = await storage.get('kv', bundledKey);
    const heard = await HeardDevices.open(storage, parts.clock);
    return new Connections(parts, heard, typeof bundledAt === 'number' ? bundledAt : -Infinity);
  }

  /** The lines, while there can be some. */
  get lines(): Lines | undefined {
    return this.#lines;
  }

  /** Opens or closes lines as the office stands now. To be called at the start and when the roster has changed. */
  async follow(): Promise<void> {
    const isOther = this.#lines !== undefined && this.#lines.own !== this.#parts.office.keeper.device;
    if (!this.#belongs() || isOther) {
      this.#lines?.close('closed');
      this.#lines = undefined;
      this.#lookForUnmet();
      this.#parts.changed();
    }
    if (!this.#belongs()) return;
    this.#lines?.rosterChanged();
    void this.catchingUp.look();
    if (this.#lines !== undefined || this.#isClosed) return;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
      if (this.#lines === undefined && !this.#isClosed)
        this.#startingLater ??= this.#parts.clock.after(again, () => this.#startAgain());
    });
    await this.#starting;
  }

  /** Entries have come into the base, from wherever. */
  entriesKept(kept: readonly { entry: Entry; signed: SignedEntry }[]): void {
    this.#parts.witnessing.entriesKept(kept.map(({ entry }) => entry));
    this.#lines?.neighbours.entriesKept(kept);
    // Who is invited to a draft needs a line to somebody who has it.
    if (kept.some(({ entry }) => entry.act.type === 'invite')) this.#lines?.rosterChanged();
  }

  /** When something last came from a device, by this device's clock. */
  heardAt(device: string): number | undefined {
    return this.#heard.of(device).heardAt;
  }

  /** When a device last had everything that was here and that it may have, by this device's clock. */
  agreedAt(device: string): number | undefined {
    return this.#heard.of(device).agreedAt;
  }

  /** The network may be back: tries now what would be tried later. */
  wake(): void {
    const { seeker } = this.#parts;
    // Who was told that there is no desk asks once more.
    const wasNone = seeker?.state === 'none';
    seeker?.wake();
    if (wasNone && this.#lines !== undefined) void this.#goToDesk(this.#lines);
    this.#lines?.wake();
    this.#startAgain();
  }

  /** Shows who we are at the other end of a link that came about in some other way. */
  async take(link: Link, side: 'caller' | 'answerer', way: Way): Promise<string | undefined> {
    await this.#starting?.catch(() => undefined);
    if (this.#lines !== undefined) return await this.#lines.meeting.take(link, side, way);
    link.close();
    return undefined;
  }

  /**
   * A bundle with everything that this device has was written, or one that follows on such a one.
   *
   * @param at when it was begun, in milliseconds since 1970 by this device's clock: what changed later is not in it
   */
  async bundled(at: number): Promise<void> {
    this.#bundledAt = at;
    const batch = [{ room: 'kv' as const, key: bundledKey, value: this.#bundledAt }];
    await this.#parts.library.storage.write(batch, 'relaxed');
    this.#parts.changed();
  }

  /** Documents were asked for and have not come. */
  get isReceiving(): boolean {
    return this.#lines?.neighbours.list().some(({ documents }) => documents > 0) === true;
  }

  view(): ConnectionsView {
    const { office, seeker } = this.#parts;
    const lines = this.#lines;
    const devices = office.keeper.ledger === undefined ? [] : this.#devices(office.roster);
    const outstanding = devices.reduce((most, { line }) => Math.max(most, line?.outstanding ?? 0), 0);
    const { texts, others } = contentsOf(this.#onlyHere(devices), this.#parts.library.catalogue);
    return {
      standing: this.#standing(devices),
      outstanding,
      desk: lines?.desk ?? {
        state: seeker === undefined || seeker.state === 'none' ? 'none' : 'connecting',
        isDevice: false,
      },
      onlyHere: texts,
      ...(others > 0 && { othersOnlyHere: others }),
      devices,
    };
  }

  /**
   * Is this text, or this edition of it, only on this device, as far as it knows? Without an office there is no other
   * device that could have it, and nothing to be said.
   */
  isOnlyHere({ rule, edition }: { rule: string; edition: string }): boolean {
    if (this.#lines === undefined) return false;
    return this.#onlyHere(this.#devices(this.#parts.office.roster)).some(
      ({ kind, id }) => (kind === 'rule' && id === rule) || (kind === 'edition' && id === edition),
    );
  }

  /** Ends all lines; what was to be noted is written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#parts.seeker?.close();
    this.#startingLater?.();
    await this.#starting?.catch(() => undefined);
    this.#lines?.close('closed');
    this.#lines = undefined;
    this.#looking?.();
    await this.catchingUp.look();
    this.#lookForUnmet();
    await this.#parts.witnessing.close();
    await this.#heard.flush();
  }

  /** Does this device belong to an office, as far as it knows? A new one may not yet be told that it does. */
  #belongs(): boolean {
    const { keeper } = this.#parts.office;
    if (keeper.ledger === undefined || keeper.device === undefined) return false;
    return keeper.ledger.roster.roster().devices.get(keeper.device)?.revoked !== true;
  }

  /** Lines that could not be opened may open now: a disk that was full need not be so any more. */
  #startAgain(): void {
    this.#startingLater?.();
    this.#startingLater = undefined;
    if (this.#lines === undefined && this.#belongs())
      void this.follow().catch((error: unknown) => console.error(error));
  }

  async #start(): Promise<void> {
    const { office, library, clock, rtc, changed } = this.#parts;
    const rights = rightsOf(() => office.keeper.ledger?.roster.roster(), this.#parts.invitations);
    const lines = await Lines.open({
      keeper: office.keeper,
      library,
      rights,
      live: this.#parts.live,
      clock,
      rtc,
      events: {
        changed: () => this.#changed(),
        ended: (device, why, by) => {
          this.#heard.heard(device);
          if (why === 'revoked' && by === 'there') this.#parts.said.heard(device);
          // Whom this side let go stands in the list again only when that is over.
          if (why !== 'revoked' || by === 'there') this.#ended.set(device, why);
          changed();
        },
      },
    });
    this.#lines = lines;
    this.#parts.witnessing.begun();
    lines.replica.manifest.subscribe((rows) => {
      this.onRows(rows);
      // A draft is read by who writes it, and by nothing that reads texts.
      if (rows.some((row) => draftOfKey(row) === undefined)) this.onDocuments();
    });
    if (this.#isClosed || !this.#belongs()) return lines.close('closed');
    changed();
    void this.#goToDesk(lines);
  }

  /** A desk may be away for days: what needs none does not wait for it. */
  async #goToDesk(lines: Lines): Promise<void> {
    const road = await this.#parts.seeker?.road();
    if (road !== undefined && this.#lines === lines && lines.desk === undefined) lines.goTo(road);
  }

  /** Something about the lines is another; while much comes in, looked at a few times a second. */
  #changed(): void {
    this.#looking ??= this.#parts.clock.after(gather, () => {
      this.#looking = undefined;
      for (const { device, isEqual } of this.#lines?.neighbours.list() ?? [])
        if (isEqual) {
          this.#heard.agreed(device, this.#spacesWith(device));
          this.#parts.said.forget();
        }
      void this.catchingUp.look();
      this.#lookForUnmet();
      this.#parts.changed();
    });
  }

  #lookForUnmet(): void {
    const lines = this.#lines;
    this.#unmet.look(lines?.meeting.present.filter((device) => !lines.neighbours.has(device)) ?? []);
  }

  #standing(devices: readonly PeerLine[]): Standing {
    const { office, said } = this.#parts;
    const { ledger, device } = office.keeper;
    if (ledger === undefined) return 'apart';
    if (office.me() === undefined)
      return office.roster.devices.get(device ?? '')?.revoked === true ? 'revoked' : 'outside';
    const standing = standingOf(devices);
    return standing === 'alone' && said.by !== undefined ? 'doubted' : standing;
  }

  /** Spaces of what is here that this device and another may have, but for that of everybody. */
  #spacesWith(device: string): string[] {
    const { replica, rights } = this.#lines!;
    const mayHave = (space: string): boolean =>
      [device, replica.keeper.device!].every((one) => rights.mayHave(one, space));
    return replica.manifest.spaces().filter((space) => space !== everybody && mayHave(space));
  }

  #devices(roster: Roster): PeerLine[] {
    const own = this.#parts.office.keeper.device;
    const me = roster.devices.get(own ?? '')?.member;
    const now = this.#parts.clock.now();
    const neighbours = new Map(this.#lines?.neighbours.list().map((one) => [one.device, one]));
    const present = new Set(this.#lines?.meeting.present);
    const all = [...roster.devices.values()].filter(
      ({ id, kind, revoked, member }) =>
        id !== own &&
        kind === 'device' &&
        !revoked &&
        roster.members.get(member)?.roles.includes('member') === true,
    );
    const peers = all.map(({ id, name, member }): PeerLine => {
      const line = neighbours.get(id);
      const { heardAt, agreedAt } = this.#heard.of(id);
      const ended = this.#ended.get(id) ?? (this.#parts.said.by === id ? 'revoked' : undefined);
      return {
        device: id,
        name,
        memberName: roster.members.get(member)?.name ?? '',
        mine: member === me,
        present: present.has(id),
        ...(line === undefined && this.#unmet.has(id) && { unmet: true as const }),
        ...(line !== undefined && {
          line: {
            way: line.way,
            phase: line.phase,
            since: line.since,
            outstanding: line.entries + line.documents,
          },
        }),
        ...((line !== undefined || heardAt !== undefined) && {
          heardAt: line === undefined ? heardAt! : now,
        }),
        ...(agreedAt !== undefined && { agreedAt: line?.isEqual === true ? now : agreedAt }),
        ...(line === undefined && ended !== undefined && ended !== 'closed' && { ended }),
      };
    });
    return peers.sort(
      (a, b) =>
        Number(b.line !== undefined) - Number(a.line !== undefined) || (b.heardAt ?? 0) - (a.heardAt ?? 0),
    );
  }

  #onlyHere(devices: readonly PeerLine[]): ManifestRow[] {
    const lines = this.#lines;
    if (lines === undefined) return [];
    const now = this.#parts.clock.now();
    const copies = devices.flatMap(({ device, agreedAt }) =>
      agreedAt === undefined ? [] : [{ device, agreedAt, agreedIn: this.#heard.of(device).agreedIn }],
    );
    const rows = onlyHere(lines.replica.manifest, copies, lines.rights, now);
    return rows.filter(({ at }) => at > this.#bundledAt);
  }
}

/** How a device of an office stands with the others. */
function standingOf(devices: readonly PeerLine[]): Standing {
  const lines = devices.flatMap(({ line }) => line ?? []);
  if (lines.length === 0) return 'alone';
  return lines.every(({ phase }) => phase === 'agreed') ? 'agreed' : 'receiving';
}
