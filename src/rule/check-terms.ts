import type { TextFinding, TextToCheck } from './check-finding.ts';
import { placeAt } from './check-place.ts';

/** A text with more definitions is a dictionary. */
const mostTerms = 100;

const meant =
  /(?<!和|及|以及)本(?![条款项章节])[^，。；：\n“”]{1,6}所称(?:的)?[“"「]?([^，。；：、\n“”"「」（）()是的]{2,12})[”"」]?(?:[（(][^（）()\n]{1,40}[）)])?，?是?指/g;
const short =
  /[（(](?:[^（）()《》\n]{1,40}[，；] ?)?以下(?:简称|统称|称)(?:为|作)?[“"「《]{0,2}([^“”"「」《》（）()，。；\n]{2,20})[”"」》]{0,2}[）)]/g;

/** A term that is defined and never used: 本办法所称X，是指 …, 以下简称X. */
export function checkTerms({ content, parsed }: TextToCheck): TextFinding[] {
  const { text, title } = content;
  const found: TextFinding[] = [];
  let looked = 0;
  for (const [pattern, before] of [
    [meant, true],
    [short, false],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      if (++looked > mostTerms) return found;
      const term = match[1]!.replaceAll(/^[ ‘]|[ ’]$/g, '');
      // 本法所称慈善信托属于公益信托，是指 … says more than a term.
      if (/属于|以及/.test(term)) continue;
      const end = match.index + match[0].length;
      const used =
        text.includes(term, end) || title.includes(term) || (before && isBefore(text, term, match.index));
      if (used) continue;
      const start = match.index + match[0].lastIndexOf(term);
      found.push({
        kind: 'term-unused',
        ...placeAt(start, parsed),
        start,
        end: start + term.length,
        detail: { term },
        weight: 'advice',
      });
    }
  }
  return found;
}

function isBefore(text: string, term: string, limit: number): boolean {
  const at = text.indexOf(term);
  return at !== -1 && at < limit;
}
