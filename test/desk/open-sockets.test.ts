import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { addressNetwork } from '../../src/desk/address-network.ts';
import { OpenSockets } from '../../src/desk/open-sockets.ts';

let given = 0;
class SomeSocket extends EventEmitter {
  remoteAddress: string | undefined;
  remotePort = (given += 1);
  localAddress = '10.0.0.1';
  localPort = 8317;
  isGone = false;
  constructor(remoteAddress: string | undefined) {
    super();
    this.remoteAddress = remoteAddress;
  }
  destroy(): void {
    this.isGone = true;
  }
  /** The same line, as the other layer sees it. */
  get asSocket(): Socket {
    return this as unknown as Socket;
  }
}

function taken(sockets: OpenSockets, address: string | undefined): SomeSocket {
  const socket = new SomeSocket(address);
  sockets.take(socket.asSocket);
  return socket;
}

test('when there are too many, whoever has most loses the oldest that nobody looks after', () => {
  const sockets = new OpenSockets(6);
  const one = taken(sockets, '10.0.0.2');
  const greedy = Array.from({ length: 5 }, () => taken(sockets, '10.0.0.3'));
  // Seen through TLS, it is another socket with the same ends.
  sockets.keep(Object.assign(new SomeSocket('10.0.0.3'), { remotePort: greedy[0]!.remotePort }).asSocket);
  const late = taken(sockets, '10.0.0.4');
  expect(greedy.map(({ isGone }) => isGone)).toEqual([false, true, false, false, false]);
  expect([one.isGone, late.isGone, sockets.size]).toEqual([false, false, 6]);
  // Its own, if that is the one who has most; and what has gone already is forgotten once.
  const more = taken(sockets, '10.0.0.3');
  greedy[1]!.emit('close');
  greedy[2]!.emit('close');
  expect([greedy[2]!.isGone, more.isGone, sockets.size]).toEqual([true, false, 6]);
  more.emit('close');
  expect(sockets.size).toBe(5);
  taken(sockets, '10.0.0.5');
  expect(greedy[3]!.isGone).toBe(false);
});

test('when all are looked after, one more does not get in', () => {
  const sockets = new OpenSockets(2);
  const kept = [taken(sockets, '10.0.0.2'), taken(sockets, '10.0.0.3')];
  for (const socket of kept) sockets.keep(socket.asSocket);
  expect(taken(sockets, '10.0.0.4').isGone).toBe(true);
  expect(kept.map(({ isGone }) => isGone)).toEqual([false, false]);
  kept[0]!.emit('close');
  expect(taken(sockets, '10.0.0.4').isGone).toBe(false);
  // One that is gone before it is looked at takes no place.
  expect(taken(sockets, undefined).isGone).toBe(true);
  expect(sockets.size).toBe(2);
});

test('one machine has one network, however many addresses it gives itself', () => {
  const name = (address: string): string => addressNetwork(address).name;
  expect(name('2001:db8:1:2::5')).toBe(name('2001:db8:1:2:ffff:1:2:3'));
  expect(name('fe80::1%eth0')).toBe(name('fe80::2'));
  expect(name('2001:db8:1:2::5')).not.toBe(name('2001:db8:1:3::5'));
  expect(name('::ffff:10.1.2.3')).toBe(name('10.1.2.3'));
  expect(name('10.1.2.3')).not.toBe(name('10.1.2.4'));
  expect(name('nowhere')).toBe('nowhere');
  const shared = (address: string): boolean => addressNetwork(address).isShared;
  expect(['fd00::5', '127.0.0.1', '::1', '::ffff:127.0.0.1'].map(shared)).toEqual([true, true, true, true]);
  expect(['10.1.2.3', '203.0.113.9', '::ffff:10.1.2.3'].map(shared)).toEqual([false, false, false]);
});
