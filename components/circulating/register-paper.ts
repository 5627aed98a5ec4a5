import { html, nothing, type TemplateResult } from 'lit';
import { registerCell } from '../../src/app/register-text.ts';
import type { RegisterFact, RegisterLook } from '../../src/office/registers/register.ts';
import type { Words } from '../words.ts';
import '../style/registers.css';

/** A register as it is printed, and before that on the screen. */
export function registerPaper(register: RegisterLook, w: Words): TemplateResult {
  const { form, office, title, head, above, columns, rows, below, foot, notes } = register;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return html`<section class="register-paper" data-form=${form}>
    <h2 class="register-title">${form === 'incoming' ? html`${office}<br />` : nothing}${title}</h2>
    ${facts(head, 'register-head')} ${boxes(above)}
    <div class="register-scroll" tabindex="0" role="region" aria-label=${title}>
      <table class="register-table">
        <colgroup>
          ${columns.map((column) => html`<col .width=${`${((column.width / width) * 100).toFixed(2)}%`} />`)}
        </colgroup>
        <thead>
          <tr>
            ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell) => html`<td>${registerCell(cell)}</td>`)}
              </tr>`,
          )}
          ${
            rows.length === 0
              ? html`<tr>
                  <td colspan=${columns.length}>${w.registersNothing}</td>
                </tr>`
              : nothing
          }
        </tbody>
      </table>
    </div>
    ${boxes(below)} ${facts(foot, 'register-foot')}
    ${notes.map((note) => html`<p class="register-note">${note}</p>`)}
  </section>`;
}

function facts(all: readonly RegisterFact[], kind: string): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<dl class=${kind}>
    ${all.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${registerCell(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Room for what is written by hand. */
function boxes(names: readonly string[]): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<div class="register-boxes">${names.map((name) => html`<p>${name}</p>`)}</div>`;
}
