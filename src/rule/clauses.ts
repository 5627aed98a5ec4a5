/** What a text says about its own beginning and end, and about what it replaces. These clauses stand at the end. */
import { numeralToNumber } from './numeral.ts';
import type { RuleText } from './rule-text.ts';
import { firstDateIn } from './text-dates.ts';
import { titleKey } from './title-key.ts';
import type { Day } from './validity.ts';

/** Where such clauses are looked for: the last units, or the last part of a text without units. */
function closing(text: string, parsed: RuleText): string {
  const units = parsed.units.filter((unit) => unit.kind !== 'annex');
  const from = units.at(-3)?.start ?? 0;
  const to = units.at(-1)?.end ?? text.length;
  return text.slice(Math.max(from, to - 4000), to);
}

/** 自2026年3月1日起施行, or 自公布之日起施行, whose date is the day of publication. */
export type EffectiveClause = { on: Day } | { fromPublication: true };

/** The effective clause; 2,961 of 2,969 laws have it in their last article. */
export function effectiveClause(text: string, parsed: RuleText): EffectiveClause | undefined {
  const end = closing(text, parsed);
  const matches = [
    ...end.matchAll(
      /[自从于]([^自从于，。；]{2,30}?)(?:起|开始)?(?:正式|一并)?(?:施行|实施|生效|执行|试行)/g,
    ),
  ];
  for (const match of matches.reverse()) {
    const day = firstDateIn(match[1]!);
    if (day !== undefined) return { on: day.on };
    if (/(?:公布|发布|印发|颁布|下发)之日/.test(match[1]!)) return { fromPublication: true };
  }
  return undefined;
}

/** Title keys of the texts that this one repeals as a whole: …《A》《B》同时废止. */
export function repealClause(text: string, parsed: RuleText): string[] {
  const end = closing(text, parsed);
  const keys = new Set<string>();
  for (const sentence of end.split(/[。\n]/)) {
    const stop = sentence.search(/(?:同时|即行|予以|一并|相应)?废止|停止执行|同时失效/);
    if (stop === -1) continue;
    for (const match of sentence.slice(0, stop).matchAll(/《([^《》]{2,100})》/g)) {
      // 《…》第十二条同时废止 ends an article, not the text; 根据《…》 names what the repeal rests on.
      const before = sentence.slice(0, match.index);
      const after = sentence.slice(match.index + match[0].length, stop);
      if (/(?:根据|依据|依照|按照|遵照|参照)$/.test(before)) continue;
      if (!/^(?:第|中|的第|附件)|不一致|相抵触/.test(after)) keys.add(titleKey(match[1]!));
    }
  }
  return [...keys].slice(0, 200);
}

/**
 * The last day of a text that limits its own term: 有效期至2028年12月31日, 有效期3年.
 *
 * @param from first day in force, from which years are counted
 */
export function expiryClause(text: string, parsed: RuleText, from: Day | undefined): Day | undefined {
  // 通行证有效期一年 is about a pass; a text speaks of its own term where it speaks of itself or its beginning.
  const end = closing(text, parsed)
    .split(/[。\n]/)
    .filter((sentence) => /本[^，；]{1,8}有效期|试行期|(?:施行|实施|生效|执行|试行)(?:，|$)/.test(sentence))
    .join('。');
  const until = /有效期(?:限)?(?:至|到|截至)([^，。；]{4,20})/.exec(end);
  if (until !== null) return firstDateIn(until[1]!)?.on;
  const years = /(?:有效期|试行期)(?:限)?为?([0-9一二三四五六七八九十两]{1,3})年/.exec(end);
  if (years === null || from === undefined) return undefined;
  return yearsAfter(from, years[1]!);
}

function yearsAfter(from: Day, count: string): Day | undefined {
  const n = numeralToNumber(count) ?? 0;
  if (n < 1 || n > 50) return undefined;
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + n);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
