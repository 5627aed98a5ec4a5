import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallAnswer } from '../../src/engine/protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { passphraseField } from '../people/passphrase-field.ts';
import { bundleReport } from './bundle-report.ts';
import { bundleTrouble } from './bundle-trouble.ts';

/** Gets everything back from a backup, on a device that holds nothing yet. */
export class GjRestoreBackup extends GjElement {
  /** There is an office by now, so that nothing else can be restored. */
  @property({ attribute: false }) over = false;
  @state() private report: CallAnswer<'restoreBackup'> | undefined;

  #doing = new DoingController(this);

  #restore = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const file = form.file('file');
    if (file === undefined) return;
    void this.#doing.run('restore', async () => {
      const bytes = await readPicked(file);
      this.report = await this.app.ask('restoreBackup', { bytes, passphrase: form.text('passphrase') });
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { report } = this;
    // Of what it began it tells the end, though the office is there before that.
    const isOver = this.over && !this.#doing.busy && this.#doing.problem === undefined;
    return html`<div role="status">
        ${
          report === undefined
            ? nothing
            : html`<div class="notice">
                <p><strong>${w.backupRestored(report.officeName)}</strong></p>
                ${bundleReport(report, w)}
              </div>`
        }
      </div>
      ${
        report !== undefined || isOver
          ? nothing
          : html`<details class="act">
              <summary>${w.backupRestoreTitle}</summary>
              <p class="quiet">${w.backupRestoreHelp}</p>
              <form class="form" @submit=${this.#restore}>
                <label>${w.backupFile}<input class="field" type="file" name="file" required /></label>
                ${passphraseField(w.passphrase, 'passphrase', 'current-password')}
                ${this.#doing.problem ? bundleTrouble(this.#doing.problem, w) : nothing}
                <p>
                  <button class="button" aria-disabled=${this.#doing.busy}>
                    ${this.#doing.busy ? w.decrypting : w.backupRestore}
                  </button>
                </p>
              </form>
            </details>`
      }`;
  }
}

customElements.define('gj-restore-backup', GjRestoreBackup);
