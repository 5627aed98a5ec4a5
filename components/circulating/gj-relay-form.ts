import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { UnitRelays } from '../../src/engine/behalf-protocol.ts';
import type { RelayAct } from '../../src/ledger/circulation-acts.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { behalfTrouble } from './behalf-trouble.ts';
import './gj-photo-field.ts';
import type { GjPhotoField } from './gj-photo-field.ts';
import '../style/behalf.css';

const hows = ['meeting', 'group', 'board', 'other'] as const satisfies RelayAct['how'][];
/** Characters of what comes back from a unit. */
const longestNote = 4000;

/** How a unit has passed a document on, to be signed. What was said before stands in it. */
export class GjRelayForm extends GjElement {
  @property({ attribute: false }) circulation = '';
  @property({ attribute: false }) unit!: UnitRelays;
  /** The day on which it was sent. */
  @property({ attribute: false }) sentOn = '';

  #doing = new DoingController(this);

  #save = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const field = this.querySelector<GjPhotoField>('gj-photo-field');
    const number = (name: string): number => Number(form.text(name));
    void this.#doing
      .run('save', () =>
        this.app.ask('relay', {
          circulation: this.circulation,
          unit: this.unit.unit,
          how: form.text('how') as RelayAct['how'],
          on: form.text('on'),
          should: number('should'),
          attended: number('attended'),
          later: number('later'),
          ...form.given('feedback', 'news'),
          ...(field?.photo !== undefined && { photo: field.photo }),
        }),
      )
      .then((isDone) => {
        if (isDone) field?.clear();
      });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const [last] = this.unit.relays;
    const isBusy = this.#doing.busy || this.querySelector<GjPhotoField>('gj-photo-field')?.isBusy === true;
    const number = (name: string, label: string, value: number): TemplateResult =>
      html`<label
        >${label}<input
          class="field number"
          type="number"
          inputmode="numeric"
          name=${name}
          min="0"
          max="20000"
          required
          .defaultValue=${String(value)}
      /></label>`;
    const note = (name: string, label: string, help: string): TemplateResult =>
      html`<label
        >${label}<textarea class="field" name=${name} rows="2" maxlength=${longestNote}></textarea>
        <span class="quiet small">${help}</span></label
      >`;
    return html`<form class="form" @submit=${this.#save} @gj-photo=${() => this.requestUpdate()}>
      <div class="columns">
        <label
          >${w.relayHow}<select class="field" name="how">
            ${hows.map((how) => html`<option value=${how} ?selected=${how === last?.how}>${w.relayHows[how]}</option>`)}
          </select></label
        >
        <label
          >${w.relayOn}<input
            class="field"
            type="date"
            name="on"
            required
            min=${this.sentOn}
            max=${this.app.today()}
            .defaultValue=${last?.on ?? this.app.today()}
        /></label>
      </div>
      <div class="columns three">
        ${number('should', w.relayShould, last?.should ?? this.unit.meant)}
        ${number('attended', w.relayAttended, last?.attended ?? 0)}
        ${number('later', w.relayLater, last?.later ?? 0)}
      </div>
      ${note('feedback', w.relayFeedback, w.relayFeedbackHelp)} ${note('news', w.relayNews, w.relayNewsHelp)}
      <gj-photo-field></gj-photo-field>
      ${this.#doing.problem ? behalfTrouble(this.#doing.problem, w) : nothing}
      <p><button class="button main" ?disabled=${isBusy}>${w.relaySave}</button></p>
      <div role="status">
        ${this.#doing.done === 'save' ? html`<p class="notice">${w.relaySaved}</p>` : nothing}
      </div>
    </form>`;
  }
}

customElements.define('gj-relay-form', GjRelayForm);
