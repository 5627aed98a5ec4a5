import type { FindingKind, TextFinding, TextToCheck } from './check-finding.ts';
import { placeAt } from './check-place.ts';
import { effectiveClause, expiryClause } from './clauses.ts';
import type { RuleText } from './rule-text.ts';

/**
 * When a text begins and ends to be in force: the clause is missing, or it and the metadata do not agree
 * (立法法 art. 61: a law states the day from which it is in force).
 */
export function checkEffect({ kind, content, parsed, amended, begun }: TextToCheck): TextFinding[] {
  const { text, title, effectiveOn, effectiveFrom, publishedOn } = content;
  const found: TextFinding[] = [];
  const add = (kind: FindingKind, weight: TextFinding['weight'], detail?: Record<string, string>): void => {
    const whole = kind === 'effect-missing' || kind === 'trial-without-end';
    const place = whole ? undefined : effectSentence(text, parsed);
    found.push({
      kind,
      ...(place === undefined
        ? { at: '', label: '', start: 0, end: 0 }
        : { ...placeAt(place.start, parsed), ...place }),
      ...(detail !== undefined && { detail }),
      weight,
    });
  };
  const clause = effectiveClause(text, parsed);
  if (clause === undefined) {
    // One volume of several: the clause stands in the last. Somebody else's text is as it is.
    const isOwn = kind === 'rule' || kind === 'code';
    const isStated = effectiveOn !== undefined && effectiveFrom !== 'date';
    if (content.part === undefined && !saysWhen(text, parsed))
      add('effect-missing', isOwn && !isStated ? 'error' : 'advice');
  } else if (effectiveOn !== undefined && effectiveFrom !== 'date') {
    if ('on' in clause) {
      const isOlder = amended === true ? clause.on < effectiveOn : (begun?.includes(clause.on) ?? false);
      if (clause.on !== effectiveOn && !isOlder && effectSentence(text, parsed) !== undefined)
        add('effect-differs', 'error', { clause: clause.on, stated: effectiveOn });
    } else if (
      publishedOn !== undefined &&
      publishedOn !== effectiveOn &&
      amended !== true &&
      begun === undefined
    ) {
      add('effect-not-publication', 'error', { publishedOn, stated: effectiveOn });
    }
  }
  const expiresOn = content.expiresOn ?? expiryClause(text, parsed, effectiveOn);
  const trial = content.trial === true || /试行|暂行/.test(title);
  if (trial && expiresOn === undefined) add('trial-without-end', 'advice');
  if (expiresOn !== undefined && effectiveOn !== undefined && expiresOn < effectiveOn)
    add('expiry-before-effect', 'error', { expiresOn, stated: effectiveOn });
  return found;
}

/** The sentence that says when, among the last units. */
function effectSentence(text: string, parsed: RuleText): { start: number; end: number } | undefined {
  const units = parsed.units.filter((unit) => unit.kind !== 'annex');
  const to = units.at(-1)?.end ?? text.length;
  const from = Math.max(units.at(-3)?.bodyStart ?? 0, to - 4000);
  const sentences = [...text.slice(from, to).matchAll(/[^。\n]+/g)];
  const said = sentences.findLast(({ 0: words }) =>
    /[自从于][^自从于至，。；]{2,24}?[日起始](?:起|开始)?(?:正式|一并)?(?:施行|实施|生效|执行|试行)|有效期/.test(
      words,
    ),
  );
  if (said === undefined) return undefined;
  return { start: from + said.index, end: from + said.index + said[0].length };
}

/** Forms that name no day that could be read: 自1985年度起施行, 公布施行后, or a day in the words before the first article. */
function saysWhen(text: string, parsed: RuleText): boolean {
  const units = parsed.units.filter((unit) => unit.kind !== 'annex');
  const to = units.at(-1)?.end ?? text.length;
  const from = Math.max(units.at(-3)?.start ?? 0, to - 4000);
  return [text.slice(from, to), text.slice(0, Math.min(units[0]?.start ?? 0, 2000))].some((part) =>
    /[自从于与][^自从于，。；]{2,40}(?:施行|实施|生效|执行)|(?:公布|发布|印发)(?:之日|后)?(?:即)?(?:施行|生效|实施)|施行日期/.test(
      part,
    ),
  );
}
