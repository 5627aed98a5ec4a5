import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../../src/engine/office-protocol.ts';
import type { Audience } from '../../../src/ledger/circulation-acts.ts';
import '../../circulating/gj-audience.ts';
import { DoingController } from '../../kit/doing-controller.ts';
import { FormValues } from '../../kit/form-values.ts';
import { GjElement } from '../../kit/gj-element.ts';
import { ViewController } from '../../kit/view-controller.ts';
import { roundTrouble } from './round-trouble.ts';

const nobody: Audience = { units: [], posts: [], roles: [], members: [], except: [] };
/** Days that people have, as long as nobody says otherwise. */
const usual = 10;

/** Begins a round of opinions on a draft. */
export class GjBeginRound extends GjElement {
  @property() draft = '';
  @state() private audience = nobody;

  #office = new ViewController<OfficeView>(this, (signal) => this.app.ask('office', undefined, signal));
  #doing = new DoingController(this);

  #begin = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const { draft, audience } = this;
    void this.#doing
      .run('begin', async () => {
        const { consultation } = await this.app.ask('beginRound', {
          draft,
          audience,
          closes: form.text('closes'),
          anonymous: form.has('anonymous'),
          shared: form.has('shared'),
          note: form.text('note'),
          questions: form.text('questions').split('\n'),
          on: this.app.today(),
        });
        this.dispatchEvent(new CustomEvent('round-begun', { detail: consultation, bubbles: true }));
      })
      .then((isDone) => {
        if (isDone) this.audience = nobody;
      });
  };

  protected override render(): TemplateResult | typeof nothing {
    const w = this.words;
    const { answer: office } = this.#office;
    if (office === undefined) return nothing;
    const today = this.app.today();
    const { busy, problem } = this.#doing;
    return html`<form class="form begin-round" @submit=${this.#begin}>
      <p class="quiet small">${w.roundsHelp}</p>
      <gj-audience
        .audience=${this.audience}
        .office=${office}
        .label=${w.roundAudience}
        @gj-audience=${(event: CustomEvent<Audience>) => (this.audience = event.detail)}
      ></gj-audience>
      <label
        >${w.roundClosesOn}<input
          class="field"
          type="date"
          name="closes"
          required
          min=${today}
          .value=${daysAfter(today, usual)}
      /></label>
      <label
        >${w.consultNote}<textarea class="field" name="note" rows="4" maxlength="20000"></textarea>
      </label>
      <label
        >${w.roundQuestionsHelp}<textarea class="field" name="questions" rows="2" maxlength="8000"></textarea>
      </label>
      <label class="check"><input type="checkbox" name="anonymous" /><span>${w.roundAnonymous}</span></label>
      <label class="check"
        ><input type="checkbox" name="shared" checked /><span>${w.roundShared}</span></label
      >
      ${problem ? roundTrouble(problem, w) : nothing}
      <p><button class="button main" ?disabled=${busy}>${w.roundGo}</button></p>
    </form>`;
  }
}

/** @param day ISO day */
function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

customElements.define('gj-begin-round', GjBeginRound);
