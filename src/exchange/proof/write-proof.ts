import type { Proof } from '../../ledger/proof.ts';
import { writeProofData } from '../../ledger/proof.ts';
import { writeSeal, type Seal } from '../../ledger/proof-seal.ts';
// oxlint-disable-next-line import/default -- what is imported is the text of the file
import bundle from './page.ts?bundle';
import style from './page.css?bundle';
import { dataBegin, dataEnd } from './read-proof.ts';
import { inlineJson, inlineScript, ownPolicy } from './single-file.ts';

/**
 * A proof as one HTML file that shows and verifies itself in any browser, without the app and without a network.
 * The page says nothing but what its script draws from data that it has verified; the same proof gives the same bytes
 * up to the seal.
 *
 * @param seal makes the seal over the bytes before it
 */
export async function writeProof(
  proof: Proof,
  seal: (bytes: Uint8Array) => Promise<Seal>,
): Promise<Uint8Array<ArrayBuffer>> {
  return await writeProofPage(writeProofData(proof), bundle, seal);
}

/**
 * @param json what the page shows and verifies
 * @param code of its script, bundled
 */
export async function writeProofPage(
  json: string,
  code: string,
  seal: (bytes: Uint8Array) => Promise<Seal>,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(await page(inlineJson(json), inlineScript(code)));
  const line = new TextEncoder().encode(writeSeal(await seal(bytes)));
  const whole = new Uint8Array(bytes.length + line.length);
  whole.set(bytes);
  whole.set(line, bytes.length);
  return whole;
}

async function page(data: string, script: string): Promise<string> {
  const policy = await ownPolicy(script, style);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>证明 · Proof</title>
<style>${style}</style>
</head>
<body>
<main id="page">
<noscript><p>本页需要运行脚本才能核验；脚本没有运行，这里什么也没有证明。</p>
<p lang="en">This page verifies itself with a script. The script did not run, so nothing here is proven.</p></noscript>
<p id="waiting">正在核验……如果一直停在这里，是脚本没有运行，或者文件已损坏：什么也没有证明。
<span lang="en">Verifying… If it stays like this, no script is allowed to run or the file is damaged: nothing is proven.</span></p>
</main>
${dataBegin}${data}${dataEnd}
<script>${script}</script>
</body>
</html>
`;
}
