import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AskedLine, RoundView } from '../../../src/engine/opinions-protocol.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { dayOf } from '../../kit/moment.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { trouble } from '../../library/trouble.ts';
import './gj-opinions-file.ts';
import './gj-opinions-table.ts';
import './gj-round-opinions.ts';
import { roundTrouble } from './round-trouble.ts';

/** One round as editors see it: who has answered, what they say, and what becomes of it. */
export class GjRound extends GjElement {
  @property() consultation = '';
  @state() private answered: number | undefined;
  @state() private isShared = false;

  #view = new ViewController<RoundView>(this, (signal) => this.#ask(signal));
  #doing = new DoingController(this);

  #ask(signal: AbortSignal): Promise<RoundView> {
    return this.app.ask('round', { consultation: this.consultation, on: this.app.today() }, signal);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.get('consultation') === undefined || changed.get('consultation') === '') return;
    this.#view.clear();
    this.answered = undefined;
    void this.#view.ask((signal) => this.#ask(signal));
  }

  #close = (closes: string | undefined, reason: string): void => {
    const { consultation } = this;
    void this.#doing.run('close', () =>
      this.app.ask('closeRound', {
        consultation,
        ...(closes !== undefined && { closes }),
        reason,
        on: this.app.today(),
      }),
    );
  };

  #withdraw = (event: SubmitEvent): void => {
    const { consultation } = this;
    const reason = FormValues.of(event).text('reason');
    void this.#doing.run('withdraw', () => this.app.ask('withdrawRound', { consultation, reason }));
  };

  #feedback = (): void => {
    const { consultation } = this;
    void this.#doing.run('feedback', async () => {
      const given = await this.app.ask('giveFeedback', { consultation, on: this.app.today() });
      this.answered = given.answered;
      this.isShared = given.isShared;
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (view === undefined) return html``;
    const said = [...view.people, ...view.units].filter((one) => one.said !== undefined).length;
    return html`<p class="facts">
        <strong>${w.consultStates[view.state]}</strong>
        <span class="no-space">${w.consultCloses(view.closes)}</span>
        <span class="quiet">${w.roundOf(dayOf(view.at, w), view.byName)}</span>
      </p>
      <p>${w.roundReceived(said + view.unnamed + view.carried, view.asked)}</p>
      ${view.isMissing ? html`<p class="notice warn">${w.roundMissing}</p>` : nothing}
      ${
        view.unreached.length === 0
          ? nothing
          : html`<p class="notice warn">
              ${w.roundUnreached(view.unreached.slice(0, 3), view.unreached.length)}
            </p>`
      }
      ${view.leftOut === 0 ? nothing : html`<p class="notice warn">${w.roundLeftOut(view.leftOut)}</p>`}
      ${this.#people(view)}
      <gj-round-opinions .view=${view}></gj-round-opinions>
      ${this.#doing.problem ? roundTrouble(this.#doing.problem, w) : nothing}
      <gj-opinions-table .consultation=${this.consultation} .view=${view}></gj-opinions-table>
      ${this.#feedbackPart(view)} ${this.#closing(view)}
      <details class="act">
        <summary>${w.roundPackage}</summary>
        <gj-opinions-file .consultation=${this.consultation} .view=${view}></gj-opinions-file>
      </details>`;
  }

  #people(view: RoundView): TemplateResult {
    const w = this.words;
    const line = ({ name, unitName, said, late }: AskedLine): TemplateResult =>
      html`<li>
        <span
          >${name}${unitName === undefined ? nothing : html` <span class="quiet small">${unitName}</span>`}</span
        >
        <span class=${said === undefined ? 'quiet' : ''}
          >${said === undefined ? w.roundNotSaid : w.roundSaid[said]}${late === undefined ? '' : `，${w.roundLate[late]}`}</span
        >
      </li>`;
    return html`<details class="act round-people">
      <summary>${w.roundPeople}</summary>
      <p class="facts quiet">
        ${view.unnamed === 0 ? nothing : html`<span>${w.roundUnnamed(view.unnamed)}</span>`}
        ${view.carried === 0 ? nothing : html`<span>${w.roundCarried(view.carried)}</span>`}
      </p>
      <ul>
        ${view.units.map(line)} ${view.people.map(line)}
      </ul>
    </details>`;
  }

  #feedbackPart({ opinions, answered, shared, state: now }: RoundView): TemplateResult | typeof nothing {
    const w = this.words;
    if (opinions.length === 0 || now === 'withdrawn') return nothing;
    if (now === 'open') return html`<p class="quiet small">${w.roundFeedbackLater}</p>`;
    const count = this.answered ?? answered;
    return html`<p class="row">
        <button type="button" class="button" ?disabled=${this.#doing.busy} @click=${this.#feedback}>
          ${w.roundFeedback}
        </button>
        <span role="status"
          >${count === 0 ? nothing : w.roundFedBack(count)}${this.isShared ? w.roundShown : nothing}</span
        >
      </p>
      <p class="quiet small">${w.roundFeedbackHelp}${shared ? w.roundSharedHelp : w.roundNotSharedHelp}</p>`;
  }

  #closing(view: RoundView): TemplateResult | typeof nothing {
    const w = this.words;
    if (view.state === 'answered' || view.state === 'withdrawn') return nothing;
    const prolong = (event: SubmitEvent): void => {
      const form = FormValues.of(event);
      this.#close(form.text('closes'), form.text('reason'));
    };
    return html`<details class="act">
      <summary>${w.roundClose}</summary>
      <form class="form" @submit=${prolong}>
        <label
          >${w.roundClosesOn}<input
            class="field"
            type="date"
            name="closes"
            required
            min=${this.app.today()}
            .value=${view.closes}
        /></label>
        <label>${w.roundReason}<input class="field" name="reason" maxlength="200" /></label>
        <p class="row">
          <button class="button" ?disabled=${this.#doing.busy}>${w.roundProlong}</button>
          ${
            view.state === 'open'
              ? html`<button
                  type="button"
                  class="button danger"
                  ?disabled=${this.#doing.busy}
                  @click=${() => this.#close(undefined, '')}
                >
                  ${w.roundCloseNow}
                </button>`
              : nothing
          }
        </p>
        <p class="quiet small">${w.roundCloseHelp}</p>
      </form>
      <form class="form" @submit=${this.#withdraw}>
        <p class="quiet small">${w.roundWithdrawHelp}</p>
        <label>${w.roundWithdrawReason}<input class="field" name="reason" maxlength="200" required /></label>
        <p>
          <button class="button danger" ?disabled=${this.#doing.busy}>${w.roundWithdraw}</button>
        </p>
      </form>
    </details>`;
  }
}

customElements.define('gj-round', GjRound);
