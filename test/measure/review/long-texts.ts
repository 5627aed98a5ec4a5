import { numberToNumeral } from '../../../src/rule/numeral.ts';

const words = [
  '守时',
  '守信',
  '请假',
  '值班',
  '会议',
  '文件',
  '登记',
  '报告',
  '保管',
  '检查',
  '负责',
  '处理',
];

/** Words that differ from article to article, of about so many characters. */
function sentence(seed: number, chars: number): string {
  let [text, at] = ['', seed * 7919];
  while (text.length < chars) {
    at = (at * 1103515245 + 12345) % 2147483648;
    text += `工作人员应当${words[at % 12]!}${words[(at >> 8) % 12]!}，`;
  }
  return `${text.slice(0, -1)}。`;
}

const articles = (n: number, body: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => `第${numberToNumeral(i + 1)}条　${body(i)}`).join('\n\n');

/** Shapes of long texts: what an edition says, and what the draft that revises it makes of that. */
export const longTexts: Record<string, (chars: number) => { before: string; after: string }> = {
  /** A word of every article is another. */
  changed: (chars) => ({
    before: articles(chars / 200, (i) => sentence(i, 190)),
    after: articles(chars / 200, (i) => sentence(i, 190).replace('应当', '必须')),
  }),
  /** Every article is new. */
  fresh: (chars) => ({
    before: articles(4, (i) => sentence(i, 40)),
    after: articles(chars / 200, (i) => sentence(i + 1000, 190)),
  }),
  /** The last article stands first. */
  turned: (chars) => ({
    before: articles(chars / 200, (i) => sentence(i, 190)),
    after: articles(chars / 200, (i) => sentence(chars / 200 - i, 190)),
  }),
  /** All articles say the same. */
  alike: (chars) => ({
    before: articles(chars / 60, () => sentence(1, 50)),
    after: articles(chars / 60, (i) => sentence(1, 50) + (i % 2 === 0 ? '' : '另有规定的除外。')).slice(
      0,
      chars,
    ),
  }),
  /** One article without end. */
  one: (chars) => ({
    before: articles(1, () => sentence(1, chars)),
    after: articles(1, () => sentence(2, chars)),
  }),
  /** No article at all, in short lines. */
  lines: (chars) => ({
    before: Array.from({ length: chars / 12 }, (_, i) => sentence(i, 8))
      .join('\n')
      .slice(0, chars),
    after: Array.from({ length: chars / 12 }, (_, i) => sentence(i * 3, 8))
      .join('\n')
      .slice(0, chars),
  }),
  /** One character in each line. */
  letters: (chars) => ({ before: '前\n'.repeat(100), after: '字\n\n'.repeat(chars / 3) }),
  /** Hundreds of items in one article. */
  items: (chars) => ({
    before: `第一条　应当：\n\n${Array.from({ length: 99 }, (_, i) => `（${numberToNumeral(i + 1)}）${sentence(i, 20)}`).join('\n\n')}`,
    after:
      `第一条　应当：\n\n${Array.from({ length: chars / 30 }, (_, i) => `（${numberToNumeral(i + 1)}）${sentence(i, 20)}`).join('\n\n')}`.slice(
        0,
        chars,
      ),
  }),
  /** Citations and nothing else. */
  citations: (chars) => ({
    before: articles(4, (i) => sentence(i, 40)),
    after: articles(chars / 120, (i) =>
      `依照第${numberToNumeral(i + 2)}条、《灯光管理办法》第九千条第二款第（三）项和《用电规定》第${numberToNumeral(i + 1)}条。`.repeat(
        2,
      ),
    ),
  }),
  /** Headings and nothing else. */
  headings: (chars) => ({
    before: articles(4, (i) => sentence(i, 40)),
    after: Array.from({ length: chars / 14 }, (_, i) => `## 第${numberToNumeral(i + 1)}章 总则`)
      .join('\n')
      .slice(0, chars),
  }),
};
