import type { EditionContent } from '../../src/rule/edition.ts';
import type { NewEdition, ParsedEdition } from '../../src/store/new-edition.ts';

/** A small rule text of invented words. */
export function someContent(change: Partial<EditionContent> = {}): EditionContent {
  return {
    v: 1,
    title: '灯光管理办法',
    date: '2020-05-01',
    effectiveOn: '2020-06-01',
    effectiveFrom: 'text',
    events: [{ on: '2020-05-01', text: '办公会议通过' }],
    text: '第一条 下班关灯。\n\n第二条 本办法自2020年6月1日起施行。\n',
    ...change,
  };
}

/** Stands in for the real reading of texts: every line that begins with 第 is an article. */
export function someParse(content: EditionContent): ParsedEdition {
  const units: ParsedEdition['units'] = [];
  for (const match of content.text.matchAll(/^第.*$/gm)) {
    const [label] = match[0].split(' ');
    units.push({
      address: `a${units.length + 1}`,
      label: label!,
      path: '',
      start: match.index,
      body: match.index + label!.length,
      end: match.index + match[0].length,
    });
  }
  const citations: ParsedEdition['citations'] = [];
  for (const match of content.text.matchAll(/《([^》]*)》/g)) {
    const place = { unit: 0, start: match.index, end: match.index + match[0].length, relative: false };
    citations.push({ ...place, text: { kind: 'title', title: match[1]! } });
  }
  const repeals = [...content.text.matchAll(/《([^》]*)》同时废止/g)].map((match) => match[1]!);
  return { units, articles: units.length, citations, repeals, warnings: [] };
}

/** A text as it comes in. */
export function someEdition(
  change: Partial<EditionContent> = {},
  rule: Partial<NewEdition['rule']> = {},
): NewEdition {
  const content = someContent(change);
  return { content, rule: { kind: 'rule', ...rule }, ...someParse(content) };
}
