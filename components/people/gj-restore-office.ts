import { html, nothing, type TemplateResult } from 'lit';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { fileTrouble } from './file-trouble.ts';
import { recoveryFields } from './recovery-fields.ts';

/** Takes over an office with the file and passphrase that an admin has kept for this day. */
export class GjRestoreOffice extends GjElement {
  #doing = new DoingController(this);

  #restore = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const file = form.file('file');
    if (file === undefined) return;
    void this.#doing.run('restore', async () => {
      await this.app.ask('restoreOffice', {
        bytes: await readPicked(file),
        passphrase: form.text('passphrase'),
        device: form.text('device'),
      });
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<details class="act">
      <summary>${w.restoreTitle}</summary>
      <p class="quiet">${w.restoreHelp}</p>
      <p class="quiet">${w.backupThenRecovery}</p>
      <form class="form" @submit=${this.#restore}>
        ${recoveryFields(w, 'current-password')}
        <label
          >${w.myDevice}<input
            class="field"
            name="device"
            required
            maxlength="50"
            placeholder=${w.myDeviceHint}
        /></label>
        ${this.#doing.problem ? fileTrouble(this.#doing.problem, w) : nothing}
        <p>
          <button class="button" aria-disabled=${this.#doing.busy}>
            ${this.#doing.busy ? w.decrypting : w.restoreAction}
          </button>
        </p>
      </form>
    </details>`;
  }
}

customElements.define('gj-restore-office', GjRestoreOffice);
