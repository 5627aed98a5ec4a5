import { inlineJson, inlineScript, ownPolicy } from '../proof/single-file.ts';

/** What a page that is answered without the app consists of. */
export interface AnswerPage {
  /** In both languages; the page says the rest itself, in the reader's. */
  title: string;
  /** Whom to ask for the file again, in Chinese. */
  sender: string;
  /** Its script, bundled. */
  code: string;
  styles: string[];
  /** What the script draws. */
  data: unknown;
}

/** One HTML file that shows something and takes an answer in any browser, without the app and without a network. */
export async function writeAnswerPage({
  title,
  sender,
  code,
  styles,
  data,
}: AnswerPage): Promise<Uint8Array<ArrayBuffer>> {
  const [script, style] = [inlineScript(code), styles.join(' ')];
  return new TextEncoder().encode(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${await ownPolicy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main id="page">
<noscript><p>本页需要运行脚本才能显示正文和生成回执。请用手机或电脑自带的浏览器打开这个文件。</p>
<p lang="en">This page shows its text and makes the answer with a script. Please open the file in the browser of your phone or computer.</p></noscript>
<p id="waiting">正在打开……如果一直停在这里，是脚本没有运行，或者文件已损坏。请用浏览器打开，或请${sender}重新发一份。
<span lang="en">Opening… If it stays like this, no script is allowed to run or the file is damaged. Open it in a browser, or ask for it again.</span></p>
</main>
<script type="application/json" id="package">${inlineJson(JSON.stringify(data))}</script>
<script>${script}</script>
</body>
</html>
`);
}
