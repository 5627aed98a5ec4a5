/**
 * `npm run measure -- desk [--clients N] [--editing N] [--seconds N]`: a desk in a process of its own, that many
 * devices in one room, and some who write: each sends another 8 messages a second of the size of a sealed keystroke,
 * over relay links. Beside it, in turns of some seconds, a bare server of `ws` that only passes messages on, with the
 * same clients and messages. Milliseconds are from sending to hearing, both in this process; CPU is that of the server
 * in percent of one core.
 *
 * Then somebody comes and goes a thousand times, and somebody floods the desk: `comeAndGoHeapBytes` is what the desk's
 * heap has grown by, `flood…` what the writers notice, and how much of the flood was passed on a second.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bareClients, type Clients, deskClients } from './desk/clients.ts';
import { serve, ServerProcess } from './desk/server-process.ts';
import { comeAndGo, flood } from './desk/strain.ts';
import { percentile } from './percentile.ts';

/** Messages that a writer sends a second, and the bytes of each: a change of one key with what seals it. */
const perSecond = 8;
const messageBytes = 160;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clients: { type: 'string', default: '200' },
    editing: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '30' },
  },
});
if (positionals[0] === 'serve') await serve(positionals[1] ?? '');
else await measure();

async function measure(): Promise<void> {
  const [clients, editing, seconds] = [values.clients, values.editing, values.seconds].map(Number) as [
    number,
    number,
    number,
  ];
  if (clients < 2 * editing) throw new Error('every writer needs somebody to write to');
  const script = fileURLToPath(import.meta.url);
  const desk = await begin(script, 'desk', clients, editing);
  const bare = await begin(script, 'bare', clients, editing);
  const turn = Math.min(5, seconds);
  for (let done = 0; done < seconds; done += turn) {
    for (const one of [desk, bare]) await write(one, editing, turn);
    console.error(`${done + turn} of ${seconds} s`);
  }
  const [figures, peer] = [await figuresOf(desk), await figuresOf(bare)];

  const before = await desk.server.usage('collected');
  await comeAndGo(desk.server.url, 1000);
  const after = await desk.server.usage('collected');
  const flooding = await flood(desk.server.url);
  desk.delays.length = 0;
  const begun = await desk.server.usage();
  await write(desk, editing, turn);
  const strained = await desk.server.usage();
  const sent = flooding.stop();
  console.log(
    JSON.stringify({
      clients,
      editing,
      ...figures,
      peerCpuPercent: peer.cpuPercent,
      peerRssBytes: peer.rssBytes,
      peerP50Ms: peer.p50Ms,
      peerP95Ms: peer.p95Ms,
      cpuRatio: figures.cpuPercent / peer.cpuPercent,
      rssRatio: figures.rssBytes / peer.rssBytes,
      p95Ratio: figures.p95Ms / peer.p95Ms,
      comeAndGoHeapBytes: after.heap - before.heap,
      comeAndGoRssBytes: after.rss - before.rss,
      floodSent: sent,
      floodPassedOnPerSecond: (strained.messages - begun.messages) / turn - editing * perSecond,
      floodP95Ms: percentile(desk.delays, 0.95),
      floodRssBytes: strained.rss,
    }),
  );
  for (const { server, all } of [desk, bare]) {
    all.close();
    server.end();
  }
  process.exit(0);
}

interface Side {
  server: ServerProcess;
  all: Clients;
  delays: number[];
  cpuMs: number;
  wallMs: number;
  sent: number;
}

async function begin(script: string, kind: 'desk' | 'bare', clients: number, editing: number): Promise<Side> {
  const server = await ServerProcess.start(script, kind);
  const delays: number[] = [];
  const heard = (bytes: Uint8Array): void => {
    const sentAt = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
    delays.push(performance.now() - sentAt);
  };
  const all =
    kind === 'desk'
      ? await deskClients(server.url, clients, editing, heard)
      : await bareClients(server.url, clients, heard);
  console.error(`${clients} clients at the ${kind} server`);
  return { server, all, delays, cpuMs: 0, wallMs: 0, sent: 0 };
}

/** Lets the writers write for some seconds, each at its own moments. */
async function write(side: Side, editing: number, seconds: number): Promise<void> {
  const from = await side.server.usage();
  const begun = performance.now();
  const times = seconds * perSecond;
  await Promise.all(
    Array.from({ length: editing }, async (_, writer) => {
      for (let i = 0; i < times; i++) {
        const due = begun + ((i + writer / editing) * 1000) / perSecond;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        const bytes = new Uint8Array(messageBytes);
        new DataView(bytes.buffer).setFloat64(0, performance.now());
        side.all.send(writer, writer + editing, bytes);
        side.sent += 1;
      }
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  side.wallMs += performance.now() - begun;
  side.cpuMs += (await side.server.usage()).cpuMs - from.cpuMs;
}

async function figuresOf({
  server,
  delays,
  cpuMs,
  wallMs,
  sent,
}: Side): Promise<{ cpuPercent: number; rssBytes: number; p50Ms: number; p95Ms: number; messages: number }> {
  if (delays.length !== sent) throw new Error(`${delays.length} of ${sent} messages came`);
  return {
    cpuPercent: (cpuMs / wallMs) * 100,
    rssBytes: (await server.usage()).rss,
    p50Ms: percentile(delays, 0.5),
    p95Ms: percentile(delays, 0.95),
    messages: sent,
  };
}
