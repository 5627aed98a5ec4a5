import type { EditionContent, RuleContent } from '../rule/edition.ts';

/** A name for a file: without characters that some file system does not take; a trailing dot or space is lost on Windows. */
export function fileName(name: string): string {
  return name
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
}

/**
 * Where an edition goes among exported files: 后勤保障/会议管理制度(2026-03-24).md. Two editions may get the
 * same path; the caller tells them apart.
 */
export function markdownPath(rule: RuleContent, { title, part, date }: EditionContent): string {
  const name = fileName(part === undefined ? title : `${title} ${part}`) || 'untitled';
  const folder = fileName(rule.category ?? rule.kind) || rule.kind;
  return `${folder}/${name}${date === undefined ? '' : `(${date})`}.md`;
}
