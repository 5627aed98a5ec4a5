import { bytesToHex } from '@noble/hashes/utils.js';
import { expect, test } from 'vitest';
import { addressBytes } from '../../src/sync/address-bytes.ts';

test('addresses are read as bytes', () => {
  for (const [text, bytes] of Object.entries({
    '10.0.200.3': '0a00c803',
    '255.255.255.255': 'ffffffff',
    '::1': '00000000000000000000000000000001',
    '::': '00000000000000000000000000000000',
    '1::': '00010000000000000000000000000000',
    'fe80::1%eth0': 'fe800000000000000000000000000001',
    'FD00::A:b': 'fd0000000000000000000000000a000b',
    '::ffff:1.2.3.4': '01020304',
    '64:ff9b::1.2.3.4': '0064ff9b000000000000000001020304',
    '1:2:3:4:5:6:7:8': '00010002000300040005000600070008',
  })) {
    expect(bytesToHex(addressBytes(text)!), text).toBe(bytes);
  }
  for (const text of [
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '0x1.2.3.4',
    '4294967295',
    ':::',
    'g::1',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '::1]',
    '::1/128',
    `::${'0'.repeat(99)}1`,
  ]) {
    expect(addressBytes(text), text).toBeUndefined();
  }
});
