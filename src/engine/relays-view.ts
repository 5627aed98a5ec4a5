import type { Entry, Role } from '../ledger/entry.ts';
import { localDay } from '../rule/local-day.ts';
import type { CirculationBook } from '../office/circulation-book.ts';
import type { CirculationRecord } from '../office/circulations.ts';
import type { RelayLine, RelaysView, UnitRelays } from './behalf-protocol.ts';
import { circulationState } from '../office/circulation-state.ts';
import { mayName } from './may-name.ts';

interface Around {
  me: { member: string; roles: Role[] } | undefined;
  book: CirculationBook;
  /** Is this file on this device? */
  isHere: (hash: string) => boolean;
}

/** What every unit that is meant has said of a circulation. Who may only see counts gets no names and no words. */
export function relaysView(record: CirculationRecord, { me, book, isHere }: Around): RelaysView {
  const roster = book.ledger.roster.roster();
  const seesNames = mayName(me?.roles) || record.by === me?.member;
  const nameOf = (member: string): string => roster.members.get(member)?.name ?? '';
  const byUnit = membersByUnit(record, book);
  const ids = new Set([
    ...record.act.audience.units,
    ...byUnit.keys(),
    ...record.received.keys(),
    ...record.relays.keys(),
  ]);
  const ownUnit = roster.members.get(me?.member ?? '')?.unit;
  const units = [...roster.units.values()]
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }): UnitRelays => {
      const received = receivedBy(record, id);
      const meant = byUnit.get(id) ?? [];
      return {
        unit: id,
        name,
        meant: meant.length,
        missing: meant.filter((one) => book.standing(record, one, '').missing.length > 0).length,
        ...(received !== undefined && {
          received: { at: received.at, ...(seesNames && { by: nameOf(received.by) }) },
        }),
        relays: (record.relays.get(id) ?? []).flatMap((entry) => line(entry, seesNames)),
      };
    });
  return {
    level: record.act.level,
    sentOn: localDay(record.entry.at),
    isOver: circulationState(record) !== 'open',
    maySpeak: me?.roles.some((role) => role === 'liaison' || role === 'publisher') === true,
    ...(ownUnit !== undefined && { ownUnit }),
    // One's own unit first: most have no other.
    units: units.sort((a, b) => Number(b.unit === ownUnit) - Number(a.unit === ownUnit)),
  };

  function line({ id, at, device, act }: Entry, withNames: boolean): RelayLine[] {
    if (act.type !== 'relay') return [];
    const { how, on, should, attended, later, feedback, news, file } = act;
    const plain = { entry: id, how, on, should, attended, later, at };
    if (!withNames) return [plain];
    return [
      {
        ...plain,
        by: nameOf(roster.devices.get(device)?.member ?? ''),
        ...(feedback !== undefined && { feedback }),
        ...(news !== undefined && { news }),
        ...(file !== undefined && { photo: { hash: file, isHere: isHere(file) } }),
      },
    ];
  }
}

function membersByUnit(record: CirculationRecord, book: CirculationBook): Map<string, string[]> {
  const { members } = book.ledger.roster.roster();
  const byUnit = new Map<string, string[]>();
  for (const id of book.members(record)) {
    const unit = members.get(id)?.unit;
    if (unit === undefined) continue;
    const list = byUnit.get(unit);
    if (list === undefined) byUnit.set(unit, [id]);
    else list.push(id);
  }
  return byUnit;
}

/** When the last of the editions was there, and who said so; undefined while one of them is not. */
function receivedBy(
  { act, received }: CirculationRecord,
  unit: string,
): { by: string; at: number } | undefined {
  const has = received.get(unit);
  if (has === undefined || !act.editions.every(({ edition }) => has.has(edition))) return undefined;
  return [...has.values()]
    .map(({ by, entry }) => ({ by, at: entry.at }))
    .reduce((last, one) => (one.at > last.at ? one : last));
}
