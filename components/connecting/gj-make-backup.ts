import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { passphraseFault, passphraseField } from '../people/passphrase-field.ts';
import { bundleTrouble } from './bundle-trouble.ts';

/** Saves everything that is here as a file that a passphrase opens. */
export class GjMakeBackup extends GjElement {
  @state() private wrong = '';
  @state() private made = '';

  #doing = new DoingController(this);

  #make = (event: SubmitEvent): void => {
    const values = FormValues.of(event);
    const form = event.target as HTMLFormElement;
    const passphrase = values.text('passphrase');
    this.made = '';
    this.wrong = passphraseFault(passphrase, values.text('again'), this.words);
    if (this.wrong !== '') return;
    void this.#doing.run('make', async () => {
      const file = await this.app.ask('makeBackup', { passphrase });
      saveFile(file);
      this.made = file.name;
      form.reset();
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<h2>${w.backupTitle}</h2>
      <p class="quiet">${w.backupHelp}</p>
      <form class="form" @submit=${this.#make}>
        <p class="quiet">${w.passphraseHelp}</p>
        <div class="columns">
          ${passphraseField(w.passphrase, 'passphrase', 'new-password')}
          ${passphraseField(w.passphraseAgain, 'again', 'new-password')}
        </div>
        ${this.wrong === '' ? nothing : html`<p class="notice bad" role="alert">${this.wrong}</p>`}
        ${this.#doing.problem ? bundleTrouble(this.#doing.problem, w) : nothing}
        <p>
          <button class="button" aria-disabled=${this.#doing.busy}>
            ${this.#doing.busy ? w.recoveryWorking : w.backupMake}
          </button>
        </p>
      </form>
      <div role="status">
        ${this.made === '' ? nothing : html`<p class="notice">${w.backupMade(this.made)}</p>`}
      </div>`;
  }
}

customElements.define('gj-make-backup', GjMakeBackup);
