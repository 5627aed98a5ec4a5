import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MissingMember, OnBehalfOrder } from '../../src/engine/behalf-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { behalfTrouble } from './behalf-trouble.ts';
import './gj-photo-field.ts';
import type { GjPhotoField } from './gj-photo-field.ts';
import { chosenIn, peopleChoice } from './people-choice.ts';
import '../style/behalf.css';

const means = ['proxy', 'paper', 'meeting'] as const satisfies OnBehalfOrder['means'][];

/** Says for people who do not say it themselves that they have read a circulation. */
export class GjOnBehalf extends GjElement {
  @property({ attribute: false }) circulation = '';
  /** The day on which it was sent; empty when that is not known. */
  @property({ attribute: false }) sentOn = '';
  /** Ids of members who are ticked from the beginning. */
  @property({ attribute: false }) chosen: readonly string[] = [];
  @state() private count = 0;
  @state() private isPaper = false;
  @state() private signed = 0;

  #view = new ViewController<MissingMember[]>(this, (signal) =>
    this.app.ask('missingMembers', { circulation: this.circulation }, signal),
  );
  #doing = new DoingController(this);

  #changed = (): void => {
    this.count = chosenIn(this);
    this.isPaper = this.querySelector<HTMLInputElement>('input[name=means]:checked')?.value === 'paper';
  };

  #sign = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const element = event.target as HTMLFormElement;
    const field = this.querySelector<GjPhotoField>('gj-photo-field');
    void this.#doing.run('sign', async () => {
      const { signed } = await this.app.ask('onBehalf', {
        circulation: this.circulation,
        members: form.texts('members'),
        means: form.text('means') as OnBehalfOrder['means'],
        reason: form.text('reason'),
        ...form.given('witness'),
        on: form.text('on'),
        ...(field?.photo !== undefined && { photo: field.photo }),
      });
      this.signed = signed;
      element.reset();
      field?.clear();
      this.#changed();
    });
  };

  protected override updated(): void {
    const count = chosenIn(this);
    // Who was ticked may have been read for meanwhile, and be gone.
    if (count !== this.count) this.count = count;
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: missing, problem } = this.#view;
    return html`<section class="on-behalf">
      <h2>${w.behalfTitle}</h2>
      <p class="quiet">${w.behalfHelp}</p>
      ${problem ? trouble(problem.code, w) : nothing}
      ${
        missing === undefined
          ? nothing
          : missing.length === 0
            ? html`<p>${w.behalfNobody}</p>`
            : this.#form(missing)
      }
      <div role="status">
        ${this.#doing.done === 'sign' ? html`<p class="notice">${w.behalfSigned(this.signed)}</p>` : nothing}
      </div>
    </section>`;
  }

  #form(missing: readonly MissingMember[]): TemplateResult {
    const w = this.words;
    const isBusy = this.#doing.busy || this.querySelector<GjPhotoField>('gj-photo-field')?.isBusy === true;
    return html`<form
      class="form"
      @submit=${this.#sign}
      @change=${this.#changed}
      @gj-photo=${() => this.requestUpdate()}
    >
      ${peopleChoice(missing, w.behalfWho, this.chosen, w)}
      <fieldset class="choices">
        <legend>${w.behalfMeans}</legend>
        ${means.map(
          (one) =>
            html`<label class="check"
              ><input type="radio" name="means" .value=${one} ?checked=${one === 'proxy'} /><span
                >${w.meansOf[one]} <span class="quiet">${w.behalfMeansHelp[one]}</span></span
              ></label
            >`,
        )}
      </fieldset>
      <div class="columns">
        <label
          >${w.behalfReason}<input class="field" name="reason" required maxlength="500" />
          <span class="quiet small">${w.behalfReasonHelp}</span></label
        >
        <label
          >${w.behalfWitness}<input class="field" name="witness" maxlength="50" ?required=${this.isPaper} />
          <span class="quiet small">${w.behalfWitnessHelp}</span></label
        >
        <label
          >${w.behalfOn}<input
            class="field"
            type="date"
            name="on"
            required
            min=${this.sentOn}
            max=${this.app.today()}
            .defaultValue=${this.app.today()}
        /></label>
      </div>
      <gj-photo-field></gj-photo-field>
      ${this.#doing.problem ? behalfTrouble(this.#doing.problem, w) : nothing}
      <p class="row">
        <button class="button main" ?disabled=${isBusy}>${w.behalfSign(this.count)}</button>
        <span class="quiet" aria-live="polite">${w.behalfChosen(this.count)}</span>
      </p>
    </form>`;
  }
}

customElements.define('gj-on-behalf', GjOnBehalf);
