import { Ledger } from '../../../src/ledger/ledger.ts';
import { Publications } from '../../../src/ledger/publications.ts';
import { RosterHistory } from '../../../src/ledger/roster-history.ts';
import { CirculationBook } from '../../../src/office/circulation-book.ts';
import { Circulations } from '../../../src/office/circulations.ts';
import { DevicesReached } from '../../../src/office/devices-reached.ts';
import type { CirculateWorld } from './circulate-world.ts';

/** Breaks something that circulations cannot do without; returns what mends it. */
type Break = (world: CirculateWorld) => () => void;

/** Puts another method in the place of one of a class. */
function inPlaceOf<T extends object, K extends keyof T>(of: T, key: K, value: T[K]): () => void {
  const before = Object.getOwnPropertyDescriptor(of, key)!;
  Object.defineProperty(of, key, { value, configurable: true, writable: true });
  return () => Object.defineProperty(of, key, before);
}

/** Ways in which circulations could be wrong; the runs must find each of them. */
export const breaks: Record<string, Break> = {
  'signatures are not looked at': (world) => {
    world.crypto.subtle.verify = () => Promise.resolve(true);
    return () => undefined;
  },
  'whoever signs has the right to': () => {
    const { judge } = RosterHistory.prototype;
    return inPlaceOf(RosterHistory.prototype, 'judge', function (this: RosterHistory, entry, role) {
      const { member } = judge.call(this, entry, role);
      return { member: member ?? 'p' };
    });
  },
  'everybody may speak for others': () => {
    const { judge } = RosterHistory.prototype;
    return inPlaceOf(RosterHistory.prototype, 'judge', function (this: RosterHistory, entry, role) {
      return judge.call(this, entry, role === 'liaison' ? 'member' : role);
    });
  },
  'a revoked device is one like others': () => {
    const { judge } = RosterHistory.prototype;
    return inPlaceOf(RosterHistory.prototype, 'judge', function (this: RosterHistory, entry, role) {
      const verdict = judge.call(this, entry, role);
      return verdict.refusal === 'device-revoked' && verdict.member !== undefined && role === 'member'
        ? { member: verdict.member }
        : verdict;
    });
  },
  'an erratum is another text': () => inPlaceOf(Publications.prototype, 'ruleOf', () => undefined),
  'what was taken back still counts': () => {
    const { add } = Circulations.prototype;
    return inPlaceOf(Circulations.prototype, 'add', function (this: Circulations, entry) {
      if (entry.act.type !== 'withdraw') add.call(this, entry);
    });
  },
  'a word that comes before its circulation is forgotten': () => {
    const { add } = Circulations.prototype;
    return inPlaceOf(Circulations.prototype, 'add', function (this: Circulations, entry) {
      if (entry.act.type !== 'acknowledge' || [...this.ids].includes(entry.act.circulation ?? ''))
        add.call(this, entry);
    });
  },
  'what was seen is forgotten when it comes after that': () => {
    const { add } = DevicesReached.prototype;
    const seen = new WeakMap<DevicesReached, Set<string>>();
    return inPlaceOf(DevicesReached.prototype, 'add', function (this: DevicesReached, entry) {
      const had = seen.get(this) ?? new Set();
      seen.set(this, had.add(entry.id));
      if (entry.act.type !== 'checkpoint') return add.call(this, entry);
      const places = entry.act.seen.filter(([, , id]) => had.has(id));
      add.call(this, { ...entry, act: { type: 'checkpoint', seen: places } });
    });
  },
  'what came in is not told to the book': () => {
    const { follow } = CirculationBook.prototype;
    const begun = new WeakSet<CirculationBook>();
    return inPlaceOf(CirculationBook.prototype, 'follow', function (this: CirculationBook) {
      if (!begun.has(this)) follow.call(this);
      begun.add(this);
    });
  },
  'a base that is opened again begins without its ledger’s last words': () => {
    const { restoreAll } = Ledger.prototype;
    return inPlaceOf(Ledger.prototype, 'restoreAll', function (this: Ledger, entries) {
      restoreAll.call(this, entries.length > 3 ? entries.slice(0, -1) : entries);
    });
  },
  'what was written is not on disk when it is said to be': (world) => {
    for (const { drive } of world.devices) drive.lies = true;
    return () => undefined;
  },
};
