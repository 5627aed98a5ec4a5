import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MadeBundle } from '../../src/engine/connect-protocol.ts';
import type { OfficeView } from '../../src/engine/office-protocol.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { saveFile } from '../kit/save-file.ts';
import { bundleTrouble } from './bundle-trouble.ts';

/** Writes a file that carries what is here to other devices of the office. */
export class GjWriteBundle extends GjElement {
  @property({ attribute: false }) office!: OfficeView;
  @state() private since = false;
  @state() private some = false;
  @state() private isNobody = false;
  @state() private made: MadeBundle | undefined;

  #doing = new DoingController(this);

  #make = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    const members = form.texts('member');
    this.made = undefined;
    this.isNobody = this.some && members.length === 0;
    if (this.isNobody) return;
    void this.#doing.run('make', async () => {
      this.made = await this.app.ask('makeBundle', {
        // The day begins here as it does on the wall clock of this place.
        ...(this.since && { since: new Date(`${form.text('day')}T00:00`).getTime() }),
        ...(this.some && { members }),
      });
      saveFile(this.made);
    });
  };

  protected override render(): TemplateResult {
    const w = this.words;
    const { made } = this;
    return html`<h2>${w.bundleWriteTitle}</h2>
      <p class="quiet">${w.bundleWriteHelp}</p>
      <form class="form" @submit=${this.#make}>
        ${this.#what()} ${this.#whom()}
        ${this.isNobody ? html`<p class="notice bad" role="alert">${w.bundleMembersNone}</p>` : nothing}
        ${this.#doing.problem ? bundleTrouble(this.#doing.problem, w) : nothing}
        <p><button class="button main" aria-disabled=${this.#doing.busy}>${w.bundleMake}</button></p>
      </form>
      <div role="status">
        ${
          made === undefined
            ? nothing
            : html`<div class="notice">
                <p>${w.bundleMade(made.name, made.texts, made.others, made.entries)}</p>
                <p>${w.bundleKeep}</p>
                ${
                  made.without.length === 0
                    ? nothing
                    : html`<p>${w.bundleWithout(made.without.join(w.listComma))}</p>`
                }
              </div>`
        }
      </div>`;
  }

  #choice(group: string, label: string, chosen: boolean, choose: () => void): TemplateResult {
    return html`<label class="check"
      ><input type="radio" name=${group} .checked=${chosen} @change=${choose} /><span>${label}</span></label
    >`;
  }

  #what(): TemplateResult {
    const w = this.words;
    return html`<fieldset>
      <legend>${w.bundleWhat}</legend>
      ${this.#choice('what', w.bundleAll, !this.since, () => (this.since = false))}
      ${this.#choice('what', w.bundleSince, this.since, () => (this.since = true))}
      ${
        this.since
          ? html`<label class="inline"
              >${w.bundleDay}<input class="field" type="date" name="day" required max=${this.app.today()}
            /></label>`
          : nothing
      }
    </fieldset>`;
  }

  #whom(): TemplateResult {
    const w = this.words;
    const members = this.office.members.filter(
      ({ left, devices }) =>
        left === undefined && devices.some(({ revoked, kind }) => !revoked && kind !== 'recovery'),
    );
    return html`<fieldset>
      <legend>${w.bundleFor}</legend>
      ${this.#choice('whom', w.bundleForAll, !this.some, () => (this.some = false))}
      ${this.#choice('whom', w.bundleForSome, this.some, () => (this.some = true))}
      ${
        this.some
          ? html`<div class="chosen" role="group" aria-label=${w.bundleMembers}>
              ${members.map(
                ({ id, name }) =>
                  html`<label class="check"
                    ><input type="checkbox" name="member" .value=${id} /><span>${name}</span></label
                  >`,
              )}
            </div>`
          : nothing
      }
    </fieldset>`;
  }
}

customElements.define('gj-write-bundle', GjWriteBundle);
