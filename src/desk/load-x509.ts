import type * as X509 from '@peculiar/x509';

/** What a package below `@peculiar/x509` looks for before it does anything: notes about classes, by name. */
interface Metadata {
  getMetadata?: (name: string, of: object) => unknown;
  getOwnMetadata?: (name: string, of: object) => unknown;
  defineMetadata?: (name: string, value: unknown, of: object) => void;
}

/**
 * The library for certificates. It is loaded only where certificates are made, and needs functions of a proposal
 * to the language (`Reflect.getMetadata` and others) that no engine has.
 */
export async function loadX509(): Promise<typeof X509> {
  const reflect = Reflect as Metadata;
  if (reflect.getMetadata === undefined) {
    const notes = new WeakMap<object, Map<string, unknown>>();
    reflect.getOwnMetadata = (name, of) => notes.get(of)?.get(name);
    // No class of theirs extends one with notes.
    reflect.getMetadata = reflect.getOwnMetadata;
    reflect.defineMetadata = (name, value, of) => {
      notes.set(of, (notes.get(of) ?? new Map<string, unknown>()).set(name, value));
    };
  }
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(globalThis.crypto);
  return x509;
}
