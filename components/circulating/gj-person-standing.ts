import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { PersonStanding } from '../../src/engine/circulations-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { readingProof } from './reading-proof.ts';

/** Everything that is known of one person and one circulation, and how it is known. */
export class GjPersonStanding extends GjElement {
  @property() circulation = '';
  @property() member = '';
  /** Its user may say that this person need not. */
  @property({ attribute: false }) mayExempt = false;

  #view = new ViewController<PersonStanding>(this, (signal) =>
    this.app.ask(
      'personStanding',
      { circulation: this.circulation, member: this.member, on: this.app.today() },
      signal,
    ),
  );
  #doing = new DoingController(this);

  #exempt = (event: SubmitEvent): void => {
    const reason = FormValues.of(event).text('reason');
    const { circulation, member } = this;
    void this.#doing.run('exempt', () => this.app.ask('exempt', { circulation, members: [member], reason }));
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: one, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (one === undefined) return html``;
    const { exempt } = one;
    const isMissing = one.state === 'reached' || one.state === 'not-reached';
    return html`${one.proofs.map((proof) => readingProof(proof, w))}
      ${exempt === undefined ? nothing : html`<p>${w.exemptLine(exempt.by, momentOf(exempt.at, w), exempt.reason ?? '')}</p>`}
      ${isMissing ? this.#devices(one) : nothing}
      ${
        isMissing && this.mayExempt
          ? html`<details class="act">
              <summary>${w.exemptAction}</summary>
              <p class="quiet small">${w.exemptHelp}</p>
              <form class="inline-form" @submit=${this.#exempt}>
                <label class="inline"
                  >${w.reasonNeeded}<input class="field" name="reason" required maxlength="200"
                /></label>
                <button class="button" ?disabled=${this.#doing.busy}>${w.exemptAction}</button>
              </form>
            </details>`
          : nothing
      }
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
      <p><a href=${formatRoute({ page: 'person', member: this.member })}>${w.personPage}</a></p>`;
  }

  /** Why nothing may be known: when each device was last heard. */
  #devices({ devices }: PersonStanding): TemplateResult {
    const w = this.words;
    if (devices.length === 0) return html`<p class="quiet">${w.deviceNone}</p>`;
    return html`<ul class="plain small">
      ${devices.map(
        ({ name, newest, heardAt, hasSaid }) =>
          html`<li>
            ${
              heardAt !== undefined && heardAt > (newest ?? 0)
                ? w.deviceDirect(name, momentOf(heardAt, w))
                : newest === undefined
                  ? w.deviceUnknown(name)
                  : w.deviceKnown(name, momentOf(newest, w))
            }
            ${hasSaid ? html`<span class="quiet">${w.deviceHas}</span>` : nothing}
          </li>`,
      )}
    </ul>`;
  }
}

customElements.define('gj-person-standing', GjPersonStanding);
