import { expect, test } from 'vitest';
import type { Act, Entry, Role, RosterChange, SignedEntry } from '../../src/ledger/entry.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { Random } from '../faults/random.ts';
import { meaningOf, SomeDevice, someHash, someKeys, someMember } from './some-office.ts';

/**
 * Offices that live through all sorts of things: devices that meet seldom, admins who change the roster apart and
 * remove each other, keys that sign twice in the same place, statements from behind a revocation. However the
 * entries arrive, every device must come to the same office.
 */
const histories = Number(process.env['GUIJU_HISTORIES'] ?? 2000);
const seed = Number(process.env['GUIJU_SEED'] ?? 20261125);

const rules = ['r1', 'r2'];
const names = ['a', 'b', 'c', 'd', 'e', 'f'];

async function live(
  random: Random,
): Promise<{ devices: SomeDevice[]; entries: SignedEntry[]; office: string }> {
  const keys = await Promise.all(names.map((_, i) => someKeys(i)));
  const admins = 1 + random.below(3);
  const threshold = random.below(4) === 0 ? 2 : 1;
  const founders = names.slice(0, 4).flatMap((name, i) => {
    const roles: Role[] = i < admins ? ['admin', 'publisher'] : i === 3 ? ['publisher'] : [];
    return someMember(keys[i]!, name, roles);
  });
  const { device: first } = await SomeDevice.founding(keys[0]!, [
    { op: 'office', name: '某办公室', threshold },
    ...founders,
  ]);
  const office = first.ledger.office;
  const devices = [first, ...keys.slice(1).map((pair) => new SomeDevice(pair, office))];
  for (const device of devices.slice(1)) if (random.below(3) > 0) await device.take(first.entries);
  const made: SignedEntry[] = [...first.entries];
  const steps = 6 + random.below(14);
  for (let step = 0; step < steps; step++) {
    const device = devices[random.below(devices.length)]!;
    if (device.ledger.chains.size === 0 || random.below(3) === 0) {
      const other = devices[random.below(devices.length)]!;
      await device.take(other.entries);
      continue;
    }
    const { signed } = await device.draft(someAct(device, devices, random), wrongs(device, random));
    made.push(signed);
    // Some things are said to others only, and the device itself goes on as if it had never said them.
    if (random.below(8) > 0) await device.take([signed]);
  }
  return { devices, entries: made, office };
}

function someAct(device: SomeDevice, devices: SomeDevice[], random: Random): Act {
  const { ledger } = device;
  const rule = rules[random.below(rules.length)]!;
  const any = (): Entry => {
    const all = [...ledger.chains.all()];
    return all[random.below(all.length)]!;
  };
  const publish = (): { publish: string; edition: string } => {
    const { publications } = ledger.publications.of(rule);
    const one = publications[random.below(Math.max(1, publications.length))];
    return one === undefined
      ? { publish: someHash('none'), edition: someHash('none') }
      : { publish: one.id, edition: one.edition };
  };
  switch (random.below(9)) {
    case 0:
    case 1: {
      const change = (['first', 'revision', 'registered'] as const)[random.below(3)]!;
      const revises = random.below(2) === 0 ? publish().edition : undefined;
      return device.publishAct(rule, `e${random.below(4)}`, {
        change,
        ...(revises !== undefined && { revises }),
        repeals: random.below(4) === 0 ? [{ rule: 'r1', on: '2026-01-01' }] : [],
      });
    }
    case 2:
      return { type: 'acknowledge', ...publish(), mode: 'read' };
    case 3:
      return { type: 'withdraw', entry: publish().publish, reason: '误发' };
    case 4:
      return {
        type: 'repeal',
        rule,
        title: rule,
        on: '2026-05-01',
        after: ledger.publications.of(rule).heads,
      };
    case 5:
      return { type: 'sign-off', entry: any().id };
    case 6:
      return {
        type: 'checkpoint',
        seen: devices.flatMap(({ id }) => {
          const last = ledger.chains.last(id);
          return last === undefined ? [] : [[id, last.seq, last.id] as [string, number, string]];
        }),
      };
    default:
      return device.rosterAct(
        someRosterChange(devices, random),
        devices.filter(() => random.below(3) > 0).map(({ id }) => id),
      );
  }
}

function someRosterChange(devices: SomeDevice[], random: Random): RosterChange[] {
  const at = random.below(names.length);
  const member = names[at]!;
  const roles: Role[] = [(['admin', 'publisher', 'member'] as const)[random.below(3)]!];
  switch (random.below(7)) {
    case 0:
      return [{ op: 'remove', member, roles }];
    case 1:
      return [{ op: 'grant', member, roles }];
    case 2:
      return [{ op: 'revoke', device: devices[at]!.id }];
    case 3:
      return [{ op: 'left', member, on: '2026-02-01' }];
    case 4:
      return [{ op: 'office', threshold: 1 + random.below(2) }];
    case 5: {
      const last = devices[at]!.ledger.chains.last(devices[at]!.id);
      return last === undefined
        ? []
        : [{ op: 'accept', device: devices[at]!.id, through: [last.seq, last.id] }];
    }
    default:
      return someMember(devices[random.below(names.length)]!.keys, member, ['publisher']);
  }
}

/** What a broken or hostile device may do. */
function wrongs(device: SomeDevice, random: Random): Parameters<SomeDevice['draft']>[1] {
  const { chains } = device.ledger;
  const result: Parameters<SomeDevice['draft']>[1] = {};
  const mine = [...chains.all()].filter((entry) => entry.device === device.id);
  if (random.below(6) === 0 && mine.length > 0) result.last = mine[random.below(mine.length)];
  if (random.below(6) === 0) {
    const rosters = [...chains.all()].filter(({ act }) => act.type === 'roster' || act.type === 'genesis');
    result.roster = [rosters[random.below(rosters.length)]!.id];
  }
  if (random.below(5) === 0) result.at = [0, 253_402_300_799_999, 1_700_000_100_000][random.below(3)]!;
  const checkpoints = [...chains.all()].filter(({ act }) => act.type === 'checkpoint');
  if (checkpoints.length > 0 && random.below(2) === 0)
    result.saw = checkpoints[random.below(checkpoints.length)]!.id;
  return result;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

test(`${histories} histories: the same entries make the same office, whatever the order`, async () => {
  const counts = {
    rosters: 0,
    publications: 0,
    disputed: 0,
    refused: 0,
    forks: 0,
    faults: 0,
    acknowledged: 0,
  };
  for (let i = 0; i < histories; i++) {
    const random = new Random(seed + i);
    const { entries, office } = await live(random);
    const meanings: string[] = [];
    let last = new Ledger(office);
    for (let run = 0; run < 3; run++) {
      const ledger = new Ledger(office);
      const rest = run === 0 ? [...entries] : shuffled(entries, random);
      while (rest.length > 0) {
        await ledger.take(rest.splice(0, run === 0 ? rest.length : 1 + random.below(5)));
        // What is asked on the way must not stay when more is known.
        if (run === 2) meaningOf(ledger);
      }
      meanings.push(meaningOf(ledger));
      last = ledger;
      if (run > 0) continue;
      counts.rosters += ledger.roster.roster().epoch;
      counts.faults += ledger.roster.faults().length;
      counts.forks += ledger.chains.forks().length;
      for (const rule of rules) {
        const { publications, refused } = ledger.publications.of(rule);
        counts.publications += publications.length;
        counts.disputed += publications.filter(({ disputed }) => disputed).length;
        counts.refused += refused.length;
        for (const { id, edition } of publications)
          counts.acknowledged += ledger.acknowledgements.of(id, edition).counted.length;
      }
    }
    const restored = new Ledger(office);
    restored.restoreAll(shuffled([...last.chains.all()], random));
    expect(meaningOf(restored), `seed ${seed + i}, read again`).toBe(meanings[0]);
    expect(meanings[1], `seed ${seed + i}`).toBe(meanings[0]);
    expect(meanings[2], `seed ${seed + i}`).toBe(meanings[0]);
  }
  // The histories are worth something only if all of this happens in them.
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(histories / 50);
}, 300_000);
