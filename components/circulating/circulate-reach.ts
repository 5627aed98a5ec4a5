import { html, nothing, type TemplateResult } from 'lit';
import type { CirculateView, PersonToReach } from '../../src/engine/circulate-protocol.ts';
import type { Words } from '../words.ts';

/** Names that are drawn; a whole office need not be. */
const mostNames = 500;

/** How many it would reach, who cannot be reached, and on demand every name. */
export function circulateReach(view: CirculateView, w: Words): TemplateResult {
  const { people, withoutDevice, units, outside } = view;
  return html`<div class="reach">
    <p class="reach-count" role="status">${w.reachCount(people.length, withoutDevice)}</p>
    ${
      outside.length === 0
        ? nothing
        : html`<p class="notice bad">
            ${w.reachOutside(
              outside.slice(0, 10).map(({ name }) => name),
              outside.length,
            )}
          </p>`
    }
    ${
      people.length === 0
        ? nothing
        : html`<details class="act">
            <summary>${w.reachWho}</summary>
            ${units.length === 0 ? nothing : html`<p class="quiet">${w.reachUnits(units)}</p>`}
            <ul class="reach-people">
              ${people.slice(0, mostNames).map((one) => html`<li>${personLine(one, w)}</li>`)}
            </ul>
            ${people.length > mostNames ? html`<p class="quiet">${w.reachMore(people.length - mostNames)}</p>` : nothing}
          </details>`
    }
  </div>`;
}

/** A name, with what tells people apart and whether they have a device. */
export function personLine({ name, unitName, number, hasDevice }: PersonToReach, w: Words): TemplateResult {
  const note = [unitName, number].filter(Boolean).join(' ');
  return html`<span>${name}</span>${note === '' ? nothing : html` <span class="quiet">${note}</span>`}${
      hasDevice ? nothing : html` <span class="no-device">${w.reachNoDevice}</span>`
    }`;
}
