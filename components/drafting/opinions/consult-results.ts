import { html, nothing, type TemplateResult } from 'lit';
import type { ConsultView } from '../../../src/engine/opinions-protocol.ts';
import type { Words } from '../../words.ts';

/** What became of every opinion, for all who were asked; one's own are known on this device only. */
export function consultResults(
  { results, shared, state }: ConsultView,
  w: Words,
): TemplateResult | typeof nothing {
  if (results === undefined)
    return shared && state === 'answered' ? html`<p class="quiet">${w.consultResultsComing}</p>` : nothing;
  return html`<section class="consult-results">
    <h2>${w.consultResults}</h2>
    <p class="quiet small">${w.consultResultsHelp}</p>
    ${results.items.length === 0 ? html`<p>${w.roundNobodyYet}</p>` : nothing}
    <ol>
      ${results.items.map(
        ({ label, text, proposal, decision, reason, isMine }) =>
          html`<li class="opinion-said">
            <p>
              <strong
                >${label === '' ? w.consultWhole : label}${isMine ? w.between + w.consultYours : nothing}</strong
              >
              ${text}
            </p>
            ${proposal === '' ? nothing : html`<p class="proposal">${proposal}</p>`}
            <p class="outcome" data-decision=${decision}>
              <strong>${w.consultAnswer(w.consultDecisions[decision])}</strong> ${reason}
            </p>
          </li>`,
      )}
    </ol>
    ${results.more === 0 ? nothing : html`<p class="quiet">${w.consultResultsMore(results.more)}</p>`}
  </section>`;
}
