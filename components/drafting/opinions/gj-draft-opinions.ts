import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RoundLine } from '../../../src/engine/opinions-protocol.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { dayOf } from '../../kit/moment.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { trouble } from '../../library/trouble.ts';
import './gj-begin-round.ts';
import './gj-round.ts';
import '../../style/draft-opinions.css';

/** Rounds of opinions on a draft, beside its text. */
export class GjDraftOpinions extends GjElement {
  @property() draft = '';
  /** Round that is shown; the newest as long as nobody has chosen. */
  @state() private chosen = '';

  #view = new ViewController<RoundLine[]>(this, (signal) =>
    this.app.ask('rounds', { draft: this.draft, on: this.app.today() }, signal),
  );

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: rounds, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (rounds === undefined) return html``;
    const shown = rounds.find(({ consultation }) => consultation === this.chosen) ?? rounds[0];
    return html`<section class="draft-opinions">
      <h2>${w.consultTitle}</h2>
      ${rounds.length === 0 ? html`<p class="quiet">${w.roundsNone}</p>` : nothing}
      ${rounds.length > 1 ? this.#choice(rounds, shown?.consultation) : nothing}
      ${shown === undefined ? nothing : html`<gj-round .consultation=${shown.consultation}></gj-round>`}
      <details class="act" ?open=${rounds.length === 0}>
        <summary>${w.roundBegin}</summary>
        <gj-begin-round
          .draft=${this.draft}
          @round-begun=${(event: CustomEvent<string>) => (this.chosen = event.detail)}
        ></gj-begin-round>
      </details>
    </section>`;
  }

  #choice(rounds: readonly RoundLine[], shown: string | undefined): TemplateResult {
    const w = this.words;
    return html`<label class="inline"
      >${w.consultTitle}<select
        class="field"
        @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
      >
        ${rounds.map(
          ({ consultation, at, byName, state: now }) =>
            html`<option value=${consultation} ?selected=${consultation === shown}>
              ${w.roundOf(dayOf(at, w), byName)} ${w.consultStates[now]}
            </option>`,
        )}
      </select></label
    >`;
  }
}

customElements.define('gj-draft-opinions', GjDraftOpinions);
