import { afterEach, expect, test, vi } from 'vitest';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

function happen(paper: SomePaper, type: 'copy' | 'cut' | 'paste', data = new DataTransfer()): DataTransfer {
  paper.view.contentDOM.dispatchEvent(
    new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true }),
  );
  return data;
}

const given = (data: DataTransfer): [plain: string, html: string] => [
  data.getData('text/plain'),
  data.getData('text/html'),
];
const copied = (written: string): [plain: string, html: string] =>
  given(happen(new SomePaper(written), 'copy'));

/** Only what another program would hand on. */
function only(data: DataTransfer, ...types: string[]): DataTransfer {
  const rest = new DataTransfer();
  for (const type of types) rest.setData(type, data.getData(type));
  return rest;
}

const code = `# 会议管理制度

## 第一章　总则

第一条　为了**开好会**，根据[《办法》](https://example.com/a)第三条，制定*本*制度。

（一）少开会；

　1. 开短会 <b>&amp;</b>；

- 不迟到
- 不早退

| 会议室 | 容量 |
| --- | --- |
| **一号** | 20\\|30 |

> 引文

\`\`\`
码 **不变**
\`\`\`

第二条　自发布之日起施行。`;

test('other programs get the words as the published page has them', () => {
  const [plain, html] = copied(`‸${code}‸`);
  expect(plain).toBe(
    [
      '会议管理制度',
      '第一章　总则',
      '第一条　为了开好会，根据《办法》第三条，制定本制度。',
      '（一）少开会；',
      '1. 开短会 <b>&amp;</b>；',
      '• 不迟到',
      '• 不早退',
      '会议室\t容量',
      '一号\t20|30',
      '引文',
      '码 **不变**',
      '第二条　自发布之日起施行。',
    ].join('\n'),
  );
  expect(html).toBe(
    [
      '<h1>会议管理制度</h1>',
      '<h2>第一章　总则</h2>',
      '<p>第一条　为了<b>开好会</b>，根据《办法》第三条，制定<i>本</i>制度。</p>',
      '<p>（一）少开会；</p>',
      '<p>1. 开短会 &lt;b&gt;&amp;amp;&lt;/b&gt;；</p>',
      '<ul><li>不迟到</li><li>不早退</li></ul>',
      '<table border="1" style="border-collapse:collapse">',
      '<tr><td>会议室</td><td>容量</td></tr><tr><td><b>一号</b></td><td>20|30</td></tr></table>',
      '<blockquote><p>引文</p></blockquote>',
      '<pre>码 **不变**\n</pre>',
      '<p>第二条　自发布之日起施行。</p>',
    ].join(''),
  );
});

test.each([
  [
    'some words of a paragraph are no paragraph',
    '第一条　为了‸开会**好**，制‸定。',
    '开会好，制',
    '开会<b>好</b>，制',
  ],
  ['half of what is bold is bold', '第一条　为了**开‸好‸会**。', '好', '<b>好</b>'],
  ['signs that were selected alone are nothing', '甲‸**‸乙**丙', '', ''],
  ['the end of a heading is no heading', '## 第一章　总‸则‸', '则', '则'],
  ['nor is it with what follows', '## 第一章　总‸则\n\n甲‸', '则\n甲', '<p>则</p><p>甲</p>'],
  ['the words of a cell are no table', '| 甲 | ‸乙‸ |\n| --- | --- |', '乙', '乙'],
  ['a whole heading is one', '‸## 第二节　会场‸\n\n甲', '第二节　会场', '<h2>第二节　会场</h2>'],
  [
    'a row is one',
    '‸| 甲 | 乙 |‸',
    '甲\t乙',
    '<table border="1" style="border-collapse:collapse"><tr><td>甲</td><td>乙</td></tr></table>',
  ],
  [
    'from the middle of one paragraph into the next',
    '第一条　甲**乙‸丙**\n\n第二条　丁‸戊',
    '丙\n第二条　丁',
    '<p><b>丙</b></p><p>第二条　丁</p>',
  ],
  ['some words of a fence keep their signs', '```\n‸**甲**‸乙\n```', '**甲**', '**甲**'],
])('%s', (_name, written, plain, html) => {
  expect(copied(written)).toEqual([plain, html]);
});

test('with nothing selected nothing is copied and nothing is cut', () => {
  const paper = new SomePaper('第一条　甲‸乙');
  const data = new DataTransfer();
  data.setData('text/plain', '从前');
  happen(paper, 'copy', data);
  happen(paper, 'cut', data);
  expect(given(data)).toEqual(['从前', '']);
  expect(paper.written).toBe('第一条　甲‸乙');
});

test('what is cut goes in one step that can be undone', async () => {
  const paper = new SomePaper('第一条　‸**甲**‸乙');
  expect(given(happen(paper, 'cut'))).toEqual(['甲', '<b>甲</b>']);
  expect(paper.written).toBe('第一条　‸乙');
  await paper.keys('{Control>}z{/Control}');
  expect(paper.written).toBe('第一条　‸**甲**‸乙');
});

test('a text comes back into a draft to the last sign, from a whole and from a part', () => {
  const half = '条　为了**开';
  for (const own of [code, '\n\n  甲\t\n', half, '👩‍👩‍👧 𠮷 é שלום']) {
    const data = happen(new SomePaper(`‸${own}‸`), 'copy');
    const other = new SomePaper('前‸‸后');
    happen(other, 'paste', data);
    expect(other.view.state.doc.toString()).toBe(`前${own}后`);
  }
});

test('what another program hands on of it keeps headings, numbers, bold and tables', async () => {
  const own =
    '## 第一章 总则\n\n第一条　为了**开好会**。\n\n（一）少开；\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |';
  const data = happen(new SomePaper(`‸${own}‸`), 'copy');
  const rich = new SomePaper('‸‸');
  happen(rich, 'paste', only(data, 'text/html', 'text/plain'));
  await vi.waitFor(() => expect(rich.view.state.doc.toString()).toBe(own));
  const plain = new SomePaper('‸‸');
  happen(plain, 'paste', only(data, 'text/plain'));
  await vi.waitFor(() =>
    expect(plain.view.state.doc.toString()).toContain('第一章 总则\n\n第一条 为了开好会。\n\n（一）少开；'),
  );
});

test('what says that it comes from a draft is bounded, and has no characters that nobody sees', async () => {
  const data = new DataTransfer();
  data.setData('text/x-guiju-draft', '甲\0\u0007\r\n乙\u001b');
  const paper = new SomePaper('‸‸');
  happen(paper, 'paste', data);
  expect(paper.view.state.doc.toString()).toBe('甲\n乙');
  const large = new DataTransfer();
  large.setData('text/x-guiju-draft', '长'.repeat(2_000_001));
  large.setData('text/plain', '短');
  happen(paper, 'paste', large);
  await vi.waitFor(() => expect(paper.view.state.doc.toString()).toBe('甲\n乙短'));
});
