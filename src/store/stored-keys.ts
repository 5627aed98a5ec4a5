import { fieldsIn } from './read-fields.ts';

/** A key written down, for a storage that knows only bytes. */
interface WrittenKey {
  /** RFC 7517. */
  jwk: JsonWebKey;
  algorithm: KeyAlgorithm;
  usages: KeyUsage[];
}

/** Is a value a key, or has it keys among its fields? Deeper ones are not looked for. */
export function holdsKeys(value: unknown): boolean {
  return holds(value, isKey);
}

/**
 * A value with its keys written down.
 *
 * @throws {DOMException} when one of them was not made to be taken out
 */
export async function writeKeys(value: unknown): Promise<unknown> {
  return await exchange(value, isKey, writeKey);
}

/**
 * A value as it was before `writeKeys`, but that private and secret keys cannot be taken out again.
 *
 * @throws {DOMException} when what stands for a key is none
 */
export async function readKeys(value: unknown): Promise<unknown> {
  return await exchange(value, isWritten, readKey);
}

function holds(value: unknown, is: (one: unknown) => boolean): boolean {
  return is(value) || Object.values(fieldsIn(value) ?? {}).some(is);
}

async function exchange<T>(
  value: unknown,
  is: (one: unknown) => one is T,
  to: (one: T) => Promise<unknown>,
): Promise<unknown> {
  if (is(value)) return await to(value);
  if (!holds(value, is)) return value;
  const fields = Object.entries(fieldsIn(value)!).map(
    async ([key, one]) => [key, is(one) ? await to(one) : one] as const,
  );
  return Object.fromEntries(await Promise.all(fields));
}

async function writeKey(key: CryptoKey): Promise<WrittenKey> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  return { jwk, algorithm: { ...key.algorithm }, usages: [...key.usages] };
}

async function readKey({ jwk, algorithm, usages }: WrittenKey): Promise<CryptoKey> {
  const isPublic = jwk.kty !== 'oct' && jwk.d === undefined;
  return await crypto.subtle.importKey('jwk', jwk, algorithm, isPublic, usages);
}

function isKey(value: unknown): value is CryptoKey {
  return value instanceof CryptoKey;
}

function isWritten(value: unknown): value is WrittenKey {
  const fields = fieldsIn(value);
  return (
    fieldsIn(fields?.['jwk']) !== undefined &&
    fieldsIn(fields?.['algorithm']) !== undefined &&
    Array.isArray(fields?.['usages'])
  );
}
