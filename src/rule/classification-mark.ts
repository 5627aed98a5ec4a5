/** Lines at the top in which a mark of classification can stand (保守国家秘密法实施条例 2024, art. 21: first page, top left). */
const linesLookedAt = 25;

const grade = '(?:绝\\s{0,4}密|机\\s{0,4}密|秘\\s{0,4}密)';
const alone = new RegExp(
  `^(?:密\\s{0,4}级\\s{0,2}[:：]?\\s{0,4})?[【\\[（(]?(${grade})[】\\]）)]?\\s{0,4}(?:[★☆*]\\s{0,4}.{0,20})?$`,
);
const starred = new RegExp(`(${grade})\\s{0,4}[★☆]`);

/**
 * Looks for a mark of classification, 密级★保密期限, in a file's name and at the top of its text, with
 * headers and footers anywhere. Texts that only speak of secrets are not meant: a mark stands alone on its
 * line or bears the star.
 *
 * @returns the mark's grade, or undefined when there is none
 */
export function classificationMark(fileName: string, text: string): string | undefined {
  const inName =
    starred.exec(fileName) ?? /^[【[（(](绝密|机密|秘密)[】\]）)]/.exec(fileName.split('/').at(-1)!);
  if (inName !== null) return bare(inName[1]!);
  let seen = 0;
  let at = 0;
  while (at < text.length && seen < linesLookedAt) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    const line = text
      .slice(at, Math.min(end, at + 200))
      .replaceAll(/[#*\u3000\u00a0]/g, ' ')
      .trim();
    at = end + 1;
    if (line === '') continue;
    seen += 1;
    const mark = line.length <= 40 ? alone.exec(line) : null;
    if (mark !== null) return bare(mark[1]!);
  }
  const star = starred.exec(text);
  return star === null ? undefined : bare(star[1]!);
}

const bare = (mark: string): string => mark.replaceAll(/\s/g, '');
