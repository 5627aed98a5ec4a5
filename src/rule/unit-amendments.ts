import type { Amendment } from './amending-decision.ts';
import { compareWords } from './compare-words.ts';
import { textOfSide, textsOfSide, type ComparedPlace, type ComparisonRow } from './comparison.ts';
import { numberToNumeral } from './numeral.ts';
import { paragraphChanges, type ParagraphChange } from './paragraph-changes.ts';
import { phraseChanges, type PhraseChange } from './phrase-changes.ts';
import { placeName } from './place-name.ts';
import { quoted, quotedParagraphs } from './quoted-text.ts';

/** 两 before 条 and 款, as decisions write it. */
const countOf = (count: number): string => (count === 2 ? '两' : numberToNumeral(count));

/**
 * What a decision says of an article, or of several that were inserted or deleted one after the other. An article
 * that only bears another number needs no word: 条文顺序作相应调整.
 *
 * @param rows one row, or several of kind `inserted`, or of kind `deleted`
 * @param heading title and label of the heading above
 */
export function unitAmendments(
  rows: readonly ComparisonRow[],
  heading: { title: string; label: string },
): Amendment[] {
  const row = rows[0]!;
  const names = (side: 'before' | 'after'): string[] =>
    rows.flatMap((one) => one[side].map((place) => placeName(place, heading.title)));
  const [old, now] = [names('before'), names('after')];
  if (row.level === 'annex') return annexAmendment(row, old, now);
  switch (row.kind) {
    case 'inserted':
      return [inserted(rows, now)];
    case 'deleted':
      return [[`删去${old.join('、')}。`]];
    case 'split':
      return [
        announced(
          `将${old[0]!}分为${countOf(now.length)}条，作为${now.join('、')}，修改为：`,
          textsWithLabels(row, now),
        ),
      ];
    case 'merged':
      return [
        quotedParagraphs(
          `将${old.join('、')}合并，作为${now[0]!}，修改为：`,
          textWithCaption(row.after[0]!, textOfSide(row, 'after')),
        ),
      ];
    case 'changed':
      return changed(row, old[0]!, now[0]!) ?? moved(row, old[0]!, now[0]!, heading.label);
    case 'same':
      return moved(row, old[0]!, now[0]!, heading.label);
  }
}

/** An article that stands elsewhere, word for word. */
function moved(row: ComparisonRow, old: string, now: string, heading: string): Amendment[] {
  if (!row.moved) return [];
  if (row.renumbered) return [[`将${old}改为${now}。`]];
  return heading === '' ? [] : [[`将${old}移至${heading}。`]];
}

function inserted(rows: readonly ComparisonRow[], names: readonly string[]): Amendment {
  const texts = rows.map((row) => textWithCaption(row.after[0]!, textOfSide(row, 'after')));
  // What has no number is no article: it is only told to stand there.
  if (!names[0]!.startsWith('第')) return announced(`增加${names[0]!}：`, texts);
  const announcement = `增加${countOf(rows.length)}条，作为${names.join('、')}：`;
  return rows.length === 1
    ? quotedParagraphs(announcement, texts[0]!)
    : announced(
        announcement,
        texts.map((text, at) => `${names[at]!}　${text}`),
      );
}

function annexAmendment(row: ComparisonRow, old: readonly string[], now: readonly string[]): Amendment[] {
  if (row.kind === 'same') return [];
  if (row.kind === 'deleted') return [[`删去${old.join('、')}。`]];
  const added = now.join('、');
  if (row.kind === 'inserted') return [[`增加${added}，内容见本决定所附${added}。`]];
  return [[`将${old.join('、')}替换为本决定所附${added}。`]];
}

/** Several quotations one after the other, each closed by itself. */
const announced = (announcement: string, texts: readonly string[]): Amendment =>
  texts.flatMap((text, at) => quotedParagraphs(at === 0 ? announcement : '', text));

const textsWithLabels = (row: ComparisonRow, names: readonly string[]): string[] =>
  textsOfSide(row, 'after').map((text, at) => `${names[at]!}　${textWithCaption(row.after[at]!, text)}`);

const textWithCaption = ({ caption }: ComparedPlace, text: string): string =>
  caption === undefined ? text : `【${caption}】${text}`;

/**
 * The shortest way to say it: by a phrase, by paragraphs, or by the whole article.
 *
 * @returns undefined when only widths of marks and spaces changed
 */
function changed(row: ComparisonRow, old: string, now: string): Amendment[] | undefined {
  const [from, to] = [textOfSide(row, 'before'), textOfSide(row, 'after')];
  const subject = row.renumbered && old !== now ? { renumbered: `将${old}改为${now}，` } : { name: old };
  if (row.before[0]!.caption === row.after[0]!.caption) {
    const phrases = phraseChanges(row.pieces);
    if (phrases?.length === 0) return undefined;
    if (phrases !== undefined) return [[phrased(phrases, subject, '')]];
    const paragraphs = paragraphChanges(from, to);
    if (paragraphs !== undefined) {
      // 将第五条改为第六条 is said once; what follows is about the same article.
      const next = subject.name === undefined ? { renumbered: '' } : subject;
      return [paragraphs.flatMap((one, at) => paragraphAmendment(one, at === 0 ? subject : next))];
    }
  }
  const announcement = subject.name === undefined ? subject.renumbered : `将${old}`;
  return [quotedParagraphs(`${announcement}修改为：`, textWithCaption(row.after[0]!, to))];
}

/** The article spoken of by its name, or already named by what it is called now. */
type Subject = { name: string; renumbered?: never } | { name?: never; renumbered: string };

function phrased(
  changes: readonly PhraseChange[],
  { name, renumbered = '' }: Subject,
  paragraph: string,
): string {
  const where = (name ?? '') + paragraph;
  const [only, another] = changes as [PhraseChange, PhraseChange?];
  if (another === undefined && only.to.length > only.from.length && only.to.startsWith(only.from)) {
    const added = quoted(only.to.slice(only.from.length));
    return `${renumbered}在${where === '' ? '其' : where}中的${quoted(only.from)}后增加${added}。`;
  }
  const gone = changes.filter(({ to }) => to === '').map(({ from }) => quoted(from));
  const replaced = changes
    .filter(({ to }) => to !== '')
    .map(({ from, to }) => `${quoted(from)}修改为${quoted(to)}`);
  if (replaced.length === 0) {
    return `${renumbered}删去${where === '' ? '其' : where}中的${gone.join('、')}。`;
  }
  const start = where === '' ? '其' : (name === undefined ? '' : '将') + where;
  const deleted = gone.length === 0 ? '' : `，删去${gone.join('、')}`;
  return `${renumbered}${start}中的${replaced.join('，')}${deleted}。`;
}

function paragraphAmendment(change: ParagraphChange, subject: Subject): Amendment {
  const { name, renumbered = '' } = subject;
  const nth = (number: number): string => `第${numberToNumeral(number)}款`;
  if (change.kind === 'changed') {
    const phrases = phraseChanges(compareWords(change.from, change.to));
    if (phrases !== undefined && phrases.length > 0 && change.old === change.now)
      return [phrased(phrases, subject, nth(change.old))];
    const renamed = change.old === change.now ? '' : `改为${nth(change.now)}，`;
    return quotedParagraphs(
      `${renumbered}${name === undefined ? '' : `将${name}`}${nth(change.old)}${renamed}修改为：`,
      change.to,
    );
  }
  if (change.kind === 'deleted') {
    const gone = Array.from({ length: change.count }, (_, at) => nth(change.old + at));
    return [`${renumbered}删去${name ?? ''}${gone.join('、')}。`];
  }
  const added = change.texts.map((_, at) => nth(change.now + at));
  const where = name === undefined ? '' : `在${name}中`;
  return quotedParagraphs(
    `${renumbered}${where}增加${countOf(added.length)}款，作为${added.join('、')}：`,
    change.texts.join('\n'),
  );
}
