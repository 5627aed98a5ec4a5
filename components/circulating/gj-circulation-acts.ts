import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import '../style/circulate.css';

/** With what a publisher ends a circulation. */
export class GjCirculationActs extends GjElement {
  @property() circulation = '';

  #doing = new DoingController(this);

  #close = (event: SubmitEvent): void => {
    const { circulation } = this;
    const given = FormValues.of(event).given('reason');
    void this.#doing.run('close', () => this.app.ask('closeCirculation', { circulation, ...given }));
  };

  #withdraw = (event: SubmitEvent): void => {
    const { circulation } = this;
    const reason = FormValues.of(event).text('reason');
    void this.#doing.run('withdraw', () => this.app.ask('withdrawCirculation', { circulation, reason }));
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<details class="act">
      <summary>${w.actsTitle}</summary>
      ${this.#form(this.#close, w.closeAction, w.closeHelp, w.reasonMaybe, false)}
      ${this.#form(this.#withdraw, w.withdrawSent, w.withdrawSentHelp, w.reasonNeeded, true)}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
    </details>`;
  }

  #form(
    submit: (event: SubmitEvent) => void,
    action: string,
    help: string,
    label: string,
    required: boolean,
  ): TemplateResult {
    return html`<form @submit=${submit}>
      <p class="quiet small">${help}</p>
      <p class="inline-form">
        <label class="inline"
          >${label}<input class="field" name="reason" maxlength="200" ?required=${required}
        /></label>
        <button class="button danger" ?disabled=${this.#doing.busy}>${action}</button>
      </p>
    </form>`;
  }
}

customElements.define('gj-circulation-acts', GjCirculationActs);
