import { findCitations } from '../../src/rule/find-citations.ts';
import { parseText } from '../../src/rule/parse-text.ts';
import { readingUnits } from '../../src/rule/reading-units.ts';
import type { CitationLink, Reading } from '../../src/engine/protocol.ts';

export const hash = 'a'.repeat(64);

/** A page made of a text, as the engine makes it. */
export function readingOf(
  text: string,
  more: Partial<Reading> = {},
  link: (quoted: string) => CitationLink = () => ({}),
): Reading {
  const parsed = parseText(text);
  const citations = findCitations(text, parsed);
  const { preamble, units } = readingUnits(parsed, citations);
  return {
    rule: { id: 'keys', title: '钥匙管理规定', kind: 'rule', tags: [] },
    edition: {
      hash,
      date: '2026-05-01',
      effectiveOn: '2026-06-01',
      events: [],
      standing: 'imported',
      importedAt: 0,
      articles: units.length,
      units: units.length,
      characters: text.length,
      repeals: [],
      warnings: [],
    },
    validity: 'inForce',
    signing: 'official',
    on: '2026-11-24',
    timeline: [
      { edition: 'b'.repeat(64), date: '2024-01-01', validity: 'amended', signing: 'official' },
      { edition: hash, date: '2026-05-01', validity: 'inForce', signing: 'official' },
    ],
    outline: parsed.outline.map((heading) => ({
      level: heading.level,
      depth: heading.depth,
      label: heading.label,
      title: heading.title,
      address: parsed.units[heading.firstUnit]?.address ?? '',
      unit: heading.firstUnit,
    })),
    preamble,
    units,
    citations: citations.map((one) => link(text.slice(one.start, one.end))),
    warnings: [],
    favourite: false,
    mayIssue: false,
    mayDraft: false,
    ends: [],
    favouritePlaces: [],
    ...more,
  };
}

/** Three chapters of which the second is long enough to scroll. */
export const keysText = `## 第一章 总则

第一条 为了管好钥匙，根据《值班规定》第三条，制定本规定。

第二条 钥匙分为下列几种：

（一）门钥匙；

（二）柜钥匙。

借用柜钥匙的，应当登记。

## 第二章 保管

${Array.from({ length: 30 }, (_, i) => `第${i + 3}条 第${i + 3}把钥匙由专人保管。${'保管人应当每日清点。'.repeat(12)}`).join('\n\n')}

## 第三章 附则

第三十三条 本规定第二条第二款自2026年6月1日起施行。`;
