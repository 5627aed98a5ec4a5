import type { Entry, Role } from '../ledger/entry.ts';
import type { Member } from '../ledger/roster.ts';
import { localDay } from '../rule/local-day.ts';
import { titleOfDraft } from '../rule/draft-title.ts';
import { BadEdit } from '../store/bad-edit.ts';
import {
  draftActor,
  draftKey,
  draftOfKey,
  type DraftHead,
  editorsSpace,
  invitedSpace,
  mostDraftText,
  newDraft,
} from '../store/draft-document.ts';
import type { Library } from '../store/library.ts';
import type { DocumentKey, ManifestRow } from '../store/manifest-row.ts';
import { OpenDraft } from '../store/open-draft.ts';
import { unlessDamaged } from '../store/unless-damaged.ts';
import type { Clock } from '../sync/clock.ts';
import type { Live } from '../sync/live.ts';
import type { DraftLedger } from './draft-ledger.ts';
import { type DraftRow, DraftRows } from './draft-rows.ts';
import type { DraftLine, DraftNews, DraftStart, DraftsCalls, DraftView, Present } from './drafts-protocol.ts';
import { EngineProblem } from './engine-problem.ts';
import { LiveDraft } from './live-draft.ts';
import type { Office } from './office.ts';
import { newHandle } from './roster-changes.ts';
import { bytesToWhere, whereToBytes } from './whereabouts.ts';

type Args<N extends keyof DraftsCalls> = Parameters<DraftsCalls[N]>[0];

/** Milliseconds after which a draft that nobody uses is closed. */
const unused = 5 * 60_000;

export interface DraftsParts {
  library: Library;
  office: Office;
  clock: Clock;
  /** Tells all tabs about a draft. */
  tell: (draft: string, news: DraftNews) => void;
  /** Tells other devices, see `Neighbours.sayLive`. */
  say: (
    message:
      | { type: 'live'; space: string; id: string; changes: Uint8Array<ArrayBuffer>[] }
      | { type: 'here'; space: string; id: string; where: Uint8Array<ArrayBuffer> },
    except?: string,
  ) => void;
  /** Who was invited to which draft, beside those who have it by their roles, and what became of drafts. */
  ledger: DraftLedger;
}

/** Texts that are being written: opened when somebody writes or looks, closed again when nobody does. */
export class Drafts implements Live {
  #parts: DraftsParts;
  #rows: DraftRows;
  #live = new Map<string, LiveDraft>();
  #opening = new Map<string, Promise<LiveDraft>>();
  #closing: (() => void) | undefined;
  /** Where the tabs of this device are. */
  #tabs = new Map<string, Map<string, number>>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
    this.#rows = new DraftRows(parts.library);
  }

  /** @param given all of them as `rows` gives them, for who has just asked */
  async list(given?: readonly DraftRow[]): Promise<DraftLine[]> {
    const { office, library } = this.#parts;
    const names = office.keeper.ledger === undefined ? undefined : office.roster.members;
    const rows = given ?? (await this.rows());
    const titles = new Map(rows.map(({ head, title }) => [head.id, title]));
    const lines = rows.map(({ head, title, chars, changedAt, merged }): DraftLine => {
      const rule = head.rule === undefined ? undefined : library.catalogue.rule(head.rule);
      return {
        draft: head.id,
        title,
        kind: head.kind,
        from: head.from,
        ...(rule !== undefined && { rule: { id: rule.id, title: rule.title } }),
        chars,
        by: head.by,
        byName: names?.get(head.by)?.name ?? '',
        on: localDay(head.at),
        changedAt,
        ...(head.parent !== undefined && { parent: head.parent }),
        ...(merged !== undefined &&
          head.parent !== undefined && {
            merged: {
              draft: head.parent,
              title: titles.get(head.parent) ?? '',
              byName: names?.get(merged.by)?.name ?? '',
              at: merged.at,
              isAhead: merged.isAhead,
            },
          }),
      };
    });
    return lines.sort((a, b) => b.changedAt - a.changedAt);
  }

  /**
   * Begins a draft.
   *
   * @throws {EngineProblem} `not-allowed` for who is no editor, `not-found`, `too-much` for a text that is too long
   */
  async start(what: DraftStart): Promise<{ draft: string }> {
    const { office, library, clock } = this.#parts;
    this.mustWrite();
    const me = office.me()!.member;
    const id = newHandle('d');
    const { text, ...about } = await this.#beginning(what);
    if (text.length > mostDraftText) throw new EngineProblem('too-much', String(mostDraftText));
    const head: DraftHead = { ...about, id, by: me, at: clock.now() };
    const key = draftKey(id, editorsSpace);
    await library.changeDocument(key, () => newDraft(head, text, draftActor(office.keeper.device!)));
    return { draft: id };
  }

  /** @throws {EngineProblem} `not-found`, `not-allowed` */
  async view({ draft, on }: Args<'draft'>): Promise<DraftView> {
    const { office, library } = this.#parts;
    const live = await this.#of(draft);
    const { head } = live.open;
    const rule = head.rule === undefined ? undefined : library.catalogue.rule(head.rule);
    const isEnded = rule !== undefined && (library.catalogue.repealedOn(rule) ?? '9999') <= on;
    // What merely lies here, signed by nobody, overtakes nothing.
    const newest = rule && library.catalogue.official.counting(rule).at(-1)?.hash;
    const isOwn = newest !== undefined && newest === this.#parts.ledger.became(draft);
    const isOld = head.base !== undefined && newest !== undefined && newest !== head.base && !isOwn;
    return {
      ...head,
      title: titleOfDraft(live.open.text) ?? head.title,
      byName: office.roster.members.get(head.by)?.name ?? '',
      ...(rule !== undefined && { ruleTitle: rule.title }),
      ...(isEnded ? { overtaken: 'repealed' } : isOld && { overtaken: 'newer' }),
      mayWrite: this.mayWrite(draft),
      ...(this.#isInvited(draft) && !this.mayWrite(draft) && { ended: true as const }),
    };
  }

  /** May the user of this device write into drafts, or into this one, being invited to it? */
  mayWrite(draft?: string): boolean {
    const me = this.#parts.office.me();
    if (me === undefined) return false;
    return (
      me.roles.some(isDraftRole) ||
      (draft !== undefined && this.#parts.ledger.invited.get(draft)?.has(me.member) === true)
    );
  }

  /** Members who have a draft: as who writes and judges drafts, or by an invitation. */
  readers(draft: string): Member[] {
    const invited = this.#parts.ledger.invited.get(draft);
    return [...this.#parts.office.roster.members.values()].filter(
      ({ id, roles }) => roles.some(isDraftRole) || invited?.has(id) === true,
    );
  }

  /** What lists say of all drafts that are here. */
  rows(): Promise<DraftRow[]> {
    return this.#rows.list();
  }

  /** Does this user see drafts: as who writes and judges them, or by an invitation? */
  get isSeen(): boolean {
    const me = this.#parts.office.me();
    if (me === undefined) return false;
    return this.mayWrite() || [...this.#parts.ledger.invited.values()].some((some) => some.has(me.member));
  }

  /** @throws {EngineProblem} `no-office`, `not-allowed` */
  mustWrite(draft?: string): void {
    if (this.#parts.office.keeper.ledger === undefined) throw new EngineProblem('no-office');
    if (!this.mayWrite(draft)) throw new EngineProblem('not-allowed');
  }

  async open({ draft }: Args<'draftOpen'>): Promise<{ text: string; heads: string[] }> {
    const { open } = await this.#of(draft);
    return { text: open.text, heads: open.heads };
  }

  /** @throws {EngineProblem} `not-allowed`, `bad-edit`, `too-much`; storage problems: nothing is lost, it is tried again */
  async edit({ draft, name, heads, splices }: Args<'draftEdit'>): Promise<{ heads: string[] }> {
    this.mustWrite(draft);
    return { heads: await this.use(draft, (open) => open.edit(heads, splices, name)) };
  }

  async since({ draft, heads, until }: Args<'draftSince'>): Promise<{ heads: string[]; splices: Splices }> {
    return await this.look(draft, (open) => {
      const to = until === undefined ? open.heads : [...until];
      return { heads: to, splices: open.since(heads, to) };
    });
  }

  /**
   * Reads in a draft.
   *
   * @throws {EngineProblem} `not-found`, `bad-edit`
   */
  async look<T>(draft: string, read: (open: OpenDraft) => T): Promise<T> {
    const live = await this.#of(draft);
    live.usedAt = this.#parts.clock.now();
    return named(() => read(live.open));
  }

  /**
   * Does something to a draft, and answers when it is on disk.
   *
   * @throws {EngineProblem} `not-found`, `bad-edit`
   * @throws {StorageFull | StorageFailed} it is not there yet, and tried again until it is
   */
  async use<T>(draft: string, change: (open: OpenDraft) => T): Promise<T> {
    const live = await this.#of(draft);
    return await live.use((open) => named(() => change(open)));
  }

  async present({ draft, heads }: Args<'draftPresent'>): Promise<Present[]> {
    const { office } = this.#parts;
    const live = await this.#of(draft);
    return live.whereabouts.list().flatMap(([device, where]): Present[] => {
      const member = office.roster.members.get(office.roster.devices.get(device)?.member ?? '');
      if (member === undefined) return [];
      const [from, to] = [where.from, where.to].map((place) =>
        place === undefined ? undefined : live.open.placeOf(place, heads),
      );
      const isSomewhere = from !== undefined && to !== undefined;
      return [{ device, member: member.id, name: member.name, ...(isSomewhere && { from, to }) }];
    });
  }

  async show({ draft, tab, where }: Args<'draftShow'>): Promise<void> {
    const live = await this.#of(draft);
    const tabs = this.#tabs.get(draft) ?? new Map<string, number>();
    this.#tabs.set(draft, tabs);
    const now = this.#parts.clock.now();
    if (where === undefined) tabs.delete(tab);
    else tabs.set(tab, now);
    for (const [one, at] of tabs) if (Math.abs(now - at) > 60_000) tabs.delete(one);
    // Who leaves one tab may still be in another.
    if (where === undefined && tabs.size > 0) return;
    const place = where && {
      from: live.open.cursor(where.from, where.heads),
      to: live.open.cursor(where.to, where.heads),
    };
    const { space, id } = live.key;
    this.#parts.say({ type: 'here', space, id, where: whereToBytes(place) });
  }

  isOpen(key: DocumentKey): boolean {
    return this.#at(key) !== undefined;
  }

  take(key: DocumentKey, changes: Uint8Array<ArrayBuffer>[], from: string): void {
    this.#at(key)?.take(changes, from);
  }

  here(key: DocumentKey, bytes: Uint8Array<ArrayBuffer>, from: string): void {
    const where = bytesToWhere(bytes);
    if (where !== 'none') this.#at(key)?.whereabouts.set(from, where);
  }

  gone(device: string): void {
    for (const { whereabouts } of this.#live.values()) whereabouts.set(device, undefined);
  }

  /** Documents came or changed, by whatever way. */
  rowsChanged(rows: readonly ManifestRow[]): void {
    for (const row of rows) {
      const live = this.#at(row);
      if (live !== undefined) void live.stored().catch((error: unknown) => console.error(error));
      const draft = draftOfKey(row);
      // Who had not heard of an invitation went on writing where the draft was before.
      if (draft !== undefined && row.space === editorsSpace && this.#isInvited(draft))
        void this.#move(draft).catch((error: unknown) => console.error(error));
    }
  }

  /** Entries came into the ledger. */
  entriesKept(entries: readonly Entry[]): void {
    if (entries.some(({ act }) => act.type === 'invite'))
      void this.followInvitations().catch((error: unknown) => console.error(error));
  }

  /** Invitations changed: drafts may lie elsewhere now. */
  async followInvitations(): Promise<void> {
    if (!this.mayWrite()) return;
    for (const draft of this.#parts.ledger.invited.keys()) await this.#move(draft);
  }

  async close(): Promise<void> {
    this.#closing?.();
    await Promise.allSettled(this.#opening.values());
    await Promise.allSettled([...this.#live.values()].map((live) => live.close()));
    this.#live.clear();
  }

  #at(key: DocumentKey): LiveDraft | undefined {
    const draft = draftOfKey(key);
    const live = draft === undefined ? undefined : this.#live.get(draft);
    return live?.key.space === key.space ? live : undefined;
  }

  /** Once somebody was invited to it, a draft stays where they have it, or had it: writing goes on in one place. */
  #isInvited(draft: string): boolean {
    return this.#parts.ledger.invited.has(draft);
  }

  #key(draft: string): DocumentKey & { kind: 'document' } {
    return draftKey(draft, this.#isInvited(draft) ? invitedSpace(draft) : editorsSpace);
  }

  async #of(draft: string): Promise<LiveDraft> {
    const live = this.#live.get(draft);
    if (live !== undefined && live.key.space === this.#key(draft).space) return live;
    let opening = this.#opening.get(draft);
    if (opening === undefined) {
      opening = this.#open(draft, live).finally(() => this.#opening.delete(draft));
      this.#opening.set(draft, opening);
    }
    return await opening;
  }

  async #open(draft: string, elsewhere: LiveDraft | undefined): Promise<LiveDraft> {
    const { library, clock, office, tell, say } = this.#parts;
    if (elsewhere !== undefined) {
      // What is not on disk is not given up: where it was it is tried again.
      await elsewhere.settle();
      this.#live.delete(draft);
      await elsewhere.close();
    }
    if (this.#isInvited(draft)) await this.#move(draft);
    const key = this.#key(draft);
    const bytes = await library.document(key);
    if (bytes === undefined || office.keeper.device === undefined) throw new EngineProblem('not-found');
    const actor = draftActor(office.keeper.device);
    const open = await library.opened(() =>
      unlessDamaged(() => new OpenDraft(bytes, actor, () => clock.now())),
    );
    if (open === undefined) throw new EngineProblem('not-found');
    const { space, id } = key;
    const live = new LiveDraft({
      key,
      open,
      library,
      clock,
      tell: (news) => tell(draft, news),
      push: (changes, except) => say({ type: 'live', space, id, changes }, except),
    });
    this.#live.set(draft, live);
    this.#closing ??= clock.after(unused, () => this.#closeUnused());
    return live;
  }

  /** Brings what lies among the drafts of all editors to where the invited have it too. */
  async #move(draft: string): Promise<void> {
    const { library } = this.#parts;
    const bytes = await library.document(draftKey(draft, editorsSpace));
    if (bytes === undefined) return;
    await library.merge([
      { ...draftKey(draft, invitedSpace(draft)), bytes: bytes as Uint8Array<ArrayBuffer> },
    ]);
  }

  #closeUnused(): void {
    this.#closing = undefined;
    const now = this.#parts.clock.now();
    for (const [draft, live] of this.#live) {
      if (Math.abs(now - live.usedAt) < unused || live.isDirty) continue;
      this.#live.delete(draft);
      live.close().catch((error: unknown) => console.error(error));
    }
    if (this.#live.size > 0) this.#closing = this.#parts.clock.after(unused, () => this.#closeUnused());
  }

  async #beginning(what: DraftStart): Promise<Omit<DraftHead, 'id' | 'by' | 'at'> & { text: string }> {
    const { library } = this.#parts;
    if (what.from === 'edition') {
      const row = library.catalogue.rule(what.rule);
      const edition = row?.editions.find(({ hash }) => hash.startsWith(what.edition));
      if (row === undefined || edition === undefined) throw new EngineProblem('not-found');
      const { text, title } = await library.openEdition(edition.hash);
      // An edition holds its title apart; whoever revises it may want another.
      const whole = titleOfDraft(text) === undefined ? `# ${title}\n\n${text}` : text;
      return { from: 'edition', title, kind: row.kind, rule: row.id, base: edition.hash, text: whole };
    }
    if (what.from === 'draft')
      return await this.look(what.draft, (parent) => {
        const heads = what.heads === undefined ? parent.heads : [...what.heads];
        const { title, kind, rule, base } = parent.head;
        const about = { ...(rule !== undefined && { rule }), ...(base !== undefined && { base }) };
        const text = parent.textAt(heads);
        return { from: 'draft', title, kind, ...about, parent: what.draft, parentHeads: heads, text };
      });
    const { from, title, kind } = what;
    // Of an empty page one sees what belongs on it.
    const text = what.text === '' ? `# ${title}\n\n第一条　\n` : what.text;
    return { from, title, kind, text };
  }
}

const isDraftRole = (role: Role): boolean => role === 'editor' || role === 'publisher' || role === 'reviewer';

type Splices = { at: number; remove: number; insert: string }[];

/** What was done to a place that is not there is told by a name of its own. */
function named<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (!(cause instanceof BadEdit)) throw cause;
    throw new EngineProblem(cause.message === 'too-long' ? 'too-much' : 'bad-edit', cause.message);
  }
}
