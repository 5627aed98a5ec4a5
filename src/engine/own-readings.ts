import type { AcknowledgeAct } from '../ledger/circulation-acts.ts';
import type { Entry } from '../ledger/entry.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { Circulating } from './circulating.ts';
import { EngineProblem } from './engine-problem.ts';
import type { Office } from './office.ts';
import type { OwnReading } from './waiting-protocol.ts';

interface Parts {
  office: Office;
  circulating: Circulating;
  /** When another device last had everything that was here, by this device's clock. */
  agreedAt: (device: string) => number | undefined;
}

/** What one member has acknowledged, or somebody for them. */
export class OwnReadings {
  #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Of one circulation, in the order of its editions. */
  of(record: CirculationRecord, member: string): OwnReading[] {
    const readings = record.read.get(member);
    return record.act.editions.flatMap(({ edition }) => {
      const reading = readings?.get(edition);
      return reading === undefined ? [] : [this.line(reading.entry, record)];
    });
  }

  /** Of the user of this device, the newest first. */
  all(): OwnReading[] {
    const me = this.#parts.office.me()?.member;
    if (me === undefined) return [];
    return this.#parts.circulating.book
      .all()
      .flatMap((record) => this.of(record, me))
      .sort((a, b) => b.at - a.at || (a.entry < b.entry ? -1 : 1));
  }

  /** By rule, the editions that a member has acknowledged by their own word, the latest first. */
  lastByRule(member: string): Map<string, { edition: string; at: number }[]> {
    const { book } = this.#parts.circulating;
    const byRule = new Map<string, { edition: string; at: number }[]>();
    for (const record of book.all())
      for (const { entry, means } of record.read.get(member)?.values() ?? []) {
        const act = acknowledgement(entry);
        const publish = book.ledger.chains.get(act.publish)?.act;
        if (means !== undefined || publish?.type !== 'publish') continue;
        const list = byRule.get(publish.rule) ?? [];
        byRule.set(publish.rule, list);
        list.push({ edition: act.edition, at: entry.at });
      }
    for (const list of byRule.values()) list.sort((a, b) => b.at - a.at);
    return byRule;
  }

  line(entry: Entry, { entry: { id } }: CirculationRecord): OwnReading {
    const { ledger } = this.#parts.circulating.book;
    const roster = ledger.roster.roster();
    const act = acknowledgement(entry);
    const publish = ledger.chains.get(act.publish)?.act;
    const by = roster.members.get(ledger.roster.judge(entry, 'member').member ?? '')?.name ?? '';
    const reached = this.#reached(entry);
    return {
      entry: entry.id,
      rule: publish?.type === 'publish' ? publish.rule : '',
      title: publish?.type === 'publish' ? publish.title : '',
      ...(publish?.type === 'publish' && publish.part !== undefined && { part: publish.part }),
      edition: act.edition,
      circulation: id,
      mode: act.mode,
      at: entry.at,
      witnessed: ledger.witness.of(entry),
      device: roster.devices.get(entry.device)?.name ?? '',
      ...(act.statement !== undefined && { statement: act.statement }),
      ...(act.remark !== undefined && { remark: act.remark }),
      ...(act.behalf !== undefined && {
        behalf: { by, means: act.behalf.means, reason: act.behalf.reason },
      }),
      ...(reached !== undefined && { reached }),
    };
  }

  /**
   * The first other device that has an entry: one that has said so in its chain, or one with which this device agreed
   * after it was signed here.
   */
  #reached(entry: Entry): OwnReading['reached'] {
    const { office, circulating, agreedAt } = this.#parts;
    const here = office.keeper.device;
    const { devices } = office.roster;
    // What came from elsewhere has been on another device.
    if (entry.device !== here) return { device: devices.get(entry.device)?.name ?? '', at: entry.at };
    let first: OwnReading['reached'];
    for (const { id, name } of devices.values()) {
      if (id === here) continue;
      const agreed = agreedAt(id) ?? -Infinity;
      const said = circulating.book.reached.hasSaid(id, entry);
      const newest = circulating.book.reached.newestOf(id)?.at;
      const at = agreed >= entry.at ? agreed : said ? newest : undefined;
      if (at !== undefined && (first === undefined || at < first.at)) first = { device: name, at };
    }
    return first;
  }
}

function acknowledgement({ act }: Entry): AcknowledgeAct {
  if (act.type !== 'acknowledge') throw new EngineProblem('not-found');
  return act;
}
