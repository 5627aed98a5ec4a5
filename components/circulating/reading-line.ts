import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { OwnReading } from '../../src/engine/waiting-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

/** One acknowledgement, as a line of a list. */
export function readingLine(one: OwnReading, w: Words): TemplateResult {
  const { rule, edition, witnessed, behalf } = one;
  return html`<li class="shelf-row">
    <a href=${formatRoute({ page: 'rule', rule, edition: edition.slice(0, 16) })}>${ruleTitle(one)}</a>
    <p class="quiet facts">
      <span>${w.levelDone[one.mode]}</span>
      <time class="no-space">${momentOf(one.at, w)}</time>
      <span>${w.signedWith(one.device)}</span>
      ${
        witnessed.before === undefined
          ? nothing
          : html`<span class="no-space">${w.seenElsewhereBefore(momentOf(witnessed.before.at, w))}</span>`
      }
      ${
        behalf === undefined
          ? nothing
          : html`<strong>${w.behalfBy(w.meansOf[behalf.means], behalf.by, behalf.reason)}</strong>`
      }
      <code>${edition.slice(0, 12)}</code>
    </p>
    ${one.statement === undefined ? nothing : html`<p class="said">${one.statement}</p>`}
    ${
      one.remark === undefined
        ? nothing
        : html`<p class="said"><b>${w.remarkKinds[one.remark.kind]}</b> ${one.remark.text}</p>`
    }
    <p class="quiet small">${reachedSentence(one, w)}</p>
  </li>`;
}

/** Whether another device has it, in a sentence. */
export function reachedSentence({ reached }: OwnReading, w: Words): string {
  return reached === undefined ? w.reachedNone : w.reachedBy(reached.device, momentOf(reached.at, w));
}
