import type { Audience } from '../../src/ledger/circulation-acts.ts';
import type { CirculateOrder, PrepareCirculate, WhichEdition } from '../../src/engine/circulate-protocol.ts';
import type { Role } from '../../src/ledger/entry.ts';
import type { BringInEntry, BringInProgress } from '../../src/engine/protocol.ts';
import { SomeEngine } from '../desk/some-engines.ts';
import { quiet, someFile } from './some-engine.ts';

export const today = '2026-06-01';

/** Nobody, to be spread and filled in. */
export const nobody: Audience = { units: [], posts: [], roles: [], members: [], except: [] };
export const everyone: Audience = { ...nobody, everyone: true };

/** An office with people, on the device of its publisher, that issues texts and sends them round. */
export class SomeCirculating {
  readonly engine: SomeEngine;
  /** Ids by name. */
  readonly units = new Map<string, string>();
  readonly members = new Map<string, string>();

  private constructor(engine: SomeEngine) {
    this.engine = engine;
  }

  /** 周明远 founds it; of the others only their names and units are known. */
  static async open(): Promise<SomeCirculating> {
    const some = new SomeCirculating(await SomeEngine.open());
    await some.engine.found();
    for (const [name, kind] of [
      ['行政科', 'office'],
      ['行政科支部', 'branch'],
    ] as const)
      await some.engine.ask('saveUnit', { name, kind, closed: false });
    const { units, members } = await some.engine.ask('office', undefined);
    for (const { id, name } of units) some.units.set(name, id);
    for (const { id, name } of members) some.members.set(name, id);
    await some.add('李强', '行政科');
    await some.add('赵敏', '行政科支部', ['liaison']);
    return some;
  }

  async add(name: string, unit: string, roles: Role[] = []): Promise<string> {
    const { id } = await this.engine.ask('saveMember', { name, unit: this.units.get(unit)!, roles });
    this.members.set(name, id);
    return id;
  }

  /** Brings a text in, and issues it. */
  async issue(
    file: string,
    text: string,
    change: 'first' | 'erratum' | 'revision' = 'first',
  ): Promise<WhichEdition> {
    const which = await this.bring(file, text);
    const { meta, revises } = await this.engine.ask('preparePublish', { ...which, on: today });
    const { edition } = await this.engine.ask('publish', {
      ...which,
      meta,
      change,
      ...(revises !== undefined && { revises: revises.edition }),
      mapping: [],
      repeals: [],
      secrecy: '许静',
    });
    return { rule: which.rule, edition };
  }

  /** Brings a text in that nobody issues. */
  async bring(file: string, text: string): Promise<WhichEdition> {
    const entries: BringInEntry[] = [];
    const progress = (one: BringInProgress): number => entries.push(...one.entries);
    await this.engine.engine.bringIn([someFile(file, text)], { ...quiet(), progress });
    const { rule, edition } = entries[0]!;
    return { rule: rule!, edition: edition! };
  }

  send(editions: WhichEdition[], audience: Audience, more: Partial<CirculateOrder> = {}) {
    return this.engine.ask('circulate', {
      editions,
      audience,
      level: 'read',
      order: 'together',
      on: today,
      ...more,
    });
  }

  prepare(editions: WhichEdition[], audience: Audience, more: Partial<PrepareCirculate> = {}) {
    return this.engine.ask('prepareCirculate', { editions, audience, on: today, ...more });
  }

  /** The publisher's own word that they have read it. */
  async acknowledge(circulation: string, { edition }: WhichEdition): Promise<void> {
    await this.engine.ask('acknowledge', {
      circulation,
      asked: edition,
      edition,
      statement: '我已阅读。',
    });
  }

  id(name: string): string {
    return this.members.get(name)!;
  }
}
