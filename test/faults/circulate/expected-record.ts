import type { AcknowledgeAct, CirculateAct } from '../../../src/ledger/circulation-acts.ts';
import type { Entry } from '../../../src/ledger/entry.ts';
import type { CirculateWorld } from './circulate-world.ts';

/** Who has read which edition of a circulation, in words: `member edition own` or `member edition other`. */
export type Words = Set<string>;

/**
 * What a circulation must say, worked out from all entries by the plain rule and by nothing that the product has: the
 * word of a person's own device, or of one who may speak for them, about what was circulated or what corrects it, unless
 * they took it back.
 */
export class Expectation {
  #entries: readonly Entry[];
  #world: CirculateWorld;
  #members: Map<string, string>;

  constructor(world: CirculateWorld, entries: readonly Entry[]) {
    this.#world = world;
    this.#entries = entries;
    this.#members = new Map(world.devices.map(({ id, person }) => [id, person.member]));
  }

  /** Circulations that count. */
  sent(): Entry[] {
    return this.#of('circulate').filter((entry) => this.#byPublisher(entry));
  }

  read({ id, act }: Entry): { read: Words; received: Words } {
    const [read, received]: [Words, Words] = [new Set(), new Set()];
    if (act.type !== 'circulate') return { read, received };
    for (const asked of act.editions) {
      const good = this.#correcting(asked.publish, asked.edition);
      for (const entry of this.#of('acknowledge')) {
        const word = entry.act as AcknowledgeAct;
        if (word.circulation !== id || !good.has(`${word.publish} ${word.edition}`)) continue;
        if (!this.#counts(entry) || this.#isWithdrawn(entry) || !isEnough(act, word)) continue;
        const by = this.#members.get(entry.device)!;
        const mayForOthers = by === 'p' || by === 'l';
        if (word.behalf !== undefined) {
          if (mayForOthers) for (const one of word.behalf.members) read.add(`${one} ${asked.edition} other`);
        } else if (word.unit !== undefined) {
          if (mayForOthers && word.mode === 'received') received.add(`${word.unit} ${asked.edition}`);
        } else read.add(`${by} ${asked.edition} own`);
      }
    }
    // One's own word takes the place of another's.
    for (const one of read) if (one.endsWith(' own')) read.delete(one.replace(/ own$/, ' other'));
    return { read, received };
  }

  /** Publications of an edition and of all that corrects it, with their editions. */
  #correcting(publish: string, edition: string): Set<string> {
    const good = new Map([[edition, publish]]);
    for (let size = 0; size < good.size;) {
      size = good.size;
      for (const entry of this.#of('publish')) {
        if (entry.act.type !== 'publish' || entry.act.change !== 'erratum') continue;
        if (!this.#byPublisher(entry) || this.#isWithdrawn(entry)) continue;
        if (good.has(entry.act.revises ?? '')) good.set(entry.act.edition, entry.id);
      }
    }
    return new Set([...good].map(([hash, id]) => `${id} ${hash}`));
  }

  #of(type: Entry['act']['type']): Entry[] {
    return this.#entries.filter(({ act }) => act.type === type);
  }

  #byPublisher(entry: Entry): boolean {
    return entry.device === this.#world.publisher.id;
  }

  #isWithdrawn({ id, device }: Entry): boolean {
    const own = this.#members.get(device);
    return this.#of('withdraw').some((entry) => {
      if (entry.act.type !== 'withdraw' || entry.act.entry !== id || !this.#counts(entry)) return false;
      const by = this.#members.get(entry.device);
      return by === own || by === 'p';
    });
  }

  /** Of a device that was revoked, only what had been seen. */
  #counts({ id, device }: Entry): boolean {
    const { revoked } = this.#world;
    return this.#members.has(device) && (revoked?.device.id !== device || revoked.counted.has(id));
  }
}

function isEnough(asked: CirculateAct, word: AcknowledgeAct): boolean {
  if (word.mode === 'received' && word.unit === undefined) return asked.level === 'received';
  if (word.mode === 'received' || asked.level !== 'studied') return true;
  if (word.mode !== 'studied') return false;
  if (word.behalf !== undefined) return true;
  const right = (asked.questions ?? []).filter((question, at) => {
    const chosen = new Set(word.answers?.[at]);
    return chosen.size === question.right.length && question.right.every((one) => chosen.has(one));
  });
  return right.length >= (asked.pass ?? 0) && (word.answers ?? []).length <= (asked.questions ?? []).length;
}
