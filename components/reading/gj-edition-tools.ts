import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import type { Reading } from '../../src/engine/protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import '../drafting/gj-revise.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { trouble } from '../library/trouble.ts';
import { icons } from '../style/icons.ts';

/** What can be done with an edition as a whole: compare it, prove it, and for who may, issue, withdraw or repeal it. */
export class GjEditionTools extends GjElement {
  @property({ attribute: false }) reading!: Reading;

  #doing = new DoingController(this);

  #proof = (): void => {
    const { rule, edition } = this.reading;
    void this.#doing.run('proof', async () =>
      saveFile(await this.app.ask('proof', { rule: rule.id, edition: edition.hash })),
    );
  };

  #repeal = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const [on, reason] = [form.text('on'), form.text('reason')];
    void this.#doing.run('repeal', () => this.app.ask('repeal', { rule: this.reading.rule.id, on, reason }));
  };

  #withdraw = (event: SubmitEvent): void => {
    const reason = FormValues.of(event).text('reason');
    const { issued } = this.reading;
    if (issued === undefined) return;
    void this.#doing.run('withdraw', () => this.app.ask('withdraw', { entry: issued.entry, reason }));
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { rule, edition, signing, mayIssue, mayDraft, timeline, validity } = this.reading;
    const at = timeline.findIndex((stop) => stop.edition === edition.hash);
    const other = timeline[at - 1] ?? timeline[at + 1];
    const [before, after] =
      timeline[at - 1] === undefined ? [edition.hash, other?.edition] : [other?.edition, edition.hash];
    return html`
      ${
        other === undefined || before === undefined || after === undefined
          ? nothing
          : html`<a
              class="button bare"
              href=${formatRoute({ page: 'compare', rule: rule.id, before: before.slice(0, 16), after: after.slice(0, 16) })}
              >${icons.compare}<span>${w.compareWith}</span></a
            >`
      }
      ${
        signing === 'official'
          ? html`<details class="act">
              <summary>${w.exportProof}</summary>
              <p class="quiet">${w.proofHelp}</p>
              <button class="button" ?disabled=${this.#doing.busy} @click=${this.#proof}>
                ${icons.shield}<span>${w.exportProof}</span>
              </button>
            </details>`
          : nothing
      }
      ${mayDraft ? html`<gj-revise .rule=${rule.id} .edition=${edition.hash}></gj-revise>` : nothing}
      ${
        mayIssue && signing !== 'official' && signing !== 'absorbed'
          ? html`<a
              class="button"
              href=${formatRoute({ page: 'publish', rule: rule.id, edition: edition.hash.slice(0, 16) })}
              >${icons.sign}<span>${w.issue}</span></a
            >`
          : nothing
      }
      ${
        mayIssue && signing === 'official' && validity !== 'repealed' && validity !== 'expired'
          ? html`<a
              class="button"
              href=${formatRoute({ page: 'circulate', rule: rule.id, edition: edition.hash.slice(0, 16) })}
              >${icons.send}<span>${w.circulateAction}</span></a
            >`
          : nothing
      }
      ${mayIssue && (signing === 'official' || signing === 'disputed') ? this.#ends(validity !== 'repealed') : nothing}
      ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
    `;
  }

  #ends(mayRepeal: boolean): TemplateResult {
    const w = this.words;
    return html`<details class="act">
        <summary>${w.withdraw}</summary>
        <form class="form" @submit=${this.#withdraw}>
          <p class="quiet">${w.withdrawHelp}</p>
          <label>${w.reason}<input class="field" name="reason" required maxlength="200" /></label>
          <p><button class="button danger" ?disabled=${this.#doing.busy}>${w.withdrawAction}</button></p>
        </form>
      </details>
      ${
        mayRepeal
          ? html`<details class="act">
              <summary>${w.repeal}</summary>
              <form class="form" @submit=${this.#repeal}>
                <p class="quiet">${w.repealHelp}</p>
                <label
                  >${w.repealOn}<input
                    class="field"
                    type="date"
                    name="on"
                    required
                    .value=${this.app.today()}
                /></label>
                <label>${w.reason}<input class="field" name="reason" maxlength="200" /></label>
                <p><button class="button danger" ?disabled=${this.#doing.busy}>${w.repealAction}</button></p>
              </form>
            </details>`
          : nothing
      }`;
  }
}

customElements.define('gj-edition-tools', GjEditionTools);
