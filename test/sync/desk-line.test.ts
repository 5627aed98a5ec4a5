import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningDesk } from '../../src/desk/start-desk.ts';
import { systemClock } from '../../src/sync/clock.ts';
import { DeskLine, type SocketLike } from '../../src/sync/desk-line.ts';
import { highWater, type Link, lowWater, mostLinkMessage } from '../../src/sync/link.ts';
import {
  decodeToDesk,
  deskPeer,
  encodeFromDesk,
  type FromDesk,
  lanes,
  type ToDesk,
} from '../../src/sync/rendezvous.ts';
import { ownDesk, ownFolder } from '../desk/own-desk.ts';
import { HandClock } from './hand-clock.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const room = new Uint8Array(16).fill(1);
const presence = new Uint8Array(32).fill(2);

/** A socket of which the test is the other end. */
class FakeSocket implements SocketLike {
  binaryType = 'blob';
  bufferedAmount = 0;
  isClosed = false;
  readonly said: ToDesk[] = [];
  #listeners = new Map<string, (event: object) => void>();

  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, listener);
  }
  send(bytes: Bytes): void {
    this.said.push(decodeToDesk(bytes)!);
  }
  close(): void {
    this.isClosed = true;
  }
  open(): void {
    this.#tell('open', {});
  }
  hear(message: FromDesk): void {
    this.#tell('message', { data: encodeFromDesk(message).buffer });
  }
  hearData(data: unknown): void {
    this.#tell('message', { data });
  }
  lose(): void {
    this.#tell('close', {});
  }
  #tell(type: string, event: object): void {
    this.#listeners.get(type)?.(event);
  }
}

interface Watched {
  line: DeskLine;
  clock: HandClock;
  sockets: FakeSocket[];
  said: string[];
  links: { peer: number; link: Link }[];
}

const lines: DeskLine[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

function watched(connect?: () => SocketLike): Watched {
  const clock = new HandClock();
  const sockets: FakeSocket[] = [];
  const said: string[] = [];
  const links: { peer: number; link: Link }[] = [];
  const line = new DeskLine({
    url: 'ws://desk/desk',
    connect:
      connect ??
      (() => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket;
      }),
    clock,
    enter: () => ({ room, presence }),
    events: {
      state: (state, why) => said.push(why === undefined ? state : `${state}: ${why}`),
      met: (peer, shown, isDesk) => said.push(`met ${peer} ${shown[0]}${isDesk ? ' desk' : ''}`),
      left: (peer) => said.push(`left ${peer}`),
      linked: (peer, link) => links.push({ peer, link }),
      signalled: (peer, bytes) => said.push(`signal ${peer} ${bytes.join(' ')}`),
    },
  });
  lines.push(line);
  return { line, clock, sockets, said, links };
}

const welcome = { kind: 'welcome', number: 5, version: '7.7.7', stunPort: 3478, desk: undefined } as const;

function welcomed(): Watched & { socket: FakeSocket } {
  const all = watched();
  const socket = all.sockets[0]!;
  socket.open();
  socket.hear(welcome);
  return { ...all, socket };
}

interface Heard {
  messages: Bytes[];
  drained: number;
  ended: number;
}

function listenTo(link: Link): Heard {
  const heard: Heard = { messages: [], drained: 0, ended: 0 };
  link.listen({
    message: (bytes) => heard.messages.push(bytes),
    drained: () => (heard.drained += 1),
    ended: () => (heard.ended += 1),
  });
  return heard;
}

describe('the line', () => {
  test('it enters, and is open when it is welcome', () => {
    const { line, sockets, said } = watched();
    const socket = sockets[0]!;
    expect(socket.binaryType).toBe('arraybuffer');
    line.signal(1, Uint8Array.of(1));
    expect(socket.said).toEqual([]);
    socket.open();
    expect(socket.said).toEqual([{ kind: 'enter', room, presence }]);
    expect(line.welcome).toBeUndefined();
    socket.hear({ ...welcome, desk: presence });
    expect(said).toEqual(['connecting', 'open', 'met 0 2 desk']);
    expect(line.welcome).toEqual({ number: 5, version: '7.7.7', stunPort: 3478 });
  });

  test('it tells who comes, goes and signals', () => {
    const { line, socket, said } = welcomed();
    socket.hear({ kind: 'came', peer: 9, presence, isDesk: false });
    socket.hear({ kind: 'came', peer: 9, presence, isDesk: false });
    // Nobody but the desk is the desk.
    socket.hear({ kind: 'came', peer: 10, presence, isDesk: true });
    socket.hear({ kind: 'from', peer: 9, lane: lanes.signal, bytes: Uint8Array.of(1, 2) });
    socket.hear({ kind: 'from', peer: 8, lane: lanes.signal, bytes: Uint8Array.of(3) });
    socket.hear({ kind: 'left', peer: 9 });
    socket.hear({ kind: 'left', peer: 9 });
    expect(said.slice(2)).toEqual(['met 9 2', 'signal 9 1 2', 'left 9']);
    line.signal(9, Uint8Array.of(4));
    expect(socket.said.at(-1)).toEqual({ kind: 'to', peer: 9, lane: lanes.signal, bytes: Uint8Array.of(4) });
  });

  test('when it breaks, links end, everybody is gone, and it tries again, at last once a minute', () => {
    const { line, clock, sockets, socket, said } = welcomed();
    socket.hear({ kind: 'came', peer: 9, presence, isDesk: false });
    const heard = listenTo(line.open(9));
    socket.lose();
    expect(heard.ended).toBe(1);
    expect(said.slice(3)).toEqual(['left 9', 'waiting: lost']);
    let longest = 1_000;
    for (let attempt = 1; attempt <= 12; attempt++) {
      clock.pass(longest / 2 - 1);
      expect(sockets, `attempt ${attempt}`).toHaveLength(attempt);
      clock.pass(longest / 2 + 1);
      expect(sockets, `attempt ${attempt}`).toHaveLength(attempt + 1);
      sockets.at(-1)!.lose();
      longest = Math.min(60_000, longest * 2);
    }
    // A desk that answers for a while is a desk again.
    clock.pass(60_000);
    const back = sockets.at(-1)!;
    back.open();
    back.hear(welcome);
    clock.pass(15_000);
    back.hear({ kind: 'pong' });
    back.lose();
    const before = sockets.length;
    clock.pass(1_000);
    expect(sockets).toHaveLength(before + 1);
  });

  test('an address that cannot be opened, a desk that does not answer or refuses: it waits and tries again', () => {
    const refused = watched(() => {
      throw new Error('not allowed');
    });
    expect(refused.said).toEqual(['connecting', 'waiting: lost']);
    const { clock, sockets, said } = watched();
    clock.pass(10_000);
    expect(sockets[0]!.isClosed).toBe(true);
    clock.pass(1_000);
    sockets[1]!.open();
    clock.pass(10_000);
    clock.pass(2_000);
    sockets[2]!.open();
    sockets[2]!.hear({ kind: 'refused', why: 'too-many' });
    expect(said).toEqual([
      'connecting',
      'waiting: silent',
      'connecting',
      'waiting: silent',
      'connecting',
      'waiting: too-many',
    ]);
    // What an old socket still says is of no interest.
    sockets[0]!.hear(welcome);
    sockets[0]!.lose();
    expect(said).toHaveLength(6);
  });

  test('what no desk says ends it', () => {
    for (const say of [
      (socket: FakeSocket) => socket.hearData('text'),
      (socket: FakeSocket) => socket.hearData(new ArrayBuffer(3)),
      (socket: FakeSocket) => socket.hear(welcome),
    ]) {
      const { socket, said } = welcomed();
      say(socket);
      expect(said.at(-1)).toBe('waiting: malformed');
      expect(socket.isClosed).toBe(true);
    }
    const early = watched();
    early.sockets[0]!.open();
    early.sockets[0]!.hear({ kind: 'came', peer: 1, presence, isDesk: false });
    expect(early.said.at(-1)).toBe('waiting: malformed');
  });

  test('a socket that has gone silent is given up ten seconds after it was asked', () => {
    const { clock, socket, said } = welcomed();
    for (let i = 0; i < 3; i++) {
      clock.pass(15_000 - (i > 0 ? 10_000 : 0));
      expect(socket.said.filter(({ kind }) => kind === 'ping')).toHaveLength(i + 1);
      socket.hear({ kind: 'pong' });
      clock.pass(10_000);
    }
    expect(said.at(-1)).toBe('open');
    clock.pass(5_000);
    clock.pass(9_999);
    expect(said.at(-1)).toBe('open');
    clock.pass(1);
    expect(said.at(-1)).toBe('waiting: silent');
    expect(socket.isClosed).toBe(true);
  });

  test('after sleep it opens anew at once', () => {
    const { clock, sockets, said } = welcomed();
    // The timer of fifteen seconds is called an hour late.
    clock.pass(3_600_000);
    expect(said.slice(2)).toEqual(['waiting: silent', 'connecting']);
    expect(sockets).toHaveLength(2);
    // A page that is hidden is called late, too, but asks first.
    const hidden = welcomed();
    hidden.clock.pass(60_000);
    expect(hidden.said.at(-1)).toBe('open');
    expect(hidden.socket.said.at(-1)).toEqual({ kind: 'ping' });
  });

  test('woken, it tries at once; where it is open it asks whether it still is', () => {
    const { line, clock, sockets, socket } = welcomed();
    line.wake();
    expect(socket.said.at(-1)).toEqual({ kind: 'ping' });
    clock.pass(10_000);
    expect(socket.isClosed).toBe(true);
    line.wake();
    expect(sockets).toHaveLength(2);
    line.wake();
    expect(sockets).toHaveLength(2);
  });

  test('closed, it is quiet for ever', () => {
    const { line, clock, sockets, socket, said } = welcomed();
    socket.hear({ kind: 'came', peer: 9, presence, isDesk: false });
    const heard = listenTo(line.open(9));
    const before = said.length;
    line.close();
    expect(heard.ended).toBe(1);
    socket.lose();
    line.wake();
    clock.pass(1_000_000);
    expect(said).toHaveLength(before);
    expect(sockets).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('a relay link', () => {
  const carried = (socket: FakeSocket, lane: number): Bytes[] =>
    socket.said.flatMap((message) => (message.kind === 'to' && message.lane === lane ? [message.bytes] : []));

  function linked(): Watched & { socket: FakeSocket; link: Link } {
    const all = welcomed();
    all.socket.hear({ kind: 'came', peer: 9, presence, isDesk: false });
    return { ...all, link: all.line.open(9) };
  }
  const number = [0x80, 0, 0, 1];
  const hear = (socket: FakeSocket, lane: number, ...bytes: number[]): void =>
    socket.hear({ kind: 'from', peer: 9, lane, bytes: Uint8Array.from(bytes) });
  const credit = (socket: FakeSocket, bytes: number): void =>
    hear(
      socket,
      lanes.credit,
      ...number,
      bytes >>> 24,
      (bytes >>> 16) & 255,
      (bytes >>> 8) & 255,
      bytes & 255,
    );

  test('it opens, carries both ways and ends; what came before anybody listened is kept', () => {
    const { socket, link } = linked();
    expect(carried(socket, lanes.open)).toEqual([Uint8Array.of(0, 0, 0, 1)]);
    hear(socket, lanes.message, ...number, 1);
    hear(socket, lanes.message, ...number, 2);
    hear(socket, lanes.message, 0x80, 0, 0, 7, 3);
    hear(socket, lanes.message, 1);
    link.send(Uint8Array.of(4));
    expect(carried(socket, lanes.message)).toEqual([Uint8Array.of(0, 0, 0, 1, 4)]);
    hear(socket, lanes.end, ...number);
    hear(socket, lanes.message, ...number, 5);
    const heard = listenTo(link);
    expect(heard).toEqual({ messages: [Uint8Array.of(1), Uint8Array.of(2)], drained: 0, ended: 1 });
    link.send(Uint8Array.of(6));
    link.close();
    expect(carried(socket, lanes.message)).toHaveLength(1);
    expect(carried(socket, lanes.end)).toEqual([]);
    expect(heard.ended).toBe(1);
  });

  test('closed here it is ended here, and the other side hears it', () => {
    const { socket, link } = linked();
    const heard = listenTo(link);
    link.close();
    expect(heard.ended).toBe(1);
    hear(socket, lanes.message, ...number, 1);
    expect(heard.messages).toEqual([]);
    expect(carried(socket, lanes.end)).toEqual([Uint8Array.of(0, 0, 0, 1)]);
    expect(link.waiting).toBe(0);
  });

  test('to nobody it ends at once', () => {
    const { line } = linked();
    expect(listenTo(line.open(10)).ended).toBe(1);
    expect(listenTo(line.open(deskPeer)).ended).toBe(1);
  });

  test('the other side opens one: both may at the same time, and they are two', () => {
    const { socket, links, link } = linked();
    hear(socket, lanes.open, 0, 0, 0, 1);
    hear(socket, lanes.open, 0, 0, 0, 1);
    expect(links).toHaveLength(1);
    const [mine, theirs] = [listenTo(link), listenTo(links[0]!.link)];
    hear(socket, lanes.message, 0, 0, 0, 1, 1);
    hear(socket, lanes.message, ...number, 2);
    expect([mine.messages, theirs.messages]).toEqual([[Uint8Array.of(2)], [Uint8Array.of(1)]]);
    links[0]!.link.send(Uint8Array.of(3));
    expect(carried(socket, lanes.message)).toEqual([Uint8Array.of(...number, 3)]);
  });

  test('links to one peer are bounded', () => {
    const { socket, links } = linked();
    for (let i = 1; i <= 20; i++) hear(socket, lanes.open, 0, 0, 0, i);
    expect(links).toHaveLength(7);
    expect(carried(socket, lanes.end)).toHaveLength(13);
  });

  test('a slow receiver makes it wait, and its credit lets it go on', () => {
    const { socket, link } = linked();
    const heard = listenTo(link);
    const piece = (): Bytes => new Uint8Array(mostLinkMessage);
    while (link.waiting < highWater) link.send(piece());
    const out = carried(socket, lanes.message).length;
    expect(out).toBe(7);
    expect(heard.drained).toBe(0);
    const step = 4 * (mostLinkMessage + 32);
    for (let i = 0; i < 4; i++) credit(socket, step);
    expect(carried(socket, lanes.message)).toHaveLength(out + 16);
    expect(link.waiting).toBe(0);
    expect(heard.drained).toBe(1);
  });

  test('a full socket makes it wait, and it goes on when there is room', () => {
    const { clock, socket, link } = linked();
    const heard = listenTo(link);
    socket.bufferedAmount = highWater;
    link.send(Uint8Array.of(1));
    expect(carried(socket, lanes.message)).toEqual([]);
    expect(link.waiting).toBe(highWater + 1);
    clock.pass(10);
    clock.pass(10);
    expect(heard.drained).toBe(0);
    socket.bufferedAmount = lowWater - 2;
    clock.pass(10);
    // Less than a quarter of a megabyte waits, though the socket takes no more yet.
    expect(heard.drained).toBe(1);
    expect(carried(socket, lanes.message)).toEqual([]);
    socket.bufferedAmount = 0;
    clock.pass(10);
    expect(carried(socket, lanes.message)).toHaveLength(1);
    // Nothing goes on asking: only the line's own timer is left.
    expect(clock.pending).toBe(1);
  });

  test('credit is given for what was taken, and who goes beyond it is cut off', () => {
    const { socket, link } = linked();
    const piece = new Uint8Array(mostLinkMessage);
    for (let i = 0; i < 7; i++) hear(socket, lanes.message, ...number, ...piece);
    expect(carried(socket, lanes.credit)).toEqual([]);
    const heard = listenTo(link);
    expect(heard.messages).toHaveLength(7);
    expect(carried(socket, lanes.credit)).toHaveLength(1);
    const other = linked();
    for (let i = 0; i < 8; i++) hear(other.socket, lanes.message, ...number, ...piece);
    expect(carried(other.socket, lanes.end)).toHaveLength(1);
    const third = linked();
    credit(third.socket, 1);
    expect(carried(third.socket, lanes.end)).toHaveLength(1);
  });

  test('one that is opened again as soon as it ends does not keep the line from breaking', () => {
    const { line, socket, said } = linked();
    let opened = 0;
    const again = (): void => {
      opened += 1;
      if (opened > 20) return;
      line.open(9).listen({ message: () => undefined, drained: () => undefined, ended: again });
    };
    again();
    socket.lose();
    expect(said.at(-1)).toBe('waiting: lost');
  });
});

describe('at a desk', () => {
  let folder: { path: string; remove: () => void };
  let desk: RunningDesk & { url: string };
  beforeEach(async () => {
    folder = ownFolder();
    desk = await ownDesk(folder.path);
  });
  afterEach(async () => {
    await desk.close();
    folder.remove();
  });

  interface AtDesk {
    line: DeskLine;
    met: Promise<number>;
    linked: Promise<Link>;
    states: string[];
    broke: Promise<void>;
  }

  function atDesk(url: string): AtDesk {
    const [met, linked, broke] = [withResolvers<number>(), withResolvers<Link>(), withResolvers<void>()];
    const states: string[] = [];
    const line = new DeskLine({
      url,
      connect: (to) => new WebSocket(to),
      clock: systemClock,
      enter: () => ({ room, presence }),
      events: {
        state: (state, why) => {
          states.push(why === undefined ? state : `${state}: ${why}`);
          if (state === 'waiting') broke.resolve();
        },
        met: met.resolve,
        left: () => undefined,
        linked: (_peer, link) => linked.resolve(link),
        signalled: () => undefined,
      },
    });
    lines.push(line);
    return { line, met: met.promise, linked: linked.promise, states, broke: broke.promise };
  }

  test('two devices carry ten megabytes to each other, whole and in order, and never have much waiting', async () => {
    const [a, b] = [atDesk(desk.url), atDesk(desk.url)];
    const mine = a.line.open(await a.met);
    const theirs = await b.linked;
    const count = 200;
    let most = 0;
    const flows = [
      [mine, theirs],
      [theirs, mine],
    ].map(([from, to]) => {
      const all = withResolvers<number[]>();
      return { from: from!, to: to!, came: [] as number[], all, sent: 0 };
    });
    for (const flow of flows) {
      const other = flows.find(({ from }) => from === flow.to)!;
      flow.to.listen({
        message(bytes) {
          flow.came.push(new DataView(bytes.buffer).getUint32(0));
          if (flow.came.length === count) flow.all.resolve(flow.came);
        },
        drained: () => pump(other),
        ended: () => flow.all.reject(new Error('ended')),
      });
    }
    function pump(flow: (typeof flows)[number]): void {
      while (flow.sent < count && flow.from.waiting < highWater) {
        const bytes = new Uint8Array(50_000);
        new DataView(bytes.buffer).setUint32(0, flow.sent);
        flow.sent += 1;
        flow.from.send(bytes);
        most = Math.max(most, flow.from.waiting);
      }
    }
    for (const flow of flows) pump(flow);
    const inOrder = Array.from({ length: count }, (_, i) => i);
    for (const flow of flows) expect(await flow.all.promise).toEqual(inOrder);
    expect(most).toBeLessThan(highWater + 50_000);
    expect(desk.hub.figures.slow).toBe(0);
  });

  test('a link ends when the other side closes it, and when the desk is gone', async () => {
    const [a, b] = [atDesk(desk.url), atDesk(desk.url)];
    const peer = await a.met;
    const [first, second] = [a.line.open(peer), a.line.open(peer)];
    first.send(Uint8Array.of(1));
    const ended = new Promise<string>((resolve) => {
      first.listen({ message: () => undefined, drained: () => undefined, ended: () => resolve('first') });
    });
    const cut = new Promise<string>((resolve) => {
      second.listen({ message: () => undefined, drained: () => undefined, ended: () => resolve('second') });
    });
    (await b.linked).close();
    expect(await ended).toBe('first');
    await desk.close();
    expect(await cut).toBe('second');
    await b.broke;
    expect(b.states).toEqual(['connecting', 'open', 'waiting: closed']);
  });
});

function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
