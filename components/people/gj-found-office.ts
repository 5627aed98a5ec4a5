import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatRoute } from '../../src/app/route.ts';
import { DoingController } from '../kit/doing-controller.ts';
import { FormValues } from '../kit/form-values.ts';
import { GjElement } from '../kit/gj-element.ts';
import { trouble } from '../library/trouble.ts';
import './gj-restore-office.ts';

function lines(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
}

/** No office yet: found one, or restore one. */
export class GjFoundOffice extends GjElement {
  @state() private units: string[] = [];

  #doing = new DoingController(this);

  #found = (event: SubmitEvent): void => {
    const form = FormValues.of(event);
    void this.#doing.run('found', () =>
      this.app.ask('foundOffice', {
        name: form.text('name'),
        units: this.units.map((name) => ({ name, kind: this.words.isBranch(name) ? 'branch' : 'office' })),
        posts: lines(form.text('posts')),
        me: { name: form.text('me'), ...form.given('unit', 'post') },
        device: form.text('device'),
      }),
    );
  };

  protected override render(): TemplateResult {
    const w = this.words;
    return html`
      <h1>${w.noOfficeTitle}</h1>
      <p class="lead">${w.noOfficeHelp}</p>
      <p class="row">
        <a class="button" href=${formatRoute({ page: 'join' })}>${w.joinHave}</a>
        ${this.app.isSample ? nothing : html`<a class="button" href="?base=sample#/">${w.emptySample}</a>`}
      </p>
      <h2>${w.foundTitle}</h2>
      <p class="quiet">${w.foundHelp}</p>
      <form class="form" @submit=${this.#found}>
        <label
          >${w.officeName}<input
            class="field"
            name="name"
            required
            maxlength="100"
            autocomplete="organization"
        /></label>
        <label
          >${w.foundUnits}<textarea
            class="field"
            rows="5"
            @input=${(event: Event) => (this.units = lines((event.target as HTMLTextAreaElement).value))}
          ></textarea>
        </label>
        <label>${w.foundPosts}<textarea class="field" name="posts" rows="3"></textarea></label>
        <div class="columns">
          <label
            >${w.myName}<input class="field" name="me" required maxlength="50" autocomplete="name"
          /></label>
          <label
            >${w.myUnit}<select class="field" name="unit">
              <option value="">${w.noChoice}</option>
              ${this.units.map((unit) => html`<option>${unit}</option>`)}
            </select></label
          >
          <label>${w.myPost}<input class="field" name="post" maxlength="50" /></label>
          <label
            >${w.myDevice}<input
              class="field"
              name="device"
              required
              maxlength="50"
              placeholder=${w.myDeviceHint}
          /></label>
        </div>
        ${this.#doing.problem ? trouble(this.#doing.problem.code, w) : nothing}
        <p><button class="button main" ?disabled=${this.#doing.busy}>${w.foundAction}</button></p>
      </form>
      <gj-restore-office></gj-restore-office>
      <p>
        <a class="act-link" href=${formatRoute({ page: 'connections', part: 'bundles' })}
          >${w.backupRestoreTitle}</a
        >
      </p>
    `;
  }
}

customElements.define('gj-found-office', GjFoundOffice);
