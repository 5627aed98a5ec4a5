import { html, nothing, type TemplateResult } from 'lit';
import type { OwnReading } from '../../src/engine/waiting-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { connections, ViewController } from '../kit/view-controller.ts';
import { trouble } from '../library/trouble.ts';
import { readingLine } from './reading-line.ts';

/** Everything that this reader has acknowledged, the newest first. */
export class GjReadings extends GjElement {
  #view = new ViewController<OwnReading[]>(
    this,
    (signal) => this.app.ask('readings', undefined, signal),
    connections,
  );

  #doing = new DoingController(this);

  #export = (): void => {
    const language = this.words.lang.startsWith('zh') ? 'zh' : 'en';
    void this.#doing.run('proof', async () =>
      saveFile(await this.app.ask('historyFile', { language, on: this.app.today() })),
    );
  };

  protected override updated(): void {
    if (this.#view.answer) this.dispatchEvent(new Event('gj-settled', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const w = this.words;
    const { answer: lines, problem } = this.#view;
    return html`<section class="page narrow">
      <h1>${w.readingsTitle}</h1>
      ${problem === undefined ? nothing : trouble(problem.code, w)}
      ${
        lines === undefined
          ? nothing
          : html`<p class="quiet">${lines.length === 0 ? w.readingsNone : w.readingsHelp}</p>
              ${lines.length === 0 ? nothing : this.#proof()}
              <ul class="shelf-list">
                ${lines.map((one) => readingLine(one, w))}
              </ul>`
      }
    </section>`;
  }

  #proof(): TemplateResult {
    const w = this.words;
    return html`<p class="row">
        <button class="button" ?disabled=${this.#doing.busy} @click=${this.#export}>
          ${w.readingsProof}
        </button>
        <span class="quiet small">${w.readingsProofHelp}</span>
      </p>
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}`;
  }
}

customElements.define('gj-readings', GjReadings);
