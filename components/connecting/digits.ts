import { html, type TemplateResult } from 'lit';

/** Digits to compare, in large type and in threes; read out one by one. */
export function digits(text: string): TemplateResult {
  const groups = text.match(/.{1,3}/g) ?? [];
  return html`<p class="digits">
    <span class="vh">${[...text].join(' ')}</span>
    <span aria-hidden="true">${groups.map((group) => html`<span>${group}</span>`)}</span>
  </p>`;
}
