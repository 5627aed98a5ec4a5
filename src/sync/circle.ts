/**
 * Whom to call. Devices that are there stand in a circle in order of their ids, which are hashes and so lie in no
 * order that means anything. Few enough, all are linked; more, each calls the next one and, without a desk that holds
 * everything, one at the third and one at two thirds of the way, counted in powers: between any two lie a dozen steps
 * among 500, and nobody has more than six links on average, however many there are.
 *
 * @param own id of this device
 * @param others ids of those that are there
 * @param hasDesk a desk that holds everything is there too
 * @returns ids to call; the other ends of further links call us
 */
export function toCall(own: string, others: readonly string[], hasDesk: boolean): string[] {
  const circle = [...new Set([own, ...others])].sort();
  const at = circle.indexOf(own);
  const n = circle.length;
  if (n <= allLinked) return circle.slice(at + 1);
  const steps = hasDesk ? [0, 1 / 2] : [0, 1 / 3, 2 / 3];
  const distances = new Set(steps.map((power) => Math.round(n ** power)));
  return [...distances].map((distance) => circle[(at + distance) % n]!);
}

/** So many devices are all linked with each other. */
const allLinked = 5;

/**
 * The order in which somebody calls who needs a line to one of a circle that it is not part of itself. It begins with
 * another one for each who calls, so that those who are called share the lines between them.
 *
 * @param own id of this device
 */
export function callOrder(own: string, circle: readonly string[]): string[] {
  const sorted = [...circle].sort();
  const at = Number.parseInt(own.slice(0, 8), 16) % sorted.length;
  return [...sorted.slice(at), ...sorted.slice(0, at)];
}
