import { html, nothing, type TemplateResult } from 'lit';

/** A name, and the number of who shares it with somebody else. */
export function personName({ name, number }: { name: string; number?: string }): TemplateResult {
  return html`${name}${number === undefined ? nothing : html` <span class="quiet small">${number}</span>`}`;
}
