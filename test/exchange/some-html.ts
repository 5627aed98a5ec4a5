import type { HtmlNode } from '../../src/exchange/clean-html.ts';

/** An element in short: `el('p', { class: 'x' }, 'words', el('b', {}, 'bold'))`. */
export const el = (
  tag: string,
  attributes: Record<string, string>,
  ...children: readonly HtmlNode[]
): HtmlNode => ({ tag, attributes, children });

export const p = (...children: readonly HtmlNode[]): HtmlNode => el('p', {}, ...children);
export const b = (...children: readonly HtmlNode[]): HtmlNode => el('b', {}, ...children);
