import type { Day } from '../rule/validity.ts';

/** Reading fields of values that came from outside: the value when it has the wanted shape, else undefined. */

export type Fields = Record<string, unknown>;

export function fieldsIn(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export function stringIn(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' ? value : undefined;
}

export function booleanIn(fields: Fields, key: string): boolean | undefined {
  const value = fields[key];
  return typeof value === 'boolean' ? value : undefined;
}

export function dayIn(fields: Fields, key: string): Day | undefined {
  const value = stringIn(fields, key);
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

export function listIn(fields: Fields, key: string): unknown[] {
  const value = fields[key];
  return Array.isArray(value) ? value : [];
}

export function stringsIn(fields: Fields, key: string): string[] {
  return listIn(fields, key).filter((one): one is string => typeof one === 'string');
}

/** An object without the fields that are undefined, for types whose optional fields must be absent. */
export function present<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
