import { isIP } from 'node:net';
import type { Options } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import type { DeskWords } from './words.ts';

/** The fixed port: the base of a browser belongs to the address, so another port would look like an empty base. */
export const usualPort = 8317;

/** What `guiju desk` was asked for, checked. */
export interface DeskWishes {
  data: string | undefined;
  host: string;
  port: number;
  stunPort: number | undefined;
  names: string[];
  isRelayOnly: boolean;
  /** Code of an invitation to the office whose device it should be. */
  join: string | undefined;
  /** Who runs it knows that a desk restored from a backup had signed nothing more, or that nobody holds it. */
  isNothingLost: boolean;
  /** `own`: of the desk's own authority. `given`: files in PEM. */
  secure: { by: 'own'; data: string } | { by: 'given'; certificate: string; key: string } | undefined;
  plainPort: number;
}

/** @throws {UsageError} when something is missing or does not go together */
export function deskWishes(options: Options, words: DeskWords): DeskWishes {
  const { data, host = '0.0.0.0', cert, key } = options;
  const isRelayOnly = options['relay-only'] ?? false;
  if (options.join !== undefined && isRelayOnly) throw new UsageError(words.joinNotRelayOnly);
  if (data === undefined && !isRelayOnly) throw new UsageError(words.deskNeedsData);
  if (isIP(host) === 0) throw new UsageError(words.badHost(host));
  const port = portOf(options.port, words) ?? usualPort;
  const names = (options.name ?? []).map((name) => name.toLowerCase());
  for (const name of names) if (!isName(name)) throw new UsageError(words.badName(name));
  if ((cert === undefined) !== (key === undefined)) throw new UsageError(words.certNeedsKey);
  let secure: DeskWishes['secure'];
  if (cert !== undefined && key !== undefined) secure = { by: 'given', certificate: cert, key };
  else if (options.https) {
    if (data === undefined) throw new UsageError(words.httpsNeedsData);
    secure = { by: 'own', data };
  }
  return {
    data,
    host,
    port,
    stunPort: portOf(options['stun-port'], words),
    names,
    isRelayOnly,
    join: options.join,
    isNothingLost: options['nothing-lost'] ?? false,
    secure,
    plainPort: portOf(options['http-port'], words) ?? (port === 0 || port === 65_535 ? 0 : port + 1),
  };
}

/**
 * A port as it was written.
 *
 * @throws {UsageError} when it is none
 */
export function portOf(text: string | undefined, words: DeskWords): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(words.badPort(text));
  return port;
}

/** A host name in ASCII (RFC 1123, section 2.1); international ones are written as browsers send them. */
const isName = (name: string): boolean =>
  name.length <= 253 &&
  /^(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(name) &&
  isIP(name) === 0;
