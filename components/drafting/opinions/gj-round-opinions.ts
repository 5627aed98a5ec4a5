import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { OpinionView, RoundView } from '../../../src/engine/opinions-protocol.ts';
import { GjElement } from '../../kit/gj-element.ts';
import './gj-opinion.ts';

/** Every opinion of a round, article by article. */
export class GjRoundOpinions extends GjElement {
  @property({ attribute: false }) view!: RoundView;
  @state() private isOnlyOpen = false;
  /** Keys of those that are decided together. */
  @state() private ticked = new Set<string>();

  protected override render(): TemplateResult {
    const w = this.words;
    const { opinions, consultation } = this.view;
    if (opinions.length === 0) return html`<p class="quiet">${w.roundNobodyYet}</p>`;
    const open = opinions.filter(isOpen);
    const shown = this.isOnlyOpen ? open : opinions;
    return html`<h3>${w.roundOpinions(opinions.length, open.length)}</h3>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.isOnlyOpen}
          @change=${(event: Event) => (this.isOnlyOpen = (event.target as HTMLInputElement).checked)}
        /><span>${w.roundOnlyOpen}</span></label
      >
      <ol class="round-opinions">
        ${repeat(
          shown,
          ({ key }) => key,
          (one, at) => html`
            ${
              at > 0 && shown[at - 1]!.address === one.address
                ? nothing
                : html`<li class="round-place">
                    <strong>${one.label === '' ? w.consultWhole : one.label}</strong>
                  </li>`
            }
            <li>
              <gj-opinion
                .consultation=${consultation}
                .opinion=${one}
                .isTicked=${this.ticked.has(one.key)}
                .also=${[...this.ticked].filter((key) => key !== one.key && shown.some((each) => each.key === key))}
                @opinion-tick=${(event: CustomEvent<boolean>) => this.#tick(one.key, event.detail)}
                @opinion-decided=${() => (this.ticked = new Set())}
              ></gj-opinion>
            </li>
          `,
        )}
      </ol>`;
  }

  #tick(key: string, isTicked: boolean): void {
    const ticked = new Set(this.ticked);
    if (isTicked) ticked.add(key);
    else ticked.delete(key);
    this.ticked = ticked;
  }
}

/** Does somebody still have to decide about it? */
function isOpen({ decisions, isChanged }: OpinionView): boolean {
  return decisions.length !== 1 || isChanged;
}

customElements.define('gj-round-opinions', GjRoundOpinions);
