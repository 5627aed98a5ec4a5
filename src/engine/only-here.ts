import type { Manifest, ManifestRow } from '../store/manifest.ts';
import { everybody } from '../store/manifest-row.ts';
import type { Rights } from '../sync/spaces.ts';

/** A copy somewhere else: whose it is, and when it had everything that was here. */
export interface Copy {
  device: string;
  /** Milliseconds since 1970, by this device's clock. */
  agreedAt: number;
  /** The same for each space that not everybody has; where it is not known it has nothing of it. */
  agreedIn?: Readonly<Record<string, number>> | undefined;
}

/** A clock that is set right by less than this has not been set back. */
const tolerance = 60_000;

/**
 * Documents that nobody else is known to have: those that changed here after every device that may have them was last
 * found to hold the same, or before such a right began. What a clock that was set back says of other copies is not believed.
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
      .filter(({ device }) => rights.mayHave(device, space))
      .map(({ agreedAt, agreedIn }) => (space === everybody ? agreedAt : agreedIn?.[space]) ?? -Infinity)
      .filter((at) => at <= now + tolerance);
    const latest = Math.max(-Infinity, ...times);
    newest.set(space, latest);
    return latest;
  };
  return manifest.since(-Infinity).filter(({ space, at }) => at > latestIn(space));
}
