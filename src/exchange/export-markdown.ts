import { stringify } from 'yaml';
import type { EditionContent, RuleContent } from '../rule/edition.ts';

/**
 * An edition as a Markdown file that reads back to the same edition: front matter with everything that is
 * known, then title, dated lines and body.
 */
export function editionToMarkdown(rule: RuleContent, content: EditionContent): string {
  const {
    title,
    part,
    docNo,
    issuer,
    date,
    adoptedOn,
    publishedOn,
    effectiveOn,
    effectiveFrom,
    expiresOn,
    trial = false,
    received,
    interpreter,
    basis,
    articleIds,
  } = content;
  const { id, kind, category, unit, tags, repealedOn } = rule;
  const known = Object.entries({
    id,
    title,
    part,
    kind,
    category,
    unit,
    tags: tags.length > 0 ? tags : undefined,
    docNo,
    issuer,
    date,
    adoptedOn,
    publishedOn,
    effectiveOn,
    effectiveFrom,
    expiresOn,
    repealedOn,
    trial,
    received,
    interpreter,
    basis,
    articleIds,
  }).filter(([, value]) => value !== undefined);
  const events = content.events.map(({ on, text }) => {
    const [year, month, day] = on.split('-').map(Number);
    return `${year}年${month}月${day}日 ${text}`;
  });
  return [
    `---\n${stringify(Object.fromEntries(known), { lineWidth: 0 })}---`,
    `# ${title}`,
    ...(part === undefined ? [] : [`# ${part}`]),
    ...events,
    '<!-- INFO END -->',
    content.text,
    '',
  ].join('\n\n');
}
