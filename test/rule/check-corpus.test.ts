/**
 * All laws of a collection that lies beside the project, where there is one: laws are written with care, so the checks
 * should have next to nothing to say of them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../../src/exchange/read-text.ts';
import type { CitedInBase, FindingKind, TextFinding } from '../../src/rule/check-finding.ts';
import { checkText } from '../../src/rule/check-text.ts';
import type { CitableRule, Citation, TitleBase } from '../../src/rule/citation.ts';
import type { EditionContent } from '../../src/rule/edition.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { resolveCitation, type CitingText } from '../../src/rule/resolve-citation.ts';
import { shortTitleKeys, titleKey } from '../../src/rule/title-key.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus/laws', import.meta.url));
const present = existsSync(folder);

interface Law {
  path: string;
  content: EditionContent;
  addresses: Set<string>;
  citations: Citation[];
}
const laws: Law[] = [];
const byKey = new Map<string, Set<CitableRule>>();
const base: TitleBase = { byTitleKey: (key) => [...(byKey.get(key) ?? [])] };

/** Reads each file once and keeps it as a base would. */
function readAll(): void {
  const rules = new Map<string, CitableRule>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.md')) continue;
    const { content, units, citations } = readText(path, readFileSync(join(folder, path), 'utf8')).edition;
    const addresses = new Set(units.map((unit) => unit.address));
    laws.push({ path, content, addresses, citations });
    const from = content.effectiveOn ?? content.date;
    const edition = { hash: path, ...(from && { from }), has: (one: string) => addresses.has(one) };
    const id = `${titleKey(content.title)} ${content.part ?? ''}`;
    rules.set(id, { id, editions: [...(rules.get(id)?.editions ?? []), edition] });
  }
  for (const rule of rules.values()) {
    for (const key of shortTitleKeys(rule.id.split(' ')[0]!))
      byKey.set(key, (byKey.get(key) ?? new Set()).add(rule));
  }
}

function inBase(citation: Citation, from: CitingText): CitedInBase {
  const target = resolveCitation(citation, from, base);
  if (target !== undefined) return { found: true };
  if (citation.text.kind === 'self') return { found: false };
  const { unit, start, end, text, relative } = citation;
  const whole = resolveCitation({ unit, start, end, text, relative }, from, base);
  return { found: false, ...(whole === undefined ? { outside: true } : { title: whole.rule }) };
}

/** A law that was passed twice, or says itself that it was amended. */
function isAmended({ events }: EditionContent): boolean {
  return (
    events.some(({ text }) => /修正|修订|修改/.test(text)) ||
    events.filter(({ text }) => text.includes('通过')).length > 1
  );
}

function check({ path, content, addresses, citations }: Law): TextFinding[] {
  const day = content.effectiveOn ?? content.date;
  const from: CitingText = {
    rule: `${titleKey(content.title)} ${content.part ?? ''}`,
    edition: path,
    ...(day !== undefined && { day }),
    ...(content.part !== undefined && { volumeOf: content.title }),
    has: (one) => addresses.has(one),
  };
  return checkText({
    kind: 'law',
    content,
    parsed: parseText(content.text),
    citations,
    targetOf: (index) => inBase(citations[index]!, from),
    amended: isAmended(content),
  });
}

describe.skipIf(!present)(
  `laws beside the project${present ? '' : ' (skipped: no ../shared/corpus/laws)'}`,
  () => {
    /** In how many laws each kind was found, and in how many any error. */
    const lawsWith = new Map<FindingKind | 'error', number>();
    const share = (kind: FindingKind | 'error'): number => (lawsWith.get(kind) ?? 0) / laws.length;

    beforeAll(() => {
      readAll();
      for (const law of laws) {
        const found = check(law);
        const kinds = new Set<FindingKind | 'error'>(found.map(({ kind }) => kind));
        if (found.some(({ weight }) => weight === 'error')) kinds.add('error');
        for (const kind of kinds) lawsWith.set(kind, (lawsWith.get(kind) ?? 0) + 1);
      }
      console.info(`${laws.length} laws; of these with`, Object.fromEntries(lawsWith));
    }, 60_000);

    test('hardly any law has an error', () => {
      expect(laws.length).toBeGreaterThan(1000);
      expect(share('error')).toBeLessThanOrEqual(0.02);
    });

    test.each<[FindingKind, number]>([
      ['number-gap', 0.002],
      ['article-missing', 0.002],
      ['paragraph-missing', 0.004],
      ['item-missing', 0.002],
      ['nothing-before', 0.004],
      ['other-place-missing', 0.002],
      ['effect-differs', 0.002],
      ['self-name', 0.01],
      ['term-unused', 0.01],
      ['duty-without-subject', 0.01],
      ['other-outside', 0.15],
      ['effect-missing', 0.16],
    ])('%s in no more than %d of them', (kind, most) => {
      expect(share(kind)).toBeLessThanOrEqual(most);
    });
  },
);
