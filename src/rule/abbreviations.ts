import type { Abbreviation } from './rule-text.ts';

const definition =
  /[（(](?:[^（）()《》]{1,40}[，；] ?)?以下(?:简称|统称|称)(?:为|作)?[“"「《]{0,2}([^“”"「」《》（）()，。；]{1,20})[”"」》]{0,2}[）)]/g;
const looksLikeTitle =
  /(?:法|条例|规定|办法|细则|规则|准则|章程|规范|公约|决定|解释|意见|守则|制度|规程|通则|方案|通知|标准)$/;

/** 《…》（以下简称《办法》）, 《…》（文号，以下简称《办法》）, …法（以下简称…法）: names that hold for the rest of the text. */
export function abbreviationsIn(text: string): Abbreviation[] {
  const found: Abbreviation[] = [];
  for (const match of text.matchAll(definition)) {
    const short = match[1]!.replaceAll(/\s/g, '');
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const marked = /《([^《》]{1,100})》(?:[（(][^（）()]{0,40}[）)])?$/.exec(before);
    const plain = /[\p{Script=Han}〈〉]{2,60}$/u.exec(before);
    const title = marked?.[1] ?? (looksLikeTitle.test(short) ? plain?.[0] : undefined);
    if (title !== undefined) found.push({ short, title, start: match.index });
    if (found.length >= 200) break;
  }
  return found;
}
