import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, test } from 'vitest';
import { startStun, type StunResponder } from '../../src/desk/stun.ts';
import { stunAnswer } from '../../src/desk/stun-message.ts';
import { HandClock } from '../sync/hand-clock.ts';

const id = [...'guijuguijugu'].map((letter) => letter.charCodeAt(0));
const request = (...attributes: number[]): Uint8Array =>
  Uint8Array.of(0, 1, 0, attributes.length, 0x21, 0x12, 0xa4, 0x42, ...id, ...attributes);
const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('hex');

describe('an answer', () => {
  test('says the address and port that it was asked from, as the standard masks them', () => {
    // 192.0.2.1 and port 32853 as in RFC 5769, section 2.2, whose cookie is the same.
    expect(hex(stunAnswer(request(), '192.0.2.1', 32853))).toBe(
      `0101000c2112a442${hex(Uint8Array.from(id))}002000080001a147e112a643`,
    );
  });

  test('of IPv6 is masked with the transaction, too', () => {
    // RFC 5769, section 2.3.
    const transaction = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
    const asked = Uint8Array.of(0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...transaction);
    const answer = stunAnswer(asked, '2001:db8:1234:5678:11:2233:4455:6677', 32853)!;
    expect(hex(answer)).toBe(
      '010100182112a442b7e7a701bc34d686fa87dfae002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9',
    );
  });

  test('is given to an IPv4 address in the clothes of IPv6 as to an IPv4 address', () => {
    expect(stunAnswer(request(), '::ffff:10.1.2.3', 5)).toEqual(stunAnswer(request(), '10.1.2.3', 5));
  });

  test('is given with attributes in the request, and is never more than what was sent allows', () => {
    const asked = request(0x80, 0x22, 0, 4, 1, 2, 3, 4);
    expect(stunAnswer(asked, '10.1.2.3', 5)).toHaveLength(32);
    // What is on the wire: heads of IP and UDP with it.
    for (const [address, heads] of [
      ['10.1.2.3', 28],
      ['fd00::1', 48],
    ] as const) {
      const answer = stunAnswer(request(), address, 5)!;
      expect(answer.length + heads).toBeLessThan(2 * (request().length + heads));
    }
  });

  test('is given to nothing else', () => {
    const good = request();
    const changed = (at: number, to: number): Uint8Array => good.map((byte, i) => (i === at ? to : byte));
    for (const [name, bytes] of Object.entries({
      nothing: new Uint8Array(),
      short: good.slice(0, 19),
      'an answer': changed(0, 1),
      'an indication': changed(1, 0x11),
      'another method': changed(1, 3),
      'another cookie': changed(7, 0),
      'a wrong length': changed(3, 4),
      'an odd length': request(1, 2),
      longer: Uint8Array.of(...good, 0),
      'TURN data': Uint8Array.of(0x40, 0, 0, 16, ...new Uint8Array(16)),
    })) {
      expect(stunAnswer(bytes, '10.1.2.3', 5), name).toBeUndefined();
    }
  });
});

describe('over UDP', () => {
  const open: StunResponder[] = [];
  const sockets: ReturnType<typeof createSocket>[] = [];
  afterEach(() => {
    for (const responder of open.splice(0)) responder.close();
    for (const socket of sockets.splice(0)) socket.close();
  });

  test('it answers with the sender, passes over everything else, and not more often than it should', async () => {
    const clock = new HandClock();
    const stun = await startStun('127.0.0.1', 0, clock);
    open.push(stun);
    const socket = createSocket('udp4');
    sockets.push(socket);
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const heard: Buffer[] = [];
    const ask = async (bytes: Uint8Array): Promise<void> => {
      const { answered, passedOver } = stun.figures;
      socket.send(bytes, stun.port, '127.0.0.1');
      await expect
        .poll(() => stun.figures.answered + stun.figures.passedOver, { interval: 0 })
        .toBe(answered + passedOver + 1);
    };
    socket.on('message', (answer) => heard.push(answer));
    await ask(Uint8Array.of(1, 2, 3));
    await ask(request());
    await expect.poll(() => heard.length).toBe(1);
    expect(hex(heard[0])).toBe(hex(stunAnswer(request(), '127.0.0.1', socket.address().port)));
    expect(stun.figures).toEqual({ answered: 1, passedOver: 1 });
    while (stun.figures.passedOver === 1) await ask(request());
    expect(stun.figures.answered).toBe(2_001);
    clock.pass(1_000);
    await ask(request());
    expect(stun.figures.answered).toBe(2_002);
  });

  test('when the usual port is taken it takes another, but not instead of one that was asked for', async () => {
    const clock = new HandClock();
    const first = await startStun('127.0.0.1', 0, clock);
    open.push(first);
    await expect(startStun('127.0.0.1', first.port, clock)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const [second, third] = [
      await startStun('127.0.0.1', undefined, clock),
      await startStun('127.0.0.1', undefined, clock),
    ];
    open.push(second, third);
    expect(third.port).not.toBe(second.port);
  });
});
