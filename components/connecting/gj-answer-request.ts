import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { RequestView } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { saveFile } from '../kit/save-file.ts';
import { StepController } from '../kit/step-controller.ts';
import { fileTrouble } from '../people/file-trouble.ts';
import { digits } from './digits.ts';

/** A request file that somebody brought: digits are compared, then it is signed and an answer goes back. */
export class GjAnswerRequest extends GjElement {
  @state() private request: (RequestView & { bytes: Uint8Array }) | undefined;

  #doing = new DoingController(this);

  constructor() {
    super();
    new StepController(this, () => (this.request === undefined ? 'file' : 'digits'));
  }

  #open = (event: SubmitEvent): void => {
    const file = FormValues.of(event).file('file');
    if (file === undefined) return;
    void this.#doing.run('open', async () => {
      const bytes = await readPicked(file);
      this.request = { ...(await this.app.ask('readRequest', { bytes })), bytes };
    });
  };

  #sign = (): void => {
    const { request } = this;
    if (request === undefined) return;
    void this.#doing.run('sign', async () => {
      saveFile(await this.app.ask('admitRequest', { bytes: request.bytes }));
      this.request = undefined;
    });
  };

  #refuse = (): void => {
    void this.#doing.run('refuse', async () => {
      this.request = undefined;
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { request } = this;
    const { done, busy } = this.#doing;
    return html`${
        request === undefined
          ? html`<p class="quiet">${w.requestHelp}</p>
              <form class="form" @submit=${this.#open}>
                <label>${w.requestFile}<input class="field" type="file" name="file" required /></label>
                <p><button class="button" aria-disabled=${busy}>${w.openRequest}</button></p>
              </form>`
          : html`<h3 class="step-title" tabindex="-1">
                ${w.asksToJoin(request.memberName, request.deviceName)}
              </h3>
              <p>${w.requestCompare}</p>
              ${digits(request.digits)}
              <p class="row">
                <button class="button main" aria-disabled=${busy} @click=${this.#sign}>
                  ${w.requestSign}
                </button>
                <button class="button" aria-disabled=${busy} @click=${this.#refuse}>${w.digitsDiffer}</button>
              </p>`
      }
      <div role="status">
        ${done === 'sign' ? html`<p class="notice">${w.requestSigned}</p>` : nothing}
        ${done === 'refuse' ? html`<p class="notice warn">${w.requestRefused}</p>` : nothing}
      </div>
      ${this.#trouble()}`;
  }

  #trouble(): TemplateResult | typeof nothing {
    const w = this.words;
    const { problem } = this.#doing;
    if (problem === undefined) return nothing;
    if (problem.code !== 'bad-invitation') return fileTrouble(problem, w, w.requestFileWanted);
    return html`<p class="notice bad" role="alert">${w.requestOtherInvitation}</p>`;
  }
}

customElements.define('gj-answer-request', GjAnswerRequest);
