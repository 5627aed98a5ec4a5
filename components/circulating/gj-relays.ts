import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RelaysView, UnitRelays } from '../../src/engine/behalf-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { behalfTrouble } from './behalf-trouble.ts';
import './gj-on-behalf.ts';
import './gj-relay-form.ts';
import { relayLine } from './relay-line.ts';
import '../style/behalf.css';

/** What the units have said of a circulation: that they have it, how they passed it on, what comes back. */
export class GjRelays extends GjElement {
  @property({ attribute: false }) circulation = '';

  #view = new ViewController<RelaysView>(this, (signal) =>
    this.app.ask('relays', { circulation: this.circulation }, signal),
  );
  #doing = new DoingController(this);

  async #receive({ unit, name }: UnitRelays, button: HTMLElement): Promise<void> {
    const { circulation } = this;
    const isDone = await this.#doing.run(name, () => this.app.ask('receive', { circulation, unit }));
    // The button goes when the base has changed: the keyboard goes on at what stands beside it.
    if (isDone) button.parentElement?.querySelector('summary')?.focus();
  }

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: view, problem } = this.#view;
    if (problem) return trouble(problem.code, w);
    if (view === undefined) return html``;
    return html`<p class="quiet">${view.isOver ? w.behalfOver : w.relaysHelp}</p>
      ${view.units.length === 0 ? html`<p>${w.relaysNone}</p>` : nothing}
      ${this.#doing.problem ? behalfTrouble(this.#doing.problem, w) : nothing}
      <div role="status">
        ${this.#doing.done === '' ? nothing : html`<p class="notice">${w.receiveDone(this.#doing.done)}</p>`}
      </div>
      ${repeat(
        view.units,
        ({ unit }) => unit,
        (unit) => this.#unit(view, unit),
      )}
      ${
        view.maySpeak && !view.isOver
          ? html`<gj-on-behalf .circulation=${this.circulation} .sentOn=${view.sentOn}></gj-on-behalf>`
          : nothing
      }`;
  }

  #unit(view: RelaysView, unit: UnitRelays): TemplateResult {
    const w = this.words;
    const { received, relays, name } = unit;
    const [last, ...earlier] = relays;
    const maySay = view.maySpeak && !view.isOver;
    return html`<section class="unit-relays" aria-label=${name}>
      <h2>
        ${name} ${unit.unit === view.ownUnit ? html`<span class="badge">${w.relaysOwn}</span>` : nothing}
      </h2>
      <p class="quiet facts">
        <span>${w.relayPeople(unit.meant, unit.missing)}</span>
        <span class="no-space"
          >${received === undefined ? w.receivedNot : w.receivedBy(received.by ?? '', momentOf(received.at, w))}</span
        >
        ${last === undefined ? html`<span class="no-space">${w.relayNone}</span>` : nothing}
      </p>
      ${last === undefined ? nothing : relayLine(last, w)}
      ${
        earlier.length === 0
          ? nothing
          : html`<details class="earlier">
              <summary>${w.relayEarlier(earlier.length)}</summary>
              <ol>
                ${earlier.map((line) => html`<li>${relayLine(line, w)}</li>`)}
              </ol>
            </details>`
      }
      ${maySay ? this.#acts(view, unit) : nothing}
    </section>`;
  }

  #acts(view: RelaysView, unit: UnitRelays): TemplateResult {
    const w = this.words;
    const isOwn = unit.unit === view.ownUnit;
    return html`<div class="unit-acts">
      ${
        unit.received !== undefined
          ? nothing
          : html`<button
              class=${isOwn ? 'button main' : 'button'}
              aria-label="${w.receiveAction} ${unit.name}"
              ?disabled=${this.#doing.busy}
              @click=${(event: Event) => this.#receive(unit, event.currentTarget as HTMLElement)}
            >
              ${w.receiveAction}
            </button>`
      }
      <details class="act">
        <summary>${unit.relays.length === 0 ? w.relayAdd : w.relayAgain}</summary>
        <gj-relay-form .circulation=${this.circulation} .unit=${unit} .sentOn=${view.sentOn}></gj-relay-form>
      </details>
    </div>`;
  }
}

customElements.define('gj-relays', GjRelays);
