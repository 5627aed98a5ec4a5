import { Refusal } from './refusal.ts';

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes that no text has: control characters but for tab, line feed, form feed, return and escape of old programs. */
function controlBytes(bytes: Uint8Array): number {
  const looked = bytes.subarray(0, 64 * 1024);
  let found = 0;
  for (const byte of looked) {
    if (
      byte < 0x20 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 12 &&
      byte !== 13 &&
      byte !== 0x1b &&
      byte !== 0x1a
    )
      found += 1;
  }
  return found;
}

/**
 * Text of a file: by its byte-order mark, else as UTF-8 if it is valid, else as GB18030, which is what office
 * programs in China write.
 *
 * @throws {Refusal} `binary` when it is no text, `not-text` when neither encoding fits
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes) ?? refuse();
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes) ?? refuse();
  if (controlBytes(bytes) > 0) throw new Refusal('binary');
  const text = decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes);
  if (text === undefined) return refuse();
  // Any bytes are some GB18030; real text is mostly common characters.
  const looked = text.slice(0, 4000);
  const strange = looked.match(/[\ue000-\uf8ff\ufffd]|[\u{20000}-\u{3ffff}]/gu)?.length ?? 0;
  if (strange * 10 > looked.length) return refuse();
  return text;
}

function refuse(): never {
  throw new Refusal('not-text');
}
