import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { Reading, TimelineStop } from '../../src/engine/protocol.ts';
import { standingAndSigning } from '../library/standing.ts';
import type { Words } from '../words.ts';
import { endLines, issueLines } from './issue-lines.ts';

function stop(at: TimelineStop, reading: Reading, words: Words): TemplateResult {
  const here = at.edition === reading.edition.hash;
  const inForce = at.validity === 'inForce';
  const href = formatRoute({
    page: 'rule',
    rule: reading.rule.id,
    ...(!inForce && { edition: at.edition.slice(0, 16) }),
  });
  return html`<li data-here=${here || nothing}>
    <a href=${href} aria-current=${here ? 'true' : nothing}
      >${at.date === undefined ? words.undatedEdition : words.editionOf(at.date)}</a
    >
    ${standingAndSigning(at, words)}
    ${at.event === undefined ? nothing : html`<span class="quiet event">${at.event}</span>`}
    ${issueLines(at.issued, words)}
  </li>`;
}

/**
 * All editions of the text, the latest first, and a way to read it as on any day.
 *
 * @param chooseDay is given the ISO day
 */
export function timeline(reading: Reading, words: Words, chooseDay: (day: string) => void): TemplateResult {
  const several = reading.timeline.length > 1;
  return html`<details class="timeline">
    <summary>
      ${words.timeline}<span class="quiet"> ${words.editionCount(reading.timeline.length)}</span>
    </summary>
    <ol reversed>
      ${[...reading.timeline].reverse().map((at) => stop(at, reading, words))}
    </ol>
    ${endLines(reading.ends, words)}
    ${
      several
        ? html`<label class="day-choice"
            >${words.chooseDay}
            <input
              class="field"
              type="date"
              .value=${reading.on}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLInputElement;
                if (value !== '') chooseDay(value);
              }}
          /></label>`
        : nothing
    }
    ${
      reading.edition.events.length > 0
        ? html`<ul class="events quiet">
            ${reading.edition.events.map(
              (event) => html`<li><time class="no-space">${event.on}</time> ${event.text}</li>`,
            )}
          </ul>`
        : nothing
    }
  </details>`;
}
