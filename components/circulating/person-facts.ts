import { html, nothing, type TemplateResult } from 'lit';
import type { PersonLine } from '../../src/engine/circulations-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import type { Words } from '../words.ts';

/**
 * How a person stands, in words: with a word for everything that a colour says too.
 *
 * @param isHeardSaid it stands elsewhere when they were last heard from
 */
export function personFacts(one: PersonLine, w: Words, isHeardSaid = false): TemplateResult {
  const newest = one.readings.at(-1);
  const means = one.readings.find((reading) => reading.means !== undefined)?.means;
  return html`<span class="state" data-state=${one.isOverdue ? 'overdue' : one.state}
      >${one.isOverdue ? html`<strong>${w.overdueWord}</strong> ` : nothing}${w.personState[one.state]}</span
    >
    <span class="quiet facts small">
      ${newest === undefined ? nothing : html`<time class="no-space">${momentOf(newest.at, w)}</time>`}
      ${means === undefined ? nothing : html`<b>${w.proofMeans[means]}</b>`}
      ${one.readings.some(({ isLate }) => isLate) ? html`<b class="overdue">${w.lateWord}</b>` : nothing}
      ${one.readings.length > 0 && one.missing > 0 ? html`<span>${w.missingCount(one.missing)}</span>` : nothing}
      ${one.isWaitingTurn ? html`<span>${w.notYourTurn}</span>` : nothing}
      ${one.readings.some(({ hasRemark }) => hasRemark) ? html`<b>${w.remarkCame}</b>` : nothing}
      ${isHeardSaid || one.state === 'acknowledged' || one.state === 'exempt' ? nothing : html`<span class="no-space">${heardWords(one, w)}</span>`}
    </span>`;
}

function heardWords({ heard }: PersonLine, w: Words): string {
  if (heard === undefined) return w.heardNever;
  const at = momentOf(heard.at, w);
  return heard.isDirect ? w.heardDirect(at) : w.heardSigned(at);
}
