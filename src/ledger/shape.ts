import { BadEntry } from './bad-entry.ts';

/**
 * Reading fields of parsed JSON that a stranger wrote. Every reader throws `BadEntry` when the value is not of
 * the wanted shape or larger than allowed; keys that nobody asks for are left alone, a newer app may have put them.
 */
export type Fields = Record<string, unknown>;

function fail(key: string): never {
  throw new BadEntry('malformed', `field ${key}`);
}

export function fields(value: unknown, key: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(key);
  return value as Fields;
}

/** @param most longest text, in UTF-16 code units */
export function text(from: Fields, key: string, most = 500): string {
  const value = from[key];
  return typeof value === 'string' && value.length <= most && !unseen.test(value) ? value : fail(key);
}

/** Characters that nobody sees and that turn around what stands beside them; a line may end. */
const unseen = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** A name that somebody must be able to read: not empty. */
export function name(from: Fields, key: string, most = 200): string {
  const value = text(from, key, most);
  return value.trim() === '' ? fail(key) : value;
}

export function whole(from: Fields, key: string, most: number): number {
  const value = from[key];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
    ? value
    : fail(key);
}

export function flag(from: Fields, key: string): boolean {
  const value = from[key];
  return typeof value === 'boolean' ? value : fail(key);
}

const hexadecimal = /^[0-9a-f]*$/;

/** An entry id or the hash of an edition. */
export function hash(from: Fields, key: string): string {
  return isHash(from[key]) ? from[key] : fail(key);
}

export function isHash(value: unknown): value is string {
  return typeof value === 'string' && value.length === 64 && hexadecimal.test(value);
}

export function device(from: Fields, key: string): string {
  const value = from[key];
  return isDeviceId(value) ? value : fail(key);
}

export function isDeviceId(value: unknown): value is string {
  return typeof value === 'string' && value.length === 32 && /^[0-9a-f]{32}$/.test(value);
}

/** Id of a member, a unit, a post or a rule. */
export function handle(from: Fields, key: string): string {
  const value = from[key];
  return typeof value === 'string' && value.length <= 64 && /^[a-z0-9][a-z0-9-]*$/.test(value)
    ? value
    : fail(key);
}

export function day(from: Fields, key: string): string {
  const value = from[key];
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return fail(key);
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : fail(key);
}

export function oneOf<T extends string>(from: Fields, key: string, allowed: readonly T[]): T {
  const value = from[key];
  return allowed.includes(value as T) ? (value as T) : fail(key);
}

export function list(from: Fields, key: string, most: number): unknown[] {
  const value = from[key];
  return Array.isArray(value) && value.length <= most ? value : fail(key);
}

export function hashes(from: Fields, key: string, most: number): string[] {
  const values = list(from, key, most);
  return values.every(isHash) ? values : fail(key);
}

/** The field if it is there. */
export function maybe<T>(from: Fields, key: string, read: (from: Fields, key: string) => T): T | undefined {
  return from[key] === undefined ? undefined : read(from, key);
}

/** The field if it is there; null stays null. */
export function removable<T>(
  from: Fields,
  key: string,
  read: (from: Fields, key: string) => T,
): T | null | undefined {
  return from[key] === null ? null : maybe(from, key, read);
}

/** An object without the fields that are undefined. */
export function given<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Fields = {};
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key];
  return kept as T;
}
