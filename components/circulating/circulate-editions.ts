import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { EditionToSend } from '../../src/engine/circulate-protocol.ts';
import { dayOf } from '../kit/moment.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

interface Around {
  w: Words;
  /** Id of the circulation in the place of which this one comes. */
  replaces: string | undefined;
  remove: (edition: EditionToSend) => void;
  takeOver: (edition: EditionToSend) => void;
  replace: (circulation: string | undefined) => void;
}

/** What is to be sent, with what stands against it and what was sent before. */
export function circulateEditions(editions: readonly EditionToSend[], around: Around): TemplateResult {
  const { w, remove } = around;
  return html`<ul class="to-send">
    ${editions.map(
      (one) =>
        html`<li>
          <div class="to-send-title">
            <a
              href=${formatRoute({ page: 'rule', rule: one.rule, edition: one.edition.slice(0, 16) })}
              target="_blank"
              >${ruleTitle(one)}</a
            >
            <span class="quiet facts">
              ${one.docNo === undefined ? nothing : html`<span class="no-space">${one.docNo}</span>`}
              ${one.date === undefined ? nothing : html`<span class="no-space">${one.date}</span>`}
            </span>
            <button class="button bare" type="button" @click=${() => remove(one)}>
              ${w.circulateRemove}<span class="vh"> ${ruleTitle(one)}</span>
            </button>
          </div>
          ${one.problem === undefined ? nothing : html`<p class="notice bad">${w.editionFault[one.problem]}</p>`}
          ${one.superseded ? html`<p class="notice warn">${w.editionSuperseded}</p>` : nothing}
          ${received(one, w)}
          ${one.acknowledged === 0 ? nothing : html`<p class="quiet">${w.editionAcknowledged(one.acknowledged)}</p>`}
          ${earlier(one, around)}
        </li>`,
    )}
  </ul>`;
}

function received({ received: from }: EditionToSend, w: Words): TemplateResult | typeof nothing {
  if (from === undefined) return nothing;
  const facts = [from.from, from.number, from.on].filter((one) => one !== undefined);
  return facts.length === 0 ? nothing : html`<p class="quiet">${w.cameFrom(facts.join(' · '))}</p>`;
}

function earlier(
  one: EditionToSend,
  { w, replaces, takeOver, replace }: Around,
): TemplateResult | typeof nothing {
  const { earlier: before } = one;
  if (before === undefined) return nothing;
  const isReplaced = replaces === before.circulation;
  return html`<div class="earlier">
    <p>
      ${w.earlierSent(dayOf(before.at, w), w.levelWord[before.level], before.isOpen)}
      <button class="button" type="button" @click=${() => takeOver(one)}>${w.earlierTake}</button>
    </p>
    <label class="check"
      ><input
        type="checkbox"
        .checked=${isReplaced}
        @change=${() => replace(isReplaced ? undefined : before.circulation)}
      /><span>${w.earlierReplace}</span></label
    >
  </div>`;
}
