import { bytesToHex } from '@noble/hashes/utils.js';
import { deviceCode } from '../../../../src/engine/device-code.ts';
import { createEngine, type Engine } from '../../../../src/engine/engine.ts';
import { handlersOf } from '../../../../src/engine/handlers.ts';
import type { Lines } from '../../../../src/engine/lines.ts';
import type { PickedFile } from '../../../../src/engine/protocol.ts';
import { rosterEntries } from '../../../../src/engine/roster-entries.ts';
import { TabRtc } from '../../../../src/engine/tab-rtc.ts';
import type { SignedEntry } from '../../../../src/ledger/entry.ts';
import { automergeForBrowser } from '../../../../src/store/automerge-browser.ts';
import { openIdbStorage } from '../../../../src/store/idb-storage.ts';
import { changeRule } from '../../../../src/store/rule-document.ts';
import { systemClock } from '../../../../src/sync/clock.ts';
import type { RtcCall } from '../../../../src/sync/rtc-port.ts';
import { CountingLink } from './counting-link.ts';
import { fillLedger } from './fill-ledger.ts';
import type { LineFigures } from './line-figures.ts';
import { storedBytes } from './stored-bytes.ts';

/**
 * One device of the product: the engine of the app over IndexedDB, with direct lines. It is let in without the digits
 * that people compare, and its lines are opened by the measure in place of a desk; all else is as in the app.
 */
let base = '';
let engine: Engine;
let call: RtcCall | undefined;
const rtc = new TabRtc(systemClock);
const space = 'members';

async function until<T>(found: () => T | undefined): Promise<T> {
  for (;;) {
    const value = found();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const lines = (): Promise<Lines> => until(() => engine.others.connections.lines);
const root = ({ replica }: Lines): string => bytesToHex(replica.manifest.root(space));

const calls: Record<string, (args: never) => unknown> = {
  /** Opens a base, and gives the code of this device. */
  async open(name: string) {
    base = `guiju:${name}`;
    engine = await createEngine({
      storage: await openIdbStorage(base),
      startAutomerge: automergeForBrowser,
      tell: () => undefined,
      surroundings: { rtc },
    });
    return deviceCode((await engine.office.keeper.makeDevice()).key);
  },
  found: () =>
    engine.office.found({ name: '某办公室', units: [], posts: [], me: { name: '周明远' }, device: '台式机' }),
  /** Lets a device in. Returns what it needs to begin. */
  async admit(code: string) {
    const { keeper } = engine.office;
    await engine.office.addDevice({ member: engine.office.me()!.member, code, name: '笔记本' });
    const { ledger } = keeper;
    return { office: ledger!.office, entries: await keeper.signed(rosterEntries(ledger!)) };
  },
  async join({ office, entries }: { office: string; entries: SignedEntry[] }) {
    await engine.office.keeper.join(office, entries);
    await lines();
  },
  async bringIn(files: PickedFile[]) {
    const context = { signal: new AbortController().signal, progress: () => undefined };
    return await handlersOf(engine).bringIn({ files }, context);
  },
  fillLedger: (count: number) => fillLedger(engine.office, count),
  rules: () => engine.shelf('2026-01-01').length,
  root: async () => root(await lines()),
  /** Changes what belongs to one rule and not to its wording, as somebody else who came by would have. */
  async change(unit: string) {
    const { replica } = await lines();
    const key = { space, kind: 'rule' as const, id: engine.shelf('2026-01-01')[0]!.id };
    const [before] = await replica.read([key], [undefined]);
    if (before === undefined) return;
    const { bytes } = await changeRule(key.id, before, { unit });
    await replica.merge([{ ...key, bytes: Uint8Array.from(bytes) }]);
  },
  async shelved(rules: number) {
    await until(() => (engine.shelf('2026-01-01').length >= rules ? true : undefined));
  },
  signal: (bytes: number[]) => call?.signal(Uint8Array.from(bytes)),
  /** Opens a line and waits until both sides have the same, which is `goal`. */
  async line({ begin, goal }: { begin: 'call' | 'answer'; goal: string }): Promise<LineFigures> {
    const open = await lines();
    const link = await new Promise<CountingLink>((resolve, reject) => {
      const events = {
        signal: (bytes: Uint8Array) => self.postMessage({ signal: [...bytes] }),
        link: (opened: ConstructorParameters<typeof CountingLink>[0]) => resolve(new CountingLink(opened)),
        failed: () => reject(new Error('no direct line')),
      };
      call = rtc[begin](events, []);
    });
    let saved = link.openedAt;
    const stop = open.replica.manifest.subscribe(() => (saved = performance.now()));
    await engine.others.connections.take(link, begin === 'call' ? 'caller' : 'answerer', 'direct');
    // Asked often: the little question first.
    await until(() =>
      open.neighbours.areEqual && open.neighbours.list().length > 0 && root(open) === goal ? true : undefined,
    );
    const agreed = performance.now();
    stop();
    return {
      savedMs: saved - link.openedAt,
      agreedMs: agreed - link.openedAt,
      messages: link.messages,
      bytes: link.sent + link.received,
      bytesOneWay: Math.max(link.sent, link.received),
      greetingBytes: link.greetingBytes,
    };
  },
  async hangUp() {
    (await lines()).neighbours.close();
    call = undefined;
  },
  stored: () => storedBytes(base),
};

self.addEventListener(
  'message',
  ({ data }: MessageEvent<{ rtc: MessagePort } | { id: number; call: string; args: unknown }>) => {
    if ('rtc' in data) {
      rtc.attach(data.rtc);
      return;
    }
    const { id } = data;
    void Promise.resolve()
      .then(() => calls[data.call]!(data.args as never))
      .then(
        (answer) => self.postMessage({ id, answer }),
        (error: unknown) => self.postMessage({ id, problem: String(error) }),
      );
  },
);
