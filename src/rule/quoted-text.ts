const turned: Record<string, string> = { '“': '‘', '”': '’', '‘': '“', '’': '”' };

/** Quotation marks within a quotation change places: “ … ‘ … ’ … ” */
export const withinQuotation = (text: string): string => text.replaceAll(/[“”‘’]/g, (mark) => turned[mark]!);

/** A short quotation within a sentence: “甲”. */
export const quoted = (text: string): string => `“${withinQuotation(text)}”`;

/**
 * A quotation of whole paragraphs as decisions set it: each paragraph opens with a mark of its own, only the last
 * one closes. The first goes on the line that announces it.
 *
 * @param before 将第五条修改为：
 * @returns paragraphs
 */
export function quotedParagraphs(before: string, text: string): string[] {
  const lines = withinQuotation(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) return [before];
  const opened = lines.map((line, at) => (at === 0 ? before : '') + `“${line}`);
  const last = opened.pop()!;
  return [...opened, `${last}”${/[。；！？…]$/.test(last) ? '' : '。'}`];
}

/** 《…》 within 《…》 is written 〈…〉. */
export const titled = (title: string): string => `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
