import { afterEach, expect, test, vi } from 'vitest';
import { pastedText } from '../../../../src/app/pasted-text.ts';
import { SomePaper } from './some-paper.ts';

afterEach(() => document.body.replaceChildren());

async function paste(paper: SomePaper, html: string, plain = ''): Promise<void> {
  const { state } = paper.view;
  const data = new DataTransfer();
  if (html !== '') data.setData('text/html', html);
  if (plain !== '') data.setData('text/plain', plain);
  paper.view.contentDOM.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  );
  await vi.waitFor(() => expect(paper.view.state).not.toBe(state));
}

/** As Word 2016 puts an automatically numbered text on the clipboard. */
const fromWord = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @list l0 {mso-list-id:1;} @list l0:level1 {mso-level-number-format:chinese-counting-thousand; mso-level-text:第%1条;} --></style>
</head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-family:黑体'>第一章<span
lang=EN-US>&nbsp; </span>总<span lang=EN-US>&nbsp; </span>则<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoListParagraph style='margin-left:0cm;text-indent:24.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><b><span
lang=EN-US style='font-family:仿宋;mso-bidi-font-family:仿宋'><span style='mso-list:Ignore'>第一条<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span></b><![endif]><span
style='font-family:仿宋'>为了规范<b>会议室</b>使用，根据
有关规定，制定本办法。<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span
style='mso-list:Ignore'>第二条<span style='font:7.0pt "Times New Roman"'>&nbsp;</span></span></span><![endif]>下列会议：</p>
<p class=MsoListParagraph style='margin-left:1cm;mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>（一）</span></span><![endif]>全体会议；<span style='mso-no-proof:yes'><img width=10 src="file:///C:/x.png"></span></p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>会议室</b></p></td><td><p class=MsoNormal><b>容量</b></p></td></tr>
<tr><td><p class=MsoNormal>一号</p></td><td><p class=MsoNormal><span lang=EN-US>20</span>人</p></td></tr></table>
<!--EndFragment--></body></html>`;

/** As WPS puts it there. */
const fromWps = `<html xmlns:v="urn:schemas-microsoft-com:vml"><head><meta name="Generator" content="WPS Office"/>
<style>@list l0:level1{mso-level-number-format:chinese-counting;mso-level-suffix:space;mso-level-text:"第%1条";}</style></head>
<body style="tab-interval:21pt;text-justify-trim:punctuation;"><!--StartFragment--><div class="Section0" style="layout-grid:15.6000pt;">
<p class=MsoNormal style="text-indent:32.0000pt;mso-list:l0 level1 lfo1;"><!--[if !supportLists]--><span style="font-family:仿宋;mso-spacerun:'yes';"><span style='mso-list:Ignore;'>第一条<span>&nbsp;</span></span></span><!--[endif]--><span style="mso-spacerun:'yes';font-family:仿宋;font-size:16.0000pt;"><font face="仿宋">　　下班关灯。</font></span><span><o:p></o:p></span></p>
<p class=MsoNormal style="mso-list:l0 level1 lfo1;"><span style="font-family:仿宋;"><font face="仿宋">周末也关。</font></span></p></div><!--EndFragment--></body></html>`;

test('from Word: automatic numbers, bold, tables and chapters are kept, everything else is left behind', async () => {
  const paper = new SomePaper('# 办法\n\n‸');
  await paste(paper, fromWord, '别的');
  expect(paper.view.state.doc.toString()).toBe(
    [
      '# 办法',
      '## 第一章 总 则',
      '第一条　为了规范**会议室**使用，根据有关规定，制定本办法。',
      '第二条　下列会议：',
      '（一）全体会议；',
      '| 会议室 | 容量 |\n| --- | --- |\n| 一号 | 20人 |',
    ].join('\n\n'),
  );
  expect(paper.home.querySelector('.draft-note')!.textContent).toBe(
    '没有粘贴 1 张图片：正文里只放文字和表格。',
  );
});

test('from WPS: also where the number is only in the style sheet', async () => {
  const paper = new SomePaper('‸');
  await paste(paper, fromWps);
  expect(paper.view.state.doc.toString()).toBe('第一条　下班关灯。\n\n第二条　周末也关。');
});

test('scripts do not run, pictures are not fetched, styles do nothing', async () => {
  const fetched: string[] = [];
  const observer = new PerformanceObserver((list) =>
    fetched.push(...list.getEntries().map(({ name }) => name)),
  );
  observer.observe({ type: 'resource' });
  const paper = new SomePaper('‸');
  await paste(
    paper,
    `<p>甲</p><script>window.wasRun = true</script><img src="/never-fetched.png" onerror="window.wasRun = true">
     <style>@import url(/never-fetched.css); body { display: none }</style><svg onload="window.wasRun = true"></svg>
     <iframe srcdoc="<script>parent.wasRun = true</script>"></iframe><a href="javascript:window.wasRun = true">乙</a>`,
  );
  expect(paper.view.state.doc.toString()).toBe('甲\n\n乙');
  // Whatever the paste would have fetched was asked for before this, which is fetched and told.
  const control = new Image();
  control.src = '/is-fetched.png';
  document.body.append(control);
  await vi.waitFor(() => expect(fetched.some((name) => name.includes('is-fetched'))).toBe(true));
  expect('wasRun' in window).toBe(false);
  expect(fetched.filter((name) => name.includes('never-fetched'))).toEqual([]);
  expect(getComputedStyle(document.body).display).not.toBe('none');
  observer.disconnect();
});

test('five megabytes with scripts and pictures are read; what is too large says so', async () => {
  const noise = `<script>${'x'.repeat(2000)}</script><img src="data:image/png;base64,${'A'.repeat(2500)}">`;
  const html = `<body>${Array.from({ length: 1000 }, (_, i) => `<p style="mso-x:${'y'.repeat(400)}">第${i}段</p>${noise}`).join('')}</body>`;
  expect(html.length).toBeGreaterThan(4_900_000);
  const { text, pictures, isTooLarge } = pastedText(html, '');
  expect(text.split('\n\n')).toHaveLength(1000);
  expect([pictures, isTooLarge]).toEqual([1000, false]);
  const paper = new SomePaper('‸');
  await paste(paper, '<p>' + '长'.repeat(500_000), '短');
  expect(paper.view.state.doc.toString()).toBe('短');
  expect(paper.home.querySelector('.draft-note')!.textContent).toContain('只粘贴了文字');
  await paste(paper, '<p>' + '长'.repeat(500_000), '长'.repeat(500_000));
  expect(paper.view.state.doc.toString()).toBe('短');
  expect(paper.home.querySelector('.draft-note')!.textContent).toContain('没有粘贴');
});

test('a page that a parser would take minutes for is not given to it', () => {
  expect(pastedText('<div>'.repeat(300_000), '甲')).toMatchObject({ text: '甲', isTooLarge: true });
});

test('the note goes when one writes on; undoing a paste is one step', async () => {
  const paper = new SomePaper('甲‸');
  await paste(paper, '<p>乙</p><img><p>丙</p>');
  expect(paper.written).toBe('甲乙\n\n丙‸');
  paper.view.dispatch({ changes: { from: 0, to: 1, insert: '甲' } });
  expect(paper.home.querySelector('.draft-note')).not.toBeNull();
  await paper.keys('丁');
  await vi.waitFor(() => expect(paper.home.querySelector('.draft-note')).toBeNull());
  await paper.keys('{Control>}z{/Control}', '{Control>}z{/Control}');
  expect(paper.view.state.doc.toString()).toBe('甲');
});

test('plain lines become paragraphs', async () => {
  const paper = new SomePaper('‸');
  await paste(paper, '', '　　第一条　甲。\r\n　　第二条　乙。');
  expect(paper.view.state.doc.toString()).toBe('第一条 甲。\n\n第二条 乙。');
});
