import type { TrendView } from '../../src/engine/circulations-protocol.ts';

const aDay = 24 * 60 * 60 * 1000;
const height = 40;

/**
 * The trend as a path in a field 100 wide and 40 high: a step up on each day, from the day of sending to the end of today
 * or of the due day, whichever is later.
 */
export function trendSteps(
  { sent, due, meant, days }: TrendView,
  today: string,
): { points: string; dueAt: number | undefined } {
  const time = (day: string): number => Date.parse(`${day}T00:00:00Z`) / aDay;
  const end = 1 + Math.max(time(today), time(days.at(-1)?.day ?? sent), due === undefined ? 0 : time(due));
  // What somebody entered for an earlier day begins before it was sent.
  const start = Math.min(time(sent), time(days[0]?.day ?? sent));
  const across = (day: number): number => ((day - start) / (end - start)) * 100;
  const up = (total: number): number => height - (total / Math.max(1, meant)) * height;
  let points = `M0 ${height}`;
  for (const { day, total } of days) points += `H${across(time(day)).toFixed(2)}V${up(total).toFixed(2)}`;
  // Nobody has acknowledged in days to come.
  points += `H${across(Math.max(time(today), time(days.at(-1)?.day ?? sent)) + 1).toFixed(2)}`;
  return { points, dueAt: due === undefined ? undefined : across(time(due) + 1) };
}
