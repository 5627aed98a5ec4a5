/**
 * The one way to write a plain value as bytes, so that equal values have equal hashes on every device:
 *
 * - JSON without spaces, keys of every object in order of UTF-16 code units;
 * - a key whose value is `undefined` is left out, so an absent and an undefined field are the same;
 * - strings as `JSON.stringify` writes them, with no Unicode normalisation (a text is hashed as it stands);
 *   half a surrogate pair, which no UTF-8 text can hold, counts as U+FFFD;
 * - numbers must be integers that a double holds exactly, so that no notation can differ.
 *
 * In the spirit of RFC 8785, narrower where that leaves room.
 *
 * @throws {TypeError} for functions, symbols, fractions, class instances, cycles and anything nested deeper than 32
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The UTF-8 bytes of `canonicalJson(value)`. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value));
}

const deepest = 32;

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new TypeError('nested too deep to be written canonically');
  if (typeof value === 'string') return JSON.stringify(wellFormed(value));
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('only whole numbers have one notation');
    return value === 0 ? '0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => write(one, depth + 1)).join(',')}]`;
  if (!isPlainObject(value)) throw new TypeError(`cannot be written canonically: ${typeof value}`);
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(wellFormed(key))}:${write(value[key], depth + 1)}`);
  return `{${fields.join(',')}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const halfPair = /\p{Surrogate}/gu;

function wellFormed(text: string): string {
  return text.replace(halfPair, '\ufffd');
}
