import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../src/ledger/canonical-json.ts';
import { deviceId } from '../../../src/ledger/device-id.ts';
import { codeParts, makeInvitation } from '../../../src/sync/invitation.ts';
import { toDeviceName } from '../../../src/sync/pairing/device-name.ts';
import { requestDigits } from '../../../src/sync/pairing/digits.ts';
import {
  BadRequest,
  readRequest,
  type RequestFault,
  writeRequest,
} from '../../../src/sync/pairing/join-request.ts';
import { Random } from '../../faults/random.ts';
import { now, someJoiner } from './some-pairing.ts';

type Json = Record<string, unknown>;

async function some(): Promise<{
  bytes: Uint8Array<ArrayBuffer>;
  keyOf: (id: string) => string | undefined;
  id: string;
}> {
  const { invitation, code } = makeInvitation('wang', now);
  const bytes = await writeRequest(await someJoiner(), codeParts(code)!);
  return { bytes, keyOf: (id) => (id === invitation.id ? invitation.key : undefined), id: invitation.id };
}

async function faultOf(reading: Promise<unknown>): Promise<RequestFault | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof BadRequest) return error.fault;
    throw error;
  }
}

const changed = (bytes: Uint8Array, change: (json: Json) => void): Uint8Array<ArrayBuffer> => {
  const json = JSON.parse(new TextDecoder().decode(bytes)) as Json;
  change(json);
  return canonicalBytes(json);
};

describe('a request file', () => {
  test('says who asks, to whoever has the invitation', async () => {
    const { bytes, keyOf, id } = await some();
    const joiner = await someJoiner();
    const read = await readRequest(bytes, keyOf);
    expect(read.invitation).toBe(id);
    expect(read.joiner).toMatchObject({
      device: deviceId('ES256', joiner.keys.key),
      key: joiner.keys.key,
      name: joiner.name,
    });
  });

  test('with another code, an unknown invitation, or altered anywhere, is not taken', async () => {
    const { bytes, keyOf } = await some();
    expect(await faultOf(readRequest(bytes, () => undefined))).toBe('code');
    expect(await faultOf(readRequest(bytes, () => 'ab'.repeat(32)))).toBe('code');
    const other = await someJoiner(2);
    for (const [change, fault] of [
      [(json: Json) => (json['name'] = '别人的电脑'), 'code'],
      [(json: Json) => (json['key'] = other.keys.key), 'code'],
      [(json: Json) => (json['agreementKey'] = other.agreement.key), 'code'],
      [(json: Json) => (json['invitation'] = '0'.repeat(32)), 'code'],
      [(json: Json) => (json['name'] = 'a\nb'), 'no-request'],
      [(json: Json) => (json['alg'] = 'none'), 'no-request'],
      [(json: Json) => (json['more'] = 1), 'no-request'],
      [(json: Json) => delete json['mac'], 'no-request'],
      [(json: Json) => delete json['sig'], 'no-request'],
      [(json: Json) => (json['v'] = 0), 'no-request'],
      [(json: Json) => (json['v'] = 2), 'version'],
    ] as const)
      expect(await faultOf(readRequest(changed(bytes, change), keyOf)), change.toString()).toBe(fault);
  });

  test('needs the key that it names, even with the code', async () => {
    const { invitation, code } = makeInvitation('wang', now);
    const [own, other] = [await someJoiner(1), await someJoiner(2)];
    const bytes = await writeRequest(
      { ...own, keys: { ...own.keys, key: other.keys.key } },
      codeParts(code)!,
    );
    expect(await faultOf(readRequest(bytes, () => invitation.key))).toBe('no-request');
  });

  test('that is noise, cut off or too long is none', async () => {
    const { bytes, keyOf } = await some();
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const altered = bytes.slice();
      altered[random.below(altered.length)]! ^= 1 << random.below(8);
      for (const one of [
        altered,
        bytes.slice(0, random.below(bytes.length)),
        random.bytes(random.below(400)),
      ])
        expect(await faultOf(readRequest(one, keyOf)), `seed ${seed}`).toMatch(/no-request|code|version/);
    }
    const spaced = new TextEncoder().encode(`${new TextDecoder().decode(bytes)} `);
    expect(await faultOf(readRequest(spaced, keyOf))).toBe('no-request');
    expect(await faultOf(readRequest(new Uint8Array(100_000), keyOf))).toBe('no-request');
    const deep = new TextEncoder().encode('['.repeat(8000));
    expect(await faultOf(readRequest(deep, keyOf))).toBe('no-request');
  });

  test('has twelve digits, others for every request', async () => {
    const { bytes } = await some();
    const digits = await requestDigits(bytes);
    expect(digits).toMatch(/^\d{12}$/);
    expect(await requestDigits(bytes.slice())).toBe(digits);
    expect(await requestDigits((await some()).bytes)).not.toBe(digits);
  });
});

test('a name is made readable', () => {
  expect(toDeviceName('  王芳的\n\t电脑\u202e\u200b ')).toBe('王芳的 电脑');
  expect(toDeviceName('\u0000 \n')).toBeUndefined();
  expect(toDeviceName('x'.repeat(100))).toBe('x'.repeat(60));
  expect(toDeviceName(`${'x'.repeat(59)}😀`)).toBe('x'.repeat(59));
  expect(toDeviceName('e\u0301')).toBe('é');
});
