import type { Manifest, ManifestRow } from '../store/manifest.ts';
import type { Rights } from '../sync/spaces.ts';

/** A copy somewhere else: whose it is, and when it had everything that was here. */
export interface Copy {
  device: string;
  /** Milliseconds since 1970, by this device's clock. */
  agreedAt: number;
}

/** A clock that is set right by less than this has not been set back. */
const tolerance = 60_000;

/**
 * Documents that nobody else is known to have: those that changed here after every device that may have them was last
 * found to hold the same. What a clock that was set back says of other copies is not believed.
 *
 * @param now milliseconds since 1970
 */
export function onlyHere(
  manifest: Manifest,
  copies: readonly Copy[],
  rights: Rights,
  now: number,
): ManifestRow[] {
  const newest = new Map<string, number>();
  const latestIn = (space: string): number => {
    const known = newest.get(space);
    if (known !== undefined) return known;
    const times = copies
      .filter(({ device, agreedAt }) => agreedAt <= now + tolerance && rights.mayHave(device, space))
      .map(({ agreedAt }) => agreedAt);
    const latest = Math.max(-Infinity, ...times);
    newest.set(space, latest);
    return latest;
  };
  return manifest.since(-Infinity).filter(({ space, at }) => at > latestIn(space));
}
