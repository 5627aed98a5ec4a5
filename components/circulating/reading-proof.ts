import { html, nothing, type TemplateResult } from 'lit';
import { formatRoute } from '../../src/app/route.ts';
import type { ReadingProof } from '../../src/engine/circulations-protocol.ts';
import { momentOf } from '../kit/moment.ts';
import { ruleTitle } from '../library/rule-title.ts';
import type { Words } from '../words.ts';

/** One reading: what was read, who says so with which device, and what others witness of when. */
export function readingProof(proof: ReadingProof, w: Words): TemplateResult {
  const { behalf, remark } = proof;
  return html`<div class="proof">
    <p>
      <a href=${formatRoute({ page: 'rule', rule: proof.rule, edition: proof.edition.slice(0, 16) })}
        >${ruleTitle(proof)}</a
      >
      <span class="quiet small">${w.proofEdition} <code>${proof.edition.slice(0, 12)}</code></span>
    </p>
    <ul class="plain small">
      <li>
        ${
          behalf === undefined
            ? w.proofOwn(proof.device)
            : html`<strong>${w.proofBehalf(w.proofMeans[behalf.means], proof.by, proof.device)}</strong>`
        }
      </li>
      ${
        behalf === undefined
          ? nothing
          : html`<li>${w.proofReason(behalf.reason)}</li>
              ${behalf.on === undefined ? nothing : html`<li>${w.proofOnDay(behalf.on)}</li>`}
              ${behalf.witness === undefined ? nothing : html`<li>${w.proofThere(behalf.witness)}</li>`}`
      }
      <li>
        ${w.proofClaimed(momentOf(proof.at, w))}
        ${proof.isLate ? html`<strong class="overdue">${w.lateWord}</strong>` : nothing}
      </li>
      <li>${witnessSentence(proof, w)}</li>
      ${proof.hasPassed === true ? html`<li>${w.proofPassed}</li>` : nothing}
    </ul>
    ${proof.statement === undefined ? nothing : html`<p class="said">${proof.statement}</p>`}
    ${
      remark === undefined
        ? nothing
        : html`<p class="said">
            <b>${w.remarkKinds[remark.kind]}</b>
            ${
              remark.address === undefined
                ? nothing
                : html`<a
                    href=${formatRoute({
                      page: 'rule',
                      rule: proof.rule,
                      edition: (remark.edition ?? proof.edition).slice(0, 16),
                      address: remark.address,
                    })}
                    >${remark.address}</a
                  >`
            }
            ${remark.text}
          </p>`
    }
  </div>`;
}

function witnessSentence({ witnessed: { after, before }, witnesses }: ReadingProof, w: Words): string {
  const said = (one: { at: number; device: string }): string =>
    w.witness(momentOf(one.at, w), witnesses[one.device] ?? '');
  if (after !== undefined && before !== undefined) return w.proofBetween(said(after), said(before));
  if (after !== undefined) return w.proofAfter(said(after));
  return before === undefined ? w.proofNoWitness : w.proofBefore(said(before));
}
