import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { saveFile } from '../kit/save-file.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { trouble } from '../library/trouble.ts';
import { fileTrouble } from './file-trouble.ts';
import { passphraseFault, passphraseField } from './passphrase-field.ts';
import './gj-restore-office.ts';
import { recoveryFields } from './recovery-fields.ts';
import { has } from './role-names.ts';

/** The file that opens the office when the last device of an admin is gone: made, saved, and tried once. */
export class GjRecovery extends GjElement {
  @property({ attribute: false }) view!: OfficeView;
  @state() private wrong = '';
  @state() private isMade = false;

  #making = new DoingController(this);
  #checking = new DoingController(this);

  #make = (event: SubmitEvent): void => {
    const values = FormValues.of(event);
    const form = event.target as HTMLFormElement;
    const passphrase = values.text('passphrase');
    this.wrong = passphraseFault(passphrase, values.text('again'), this.words);
    if (this.wrong !== '') return;
    void this.#making.run('make', async () => {
      saveFile(await this.app.ask('makeRecovery', { passphrase }));
      this.isMade = true;
      form.reset();
    });
  };

  #check = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const file = form.file('file');
    if (file === undefined) return;
    void this.#checking.run('check', async () => {
      const bytes = await readPicked(file);
      await this.app.ask('checkRecovery', { bytes, passphrase: form.text('passphrase') });
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { recovery, me } = this.view;
    // Nobody may be left who could let this device in.
    if (me === undefined) return html`<gj-restore-office></gj-restore-office>`;
    if (!has(me, 'admin')) return html`<p class="notice warn">${w.trouble['not-allowed']}</p>`;
    return html`
      <p class="notice ${recovery ? '' : 'warn'}">${recovery ? w.recoveryDone : w.recoveryNeeded}</p>
      <form class="form" @submit=${this.#make}>
        <h2>${w.recoveryMake}</h2>
        <p class="quiet">${w.recoveryMakeHelp}</p>
        <p class="quiet">${w.passphraseHelp}</p>
        ${passphraseField(w.passphrase, 'passphrase', 'new-password')}
        ${passphraseField(w.passphraseAgain, 'again', 'new-password')}
        ${this.wrong === '' ? nothing : html`<p class="notice bad" role="alert">${this.wrong}</p>`}
        ${this.#making.problem ? trouble(this.#making.problem.code, w) : nothing}
        <p>
          <button class="button ${recovery || this.isMade ? '' : 'main'}" aria-disabled=${this.#making.busy}>
            ${this.#making.busy ? w.recoveryWorking : w.recoveryMake}
          </button>
        </p>
      </form>
      <form class="form" @submit=${this.#check}>
        <h2>${w.recoveryCheck}</h2>
        ${this.isMade ? html`<p class="notice" role="status">${w.recoverySaved}</p>` : nothing}
        ${recoveryFields(w, 'off')}
        ${this.#checking.problem ? fileTrouble(this.#checking.problem, w) : nothing}
        ${this.#checking.done === '' ? nothing : html`<p class="notice" role="status">${w.recoveryDone}</p>`}
        <p>
          <button class="button ${this.isMade ? 'main' : ''}" aria-disabled=${this.#checking.busy}>
            ${this.#checking.busy ? w.decrypting : w.recoveryCheckAction}
          </button>
        </p>
      </form>
    `;
  }
}

customElements.define('gj-recovery', GjRecovery);
