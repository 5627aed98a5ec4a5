import * as fc from 'fast-check';
import type { RtcCandidate } from '../../src/sync/rtc-candidate.ts';
import type { RtcDescription } from '../../src/sync/rtc-description.ts';

const bytes = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));

const characters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'),
    minLength: min,
    maxLength: max,
  });

/** Any that the format allows. */
export const anyDescription: fc.Arbitrary<RtcDescription> = fc.record({
  name: characters(4, 32),
  password: characters(22, 64),
  fingerprint: bytes(32),
});

/** Such as browsers write them today: those of Chromium and Safari, and of Firefox. */
export const usualDescription: fc.Arbitrary<RtcDescription> = fc.oneof(
  fc.record({ name: characters(4, 4), password: characters(24, 24), fingerprint: bytes(32) }),
  fc.record({ name: characters(8, 8), password: characters(32, 32), fingerprint: bytes(32) }),
);

const port = fc.integer({ min: 1, max: 0xffff });
const kind = fc.constantFrom('own' as const, 'seen' as const);

export const anyCandidate: fc.Arbitrary<RtcCandidate> = fc.oneof(
  fc.record({
    kind,
    form: fc.constant('ipv4' as const),
    address: fc
      .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255))
      .filter(([first]) => first !== 127)
      .map((four) => Uint8Array.from(four)),
    port,
  }),
  fc.record({
    kind,
    form: fc.constant('ipv6' as const),
    address: bytes(16).map((address) => {
      address[0] = 0x20 + (address[0]! & 0x1f);
      return address;
    }),
    port,
  }),
  fc.record({
    kind: fc.constant('own' as const),
    form: fc.constant('name' as const),
    address: bytes(16),
    port,
  }),
);
