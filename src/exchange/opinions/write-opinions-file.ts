// oxlint-disable-next-line import/default -- what is imported is the text of the file
import bundle from './page.ts?bundle';
import style from './page.css?bundle';
import packageStyle from '../package/page.css?bundle';
import textStyle from '../proof/page.css?bundle';
import { inlineJson, inlineScript, ownPolicy } from '../proof/single-file.ts';
import type { OpinionsData } from './opinions-data.ts';

const script = inlineScript(bundle);
const styles = `${textStyle} ${packageStyle} ${style}`;

/** One HTML file that shows a copy and takes opinions in any browser, without the app and without a network. */
export async function writeOpinionsFile(data: OpinionsData): Promise<Uint8Array<ArrayBuffer>> {
  return new TextEncoder().encode(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${await ownPolicy(script, styles)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>征求意见 · Opinions asked for</title>
<style>${styles}</style>
</head>
<body>
<main id="page">
<noscript><p>本页需要运行脚本才能显示正文和生成回执。请用手机或电脑自带的浏览器打开这个文件。</p>
<p lang="en">This page shows its text and makes the answer with a script. Please open the file in the browser of your phone or computer.</p></noscript>
<p id="waiting">正在打开……如果一直停在这里，是脚本没有运行，或者文件已损坏。请用浏览器打开，或请对方重新发一份。
<span lang="en">Opening… If it stays like this, no script is allowed to run or the file is damaged. Open it in a browser, or ask for it again.</span></p>
</main>
<script type="application/json" id="package">${inlineJson(JSON.stringify(data))}</script>
<script>${script}</script>
</body>
</html>
`);
}
