import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidateLine, readCandidateLine } from '../../src/sync/rtc-candidate.ts';
import { readSdp, sdpOf } from '../../src/sync/rtc-description.ts';
import { mostSignal, readSignal, type RtcSignal, writeSignal } from '../../src/sync/rtc-signal.ts';
import { anyCandidate, anyDescription } from './some-rtc-whole.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const anySignal: fc.Arbitrary<RtcSignal> = fc.oneof(
  fc.record({ description: anyDescription }),
  fc.record({ candidate: anyCandidate }),
);

const bytes = (min: number, max: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((array) => new Uint8Array(array));

describe('signals', () => {
  test('what is written is read, and is short', () => {
    fc.assert(
      fc.property(anySignal, (signal) => {
        const written = writeSignal(signal);
        expect(readSignal(written)).toEqual(signal);
        expect(written.length).toBeLessThanOrEqual(mostSignal);
      }),
    );
  });

  test('nothing that comes makes it stumble; what it reads is what those bytes say and nothing else', () => {
    const near = fc
      .tuple(anySignal, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
      .map(([signal, changes]): Bytes => {
        const written = writeSignal(signal);
        for (const [at, value] of changes) written[at % written.length] = value;
        return written;
      });
    const any = fc
      .tuple(fc.constantFrom(1, 2), bytes(0, mostSignal + 8))
      .map(([kind, rest]) => Uint8Array.of(kind, ...rest));
    fc.assert(
      fc.property(fc.oneof(near, any, bytes(0, 30)), (came) => {
        const signal = readSignal(came);
        if (signal === undefined) return;
        expect(writeSignal(signal)).toEqual(came);
        // Whatever was read makes lines of the known form only.
        if ('candidate' in signal) {
          expect(candidateLine(signal.candidate)).toMatch(
            /^candidate:[1-6] 1 udp \d{10} [\da-f.:-]+(\.local)? \d{1,5} typ (host|srflx raddr 0\.0\.0\.0 rport 0)$/,
          );
          expect(readCandidateLine(candidateLine(signal.candidate))).toEqual(signal.candidate);
        } else expect(readSdp(sdpOf(signal.description, 'offer'))).toEqual(signal.description);
      }),
      { numRuns: 5_000 },
    );
  });

  test('what is cut off or goes on is none', () => {
    fc.assert(
      fc.property(anySignal, fc.nat(), (signal, cut) => {
        const written = writeSignal(signal);
        expect(readSignal(written.slice(0, cut % written.length))).toBeUndefined();
        expect(readSignal(Uint8Array.of(...written, 0))).toBeUndefined();
      }),
    );
  });
});

describe('places', () => {
  const read = (line: string): string | undefined => {
    const candidate = readCandidateLine(line);
    return candidate && candidateLine(candidate);
  };

  test('the lines of browsers are read, without what only their own side has use for', () => {
    expect(
      read(
        'candidate:4265452695 1 udp 2113937151 afe0d377-dd3a-4eba-a912-590f107d9144.local 35956 typ host generation 0 ufrag QT5g network-cost 999',
      ),
    ).toBe('candidate:5 1 udp 2122252543 afe0d377-dd3a-4eba-a912-590f107d9144.local 35956 typ host');
    expect(
      read(
        'candidate:842163049 1 udp 1677729535 192.0.2.7 41200 typ srflx raddr 0.0.0.0 rport 0 generation 0',
      ),
    ).toBe('candidate:2 1 udp 1686044927 192.0.2.7 41200 typ srflx raddr 0.0.0.0 rport 0');
    expect(read('candidate:0 1 UDP 2122252543 fd00::2 55555 typ host')).toBe(
      'candidate:3 1 udp 2122252287 fd00:0000:0000:0000:0000:0000:0000:0002 55555 typ host',
    );
  });

  test('what others could not use, or should not be sent to, is passed over', () => {
    for (const address of [
      '0.0.0.0',
      '127.0.0.1',
      '224.0.0.251',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:7f00:1',
      '::7f00:1',
      'fe80::1',
      'febf::1',
      'ff02::fb',
      'desk.local',
      'example.org',
      'afe0d377-dd3a-4eba-a912-590f107d9144.local.example.org',
      '1.2.3.4\r\na=x',
    ])
      expect(read(`candidate:1 1 udp 1 ${address} 5000 typ host`), address).toBeUndefined();
    expect(read('candidate:1 1 udp 1 10.1.2.3 5000 typ host')).toBeDefined();
    for (const line of [
      'candidate:1 1 tcp 1 10.1.2.3 9 typ host tcptype active',
      'candidate:1 2 udp 1 10.1.2.3 5000 typ host',
      'candidate:1 1 udp 1 10.1.2.3 0 typ host',
      'candidate:1 1 udp 1 10.1.2.3 65536 typ host',
      'candidate:1 1 udp 1 10.1.2.3 5000 typ relay raddr 0.0.0.0 rport 0',
      'candidate:1 1 udp 1 10.1.2.3 5000 typ hostile',
      `candidate:1 1 udp 1 10.1.2.3 5000 typ host ${'x'.repeat(300)}`,
      '',
    ])
      expect(read(line), line).toBeUndefined();
  });
});

describe('descriptions', () => {
  const written = sdpOf(
    { name: 'QT5g', password: 'BMosi1fynptgi0G/iYocQPyM', fingerprint: new Uint8Array(32).fill(0xab) },
    'answer',
  );

  test('what is written for a browser is read again', () => {
    fc.assert(
      fc.property(anyDescription, fc.constantFrom('offer' as const, 'answer' as const), (one, type) => {
        const sdp = sdpOf(one, type);
        expect(readSdp(sdp)).toEqual(one);
        expect(sdp.split('\r\n')).toHaveLength(16);
      }),
    );
    expect(written).toContain('\r\na=setup:passive\r\n');
  });

  test('one that lacks something is none', () => {
    for (const line of written.split('\r\n').filter((one) => /ufrag|pwd|fingerprint/.test(one)))
      expect(readSdp(written.replace(line, '')), line).toBeUndefined();
    expect(readSdp(written.replace('sha-256', 'sha-1'))).toBeUndefined();
    expect(readSdp(written.replace('QT5g', 'QT5'))).toBeUndefined();
    expect(readSdp(written.replace('QT5g', 'QT_g'))).toBeUndefined();
    expect(readSdp(written.replace('BMosi1fynptgi0G', 'B'))).toBeUndefined();
  });
});
