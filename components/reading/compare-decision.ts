import { html, type TemplateResult } from 'lit';
import type { Words } from '../words.ts';

/**
 * The draft of a decision, said to be one.
 *
 * @param paragraphs the title first, as `amendingDecision` gives them
 */
export function compareDecision([title, ...paragraphs]: readonly string[], w: Words): TemplateResult {
  if (title === undefined) return html`<p class="notice">${w.compareNoDecision}</p>`;
  return html`<p class="notice warn">${w.compareDraftNote}</p>
    <p class="compare-printed">${w.compareDraft}</p>
    <div class="decision" lang="zh-CN">
      <h2>${title}</h2>
      ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
    </div>`;
}
