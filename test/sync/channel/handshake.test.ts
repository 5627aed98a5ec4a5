import { describe, expect, test } from 'vitest';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { makeAgreementKeys, pointOf, sharedSecret } from '../../../src/ledger/agreement-keys.ts';
import { signBytes } from '../../../src/ledger/signature.ts';
import { digest } from '../../../src/ledger/digest.ts';
import { purposeAnd, SharedRoot } from '../../../src/sync/channel/derive.ts';
import { joined } from '../../../src/sync/joined.ts';
import { callerHello, readAnswererHello } from '../../../src/sync/channel/hellos.ts';
import { idBytes, readShown, show } from '../../../src/sync/channel/showing.ts';
import { twoWays } from '../../../src/sync/channel/two-ways.ts';
import { meetingTime, openChannel } from '../../../src/sync/channel/open-channel.ts';
import { hexToBytes } from '@noble/hashes/utils.js';
import { someHash, someKeys } from '../../ledger/some-office.ts';
import { HandClock } from '../hand-clock.ts';
import { type LinkBytes, SomeLink } from '../some-link.ts';
import {
  bytesOf,
  Ear,
  meet,
  outcome,
  someParties,
  someParty,
  type SomeParty,
  textOf,
} from './some-channels.ts';

const stranger = { why: 'stranger' };
const flip = (bytes: LinkBytes, at: number): LinkBytes => {
  bytes[at]! ^= 1;
  return bytes;
};

/** Does any message on the link hold these bytes? */
function isOnLink(link: SomeLink, bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes);
  return link.sent.some((message) => Buffer.from(message).includes(text));
}

describe('two devices of an office', () => {
  test.each([true, false])('meet and talk both ways; called by name: %s', async (isNamed) => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const { links, clock, outcomes } = meet(a, b, isNamed ? { called: b.id } : {});
    const [{ channel: one }, { channel: two }] = await outcomes;
    expect(one!.device).toBe(b.id);
    expect(two!.device).toBe(a.id);
    expect(links[0].sent[0]![1]).toBe(isNamed ? 1 : 0);
    const [hearsOne, hearsTwo] = [new Ear(one!), new Ear(two!)];
    one!.send(bytesOf('第一条'));
    two!.send(bytesOf('第二条'));
    expect((await hearsTwo.hears(1)).map(textOf)).toEqual(['第一条']);
    expect((await hearsOne.hears(1)).map(textOf)).toEqual(['第二条']);
    expect(clock.pending).toBe(0);
    // Whoever carries it sees neither who they are nor what they say.
    for (const link of links)
      for (const secret of [
        idBytes(a.id),
        idBytes(b.id),
        bytesOf('第一条'),
        bytesOf('第二条'),
        hexToBytes(a.office),
      ])
        expect(isOnLink(link, secret)).toBe(false);
  });

  test('a device without an announced key is called all the same, and must be the one that was meant', async () => {
    const [a, b, c] = (await someParties(3)) as [SomeParty, SomeParty, SomeParty];
    a.announced.clear();
    const [one] = await meet(a, b, { called: b.id }).outcomes;
    expect(one.channel?.device).toBe(b.id);
    expect(await meet(a, c, { called: b.id }).outcomes).toMatchObject([stranger, {}]);
  });

  test('what the answerer says at once is not lost', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const links = SomeLink.pair();
    const clock = new HandClock();
    const answering = openChannel(links[1], 'answerer', b, { clock }).then((channel) => {
      for (let i = 0; i < 50; i++) channel.send(bytesOf(String(i)));
    });
    const one = await openChannel(links[0], 'caller', a, { clock, called: b.id });
    await answering;
    expect((await new Ear(one).hears(50)).map(textOf)).toEqual(
      Array.from({ length: 50 }, (_, i) => String(i)),
    );
  });

  test('the same device does not meet itself', async () => {
    const [a] = (await someParties(1)) as [SomeParty];
    expect((await meet(a, a, { called: a.id }).outcomes)[0]).toEqual(stranger);
    expect(await meet(a, a).outcomes).toEqual([stranger, stranger]);
  });
});

describe('somebody who does not belong', () => {
  test('calls: hears a hello and nothing else', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const mallory = await someParty(7);
    for (const party of [a, b]) mallory.active.set(party.id, party.keys);
    mallory.announced.set(b.id, b.agreement.key);
    for (const called of [undefined, b.id]) {
      const { links, outcomes } = meet(mallory, b, called === undefined ? {} : { called });
      expect(await outcomes).toEqual([stranger, stranger]);
      expect(links[1].sent).toHaveLength(1);
      expect(links[1].isClosed).toBe(true);
    }
  });

  test('answers: is told nothing that it can read, even knowing the office and every public key', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const mallory = await someParty(7);
    mallory.active.set(a.id, a.keys);
    const { outcomes } = meet(a, mallory, { called: b.id });
    // It cannot even open what the caller showed.
    expect(await outcomes).toEqual([stranger, stranger]);
    // The same by hand: with both hellos and its own ephemeral key it comes to none of the keys.
    const links = SomeLink.pair();
    const opening = outcome(openChannel(links[0], 'caller', a, { clock: new HandClock(), called: b.id }));
    const { received, next } = reading(links[1]);
    const hello = await next(0);
    const ephemeral = await makeAgreementKeys();
    const answer = joined(Uint8Array.of(1), pointOf(ephemeral.key)!, new Uint8Array(16));
    links[1].send(answer);
    const sealed = await next(1);
    const seen = digest('guiju/channel/1', hexToBytes(a.office), hello, answer);
    const ofEphemerals = (await sharedSecret(ephemeral, hello.slice(2, 67)))!;
    for (const known of [[], [(await sharedSecret(mallory.agreement, hello.slice(2, 67)))!]]) {
      const root = await SharedRoot.of(ofEphemerals, ...known);
      const { opener } = await twoWays(root, seen, 'guiju/channel/1 handshake', 'answerer');
      expect(await opener.open(sealed)).toBeUndefined();
    }
    links[1].close();
    expect(await opening).toEqual(stranger);
    expect(received).toHaveLength(2);
  });

  test('the limit of calling nobody by name: who knows the office and answers learns who calls, and no more', async () => {
    const [a] = (await someParties(1)) as [SomeParty];
    const former = await someParty(7);
    former.active.set(a.id, a.keys);
    const { outcomes } = meet(a, former);
    const [caller, answerer] = await outcomes;
    expect(caller).toEqual(stranger);
    // It takes the caller for what it is, and gets no channel that says anything.
    expect(answerer.channel?.device).toBe(a.id);
    const ear = new Ear(answerer.channel!);
    expect(await ear.ends()).toEqual({ why: 'lost', by: 'there' });
    expect(ear.messages).toEqual([]);
  });

  test.each(['caller', 'answerer'] as const)('was revoked: %s', async (side) => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    if (side === 'caller') b.active.delete(a.id);
    else a.active.delete(b.id);
    const { outcomes, links } = meet(a, b, { called: b.id });
    const [one, two] = await outcomes;
    expect(one).toEqual(stranger);
    if (side === 'caller') {
      expect(two).toEqual(stranger);
      expect(links[1].sent).toHaveLength(1);
    } else expect(await new Ear(two.channel!).ends()).toEqual({ why: 'lost', by: 'there' });
  });

  test('was revoked and calls by name: it hears that, and nothing besides', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    b.active.delete(a.id);
    b.gone.set(a.id, a.keys);
    const named = meet(a, b, { called: b.id });
    expect(await named.outcomes).toEqual([{ why: 'revoked' }, stranger]);
    expect(named.links[1].sent.map(({ length }) => length)).toEqual([expect.any(Number), 1 + 16]);
    // Called without a name it would say to anybody that it is of the office.
    const unnamed = meet(a, b);
    expect(await unnamed.outcomes).toEqual([stranger, stranger]);
    expect(unnamed.links[1].sent).toHaveLength(1);
  });

  test('says that it is a device that was revoked, whose key it does not hold', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    b.active.delete(a.id);
    b.gone.set(a.id, a.keys);
    const mallory = await someParty(7);
    const posing: SomeParty = { ...mallory, keys: { ...mallory.keys, key: a.keys.key } };
    posing.active.set(b.id, b.keys);
    posing.announced.set(b.id, b.agreement.key);
    const { outcomes, links } = meet(posing, b, { called: b.id });
    expect(await outcomes).toEqual([stranger, stranger]);
    expect(links[1].sent).toHaveLength(1);
  });

  test('is of another office', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const elsewhere: SomeParty = { ...b, office: someHash('elsewhere') };
    expect(await meet(a, elsewhere, { called: b.id }).outcomes).toEqual([stranger, stranger]);
    expect(await meet(a, elsewhere).outcomes).toEqual([stranger, stranger]);
  });

  test('names a device whose key it does not hold', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const mallory = await someParty(7);
    // Under the key of another its own id is none.
    const posing: SomeParty = { ...mallory, keys: { ...mallory.keys, key: a.keys.key } };
    posing.active.set(b.id, b.keys);
    expect(deviceId(posing.keys.alg, posing.keys.key)).toBe(a.id);
    expect(await meet(posing, b).outcomes).toEqual([stranger, stranger]);
    expect(await meet(b, posing).outcomes).toMatchObject([stranger, {}]);
  });

  test('is in a roster under an id that is not that of its key', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const seen = new Uint8Array(32);
    // Signed well by the key that the roster has for the id.
    const shownAs = async (id: string): Promise<LinkBytes> => {
      const said = purposeAnd('guiju/channel-caller/1', seen, idBytes(id), idBytes(b.id));
      return joined(idBytes(id), await signBytes(a.keys, said));
    };
    const other = (await someParty(7)).id;
    b.active.set(other, a.keys);
    expect(await readShown(b, await shownAs(a.id), 'caller', seen, idBytes(b.id))).toBe(a.id);
    expect(await readShown(b, await shownAs(other), 'caller', seen, idBytes(b.id))).toBeUndefined();
  });
});

describe('whoever carries it', () => {
  test('replays what a caller said before', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const recorded = meet(a, b, { called: b.id });
    await recorded.outcomes;
    const [near, far] = SomeLink.pair();
    const answering = outcome(openChannel(far, 'answerer', b, { clock: new HandClock() }));
    const { next } = reading(near);
    near.send(recorded.links[0].sent[0]!.slice());
    await next(0);
    near.send(recorded.links[0].sent[1]!.slice());
    expect(await answering).toEqual(stranger);
    expect(far.sent).toHaveLength(1);
  });

  test('replays what an answerer said before', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const recorded = meet(a, b, { called: b.id });
    await recorded.outcomes;
    const [near, far] = SomeLink.pair();
    const calling = outcome(openChannel(near, 'caller', a, { clock: new HandClock(), called: b.id }));
    const { next } = reading(far);
    for (const i of [0, 1]) {
      await next(i);
      far.send(recorded.links[1].sent[i]!.slice());
    }
    expect(await calling).toEqual(stranger);
  });

  test('gives a device its own words back', async () => {
    const [a] = (await someParties(1)) as [SomeParty];
    const [near, far] = SomeLink.pair();
    const calling = outcome(openChannel(near, 'caller', a, { clock: new HandClock() }));
    const { next } = reading(far);
    // The hello without its mode is one of an answerer: the same point on both sides.
    const hello = await next(0);
    far.send(joined(hello.subarray(0, 1), hello.subarray(2)));
    far.send(await next(1));
    expect(await calling).toEqual(stranger);
  });

  test('puts its own ephemeral keys in the place of theirs', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const own = pointOf((await makeAgreementKeys()).key)!;
    for (const called of [undefined, b.id])
      for (const sides of [[0], [1], [0, 1]]) {
        const { outcomes } = meet(a, b, {
          ...(called !== undefined && { called }),
          prepare: (...links) => {
            for (const side of sides)
              links[side]!.between = (bytes, place) => {
                if (place === 0) bytes.set(own, side === 0 ? 2 : 1);
                return [bytes];
              };
          },
        });
        expect(await outcomes).toEqual([stranger, stranger]);
      }
  });

  test('alters, for every byte of every message of the handshake', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const whole = meet(a, b, { called: b.id });
    await whole.outcomes;
    for (const side of [0, 1])
      for (const place of [0, 1])
        for (let at = 0; at < whole.links[side]!.sent[place]!.length; at++) {
          const { outcomes } = meet(a, b, {
            called: b.id,
            prepare: (...links) => {
              links[side]!.between = (bytes, now) => [now === place ? flip(bytes, at) : bytes];
            },
          });
          const [one, two] = await outcomes;
          expect(one.channel, `${side} ${place} ${at}`).toBeUndefined();
          // The answerer has spoken its last word before it can be altered.
          const isLast = side === 1 && place === 1;
          expect(two.channel === undefined, `${side} ${place} ${at}`).toBe(!isLast);
          if (isLast) expect(await new Ear(two.channel!).ends()).toMatchObject({ why: 'lost' });
          // Who reads what was altered says why; the other hears that it was hung up on.
          else expect(['stranger', 'version']).toContain(side === 0 ? two.why : one.why);
        }
  });

  test('turns the version down or up, and both sides say so', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    for (const version of [0, 2, 255]) {
      const { links, outcomes } = meet(a, b, {
        prepare: (caller) => {
          caller.between = (bytes, place) => {
            if (place === 0) bytes[0] = version;
            return [bytes];
          };
        },
      });
      // The caller gets one byte of a version that it does know: that is no hello.
      expect(await outcomes).toEqual([stranger, { why: 'version' }]);
      expect(links[1].sent).toEqual([Uint8Array.of(1)]);
    }
  });

  test('turns a call by name into one without', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    for (const called of [undefined, b.id]) {
      const { outcomes } = meet(a, b, {
        ...(called !== undefined && { called }),
        prepare: (caller) => {
          caller.between = (bytes, place) => [place === 0 ? flip(bytes, 1) : bytes];
        },
      });
      expect(await outcomes).toEqual([stranger, stranger]);
    }
  });

  test('lets the two wait', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    for (const [side, place] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const) {
      let hasGone: () => void;
      const gone = new Promise<void>((resolve) => (hasGone = resolve));
      const { clock, links, outcomes } = meet(a, b, {
        prepare: (...all) => {
          all[side].between = (bytes, now) => {
            if (now !== place) return [bytes];
            hasGone();
            return [];
          };
        },
      });
      await gone;
      clock.pass(meetingTime - 1);
      expect(links[0].isClosed).toBe(false);
      clock.pass(1);
      const [one, two] = await outcomes;
      expect(one).toEqual({ why: 'silent' });
      if (side === 0 || place === 0) expect(two.why).toMatch(/silent|lost/);
    }
  });

  test('says something before its turn, or says it twice', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    for (const side of [0, 1] as const) {
      const { outcomes } = meet(a, b, {
        called: b.id,
        prepare: (...links) => {
          links[side].between = (bytes, place) => (place === 0 ? [bytes, bytes.slice()] : [bytes]);
        },
      });
      const [one, two] = await outcomes;
      expect([one.why, two.why]).toContain('stranger');
      expect(one.channel).toBeUndefined();
    }
  });

  test('brings two callers or two answerers together', async () => {
    const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
    const callers = SomeLink.pair();
    const clock = new HandClock();
    const both = [a, b].map((one, i) => outcome(openChannel(callers[i]!, 'caller', one, { clock })));
    for (const one of await Promise.all(both)) expect(one.channel).toBeUndefined();
    const answerers = SomeLink.pair();
    const none = [a, b].map((one, i) => outcome(openChannel(answerers[i]!, 'answerer', one, { clock })));
    clock.pass(meetingTime);
    expect((await Promise.all(none)).map(({ why }) => why)).toContain('silent');
  });
});

describe('a member that plays false', () => {
  test('passes on a call that was meant for it', async () => {
    // a calls mallory, who lets b answer: neither ends up with somebody else than it believes.
    const [a, b, mallory] = (await someParties(3)) as [SomeParty, SomeParty, SomeParty];
    const byName = meet(a, b, { called: mallory.id });
    expect(await byName.outcomes).toEqual([stranger, stranger]);
    const unnamed = await meet(a, b).outcomes;
    expect([unnamed[0].channel?.device, unnamed[1].channel?.device]).toEqual([b.id, a.id]);
  });

  test('shows to one what another showed to it', async () => {
    // a calls mallory by no name; mallory calls b as if it were a, with what a showed.
    const [a, b, mallory] = (await someParties(3)) as [SomeParty, SomeParty, SomeParty];
    const first = SomeLink.pair();
    const calling = outcome(openChannel(first[0], 'caller', a, { clock: new HandClock() }));
    const fromA = reading(first[1]);
    const helloA = await fromA.next(0);
    const ephemeral = await makeAgreementKeys();
    const answer = joined(Uint8Array.of(1), pointOf(ephemeral.key)!, new Uint8Array(16));
    first[1].send(answer);
    const seenA = digest('guiju/channel/1', hexToBytes(a.office), helloA, answer);
    const rootA = await SharedRoot.of((await sharedSecret(ephemeral, helloA.slice(2, 67)))!);
    const waysA = await twoWays(rootA, seenA, 'guiju/channel/1 handshake', 'answerer');
    const shownByA = (await waysA.opener.open(await fromA.next(1)))!;
    expect(shownByA.slice(0, 16)).toEqual(idBytes(a.id));

    const second = SomeLink.pair();
    const answering = outcome(openChannel(second[1], 'answerer', b, { clock: new HandClock() }));
    const fromB = reading(second[0]);
    const hello = callerHello('unnamed', pointOf(ephemeral.key)!);
    second[0].send(hello);
    const helloB = await fromB.next(0);
    const seenB = digest('guiju/channel/1', hexToBytes(a.office), hello, helloB);
    const rootB = await SharedRoot.of((await sharedSecret(ephemeral, readAnswererHello(helloB)!))!);
    const waysB = await twoWays(rootB, seenB, 'guiju/channel/1 handshake', 'caller');
    second[0].send(await waysB.sealer.seal(shownByA));
    expect(await answering).toEqual(stranger);

    // Nor can it answer a in the name of b, with a signature of its own.
    const posing = { keys: { ...mallory.keys, key: b.keys.key } };
    const seenByBoth = digest('guiju/channel-both/1', seenA, shownByA);
    const shown = await show(posing, 'answerer', seenByBoth, idBytes(a.id));
    first[1].send(await waysA.sealer.seal(shown));
    expect(await calling).toEqual(stranger);
  });

  test('signs for another partner, another part or another conversation', async () => {
    const [a, b, mallory] = (await someParties(3)) as [SomeParty, SomeParty, SomeParty];
    const cases: [string, (seen: LinkBytes) => Promise<LinkBytes>, boolean][] = [
      ['as it should', async (seen) => await show(mallory, 'caller', seen, new Uint8Array(16)), true],
      ['another partner', async (seen) => await show(mallory, 'caller', seen, idBytes(a.id)), false],
      ['another part', async (seen) => await show(mallory, 'answerer', seen, new Uint8Array(16)), false],
      [
        'another conversation',
        async () => await show(mallory, 'caller', new Uint8Array(32), new Uint8Array(16)),
        false,
      ],
      [
        'in the name of another',
        async (seen) =>
          joined(idBytes(a.id), (await show(mallory, 'caller', seen, new Uint8Array(16))).subarray(16)),
        false,
      ],
    ];
    for (const [name, shows, isTaken] of cases) {
      const [near, far] = SomeLink.pair();
      const answering = outcome(openChannel(far, 'answerer', b, { clock: new HandClock() }));
      const { next } = reading(near);
      const ephemeral = await makeAgreementKeys();
      const hello = callerHello('unnamed', pointOf(ephemeral.key)!);
      near.send(hello);
      const answer = await next(0);
      const seen = digest('guiju/channel/1', hexToBytes(b.office), hello, answer);
      const root = await SharedRoot.of((await sharedSecret(ephemeral, readAnswererHello(answer)!))!);
      const { sealer } = await twoWays(root, seen, 'guiju/channel/1 handshake', 'caller');
      near.send(await sealer.seal(await shows(seen)));
      expect((await answering).channel?.device, name).toBe(isTaken ? mallory.id : undefined);
    }
  });
});

test('a point off the curve, or of another notation, is refused', async () => {
  const [a, b] = (await someParties(2)) as [SomeParty, SomeParty];
  const off = new Uint8Array(65).fill(7);
  off[0] = 4;
  const compressed = pointOf((await someKeys(3)).key)!;
  compressed[0] = 2;
  for (const point of [off, compressed, new Uint8Array(65)]) {
    const { outcomes } = meet(a, b, {
      prepare: (caller) => {
        caller.between = (bytes, place) => {
          if (place === 0) bytes.set(point, 2);
          return [bytes];
        };
      },
    });
    expect(await outcomes).toEqual([{ why: 'lost' }, stranger]);
  }
});

/** Reads an end of a link by hand. */
function reading(link: SomeLink): { received: LinkBytes[]; next(place: number): Promise<LinkBytes> } {
  const received: LinkBytes[] = [];
  let wake: () => void = () => undefined;
  link.listen({
    message: (bytes) => {
      received.push(bytes);
      wake();
    },
    drained: () => undefined,
    ended: () => undefined,
  });
  return {
    received,
    async next(place) {
      while (received.length <= place) await new Promise<void>((resolve) => (wake = resolve));
      return received[place]!;
    },
  };
}
