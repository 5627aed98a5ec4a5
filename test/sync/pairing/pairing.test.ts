import { describe, expect, test } from 'vitest';
import { hexToBytes } from '@noble/hashes/utils.js';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { makeAgreementKeys, pointOf } from '../../../src/ledger/agreement-keys.ts';
import { joined } from '../../../src/sync/joined.ts';
import { codeParts, makeInvitation, mostTries } from '../../../src/sync/invitation.ts';
import { admitDevice } from '../../../src/sync/pairing/admit-device.ts';
import { mostWelcome, peopleTime } from '../../../src/sync/pairing/consent.ts';
import { joinOffice } from '../../../src/sync/pairing/join-office.ts';
import { commitmentTo, firstHello, newShare } from '../../../src/sync/pairing/pairing-hellos.ts';
import { refusals } from '../../../src/sync/pairing/pairing-failed.ts';
import { machineTime } from '../../../src/sync/pairing/with-reader.ts';
import { Random } from '../../faults/random.ts';
import { HandClock } from '../hand-clock.ts';
import { SomeLink } from '../some-link.ts';
import { now, pair, pairingOutcome, someHost, someJoiner, somePaired } from './some-pairing.ts';

describe('with the code', () => {
  test('two devices show the same digits, say who they are, and hand over the welcome when both agree', async () => {
    const host = await someHost();
    const joiner = await someJoiner();
    const { links, clock, outcomes } = pair(host, joiner, host.code);
    const [{ got: joining }, { got: admitting }] = await outcomes;
    expect(joining!.digits).toMatch(/^\d{6}$/);
    expect(admitting!.digits).toBe(joining!.digits);
    expect(admitting!.joiner).toEqual({
      device: deviceId(joiner.keys.alg, joiner.keys.key),
      alg: 'ES256',
      key: joiner.keys.key,
      agreementKey: joiner.agreement.key,
      name: '王芳的电脑',
    });
    expect(admitting!.invitation).toMatchObject({ member: 'wang', tries: 1 });
    expect(joining!.admin).toEqual({
      device: deviceId(host.keys.alg, host.keys.key),
      alg: 'ES256',
      key: host.keys.key,
      office: host.office,
      officeName: '某办公室',
      memberName: '成员wang',
    });
    const welcome = new Random(3).bytes(200_000);
    const [got] = await Promise.all([
      joining!.confirm(),
      admitting!.confirm().then(async () => await admitting!.welcome(welcome)),
    ]);
    expect(Buffer.compare(got, welcome)).toBe(0);
    expect(await joining!.over).toBeUndefined();
    expect(await admitting!.over).toBeUndefined();
    expect(clock.pending).toBe(0);
    // Whoever carries it sees neither names nor keys.
    for (const link of links)
      for (const secret of [
        Buffer.from('王芳的电脑'),
        Buffer.from(host.office),
        Buffer.from(joiner.keys.key),
        Buffer.from(host.code.key, 'hex'),
      ])
        expect(link.sent.some((message) => Buffer.from(message).includes(secret))).toBe(false);
  });

  test('digits are others every time', async () => {
    const digits = new Set<string>();
    for (let i = 0; i < 20; i++) digits.add((await somePaired()).joining.digits);
    expect(digits.size).toBeGreaterThan(17);
  });

  test('the longest welcome arrives, longer ones are not sent', async () => {
    const { joining, admitting } = await somePaired();
    const got = joining.confirm();
    await admitting.confirm();
    await expect(admitting.welcome(new Uint8Array(mostWelcome + 1))).rejects.toThrow(RangeError);
    await admitting.welcome(new Uint8Array(mostWelcome));
    expect((await got).length).toBe(mostWelcome);
  });

  test('nothing is handed over before both have agreed', async () => {
    const { joining, admitting, links } = await somePaired();
    let isAgreed = false;
    const agreeing = admitting.confirm().then(() => (isAgreed = true));
    const welcoming = admitting.welcome(new Uint8Array(100_000));
    while (links[1].sent.length < 3) await turn();
    for (let i = 0; i < 20; i++) await turn();
    // A hello, who the admin is, and a yes; nothing of the welcome.
    expect(links[1].sent.map(({ length }) => length < 1000)).toEqual([true, true, true]);
    expect(isAgreed).toBe(false);
    const got = await joining.confirm();
    await Promise.all([agreeing, welcoming]);
    expect(got.length).toBe(100_000);
  });

  test.each(refusals)('either side may refuse, and the other hears why: %s', async (why) => {
    for (const isJoiner of [true, false]) {
      const { joining, admitting } = await somePaired();
      const [own, other] = isJoiner ? [joining, admitting] : [admitting, joining];
      const confirming = pairingOutcome(other.confirm() as Promise<unknown>);
      own.refuse(why);
      expect(await confirming).toEqual({ fault: why });
      expect(await other.over).toMatchObject({ fault: why, by: 'there' });
      expect(await own.over).toMatchObject({ fault: why, by: 'here' });
      await expect(own.confirm()).rejects.toMatchObject({ fault: why });
      await expect(admitting.welcome(new Uint8Array(1))).rejects.toMatchObject({ fault: why });
    }
  });

  test('people have ten minutes, and devices ten seconds', async () => {
    const { joining, admitting, clock } = await somePaired();
    clock.pass(peopleTime - 1);
    await turn();
    const confirming = pairingOutcome(joining.confirm());
    clock.pass(1);
    expect(await confirming).toEqual({ fault: 'silent' });
    expect((await admitting.over)?.fault).toBe('silent');

    const host = await someHost();
    const waiting = pair(host, await someJoiner(), host.code, (near) => (near.between = () => []));
    waiting.clock.pass(machineTime);
    const faults = (await waiting.outcomes).map(({ fault }) => fault);
    expect(faults).toContain('silent');
    expect(faults.every((fault) => fault === 'silent' || fault === 'lost' || fault === 'code')).toBe(true);
  });

  test('a link that breaks fails everything that waits', async () => {
    const { joining, admitting, links } = await somePaired();
    const waiting = [pairingOutcome(joining.confirm()), pairingOutcome(admitting.confirm())];
    links[0].close();
    for (const one of await Promise.all(waiting))
      expect(one.fault === undefined || one.fault === 'lost').toBe(true);
    expect((await joining.over)?.fault).toBe('lost');
    expect((await admitting.over)?.fault).toBe('lost');
  });
});

describe('without the code', () => {
  test('another code, or an invitation that is used, expired or tried too often, gets no word', async () => {
    const host = await someHost();
    const joiner = await someJoiner();
    const other = codeParts(makeInvitation('li', now).code)!;
    const { kept } = host;
    for (const [code, state] of [
      [other, kept],
      [host.code, { ...kept, usedBy: 'd' }],
      [host.code, { ...kept, expires: now }],
      [host.code, { ...kept, tries: mostTries }],
    ] as const) {
      host.kept = state;
      const { links, outcomes } = pair(host, joiner, code);
      expect(await outcomes).toEqual([{ fault: 'code' }, { fault: 'code' }]);
      expect(links[1].sent).toEqual([]);
    }
  });

  test('who knows only the id is nothing but noise to the admin, and has used up a try', async () => {
    const host = await someHost();
    const other = codeParts(makeInvitation('li', now).code)!;
    for (let tries = 1; tries <= mostTries + 1; tries++) {
      const { links, outcomes } = pair(host, await someJoiner(), { ...host.code, key: other.key });
      expect(await outcomes).toEqual([{ fault: 'code' }, { fault: 'code' }]);
      expect(host.kept.tries).toBe(Math.min(tries, mostTries));
      // An ephemeral point, and nothing after it.
      expect(links[1].sent).toHaveLength(tries > mostTries ? 0 : 1);
    }
  });

  test('who breaks off after seeing the admin’s half has used up a try too', async () => {
    const host = await someHost();
    const [near, far] = SomeLink.pair();
    const admitting = pairingOutcome(admitDevice(far, host, { clock: new HandClock() }));
    near.listen({
      message: () => near.close(),
      drained: () => undefined,
      ended: () => undefined,
    });
    near.send(firstHello(hexToBytes(host.code.id), new Uint8Array(32)));
    expect(await admitting).toEqual({ fault: 'lost' });
    expect(host.kept.tries).toBe(1);
  });

  test('who answers without the code learns nothing of the joiner', async () => {
    const host = await someHost();
    const other = codeParts(makeInvitation('li', now).code)!;
    host.kept = { ...host.kept, key: other.key };
    const { links, outcomes } = pair(host, await someJoiner(), host.code);
    expect(await outcomes).toEqual([{ fault: 'code' }, { fault: 'code' }]);
    expect(links[1].sent).toHaveLength(1);
  });

  test('noise in every place', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const host = await someHost();
      const place = random.below(2);
      const side = random.below(2);
      const { outcomes } = pair(host, await someJoiner(), host.code, (...links) => {
        links[side]!.between = (bytes, now_) => [now_ === place ? random.bytes(random.below(300)) : bytes];
      });
      const [joiner, admin] = await outcomes;
      expect(joiner.got, `seed ${seed}`).toBeUndefined();
      if (side === 0 || place === 0) expect(admin.got, `seed ${seed}`).toBeUndefined();
      else expect((await admin.got!.over)?.fault, `seed ${seed}`).toBe('lost');
    }
  });
});

describe('somebody between who has the code', () => {
  test('gets other digits on the two screens', async () => {
    for (let i = 0; i < 5; i++) {
      const host = await someHost();
      const fake = await someHost();
      fake.kept = { ...host.kept };
      // Towards the joiner the admin, towards the admin the joiner: two pairings, both of them whole.
      const [{ got: joining }, { got: asAdmin }] = await pair(fake, await someJoiner(1), host.code).outcomes;
      const [{ got: asJoiner }, { got: admitting }] = await pair(host, await someJoiner(2), host.code)
        .outcomes;
      expect(joining!.digits).toBe(asAdmin!.digits);
      expect(admitting!.digits).toBe(asJoiner!.digits);
      expect(joining!.digits).not.toBe(admitting!.digits);
    }
  });

  test('cannot choose its half after seeing that of the admin', async () => {
    const host = await someHost();
    const [near, far] = SomeLink.pair();
    const admitting = pairingOutcome(admitDevice(far, host, { clock: new HandClock() }));
    const [one, two] = [
      newShare(pointOf((await makeAgreementKeys()).key)!),
      newShare(pointOf((await makeAgreementKeys()).key)!),
    ];
    near.listen({
      message: () => near.send(joined(two, new Uint8Array(200))),
      drained: () => undefined,
      ended: () => undefined,
    });
    near.send(firstHello(hexToBytes(host.code.id), commitmentTo(one)));
    expect(await admitting).toEqual({ fault: 'malformed' });
  });

  test('the digits do not depend on anything said after both halves are known', async () => {
    // The same ephemeral keys and nonces, another name: the digits stay, so that nobody can try names until they fit.
    const host = await someHost();
    const original = crypto.getRandomValues.bind(crypto);
    const makePair = crypto.subtle.generateKey.bind(crypto.subtle);
    const pairs = [
      await makePair({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
      await makePair({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
    ];
    const digits: string[] = [];
    for (const name of ['甲', '乙']) {
      let at = 0;
      const joiner = { ...(await someJoiner()), name };
      Object.defineProperty(crypto, 'getRandomValues', {
        value: (into: Uint8Array) => into.fill(7),
        configurable: true,
      });
      Object.defineProperty(crypto.subtle, 'generateKey', {
        value: async () => pairs[at++ % 2],
        configurable: true,
      });
      try {
        const [{ got: joining }] = await pair(host, joiner, host.code).outcomes;
        digits.push(joining!.digits);
      } finally {
        Object.defineProperty(crypto, 'getRandomValues', { value: original, configurable: true });
        Object.defineProperty(crypto.subtle, 'generateKey', { value: makePair, configurable: true });
      }
    }
    expect(digits[0]).toBe(digits[1]);
  });

  test('alters, for every byte of every message before the digits', async () => {
    const host = await someHost();
    const joiner = await someJoiner();
    const whole = pair(host, joiner, host.code);
    await whole.outcomes;
    for (const [side, place] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      for (let at = 0; at < whole.links[side].sent[place]!.length; at += 3) {
        host.kept = { ...host.kept, tries: 0 };
        const { outcomes } = pair(host, joiner, host.code, (...links) => {
          links[side].between = (bytes, now_) => {
            if (now_ === place) bytes[at]! ^= 1;
            return [bytes];
          };
        });
        const [one, two] = await outcomes;
        const name = `${side} ${place} ${at}`;
        expect(one.got, name).toBeUndefined();
        if (side === 1 && place === 1) expect((await two.got!.over)?.fault, name).toBe('lost');
        else expect(two.got, name).toBeUndefined();
      }
  });
});

test('a device does not admit itself', async () => {
  const host = await someHost();
  const joiner = { ...(await someJoiner()), keys: host.keys };
  const [one, two] = await pair(host, joiner, host.code).outcomes;
  expect(one.fault).toBe('code');
  expect(two.fault).toBe('same-device');
});

test('a device that claims a key which it does not hold is not admitted', async () => {
  const host = await someHost();
  const [own, other] = [await someJoiner(1), await someJoiner(2)];
  const posing = { ...own, keys: { ...own.keys, key: other.keys.key } };
  const [one, two] = await pair(host, posing, host.code).outcomes;
  expect(one.fault).toBe('code');
  expect(two.fault).toBe('malformed');
});

test('a name that cannot be read is not shown to the admin', async () => {
  for (const name of ['', ' ', 'a\nb', '\u202eabc', 'x'.repeat(61), 'a\u200b', ' a']) {
    const host = await someHost();
    const [, two] = await pair(host, { ...(await someJoiner()), name }, host.code).outcomes;
    expect(two.fault, JSON.stringify(name)).toBe('malformed');
  }
});

test('another version is named as such', async () => {
  const host = await someHost();
  const [, two] = await pair(host, await someJoiner(), host.code, (near) => {
    near.between = (bytes) => {
      bytes[0] = 2;
      return [bytes];
    };
  }).outcomes;
  expect(two.fault).toBe('version');
  const [near, far] = SomeLink.pair();
  const joining = pairingOutcome(joinOffice(near, host.code, await someJoiner(), { clock: new HandClock() }));
  far.listen({
    message: () => far.send(Uint8Array.of(2)),
    drained: () => undefined,
    ended: () => undefined,
  });
  expect(await joining).toEqual({ fault: 'version' });
});

/** Lets everything that is ready run once. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
