/**
 * 10,000 entries of 300 devices verified and folded, beside the bare checks of as many signatures in the same run and
 * the same number side by side; then what one more entry costs. Runs in a browser and in Node.
 */
import { shelfRows } from '../../../src/engine/shelf-rows.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import type { Act, Entry, RosterChange, SignedEntry } from '../../../src/ledger/entry.ts';
import { packEntry, unpackEntry } from '../../../src/ledger/entry-bytes.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { readStoredEntry } from '../../../src/ledger/read-entry.ts';
import { signEntry } from '../../../src/ledger/sign-entry.ts';
import { Catalogue } from '../../../src/store/catalogue.ts';
import type { EditionRow, RuleRow } from '../../../src/store/rows.ts';
import { importPublicKey, makeKeys, verify, type DeviceKeys } from '../../../src/ledger/signature.ts';

const total = 10_000;
const devices = 300;
const rules = 1_500;
const repeats = 5;
const sideBySide = 512;
const statusRules = 1_512;

const hash = (n: number): string => n.toString(16).padStart(64, '0');
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

interface Signer {
  keys: DeviceKeys;
  last?: Entry;
}

async function makeEntries(
  count: number,
): Promise<{ office: string; signed: SignedEntry[]; entries: Entry[]; signers: Signer[] }> {
  const signers: Signer[] = await Promise.all(
    Array.from({ length: devices }, async () => ({ keys: await makeKeys() })),
  );
  const changes: RosterChange[] = [{ op: 'office', name: '某办公室' }];
  signers.forEach(({ keys }, i) => {
    const member = `m${i}`;
    changes.push(
      { op: 'member', id: member, name: `成员${i}` },
      { op: 'grant', member, roles: i < 5 ? ['admin', 'publisher', 'member'] : ['member'] },
      {
        op: 'device',
        id: deviceId(keys.alg, keys.key),
        member,
        alg: keys.alg,
        key: keys.key,
        name: '电脑',
        kind: 'device',
      },
    );
  });
  const signed: SignedEntry[] = [];
  const entries: Entry[] = [];
  let office = '';
  let roster: string[] = [];
  const say = async (signer: Signer, act: Act): Promise<Entry> => {
    const made = await signEntry(
      {
        office,
        ...(signer.last !== undefined && { last: signer.last }),
        at: 1_760_000_000_000 + entries.length,
        roster,
        act,
      },
      signer.keys,
    );
    signer.last = made.entry;
    signed.push(made.signed);
    entries.push(made.entry);
    return made.entry;
  };
  const genesis = await say(signers[0]!, { type: 'genesis', changes });
  office = genesis.id;
  roster = [genesis.id];
  const published: Entry[] = [];
  for (let i = 0; i < Math.min(rules, count / 4); i++) {
    const act: Act = {
      type: 'publish',
      rule: `r${i}`,
      edition: hash(i),
      title: `第${i}号办法`,
      kind: 'rule',
      change: 'registered',
      after: [],
      repeals: [],
      secrecy: '审查人',
    };
    published.push(await say(signers[i % 5]!, act));
  }
  for (let i = 1; i <= 20; i++) {
    const changed = await say(signers[0]!, {
      type: 'roster',
      epoch: i,
      seen: {},
      changes: [{ op: 'unit', id: `u${i}`, name: `处室${i}` }],
    });
    roster = [changed.id];
  }
  for (let i = 0; entries.length < count; i++) {
    const publish = published[i % published.length]!;
    const edition = publish.act.type === 'publish' ? publish.act.edition : '';
    await say(signers[i % devices]!, { type: 'acknowledge', publish: publish.id, edition, mode: 'read' });
  }
  return { office, signed, entries, signers };
}

async function timed(run: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

/**
 * @param progress hears what is going on
 * @returns figures by their keys
 */
export async function measureLedger(progress: (line: string) => void): Promise<Record<string, number>> {
  const { office, signed, entries, signers } = await makeEntries(total);
  progress(`${entries.length} entries of ${devices} devices signed`);
  const verifyTimes: number[] = [];
  const bareTimes: number[] = [];
  let ledger = new Ledger(office);
  for (let run = 0; run < repeats; run++) {
    bareTimes.push(
      await timed(async () => {
        const keys = new Map<string, CryptoKey>();
        await Promise.all(
          signers.map(async ({ keys: { alg, key } }) =>
            keys.set(deviceId(alg, key), (await importPublicKey(alg, key))!),
          ),
        );
        for (let at = 0; at < signed.length; at += sideBySide) {
          const good = await Promise.all(
            signed.slice(at, at + sideBySide).map(({ body, sig }, i) => {
              const entry = entries[at + i]!;
              return verify(entry.alg, keys.get(entry.device)!, body, sig);
            }),
          );
          if (!good.every(Boolean)) throw new Error('a signature does not fit');
        }
      }),
    );
    ledger = new Ledger(office);
    verifyTimes.push(
      await timed(async () => {
        const taken = await ledger.take(signed);
        if (taken.kept.length !== total) throw new Error(`${taken.kept.length} kept`);
        for (const rule of ledger.publications.rules()) {
          const [one] = ledger.publications.of(rule).publications;
          if (one === undefined) throw new Error('not official');
          ledger.acknowledgements.of(one.id, one.edition);
        }
        ledger.roster.roster();
      }),
    );
    progress(
      `${run + 1} of ${repeats}: bare ${bareTimes.at(-1)!.toFixed(0)} ms, whole ${verifyTimes.at(-1)!.toFixed(0)} ms`,
    );
  }

  /** One more publish entry taken in and asked about, on a ledger of so many entries. */
  async function refold(count: number, base: Ledger): Promise<{ refold: number; roster: number }> {
    const signer = signers[1]!;
    let last = base.chains.last(deviceId(signer.keys.alg, signer.keys.key))!;
    const heads = base.roster.roster().heads;
    const times: number[] = [];
    for (let i = 0; i < 21; i++) {
      const act: Act = {
        type: 'publish',
        rule: 'r1',
        edition: hash(count + i),
        title: '第1号办法',
        kind: 'rule',
        change: 'revision',
        after: base.publications.of('r1').heads,
        repeals: [],
        secrecy: '审查人',
      };
      const made = await signEntry({ office, last, at: 1_770_000_000_000, roster: heads, act }, signer.keys);
      last = made.entry;
      times.push(
        await timed(async () => {
          await base.take([made.signed]);
          base.publications.of('r1');
        }),
      );
    }
    const change = await signEntry(
      {
        office,
        last,
        at: 1_770_000_000_000,
        roster: heads,
        act: {
          type: 'roster',
          epoch: base.roster.roster().epoch + 1,
          seen: {},
          changes: [{ op: 'unit', id: 'u99', name: '新处室' }],
        },
      },
      signer.keys,
    );
    const roster = await timed(async () => {
      await base.take([change.signed]);
      for (const rule of base.publications.rules()) base.publications.of(rule);
    });
    return { refold: median(times), roster };
  }

  const small = new Ledger(office);
  await small.take(signed.slice(0, 1 + rules + 20));
  const few = await refold(1_000_000, small);
  const many = await refold(2_000_000, ledger);
  const packed = signed.map(packEntry);
  const restoreMs = await timed(() => {
    const again = new Ledger(office);
    again.restoreAll(packed.map((bytes, i) => readStoredEntry(unpackEntry(bytes).body, entries[i]!.id)));
  });
  /** A library of as many rules, each with an older and a newer edition of which the older one is issued. */
  const rows = Array.from({ length: statusRules }, (_, i): RuleRow => {
    const line = (n: number, effectiveOn: string): EditionRow => ({
      hash: hash(n),
      date: effectiveOn,
      effectiveOn,
      events: [],
      standing: 'imported',
      importedAt: 0,
      articles: 30,
      units: 30,
      characters: 5000,
      repeals: [],
      warnings: [],
    });
    const editions = [line(i, '2020-01-01'), line(5_000_000 + i, '2025-01-01')];
    return { id: `r${i}`, title: `第${i}号办法`, kind: 'rule', tags: [], editions, updatedAt: 0 };
  });
  const catalogue = new Catalogue(rows);
  const statusTimes: number[] = [];
  for (let i = 0; i < 11; i++) {
    // As after entries came in: nothing of what was worked out before is used.
    catalogue.follow(ledger.publications);
    statusTimes.push(
      await timed(() => {
        const all = shelfRows(catalogue, `20${20 + i}-06-01`);
        if (all.length !== statusRules) throw new Error('rows are missing');
      }),
    );
  }
  const nextDay = await timed(() => void shelfRows(catalogue, '2031-06-01'));
  const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
  return {
    entries: total,
    devices,
    verifyMs: round(median(verifyTimes)),
    bareMs: round(median(bareTimes)),
    ratio: round(median(verifyTimes.map((time, i) => time / bareTimes[i]!)), 3),
    refoldMs: round(many.refold, 3),
    refoldSmallMs: round(few.refold, 3),
    rosterRefoldMs: round(many.roster, 1),
    restoreMs: round(restoreMs, 1),
    statusRules,
    statusMs: round(median(statusTimes)),
    statusNextDayMs: round(nextDay),
    bytesPerEntry: Math.round(packed.reduce((sum, bytes) => sum + bytes.length, 0) / total),
  };
}
