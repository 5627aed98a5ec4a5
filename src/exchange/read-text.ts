import { classificationMark } from '../rule/classification-mark.ts';
import type { EditionContent } from '../rule/edition.ts';
import { isHeadingLine, articlePattern, numberedPattern } from '../rule/line-kind.ts';
import { normaliseText } from '../rule/normalise-text.ts';
import { parseText } from '../rule/parse-text.ts';
import { readDay } from '../rule/text-dates.ts';
import type { Day } from '../rule/validity.ts';
import { editionDates } from './edition-dates.ts';
import { readFrontMatter, splitFrontMatter, type FrontMatter } from './front-matter.ts';
import { guessKind } from './guess-kind.ts';
import { parseEdition } from './parse-edition.ts';
import type { ReadEdition, ReadWarning } from './read-edition.ts';
import { readHead, type TextHead } from './read-head.ts';
import { Refusal } from './refusal.ts';

const longestTitle = 150;

/**
 * Reads one text: Markdown with front matter, Markdown as law collections lay it out, or plain text.
 *
 * @param path names the file; its folder gives the category, its brackets the date
 * @throws {Refusal} `classified`, `no-body`, `front-matter`
 */
export function readText(path: string, raw: string): ReadEdition {
  if (classificationMark(path, raw) !== undefined) throw new Refusal('classified');
  const split = splitFrontMatter(raw);
  const given: FrontMatter = split === undefined ? { warnings: [] } : readFrontMatter(split.yaml);
  const normal = normaliseText(split?.rest ?? raw);
  const head = readHead(normal);
  const name = readFileName(path);
  const { title, body } = titleAndBody(given, head, name.title);
  if (body.trim() === '' || title === '') throw new Refusal('no-body');
  // A mark may have been spread over the line by the one who typed it, and only shows once it is normalised.
  if (classificationMark('', normal) !== undefined) throw new Refusal('classified');

  const parsed = parseText(body);
  const part = given.part ?? head.part;
  const trial = given.trial ?? /试行|暂行/.test(title);
  const content: EditionContent = {
    v: 1,
    title,
    ...(part !== undefined && { part }),
    ...(given.docNo !== undefined && { docNo: given.docNo }),
    ...(given.issuer !== undefined && { issuer: given.issuer }),
    ...editionDates(given, head.events, name.date, body, parsed),
    ...(trial && { trial }),
    events: head.events,
    ...(given.received !== undefined && { received: given.received }),
    ...(given.interpreter !== undefined && { interpreter: given.interpreter }),
    ...(given.basis !== undefined && { basis: given.basis }),
    ...(given.articleIds !== undefined && { articleIds: given.articleIds }),
    text: body,
  };
  const category = given.category ?? name.category;
  const edition = {
    content,
    rule: {
      kind: given.kind ?? guessKind(title, head.events),
      ...(given.id !== undefined && { id: given.id }),
      ...(category !== undefined && { category }),
      ...(given.unit !== undefined && { unit: given.unit }),
      ...(given.tags !== undefined && { tags: given.tags }),
      ...(given.repealedOn !== undefined && { repealedOn: given.repealedOn }),
    },
    ...parseEdition(content, parsed),
  };
  const warnings: ReadWarning[] = [
    ...given.warnings,
    ...edition.warnings.map(({ kind, at }) => ({ code: kind, ...(at !== '' && { at }) })),
  ];
  return { edition, warnings };
}

/** 行政法/公务员法(2018-12-29).md: category, title, date. */
function readFileName(path: string): { title: string; category?: string; date?: Day } {
  const parts = path.split('/').filter(Boolean);
  const stem = (parts.at(-1) ?? '').replace(/\.[A-Za-z0-9]{1,10}$/, '');
  const dated = /^(.*?)\s*[（(](\d{4}-\d{1,2}-\d{1,2})[）)]$/.exec(stem);
  const date = dated === null ? undefined : readDay(dated[2]!);
  const category = parts.length > 1 ? parts[0]!.slice(0, 40) : undefined;
  return {
    title: (dated?.[1] ?? stem).trim(),
    ...(category !== undefined && { category }),
    ...(date !== undefined && { date }),
  };
}

/** The title as stated, else a short first line that is no article, else the file's name. */
function titleAndBody(
  given: FrontMatter,
  head: TextHead,
  fileTitle: string,
): { title: string; body: string } {
  const stated = clean(given.title ?? '') || clean(head.title ?? '');
  if (stated !== '') return { title: stated, body: head.body };
  const [first = '', ...rest] = head.body.split('\n\n');
  const isTitle =
    first.length <= 80 &&
    !/[。；：，]$/.test(first) &&
    !isHeadingLine(first) &&
    !articlePattern.test(first) &&
    !numberedPattern.test(first) &&
    !first.startsWith('|') &&
    rest.length > 0;
  const own = isTitle ? clean(first.replace(/^#+ /, '')) : '';
  if (own !== '') return { title: own, body: rest.join('\n\n') };
  return { title: clean(fileTitle) || clean(first.slice(0, 30)), body: head.body };
}

const clean = (title: string): string =>
  normaliseText(title).replaceAll('**', '').replaceAll(/\s+/g, ' ').trim().slice(0, longestTitle).trim();
