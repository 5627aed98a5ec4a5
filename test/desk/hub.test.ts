import { afterEach, beforeEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { Hub, type HubOptions, type LocalDevice } from '../../src/desk/hub.ts';
import type { HubLimits } from '../../src/desk/hub-limits.ts';
import type { Link } from '../../src/sync/link.ts';
import {
  decodeFromDesk,
  deskPeer,
  encodeToDesk,
  type FromDesk,
  lanes,
  mostCarried,
} from '../../src/sync/rendezvous.ts';
import { HandClock } from '../sync/hand-clock.ts';
import { RawClient } from './own-desk.ts';

let server: WebSocketServer;
let url: string;
let hub: Hub;
let clock: HandClock;
let sockets: WebSocket[];

beforeEach(() => {
  sockets = [];
  clock = new HandClock();
});
afterEach(async () => {
  hub.close();
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

async function begin(limits: Partial<HubLimits> = {}): Promise<void> {
  const options: HubOptions = { clock, version: '7.7.7', stunPort: 3478, limits };
  hub = new Hub(options);
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 2 * mostCarried });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket, request) => {
    sockets.push(socket);
    hub.take(socket, String(request.headers['x-from'] ?? '127.0.0.1'));
  });
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const room = (name: number): Uint8Array<ArrayBuffer> => new Uint8Array(16).fill(name);
const presence = (name: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(name);

class Client extends RawClient {
  get said(): FromDesk[] {
    return this.heard.map((bytes) => decodeFromDesk(bytes)!);
  }
  get number(): number {
    return this.all('welcome')[0]!.number;
  }
  all<K extends FromDesk['kind']>(kind: K): Extract<FromDesk, { kind: K }>[] {
    return this.said.filter((message): message is Extract<FromDesk, { kind: K }> => message.kind === kind);
  }
  to(peer: number, lane: number, ...bytes: number[]): void {
    this.say(encodeToDesk({ kind: 'to', peer, lane, bytes: Uint8Array.from(bytes) }));
  }
  /** Waits until the hub has read everything that this client said. */
  async settled(): Promise<void> {
    const pongs = this.all('pong').length;
    this.say(encodeToDesk({ kind: 'ping' }));
    await this.until(() => this.all('pong').length > pongs);
  }
}

async function enter(name: number, shows = 1, from?: string): Promise<Client> {
  const client = await new Client(url, from === undefined ? {} : { headers: { 'x-from': from } }).opened();
  client.say(encodeToDesk({ kind: 'enter', room: room(name), presence: presence(shows) }));
  await client.until(() => client.heard.length > 0);
  return client;
}

/** Comes to nothing, and is told why. */
async function turnedAway(client: Client): Promise<string | undefined> {
  await client.until(() => client.closed !== undefined);
  return client.all('refused')[0]?.why;
}

test('those in a room hear of each other, and of nobody else', async () => {
  await begin();
  const [a, b, elsewhere] = [await enter(1, 10), await enter(1, 20), await enter(2, 30)];
  expect(a.said[0]).toEqual({
    kind: 'welcome',
    number: 1,
    version: '7.7.7',
    stunPort: 3478,
    desk: undefined,
  });
  await a.until(() => a.heard.length > 1);
  await b.until(() => b.heard.length > 1);
  expect(a.said[1]).toEqual({ kind: 'came', peer: b.number, presence: presence(20), isDesk: false });
  expect(b.said[1]).toEqual({ kind: 'came', peer: a.number, presence: presence(10), isDesk: false });
  b.socket.terminate();
  await a.until(() => a.all('left').length > 0);
  expect(a.all('left')).toEqual([{ kind: 'left', peer: 2 }]);
  await elsewhere.settled();
  expect(elsewhere.said.map(({ kind }) => kind)).toEqual(['welcome', 'pong']);
  expect(hub.figures).toMatchObject({ connections: 2, rooms: 2 });
});

test('bytes arrive whole, in order, from whom they come; nobody reaches into another room', async () => {
  await begin();
  const [a, b, stranger] = [await enter(1), await enter(1), await enter(2)];
  const many = 2_000;
  for (let i = 0; i < many; i++) a.to(b.number, lanes.message, i >> 8, i & 255);
  stranger.to(b.number, lanes.message, 1, 2, 3);
  stranger.to(99, lanes.open, 1);
  await stranger.settled();
  await b.until(() => b.all('from').length >= many);
  await a.settled();
  await b.settled();
  const came = b.all('from');
  expect(came).toHaveLength(many);
  expect(came.map(({ bytes }) => bytes[0]! * 256 + bytes[1]!)).toEqual([...came.keys()]);
  expect(came.every(({ peer, lane }) => peer === a.number && lane === lanes.message)).toBe(true);
  expect(a.all('from')).toEqual([]);
});

test('what cannot be read ends the one who said it, and nobody else', async () => {
  await begin();
  const other = await enter(1);
  const cases: [Uint8Array, string | undefined][] = [
    [new Uint8Array(), 'malformed'],
    [Uint8Array.of(99), 'malformed'],
    [Uint8Array.of(2, 0, 0), 'malformed'],
    [Uint8Array.of(2, 0, 0, 0, 1, 200), 'malformed'],
    [encodeToDesk({ kind: 'enter', room: room(1), presence: presence(1) }), 'malformed'],
    [new Uint8Array(mostCarried + 7).fill(2), 'too-large'],
    // Longer than is even read: the socket is cut.
    [new Uint8Array(2 * mostCarried + 1).fill(2), undefined],
  ];
  for (const [bytes, why] of cases) {
    const client = await enter(1);
    client.say(bytes);
    expect(await turnedAway(client), bytes.slice(0, 8).join(' ')).toBe(why);
  }
  const textual = await enter(1);
  textual.socket.send('hello');
  expect(await turnedAway(textual)).toBe('malformed');
  const first = await new Client(url).opened();
  first.to(other.number, lanes.message, 1);
  expect(await turnedAway(first)).toBe('malformed');
  await other.settled();
  expect(other.closed).toBeUndefined();
  expect(hub.figures.connections).toBe(1);
});

test('who does not enter in time goes; who gives no sign of life goes', async () => {
  await begin({ lookEvery: 20_000 });
  const silent = await new Client(url).opened();
  const [alive, gone] = [await enter(1), await enter(1)];
  // It stands for a machine that is off: nothing is read there, so nothing is answered.
  gone.socket.pause();
  clock.pass(9_999);
  expect(hub.figures.connections).toBe(3);
  clock.pass(1);
  expect(await turnedAway(silent)).toBe('silent');
  for (let i = 0; i < 4; i++) {
    const answered = new Promise((resolve) => sockets[1]!.once('pong', resolve));
    clock.pass(20_000);
    if (i < 3) await answered;
  }
  await alive.until(() => alive.all('left').length > 0);
  expect(hub.figures.connections).toBe(1);
});

test('rooms, addresses and connections are bounded', async () => {
  await begin({ peersInRoom: 2, rooms: 2, connections: 5, connectionsPerAddress: 3 });
  await enter(1, 1, '10.0.0.1');
  await enter(1, 1, '10.0.0.1');
  expect(await turnedAway(await enter(1, 1, '10.0.0.1'))).toBe('too-many');
  const second = await enter(2, 1, '10.0.0.1');
  expect(await turnedAway(await enter(3, 1, '10.0.0.2'))).toBe('too-many');
  expect(await turnedAway(await new Client(url, { headers: { 'x-from': '10.0.0.1' } }).opened())).toBe(
    'too-many',
  );
  await enter(2, 1, '10.0.0.2');
  await new Client(url, { headers: { 'x-from': '10.0.0.3' } }).opened();
  expect(await turnedAway(await new Client(url, { headers: { 'x-from': '10.0.0.4' } }).opened())).toBe(
    'too-many',
  );
  // What goes makes room.
  second.socket.terminate();
  await new Promise((resolve) => sockets[3]!.once('close', resolve));
  expect(hub.figures.connections).toBe(4);
  expect((await enter(2, 1, '10.0.0.1')).closed).toBeUndefined();
});

test('a receiver that takes nothing is let go, its sender and the memory are not', async () => {
  await begin({ waiting: 1_000_000 });
  const [fast, slow, other] = [await enter(1), await enter(1), await enter(1)];
  slow.socket.pause();
  const piece = new Uint8Array(mostCarried);
  let most = 0;
  while (hub.figures.slow === 0) {
    for (let i = 0; i < 10; i++) {
      fast.say(encodeToDesk({ kind: 'to', peer: slow.number, lane: lanes.message, bytes: piece }));
    }
    await fast.settled();
    most = Math.max(most, hub.figures.waiting);
  }
  expect(most).toBeLessThan(3_000_000);
  await other.until(() => other.all('left').length > 0);
  expect(other.all('left')).toEqual([{ kind: 'left', peer: slow.number }]);
  fast.to(other.number, lanes.message, 7);
  await other.until(() => other.all('from').length > 0);
  await expect.poll(() => hub.figures.waiting).toBe(0);
});

test('who says too much is read more slowly and loses nothing', async () => {
  await begin({ messagesAtOnce: 100, messagesPerSecond: 100 });
  const [eager, other] = [await enter(1), await enter(1)];
  const many = 60_000;
  for (let i = 0; i < many; i++) eager.to(other.number, lanes.message, i >> 8, i & 255);
  // Until the reader of its socket stops, on purpose, with most of it still to come.
  await expect.poll(() => sockets[0]!.isPaused).toBe(true);
  const before = hub.figures.messages;
  expect(before).toBeLessThan(many / 2);
  while (other.all('from').length < many) {
    clock.pass(1_000_000);
    await other.settled();
  }
  expect(other.all('from').map(({ bytes }) => bytes[0]! * 256 + bytes[1]!)).toEqual(
    Array.from({ length: many }, (_, i) => i & 0xffff),
  );
});

interface Seated extends LocalDevice {
  said: string[];
  links: { peer: number; link: Link }[];
}

function someDevice(): Seated {
  const device: Seated = {
    room: room(1),
    presence: presence(77),
    said: [],
    links: [],
    met: (peer, shown) => device.said.push(`met ${peer} ${shown[0]}`),
    left: (peer) => device.said.push(`left ${peer}`),
    linked: (peer, link) => device.links.push({ peer, link }),
  };
  return device;
}

test('in the room of the office only the desk is met, until it admits', async () => {
  await begin({ admitWithin: 60_000 });
  const device = someDevice();
  const seat = hub.seat(device);
  const [a, b, c] = [await enter(1, 10), await enter(1, 20), await enter(1, 30)];
  expect(a.said[0]).toMatchObject({ kind: 'welcome', desk: presence(77) });
  expect(device.said).toEqual([`met ${a.number} 10`, `met ${b.number} 20`, `met ${c.number} 30`]);
  // Even a number that is guessed is of no use.
  a.to(b.number, lanes.message, 1);
  seat.admit(a.number);
  a.to(c.number, lanes.message, 1);
  c.to(a.number, lanes.message, 1);
  for (const client of [a, b, c]) await client.settled();
  for (const client of [a, b, c]) expect(client.said.map(({ kind }) => kind)).toEqual(['welcome', 'pong']);
  seat.admit(b.number);
  seat.admit(b.number);
  await a.until(() => a.all('came').length > 0);
  expect(a.all('came')).toEqual([{ kind: 'came', peer: b.number, presence: presence(20), isDesk: false }]);
  a.to(b.number, lanes.message, 5);
  await b.until(() => b.all('from').length > 0);
  seat.expel(b.number, 'revoked');
  expect(await turnedAway(b)).toBe('revoked');
  await a.until(() => a.all('left').length > 0);
  clock.pass(60_000);
  expect(await turnedAway(c)).toBe('stranger');
  expect(device.said.slice(3)).toEqual([`left ${b.number}`, `left ${c.number}`]);
  await a.settled();
  expect(a.closed).toBeUndefined();
});

test('whoever shows nothing takes no seat of the office, and no place to try that is another’s', async () => {
  await begin({ peersInRoom: 2, unadmitted: 3 });
  const device = someDevice();
  const seat = hub.seat(device);
  const member = await enter(1, 1, '10.0.0.1');
  seat.admit(member.number);
  // Of one machine: its network has one place to lose, whatever address it shows.
  const slow = await enter(1, 1, '10.0.0.2');
  const silent = [];
  for (const from of ['2001:db8::1', '2001:db8::2']) silent.push(await enter(1, 1, from));
  const more = await enter(1, 1, '2001:db8::3');
  expect(await turnedAway(silent[0]!)).toBe('too-many');
  const late = await enter(1, 1, '10.0.0.3');
  expect(await turnedAway(silent[1]!)).toBe('too-many');
  for (const client of [member, slow, more, late]) {
    await client.settled();
    expect(client.closed).toBeUndefined();
  }
  // The office is full when so many have shown that they belong to it.
  seat.admit(late.number);
  expect(await turnedAway(await enter(1, 1, '10.0.0.4'))).toBe('too-many');
  late.socket.terminate();
  await member.until(() => member.all('left').length > 0);
  expect((await enter(1, 1, '10.0.0.4')).all('welcome')).toHaveLength(1);
});

test('one machine does not take more places by more addresses; an office behind a proxy has enough', async () => {
  await begin({ connectionsPerAddress: 1, connectionsPerNetwork: 2 });
  await enter(1, 1, '10.0.0.1');
  expect(await turnedAway(await enter(1, 1, '10.0.0.1'))).toBe('too-many');
  for (const [first, second, third] of [
    ['2001:db8::1', '2001:db8::2', '2001:db8::3'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
  ]) {
    await enter(1, 1, first);
    expect((await enter(1, 1, second)).all('welcome'), second).toHaveLength(1);
    expect(await turnedAway(await enter(1, 1, third)), third).toBe('too-many');
  }
  await enter(1, 1, '2001:db8:0:1::3');
});

test('the desk and a device hold a link; it ends with the socket', async () => {
  await begin();
  const device = someDevice();
  const seat = hub.seat(device);
  const a = await enter(1);
  a.to(deskPeer, lanes.open, 0, 0, 0, 1);
  a.to(deskPeer, lanes.message, 0, 0, 0, 1, 42);
  a.to(deskPeer, lanes.message, 0, 0, 0, 9, 43);
  await a.settled();
  const heard: (number[] | 'ended')[] = [];
  const { link } = device.links[0]!;
  link.listen({
    message: (bytes) => heard.push([...bytes]),
    drained: () => undefined,
    ended: () => heard.push('ended'),
  });
  link.send(Uint8Array.of(44));
  const own = seat.open(a.number);
  await a.until(() => a.all('from').length > 1);
  expect(a.all('from')).toMatchObject([
    { peer: deskPeer, lane: lanes.message, bytes: Uint8Array.of(0x80, 0, 0, 1, 44) },
    { peer: deskPeer, lane: lanes.open, bytes: Uint8Array.of(0, 0, 0, 1) },
  ]);
  a.socket.terminate();
  await new Promise<void>((resolve) =>
    own.listen({ message: () => undefined, drained: () => undefined, ended: resolve }),
  );
  expect(heard).toEqual([[42], 'ended']);
});

test('an office may come to the desk later; other rooms are then for two who meet', async () => {
  await begin({ peersInForeignRoom: 2 });
  const [a, b] = [await enter(1, 10), await enter(1, 20)];
  const seat = hub.seat(someDevice());
  await b.until(() => b.all('left').length > 0 && b.all('came').length > 1);
  expect(b.all('came')[1]).toEqual({ kind: 'came', peer: deskPeer, presence: presence(77), isDesk: true });
  a.to(b.number, lanes.message, 1);
  await a.settled();
  await b.settled();
  expect(b.all('from')).toEqual([]);
  seat.admit(a.number);
  seat.admit(b.number);
  await b.until(() => b.all('came').length > 2);
  expect(() => hub.seat(someDevice())).toThrow();
  await enter(5);
  await enter(5);
  expect(await turnedAway(await enter(5))).toBe('too-many');
});
