/**
 * `npm run measure -- sync [--docs N] [--runs N] [--dir DIR] [--immutable] [--entries N] [--many N]`: a new device gets
 * everything from another one over a direct line (WebRTC) between two browsers with profiles of their own on disk.
 * Beside it automerge-repo with its IndexedDB adapter does the same with the same texts, in turns.
 *
 * `cold`: from the opening of the line to the last document on disk at the receiver, where the product has one strict
 * transaction for each portion and the peer what its adapter does (relaxed). `warm`: the line is opened again, nothing
 * has changed, until it is known that both have the same; the peer has all documents open then, which would cost it
 * many seconds after a start. Bytes are those of both directions, sealed, without the greeting in which the two show who
 * they are (`greetingBytes`). `storedRatio` is what lies at the receiver for what travelled (documents, manifest,
 * ledger) over what the peer stores; `storedAllRatio` has what is derived for reading and search in it, too. `wireRatio`
 * is bytes on the line over bytes stored of what travelled. `readMs`: all texts can be read.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { bundlePlugin } from '../../src/desk/bundle-plugin.mjs';
import { serveApp } from '../../src/desk/serve-app.ts';
import { automergeForNode } from '../../src/store/automerge-node.ts';
import { ruleTexts } from '../faults/rule-texts.ts';
import type { LineFigures } from './browser/sync/line-figures.ts';
import { median } from './percentile.ts';
import { manyDocuments } from './sync/many-documents.ts';
import { OwnBrowser, pair } from './sync/two-browsers.ts';

const { values } = parseArgs({
  options: {
    docs: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    dir: { type: 'string', default: '../shared/corpus/laws' },
    entries: { type: 'string', default: '10000' },
    many: { type: 'string', default: '3500' },
    immutable: { type: 'boolean', default: false },
  },
});
const [docs, runs, entries, many] = [values.docs, values.runs, values.entries, values.many].map(Number) as [
  number,
  number,
  number,
  number,
];

const home = process.cwd();
const outDir = join(home, 'node_modules', '.cache', 'measure', 'sync-pages');
const pages = join(home, 'test', 'measure', 'browser', 'sync');
await build({
  configFile: false,
  root: pages,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: ['product.html', 'peer.html'].map((name) => join(pages, name)) },
  },
  plugins: [bundlePlugin()],
  worker: { format: 'es', plugins: () => [bundlePlugin()] },
});
const server = await serveApp(outDir, 0);
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const scratch = mkdtempSync(join(tmpdir(), 'guiju-texts-'));
const folder = join(scratch, 'rules');
takeTexts(folder);

const sum = (bytes: Record<string, number>, stores = Object.keys(bytes)): number =>
  stores.reduce((total, store) => total + (bytes[store] ?? 0), 0);
const travelled = ['rules', 'editions', 'documents', 'manifest', 'ledger'];

type Line = LineFigures;

/** Opens a line from one to the other and waits until both are equal. Returns what the one that called saw. */
async function line(caller: OwnBrowser, answerer: OwnBrowser, goal: unknown): Promise<Line> {
  pair(caller, answerer);
  const answered = answerer.ask<Line>('line', { begin: 'answer', goal });
  const called = await caller.ask<Line>('line', { begin: 'call', goal });
  await answered;
  return called;
}

/** Until the other side knows, too, that the line has ended. */
async function hangUp(...sides: OwnBrowser[]): Promise<void> {
  for (const side of sides) await side.ask('hangUp');
}

interface Run {
  coldMs: number;
  warmMs: number;
  cold: Line;
  warm: Line;
  stored: Record<string, number>;
  changed?: Line;
  readMs?: number;
}

async function productSender(): Promise<OwnBrowser> {
  const sender = await OwnBrowser.open(`${address}/product.html`);
  await sender.ask('open', 'main');
  await sender.ask('found');
  await sender.pick(folder);
  await sender.ask('bringIn');
  return sender;
}

async function productReceiver(sender: OwnBrowser): Promise<OwnBrowser> {
  const receiver = await OwnBrowser.open(`${address}/product.html`);
  await receiver.ask('join', await sender.ask('admit', await receiver.ask('open', 'main')));
  return receiver;
}

let rulesThere = 0;

async function runProduct(sender: OwnBrowser): Promise<Run> {
  const receiver = await productReceiver(sender);
  const cold = await line(receiver, sender, await sender.ask('root'));
  const begun = Date.now() - cold.agreedMs;
  rulesThere = await sender.ask('rules');
  await receiver.ask('shelved', rulesThere);
  const readMs = Date.now() - begun;
  await hangUp(receiver, sender);
  const stored = await receiver.ask<Record<string, number>>('stored');
  const warm = await line(receiver, sender, await sender.ask('root'));
  await hangUp(receiver, sender);
  await sender.ask('change', `行政科${Date.now()}`);
  const changed = await line(receiver, sender, await sender.ask('root'));
  await hangUp(receiver, sender);
  await receiver.close();
  return { coldMs: cold.savedMs, warmMs: warm.agreedMs, cold, warm, stored, changed, readMs };
}

async function peerSender(text: string): Promise<OwnBrowser> {
  const sender = await OwnBrowser.open(`${address}/peer.html?text=${text}`);
  await sender.pick(folder);
  await sender.ask('bringIn');
  return sender;
}

async function runPeer(sender: OwnBrowser, text: string): Promise<Run> {
  const receiver = await OwnBrowser.open(`${address}/peer.html?text=${text}`);
  const cold = await line(receiver, sender, docs);
  await hangUp(receiver, sender);
  const stored = await receiver.ask<Record<string, number>>('stored');
  const warm = await line(receiver, sender, docs);
  await hangUp(receiver, sender);
  await receiver.close();
  return { coldMs: cold.savedMs, warmMs: warm.agreedMs, cold, warm, stored };
}

/** Entries to a device that has none but those it needs to begin. */
async function runEntries(sender: OwnBrowser): Promise<Line> {
  const receiver = await productReceiver(sender);
  const got = await line(receiver, sender, await sender.ask('root'));
  await hangUp(receiver, sender);
  await receiver.close();
  return got;
}

function takeTexts(to: string): void {
  mkdirSync(to, { recursive: true });
  const found = existsSync(values.dir)
    ? readdirSync(values.dir, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .sort()
    : [];
  for (const name of found.slice(0, docs))
    cpSync(join(values.dir, name), join(to, `${basename(dirname(name))}-${basename(name)}`));
  const missing = docs - Math.min(docs, found.length);
  if (missing > 0) console.error(`${missing} of the texts are generated`);
  for (const [i, { text }] of ruleTexts(missing).entries()) writeFileSync(join(to, `生成${i}.md`), text);
}

const results: Record<string, Run[]> = {};
const contestants: [name: string, sender: OwnBrowser, run: () => Promise<Run>][] = [];
if (docs > 0 && runs > 0) {
  const product = await productSender();
  contestants.push(['product', product, () => runProduct(product)]);
  for (const text of ['plain', ...(values.immutable ? ['immutable'] : [])]) {
    const peer = await peerSender(text);
    contestants.push([text, peer, () => runPeer(peer, text)]);
  }
}
for (let run = 0; run < runs; run++) {
  for (const [name, , work] of contestants) {
    const got = await work();
    (results[name] ??= []).push(got);
    console.error(`${name}: cold ${got.coldMs.toFixed(0)} ms, warm ${got.warmMs.toFixed(0)} ms`);
  }
}
for (const [, sender] of contestants) await sender.close();

const of = (name: string, what: (run: Run) => number): number => median(results[name]?.map(what) ?? []);
const figures: Record<string, number> = {};
if (contestants.length > 0) {
  const stored = of('product', ({ stored }) => sum(stored, travelled));
  const peerStored = of('plain', ({ stored }) => sum(stored));
  Object.assign(figures, {
    docs,
    rules: rulesThere,
    coldMs: of('product', ({ coldMs }) => coldMs),
    peerColdMs: of('plain', ({ coldMs }) => coldMs),
    coldRatio: of('plain', ({ coldMs }) => coldMs) / of('product', ({ coldMs }) => coldMs),
    warmMs: of('product', ({ warmMs }) => warmMs),
    peerWarmMs: of('plain', ({ warmMs }) => warmMs),
    warmRatio: of('plain', ({ warmMs }) => warmMs) / of('product', ({ warmMs }) => warmMs),
    warmBytes: of('product', ({ warm }) => warm.bytes),
    warmBytesOneWay: of('product', ({ warm }) => warm.bytesOneWay),
    warmMessages: of('product', ({ warm }) => warm.messages),
    peerWarmBytes: of('plain', ({ warm }) => warm.bytes),
    peerWarmMessages: of('plain', ({ warm }) => warm.messages),
    oneChangedBytes: of('product', ({ changed }) => changed!.bytes),
    greetingBytes: of('product', ({ warm }) => warm.greetingBytes),
    storedRatio: stored / peerStored,
    storedAllRatio: of('product', ({ stored }) => sum(stored)) / peerStored,
    storedBytes: stored,
    peerStoredBytes: peerStored,
    coldBytes: of('product', ({ cold }) => cold.bytes),
    coldMessages: of('product', ({ cold }) => cold.messages),
    peerColdBytes: of('plain', ({ cold }) => cold.bytes),
    peerColdMessages: of('plain', ({ cold }) => cold.messages),
    wireRatio: of('product', ({ cold }) => cold.bytes) / stored,
    readMs: of('product', ({ readMs }) => readMs!),
    ...(values.immutable && {
      immutablePeerColdMs: of('immutable', ({ coldMs }) => coldMs),
      immutableColdRatio: of('immutable', ({ coldMs }) => coldMs) / of('product', ({ coldMs }) => coldMs),
      immutablePeerStoredBytes: of('immutable', ({ stored }) => sum(stored)),
    }),
    runs,
  });
}

if (entries > 0) {
  const sender = await OwnBrowser.open(`${address}/product.html`);
  await sender.ask('open', 'main');
  await sender.ask('found');
  await sender.ask('fillLedger', entries);
  const got: Line[] = [];
  for (let run = 0; run < Math.max(1, runs); run++) {
    got.push(await runEntries(sender));
    console.error(`${entries} entries: ${got.at(-1)!.agreedMs.toFixed(0)} ms`);
  }
  await sender.close();
  figures['entries'] = entries;
  figures['entriesBytes'] = median(got.map(({ bytes }) => bytes));
  figures['entriesMs'] = median(got.map(({ agreedMs }) => agreedMs));
}
server.close();
server.closeAllConnections();
rmSync(scratch, { recursive: true, force: true });

if (many > 0) {
  await automergeForNode();
  for (const [key, value] of Object.entries(await manyDocuments(many))) figures[`${key}${many}`] = value;
}
console.log(JSON.stringify(figures));
process.exit(0);
