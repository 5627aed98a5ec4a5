import { html, nothing, type TemplateResult } from 'lit';
import type { RemarkView, StandingView } from '../../../src/engine/remarks-protocol.ts';
import { momentOf } from '../../kit/moment.ts';
import { piecesTemplate } from '../../reading/compare-pieces.ts';
import type { Words } from '../../words.ts';
import '../../style/compare.css';

/** What may be done with a proposal. */
export interface ProposalActs {
  accept: (changes: readonly number[] | undefined, over?: string) => void;
  refuse: (changes: readonly number[] | undefined) => void;
  busy: boolean;
}

/** Who decided what, when and why. */
export function standingLine({ is, ruling }: StandingView, w: Words): TemplateResult | typeof nothing {
  if (ruling === undefined) return nothing;
  return html`<p class="ruling" data-is=${is}>
    <strong>${w.remarkStanding[is]}</strong>
    <span class="quiet">${ruling.byName} ${momentOf(ruling.at, w)}</span>
    ${ruling.reason === '' ? nothing : html`<span class="said">${ruling.reason}</span>`}
  </p>`;
}

/** A proposed wording, its changes marked in the quoted words, and what is decided about them. */
export function remarkProposal(
  { proposal, place, quote, standing }: RemarkView,
  w: Words,
  acts: ProposalActs | undefined,
): TemplateResult | typeof nothing {
  if (proposal === undefined) return nothing;
  const { changes, pieces, isAsQuoted } = proposal;
  const isOpen = standing.is === 'open';
  return html`<p class="proposal" lang="zh-CN">${piecesTemplate(pieces, w)}</p>
    ${
      changes.length < 2
        ? nothing
        : html`<ol class="proposal-changes">
            ${changes.map(
              ({ before, after, standing: own }, index) =>
                html`<li>
                  <span lang="zh-CN"
                    >${piecesTemplate(
                      [
                        { kind: 'deleted' as const, text: before },
                        { kind: 'inserted' as const, text: after },
                      ].filter(({ text }) => text !== ''),
                      w,
                    )}</span
                  >
                  ${
                    own.is === 'open' && acts !== undefined
                      ? html`<span class="choices">${choices(w, acts, [index])}</span>`
                      : html`<span class="quiet small"
                          >${w.remarkStanding[own.is]} ${own.ruling?.reason ?? ''}</span
                        >`
                  }
                </li>`,
            )}
          </ol>`
    }
    ${
      !isOpen || acts === undefined
        ? nothing
        : isAsQuoted
          ? html`<p class="actions">${choices(w, acts, undefined, changes.length > 1)}</p>`
          : html`<p class="notice">${place.is === 'gone' ? w.proposalGone : w.proposalChanged}</p>
              <p class="actions">
                ${
                  place.is === 'gone'
                    ? nothing
                    : html`<button
                        type="button"
                        class="button"
                        ?disabled=${acts.busy}
                        @click=${() => acts.accept(undefined, place.now ?? quote)}
                      >
                        ${w.proposalOver}
                      </button>`
                }
                <button
                  type="button"
                  class="button"
                  ?disabled=${acts.busy}
                  @click=${() => acts.refuse(undefined)}
                >
                  ${w.proposalRefuse}
                </button>
              </p>`
    }`;
}

function choices(
  w: Words,
  acts: ProposalActs,
  changes: readonly number[] | undefined,
  isAll = false,
): TemplateResult {
  return html`<button
      type="button"
      class="button"
      ?disabled=${acts.busy}
      @click=${() => acts.accept(changes)}
    >
      ${isAll ? w.proposalTakeAll : w.proposalTake}
    </button>
    <button type="button" class="button" ?disabled=${acts.busy} @click=${() => acts.refuse(changes)}>
      ${isAll ? w.proposalRefuseAll : w.proposalRefuse}
    </button>`;
}
