import { isIP } from 'node:net';

/** The host of a `Host` header without port, lower case, brackets of IPv6 off; undefined when it is none. */
export function hostOf(header: string | undefined): string | undefined {
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

/**
 * May the desk be asked under this name? A page from elsewhere can make its own name point here and would then pass
 * for the desk's own (DNS rebinding); it cannot do that with an address, and not with a name the office has chosen.
 *
 * @param names given by who runs the desk
 */
export function isAllowedHost(header: string | undefined, names: readonly string[]): boolean {
  const host = hostOf(header);
  if (host === undefined) return false;
  return isIP(host) !== 0 || host === 'localhost' || names.some((name) => name.toLowerCase() === host);
}

/**
 * May a page of this origin open the desk's WebSocket? Browsers let any page ask, and tell truly which; programs
 * that are no browsers say nothing and have nothing of a visitor's to misuse.
 *
 * @param host the `Host` header of the same request
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const found = /^https?:\/\/(.+)$/i.exec(origin)?.[1];
  return found !== undefined && host !== undefined && found.toLowerCase() === host.toLowerCase();
}
