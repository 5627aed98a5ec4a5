import { html, type TemplateResult } from 'lit';

/**
 * Text with some of its characters marked.
 *
 * @param marks pairs [start, end), in order and without overlap
 */
export function markedText(
  text: string,
  marks: readonly (readonly [number, number])[],
): (TemplateResult | string)[] {
  const parts: (TemplateResult | string)[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end > text.length) continue;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
