import { Parser } from 'saxen';
import { Refusal } from './refusal.ts';

/** What is done with an XML text as it is read. Names come without their prefix: `x:row` is `row`. */
export interface XmlReader {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text?(words: string): void;
}

/** Deeper than any table; what nests farther is made to fill the memory. */
const deepest = 200;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML from beginning to end. Nothing outside it is ever fetched: a document type and entities of its own are
 * refused.
 *
 * @throws {Refusal} `table-damaged` when it is not well-formed or wants more than XML itself
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  const xml = decode(bytes);
  const parser = new Parser();
  let depth = 0;
  parser
    .on('openTag', (name, attributes) => {
      if (++depth > deepest) throw new Refusal('table-damaged');
      reader.open(local(name), (wanted) => attributeOf(attributes, wanted));
    })
    .on('closeTag', (name) => {
      depth -= 1;
      reader.close(local(name));
    })
    .on('text', (words) => reader.text?.(decodeEntities(words)))
    .on('cdata', (words) => reader.text?.(words))
    .on('attention', () => {
      throw new Refusal('table-damaged');
    })
    .on('error', () => {
      throw new Refusal('table-damaged');
    })
    .on('warn', () => undefined);
  try {
    parser.parse(xml);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('table-damaged');
  }
}

function attributeOf(attributes: () => Record<string, string> | false, wanted: string): string | undefined {
  const all = attributes();
  if (all === false) return undefined;
  for (const name in all) {
    if (local(name) === wanted) return decodeEntities(all[name]!);
  }
  return undefined;
}

function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  const isUtf16 = utf16 === 'utf-16le' || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isUtf16 ? utf16 : 'utf-8').decode(bytes);
}

const known = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(words: string): string {
  if (!words.includes('&')) return words;
  return words.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([\w.-]{1,40}));/g,
    (_, decimal, hex, name) => {
      const character = known.get(name as string);
      if (character !== undefined) return character;
      if (name !== undefined) throw new Refusal('table-damaged');
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}
