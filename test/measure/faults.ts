/**
 * Breaks the store in all the ways we know and looks whether it is whole. Prints one line of JSON; a seed
 * named in it brings the same faults again.
 *
 *     --seeds N [--from S]                      lives on a disk that loses power, every tenth seed also kills
 *                                               a writing process; and then the same as `sync`
 *     sync --seeds N [--from S]                 devices of an office that exchange what they have while
 *                                               network, disks, clocks and colleagues fail them
 *     circulate --seeds N [--from S]            readers and publishers of an office, as much fails them, and some of
 *                                               them mean harm
 *     editing --seeds N [--from S]              three editors of one draft, whose engines meet, part, stall and die
 *     remarks --seeds N [--from S]              three people who write in a draft and speak about it, on lines that come
 *                                               and go
 *     drafts --seeds N [--from S]               three devices on which a draft is open, whose disks are slow, full and without
 *                                               power, while somebody does it harm
 *     kills --seeds N [--from S]                kills a real browser in the middle of an import
 *     power-cuts --seeds N [--from S]           cuts its power, on a disk of its own (Linux, as root)
 *     full-disks --seeds N [--from S]           lets its disk run full (Linux, as root)
 *     kills --kills N [--from S]                kills a real browser while it receives from another one
 *     power --cuts N [--of desk] [--from S]     cuts its power meanwhile, or that of a desk (Linux, as root)
 *     netns                                     two browsers and a desk on three hosts of one network, with
 *                                               multicast, without, and without a default route (Linux, as root)
 *
 * Those that import take `--dir DIR` for a folder of rule texts in place of generated ones, `--files N`
 * for how many of them, and `--app DIR` for another build than `dist/app`.
 *
 * A violation is told on standard error as soon as it is found. Asked to stop (SIGINT, SIGTERM), a run tells what it found
 * until then: `seeds` is how many ran. Those with browsers first bring the seed to its end that they are at.
 */
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveApp } from '../../src/desk/serve-app.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { editingRun } from '../editing/editing-run.ts';
import { liveRun } from '../faults/drafts/live-run.ts';
import { remarksRun } from '../faults/drafts/remarks-run.ts';
import { circulateRun } from '../faults/circulate/circulate-run.ts';
import { BrowserKills } from '../faults/browser-kills.ts';
import { killFaults } from '../faults/kill-faults.ts';
import { runWriter } from '../faults/kill-writer.ts';
import { deskFaults } from '../faults/desk-faults.ts';
import { lanSync } from '../faults/lan-sync.ts';
import { type LanLimits, OwnLan } from '../faults/own-lan.ts';
import { Ext4Disk } from '../faults/ext4-disk.ts';
import { type FaultRun, logFaults } from '../faults/log-faults.ts';
import { Random } from '../faults/random.ts';
import { type Break, receiverFaults } from '../faults/receiver-faults.ts';
import { ruleTexts, writeRuleTexts } from '../faults/rule-texts.ts';
import { stopAsked } from '../faults/stop-asked.ts';
import { runInParts, runPart, type SeedRun } from '../faults/sync/in-parts.ts';
import { syncRun } from '../faults/sync/sync-run.ts';
import { Tally } from '../faults/tally.ts';

const tally = new Tally();
const { faults, violations } = tally;
/** Texts that pages had shown as saved before something broke. */
let reported = 0;
let stop = new AbortController().signal;

/** Programs that this one starts are itself, with a word before their arguments. */
const itself: [string, string] = [process.execPath, fileURLToPath(import.meta.url)];

const broken = (cause: unknown): FaultRun => ({ faults: {}, violations: [String(cause)] });

async function disks(seeds: number, from: number): Promise<void> {
  await automergeForNode();
  console.error(`seeds ${from} to ${from + seeds - 1}`);
  for (let seed = from; seed < from + seeds && !stop.aborted; seed++) {
    tally.add(seed, await logFaults(new Random(seed)).catch(broken));
    tally.seeds += 1;
    if ((seed - from) % 10 !== 0) continue;
    tally.add(seed, await killFaults(seed, [...itself, 'writer']));
    console.error(`${seed - from + 1} of ${seeds}`);
  }
}

async function inParts(
  part: 'sync-part' | 'circulate-part' | 'editing-part' | 'remarks-part' | 'drafts-part',
  seeds: number,
  from: number,
): Promise<void> {
  tally.seeds = 0;
  const take = (run: SeedRun): void => {
    tally.add(run.seed, run);
    if (++tally.seeds % 1000 === 0) console.error(`${tally.seeds} of ${seeds}`);
  };
  await runInParts([...itself, part], { from, seeds }, take, stop);
}

/** Some texts of a folder, chosen by chance, in a folder of their own. */
async function copySome(dir: string, files: number, to: string): Promise<void> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
  const random = new Random(1);
  for (let taken = 0; taken < files && paths.length > 0; taken++) {
    const [path] = paths.splice(random.below(paths.length), 1) as [string];
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(join(dir, path), join(to, path));
  }
}

/** @returns the folders that are brought in by turns: of texts of all lengths and of notes, or the one that was given */
async function writeFolders(home: string): Promise<string[]> {
  const files = Number(values.files) || 600;
  if (values.dir !== undefined) {
    await copySome(values.dir, files, join(home, 'given'));
    return [join(home, 'given')];
  }
  await writeRuleTexts(join(home, 'all'), ruleTexts(files));
  await writeRuleTexts(join(home, 'notes'), ruleTexts(files, 'notes'));
  return [join(home, 'all'), join(home, 'notes')];
}

const browserModes = {
  kills: (kills: BrowserKills, seed: number) => kills.kill(seed),
  'power-cuts': (kills: BrowserKills, seed: number) => kills.cutPower(seed),
  'full-disks': (kills: BrowserKills, seed: number) => kills.fillDisk(seed),
};
type BrowserMode = keyof typeof browserModes;

async function browsers(mode: BrowserMode, seeds: number, from: number): Promise<void> {
  const server = await serveApp(values.app, 0);
  const home = await mkdtemp(join(tmpdir(), 'guiju-texts-'));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const turns: BrowserKills[] = [];
    for (const folder of await writeFolders(home)) {
      const kills = await BrowserKills.prepare(address, folder);
      console.error(`undisturbed: ${kills.extent.texts} texts in ${Math.round(kills.extent.ms)} ms`);
      turns.push(kills);
    }
    for (let seed = from; seed < from + seeds && !stop.aborted; seed++) {
      const kills = turns[seed % turns.length]!;
      const run = await browserModes[mode](kills, seed).catch((cause: unknown) => ({
        ...broken(cause),
        reported: 0,
      }));
      console.error(`seed ${seed}: ${run.reported} texts had been shown as saved`);
      reported += run.reported;
      tally.add(seed, run);
      tally.seeds += 1;
    }
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(home, { recursive: true, force: true });
  }
}

/** Breaks of one office; then a new one begins, since a base that grows takes longer to be looked at. */
const breaksOfOne = 10;

async function syncing(kind: Break | 'desk-power-cut', breaks: number, from: number): Promise<object> {
  const skipped = kind !== 'kill' ? await Ext4Disk.refused() : undefined;
  if (skipped !== undefined) return { faults, violations, skipped };
  await automergeForNode();
  const told = { shown: 0, agreed: 0, lost: 0 };
  for (let done = 0, seed = from; done < breaks && !stop.aborted; seed++) {
    const some = Math.min(breaksOfOne, breaks - done);
    const run = await (kind === 'desk-power-cut' ? deskFaults(seed, some) : receiverFaults(kind, seed, some));
    tally.add(seed, run);
    for (const key of ['shown', 'agreed', 'lost'] as const) told[key] += run[key];
    done += some;
    console.error(
      `seed ${seed}: ${done} of ${breaks}; ${run.shown} shown, ${run.agreed} agreed, ${run.lost} lost`,
    );
  }
  return { from, faults, violations, ...told };
}

const networks: Record<string, LanLimits> = {
  usual: {},
  'without-multicast': { withoutMulticast: true },
  'without-default-route': { withoutDefaultRoute: true },
};

async function netns(): Promise<object> {
  const skipped = OwnLan.refused();
  if (skipped !== undefined) return { faults, violations, skipped };
  const cases: object[] = [];
  for (const [name, limits] of Object.entries(networks)) {
    faults[name] = 1;
    try {
      cases.push({ name, ...(await lanSync(limits)) });
    } catch (cause) {
      cases.push({ name, failed: String(cause) });
      violations.push({ seed: 0, what: `${name}: ${String(cause)}` });
    }
    console.error(JSON.stringify(cases.at(-1)));
  }
  return { faults, violations, cases };
}

const { values, positionals } = parseArgs({
  options: {
    kills: { type: 'string' },
    cuts: { type: 'string', default: '50' },
    of: { type: 'string', default: 'browser' },
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    dir: { type: 'string' },
    files: { type: 'string', default: '600' },
    app: { type: 'string', default: 'dist/app' },
  },
  allowPositionals: true,
});
const [mode, first, second] = positionals;
const seeds = Math.max(1, Number(values.seeds) || 1);
const from = Number(values.from) || 1;
if (mode === 'writer') await runWriter(first!, Number(second));
else if (mode === 'sync-part') await runPart(syncRun, Number(first), Number(second));
else if (mode === 'circulate-part') await runPart(circulateRun, Number(first), Number(second));
else if (mode === 'editing-part') await runPart(editingRun, Number(first), Number(second));
else if (mode === 'remarks-part') await runPart(remarksRun, Number(first), Number(second));
else if (mode === 'drafts-part') await runPart(liveRun, Number(first), Number(second));
else console.log(JSON.stringify(await run()));

async function run(): Promise<object> {
  stop = stopAsked();
  if (mode === 'kills' && values.kills !== undefined) return syncing('kill', Number(values.kills) || 1, from);
  if (mode === 'netns') return await netns();
  if (mode === 'power') {
    const kind = values.of === 'desk' ? 'desk-power-cut' : 'power-cut';
    return syncing(kind, Number(values.cuts) || 1, from);
  }
  if (mode !== undefined && mode in browserModes) await browsers(mode as BrowserMode, seeds, from);
  else if (mode === 'editing') await inParts('editing-part', seeds, from);
  else if (mode === 'circulate') await inParts('circulate-part', seeds, from);
  else if (mode === 'remarks') await inParts('remarks-part', seeds, from);
  else if (mode === 'drafts') await inParts('drafts-part', seeds, from);
  else {
    if (mode !== 'sync') await disks(seeds, from);
    if (!stop.aborted) await inParts('sync-part', seeds, from);
  }
  return { seeds: tally.seeds, from, faults, violations, reported };
}
