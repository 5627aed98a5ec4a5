import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Reading } from '../../src/engine/protocol.ts';
import type { InterpretationsView } from '../../src/engine/workflow-protocol.ts';
import { AskingController } from '../kit/asking-controller.ts';
import type { GjElement } from '../kit/gj-element.ts';

/** Fetched for the first text of which something was asked. */
const element = (): Promise<unknown> => import('./gj-interpretations.ts');

/** What was asked and answered about the text that is read, each at its article; asked for once for the whole page. */
export class InterpretationsHere implements ReactiveController {
  #host: GjElement;
  #view: AskingController<InterpretationsView>;
  #reading: Reading | undefined;
  /** Address of the unit that the reader asks about. */
  #asking = '';

  constructor(host: GjElement) {
    this.#host = host;
    this.#view = new AskingController(host);
    host.addController(this);
  }

  /** To be called when another text, or another state of the base, is shown. */
  follow(reading: Reading): void {
    if (reading === this.#reading) return;
    if (reading.edition.hash !== this.#reading?.edition.hash) {
      this.#view.clear();
      this.#asking = '';
    }
    this.#reading = reading;
    const what = { rule: reading.rule.id, edition: reading.edition.hash, on: reading.on };
    void this.#view.ask((signal) => this.#host.app.ask('interpretations', what, signal));
  }

  get mayAsk(): boolean {
    return this.#view.answer?.mayAsk ?? false;
  }

  /** Opens the form for a question at a unit. */
  async begin(address: string): Promise<void> {
    this.#asking = address;
    await element();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const unit = this.#host.querySelector(`#${CSS.escape(address)} gj-interpretations`);
    await (unit as GjElement | null)?.updateComplete;
    unit?.querySelector('textarea')?.focus();
  }

  /** What belongs below a unit. */
  at(unit: { address: string; label: string }): TemplateResult | typeof nothing {
    return this.#part(unit.address, unit.label);
  }

  /** What was said of articles that this edition does not have. */
  gone(): TemplateResult | typeof nothing {
    return this.#part(undefined, '');
  }

  #part(address: string | undefined, label: string): TemplateResult | typeof nothing {
    const view = this.#view.answer;
    const reading = this.#reading;
    if (view === undefined || reading === undefined) return nothing;
    const lines = view.lines.filter((line) => line.address?.split('.')[0] === address);
    const asking = address !== undefined && this.#asking === address;
    if (lines.length === 0 && !asking) return nothing;
    void element();
    const place = {
      rule: reading.rule.id,
      edition: reading.edition.hash,
      ...(address !== undefined && { address }),
      label,
    };
    return html`<gj-interpretations
      .place=${place}
      .lines=${lines}
      .view=${view}
      .asking=${asking}
      @gj-asked=${this.#asked}
    ></gj-interpretations>`;
  }

  #asked = (): void => {
    this.#asking = '';
    this.#host.requestUpdate();
  };

  hostConnected(): void {
    // What is followed is told by the page.
  }
}
