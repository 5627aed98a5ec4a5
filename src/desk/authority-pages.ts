import { X509Certificate } from 'node:crypto';
import { authorityStyle } from './authority-style.ts';
import { authorityWords, type AuthorityWords } from './authority-words.ts';
import type { DeskPath } from './desk-paths.ts';

type Pages = Partial<Record<DeskPath, { type: string; body: string | Uint8Array }>>;

/**
 * The certificate of the desk's own authority, and how to install, compare and remove it.
 *
 * @param pem the certificate
 */
export function authorityPages(pem: string): Pages {
  const { raw, fingerprint256 } = new X509Certificate(pem);
  const html = [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${authorityWords.zh.title} · ${authorityWords.en.title}</title>`,
    '<link rel="stylesheet" href="/ca.css"></head>',
    '<body><nav><a href="#zh" lang="zh-CN">中文</a> <a href="#en" lang="en">English</a></nav>',
    section('zh', 'zh-CN', authorityWords.zh, fingerprint256),
    section('en', 'en', authorityWords.en, fingerprint256),
    '</body></html>',
  ].join('\n');
  return {
    '/ca': { type: 'text/html; charset=utf-8', body: html },
    '/ca.css': { type: 'text/css; charset=utf-8', body: authorityStyle },
    '/ca.crt': { type: 'application/x-x509-ca-cert', body: raw },
  };
}

function section(id: string, lang: string, words: AuthorityWords, fingerprint: string): string {
  const parts = words.parts.map(({ title, steps }) => {
    const items = steps.map((step) => `<li>${escaped(step)}</li>`).join('');
    return `<h2>${escaped(title)}</h2><ol>${items}</ol>`;
  });
  return `<main id="${id}" lang="${lang}">
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.why)}</p>
<p><a class="button" href="/ca.crt" download="guiju-desk.crt">${escaped(words.download)}</a></p>
<h2>${escaped(words.compareTitle)}</h2>
<p>${escaped(words.compare)}</p>
<p class="fingerprint">${fingerprint.replaceAll(':', ':<wbr>')}</p>
${parts.join('\n')}
<h2>${escaped(words.doneTitle)}</h2>
<p>${escaped(words.done)}</p>
<p><a class="button" href="/">${escaped(words.open)}</a></p>
<h2>${escaped(words.limitsTitle)}</h2>
<p>${escaped(words.limits)}</p>
<h2>${escaped(words.ownTitle)}</h2>
<p>${escaped(words.own)}</p>
</main>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
