import type { Replica } from '../replica.ts';
import type { Rights } from '../spaces.ts';

/** The base that a bundle is written from, or taken into. */
export interface BundleBase {
  replica: Replica;
  rights: Rights;
  /**
   * Key that a device told when it asked to be let in, base64url of the uncompressed point: until its own chain says so,
   * nothing could be sealed for it.
   */
  introduced?(device: string): string | undefined;
  /** Clock of this device, in milliseconds since 1970. */
  now(): number;
}

/** How far it is, in bytes of the file; a bundle that is written has no total beforehand and counts documents and entries. */
export interface BundleProgress {
  /** `checking`: nothing is taken yet. */
  step: 'writing' | 'checking' | 'taking';
  done: number;
  total: number;
}

export interface BundleWatch {
  /** Stops it between two portions, with `stopped`. */
  signal?: AbortSignal;
  progress?: (progress: BundleProgress) => void;
}
