import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { BundleReport } from '../../src/engine/connect-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { readPicked } from '../kit/read-picked.ts';
import { bundleReport } from './bundle-report.ts';
import { bundleTrouble } from './bundle-trouble.ts';

/** Takes in a bundle that somebody brought, and tells what it held. */
export class GjOpenBundle extends GjElement {
  @state() private report: BundleReport | undefined;

  #doing = new DoingController(this);

  #open = (event: SubmitEvent): void => {
    const file = FormValues.of(event).file('file');
    if (file === undefined) return;
    this.report = undefined;
    void this.#doing.run('open', async () => {
      const bytes = await readPicked(file);
      this.report = await this.app.ask('applyBundle', { bytes });
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`<h2>${w.bundleOpenTitle}</h2>
      <p class="quiet">${w.bundleOpenHelp}</p>
      <form class="form" @submit=${this.#open}>
        <label>${w.bundleFile}<input class="field" type="file" name="file" required /></label>
        ${this.#doing.problem ? bundleTrouble(this.#doing.problem, w) : nothing}
        <p><button class="button" aria-disabled=${this.#doing.busy}>${w.bundleOpen}</button></p>
      </form>
      <div role="status">
        ${this.report ? html`<div class="notice">${bundleReport(this.report, w)}</div>` : nothing}
      </div>`;
  }
}

customElements.define('gj-open-bundle', GjOpenBundle);
