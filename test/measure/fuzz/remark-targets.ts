import { cleanHtml, mostCleaned, type HtmlNode } from '../../../src/exchange/clean-html.ts';
import { renumber } from '../../../src/rule/renumber.ts';
import type { Random } from '../../faults/random.ts';
import { mutateText } from './mutate.ts';
import { must, target, type Target } from './target.ts';
import { validTexts } from './valid-texts.ts';

const tags = (
  'p div span b strong font ol ul li table tbody tr td th h1 h3 pre br img del ins style script blockquote a o:p ' +
  'unknown-tag'
).split(' ');
const styles = [
  'mso-list:Ignore',
  'mso-list:l0 level1 lfo1',
  'MSO-LIST: l1 level9 lfo99999999',
  'font-weight:bold',
  'font-weight:1e309',
  'display:none',
  'list-style-type:cjk-ideographic',
  'list-style:none',
  'font-family:Wingdings',
  ';'.repeat(3000),
];
const numbers = ['1', '-1', '0', '3', '9999999999', 'NaN', '1e9', '', '三'];
const sheet =
  '@list l0:level1 {mso-level-number-format:chinese-counting;mso-level-text:"第%1条";} @list l1:level9 {mso-level-text:%1%9%0;mso-level-start-at:9999}';

function somePage(random: Random, depth = 0): HtmlNode {
  if (depth > 7 || random.chance(0.35)) {
    return random.chance(0.1) ? sheet : mutateText(random, random.pick(validTexts).slice(0, 200), validTexts);
  }
  const attributes: Record<string, string> = {};
  if (random.chance(0.4)) attributes['style'] = random.pick(styles);
  for (const name of ['start', 'value', 'colspan', 'rowspan'])
    if (random.chance(0.15)) attributes[name] = random.pick(numbers);
  if (random.chance(0.05)) attributes['class'] = random.pick(['MsoTitle', 'msocomtxt', 'MsoListParagraph']);
  const children = Array.from({ length: random.below(5) }, () => somePage(random, depth + 1));
  return { tag: random.pick(tags), attributes, children };
}

/** What drafts read from outside, and what they do to whatever somebody has typed. */
export const remarkTargets: readonly Target[] = [
  target({
    name: 'paste',
    make: (random) => somePage(random),
    read: (page) => {
      const cleaned = cleanHtml(page);
      if (cleaned === undefined) {
        must(JSON.stringify(page).length > mostCleaned.characters / 2, 'a small page was refused');
        return;
      }
      must(!/[\u0000-\u0008\u000b-\u001f\u202e]/.test(cleaned.text), 'something invisible came through');
      for (const line of cleaned.text.split('\n'))
        must(!line.startsWith('|') || line.endsWith('|'), 'a row of a table is not closed');
    },
  }),
  target({
    name: 'renumber',
    make: (random) => mutateText(random, random.pick(validTexts), validTexts),
    read: (text) => {
      const { changes } = renumber(text);
      let at = 0;
      let result = '';
      for (const { from, to, insert } of changes) {
        must(from >= at && to > from && to <= text.length, 'changes lie over each other, or outside');
        must(/^[^\n]{1,60}$/.test(text.slice(from, to)), 'more than a number gives way');
        result += text.slice(at, from) + insert;
        at = to;
      }
      result += text.slice(at);
      must(result.split('\n').length === text.split('\n').length, 'a line was lost');
    },
  }),
];
