import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { ruleTitle } from '../library/rule-title.ts';
import { standingAndSigning } from '../library/standing.ts';
import type { Words } from '../words.ts';

/** 文号 · 施行日期 · 状态: one quiet line under the title that says what is in force. */
export function statusLine(reading: Reading, words: Words): TemplateResult {
  const { edition, rule } = reading;
  const effective =
    edition.effectiveOn === undefined ? words.noEffective : words.effectiveOn(edition.effectiveOn);
  return html`<p class="status-line">
    ${edition.docNo === undefined ? nothing : html`<span class="no-space">${edition.docNo}</span>`}
    <span class="no-space" title=${edition.effectiveFrom === 'date' ? words.effectiveFromDate : nothing}
      >${effective}</span
    >
    ${
      edition.expiresOn === undefined
        ? nothing
        : html`<span class="no-space">${words.expiresOn(edition.expiresOn)}</span>`
    }
    ${standingAndSigning(reading, words)} ${edition.trial ? html`<span>${words.trial}</span>` : nothing}
    ${rule.unit === undefined ? nothing : html`<span>${rule.unit}</span>`}
  </p>`;
}

/** Said of what no other device has yet: how far away the next copy is. */
export function onlyHereLine({ onlyHere }: Reading, words: Words): TemplateResult | typeof nothing {
  if (onlyHere !== true) return nothing;
  const to = formatRoute({ page: 'connections', part: 'devices' });
  return html`<p class="only-here quiet">
    ${words.onlyHereText} <a href=${to}>${words.connectionsTitle}</a>
  </p>`;
}

/** What a printed page says of its text: title, edition, standing on the day. */
export function footOf({ rule, edition, validity, on, signing }: Reading, words: Words): string {
  return [
    `《${ruleTitle(rule)}》`,
    edition.date === undefined ? words.undatedEdition : words.editionOf(edition.date),
    words.validityOn(words.validity[validity], on),
    words.signing[signing],
  ].join(words.between);
}

/** Who interprets the text, and what it rests on, where the publisher has said so. */
export function statedFacts({ edition }: Reading, words: Words): TemplateResult | typeof nothing {
  const { interpreter, basis } = edition;
  if (interpreter === undefined && basis === undefined) return nothing;
  const fact = (name: string, value: string | undefined): TemplateResult | typeof nothing =>
    value === undefined
      ? nothing
      : html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`;
  return html`<dl class="received">
    ${fact(words.interpreterField, interpreter)} ${fact(words.basisName, basis?.join(words.listComma))}
  </dl>`;
}

/** Facts of a forwarded document, as the register of received papers has them. */
export function receivedFacts(reading: Reading, words: Words): TemplateResult | typeof nothing {
  const { received } = reading;
  if (received === undefined) return nothing;
  const facts: [string, string | undefined][] = [
    [words.receivedFrom, received.from],
    [words.receivedNumber, received.number],
    [words.receivedOn, received.on],
    [words.receivedScope, received.scope],
  ];
  return html`<dl class="received" aria-label=${words.received}>
    ${facts.map(([name, value]) =>
      value === undefined
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd class="no-space">${value}</dd>
          </div>`,
    )}
    ${
      received.mayForward === undefined
        ? nothing
        : html`<div><dd>${received.mayForward ? words.mayForward : words.mayNotForward}</dd></div>`
    }
  </dl>`;
}
