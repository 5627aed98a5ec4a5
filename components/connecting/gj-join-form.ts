import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { AskToJoin, RequestMade } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { momentOf } from '../kit/moment.ts';
import { readPicked } from '../kit/read-picked.ts';
import { saveFile } from '../kit/save-file.ts';
import { fileTrouble } from '../people/file-trouble.ts';
import { codeField, codeToCarry } from './code-to-carry.ts';
import { digits } from './digits.ts';
import { ownDeviceName } from './own-device-name.ts';

/** Where the code is typed, and how it goes to the admin: by the network, by a file, by a direct code. */
export class GjJoinForm extends GjElement {
  /** As the address brought it. */
  @property() code = '';
  /** The device is to come in as a new one. */
  @property({ type: Boolean }) anew = false;
  /** A request that was made before and is not answered. */
  @property({ attribute: false }) request: RequestMade | undefined;
  @state() private digits = '';
  @state() private reply = '';

  #joining = new DoingController(this);
  #requesting = new DoingController(this);
  #byFile = new DoingController(this);
  #byCode = new DoingController(this);

  #join = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const asking = this.#asking(form);
    void this.#joining.run('join', async () => {
      await this.app.ask('join', asking);
      // What was handed over in confidence does not stay in the address and its history.
      history.replaceState(history.state, '', formatRoute({ page: 'join' }));
    });
  };

  /** Code and name for the two other ways; asks for them where they are missing. */
  #given(): AskToJoin | undefined {
    const form = this.querySelector('form')!;
    if (!form.reportValidity()) return undefined;
    return this.#asking(new FormValues(form));
  }

  #asking(form: FormValues): AskToJoin {
    return { code: form.text('code'), device: form.text('device'), ...(this.anew && { anew: true }) };
  }

  #request = (): void => {
    const given = this.#given();
    if (given === undefined) return;
    if (this.querySelector<HTMLInputElement>('[name=anew]')?.checked) given.anew = true;
    void this.#requesting.run('request', async () => {
      const made = await this.app.ask('makeRequest', given);
      saveFile(made);
      this.digits = made.digits;
    });
  };

  #takeAnswer = (event: SubmitEvent): void => {
    const file = FormValues.of(event).file('file');
    if (file === undefined) return;
    void this.#byFile.run('answer', async () => {
      const bytes = await readPicked(file);
      const detail = await this.app.ask('takeAnswer', { bytes });
      this.dispatchEvent(new CustomEvent('gj-joined', { detail }));
    });
  };

  #answerCode = (event: SubmitEvent): void => {
    const code = FormValues.of(event).text('offer');
    const join = this.#given();
    if (join === undefined) return;
    this.reply = '';
    void this.#byCode.run('reply', async () => {
      this.reply = (await this.app.ask('answerCode', { code, join })).code;
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<p class="quiet">${w.joinHelp}</p>
      <form class="form" @submit=${this.#join}>
        <label
          >${w.joinCode}<input
            class="field code-field"
            name="code"
            required
            maxlength="100"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            .value=${this.code}
        /></label>
        <label
          >${w.myDevice}<input
            class="field"
            name="device"
            required
            maxlength="50"
            autocomplete="off"
            .value=${ownDeviceName(navigator.userAgent, w)}
        /></label>
        ${this.#joining.problem ? fileTrouble(this.#joining.problem, w) : nothing}
        <p><button class="button main" aria-disabled=${this.#joining.busy}>${w.joinAction}</button></p>
      </form>
      ${this.#file()} ${this.#direct()}`;
  }

  #file(): TemplateResult {
    const w = this.words;
    const { request } = this;
    return html`<details class="act" ?open=${request !== undefined}>
      <summary>${w.joinByFile}</summary>
      <p class="quiet">${w.joinByFileHelp}</p>
      ${
        // Over a line it learns that it is revoked from the other side.
        this.anew
          ? nothing
          : html`<label class="check"><input type="checkbox" name="anew" /><span>${w.joinAnew}</span></label>`
      }
      <p>
        <button class="button" aria-disabled=${this.#requesting.busy} @click=${this.#request}>
          ${w.makeRequest}
        </button>
      </p>
      ${this.#requesting.problem ? fileTrouble(this.#requesting.problem, w) : nothing}
      <div role="status">
        ${
          this.digits !== ''
            ? html`<p>${w.requestDigitsHelp}</p>
                ${digits(this.digits)}`
            : request === undefined
              ? nothing
              : html`<p>${w.requestKept(request.name, momentOf(request.at, w))}</p>
                  ${digits(request.digits)}
                  <p class="quiet">${w.requestLost}</p>`
        }
      </div>
      <form class="form" @submit=${this.#takeAnswer}>
        <label>${w.answerFile}<input class="field" type="file" name="file" required /></label>
        ${this.#answerTrouble()}
        <p><button class="button" aria-disabled=${this.#byFile.busy}>${w.takeAnswer}</button></p>
      </form>
    </details>`;
  }

  #answerTrouble(): TemplateResult | typeof nothing {
    const w = this.words;
    const { problem } = this.#byFile;
    if (problem === undefined) return nothing;
    if (problem.code !== 'not-found') return fileTrouble(problem, w, w.answerFileWanted);
    return html`<p class="notice bad" role="alert">${w.answerNotAsked}</p>`;
  }

  #direct(): TemplateResult {
    const w = this.words;
    return html`<details class="act">
      <summary>${w.joinByCode}</summary>
      <p class="quiet">${w.joinByCodeHelp}</p>
      <form class="form" @submit=${this.#answerCode}>
        ${codeField('offer', w.offerOfOther)}
        ${this.#byCode.problem ? fileTrouble(this.#byCode.problem, w) : nothing}
        <p><button class="button" aria-disabled=${this.#byCode.busy}>${w.makeReply}</button></p>
      </form>
      ${this.reply === '' ? nothing : codeToCarry(this.reply, 'reply', w)}
    </details>`;
  }
}

customElements.define('gj-join-form', GjJoinForm);
